import type { CallSite, GuardedCall } from '../model/call';
import type { Ailment, Project } from '../model/remedy';
import type { Span } from '../model/span';
import { waysOf } from '../model/ways';
import { answerOf, clausesAround, endOfBlock } from './answer-text';
import { argumentsFrom, behindParenthesis } from './pieces';
import { escaped } from './words';

/**
 * Whether what is done about a failure takes something away for good: a handler that deletes, revokes or logs out, or an answer in its
 * place (`null`) at which that is done. Where nobody gave up before, an answer that only came late would now have it done to what is valid.
 */
export function undoes({ call, project }: Pick<Ailment, 'call' | 'project'>): boolean {
  if (call === undefined) return false;
  const { site } = call;
  const file = project.text(site.whole.file) ?? '';
  const known = told.get(site);
  if (known?.file === file) return known.undoes;
  const it = handlersOf(call, project).some((code) => takesAway(code)) || isTakenAt(call, project, file);
  told.set(site, { file, undoes: it });
  return it;
}

/** Every offer for a call asks, and so do the offers for all that go through its instance. */
const told = new WeakMap<CallSite, { readonly file: string; readonly undoes: boolean }>();

/** What is run when the call fails: handlers that stand around it, and those that it is known to come to further out. */
function handlersOf(call: GuardedCall, { text }: Pick<Project, 'text'>): readonly string[] {
  const { whole } = call.site;
  const layers = waysOf(call).flatMap((way) => way.layers);
  const known = layers.flatMap((layer) =>
    layer.kind === 'fallback' && layer.some !== true && layer.because.at !== undefined ? layer.because.at : [],
  );
  return [...clausesAround(text(whole.file) ?? '', whole.start, 'catch'), ...known.map((at) => handlerAt(text(at.file) ?? '', at))];
}

/** The block of a `catch` clause, or what is handed to `.catch(…)`. */
function handlerAt(text: string, { start, end }: Span): string {
  const clause = /^catch\s*(?:\([^)]*\)\s*)?\{/.exec(text.slice(start));
  const from = start + (clause?.[0].length ?? 0);
  return clause === null ? argumentsFrom(text, text.indexOf('(', end - 1) + 1).join(', ') : text.slice(from, endOfBlock(text, from));
}

/** Whether something is given in the place of the answer, here or to who called the function, at which something is taken away. */
function isTakenAt(call: GuardedCall, { text }: Pick<Project, 'text'>, file: string): boolean {
  const { whole, scope } = call.site;
  const ways = waysOf(call);
  const gives = ways.some(({ layers }) => layers.some((layer) => layer.kind === 'fallback' && layer.some !== true));
  if (!gives) return false;
  const fn = scope.split('.').at(-1) ?? '';
  const asked = /^[A-Za-z_$][\w$]*$/.test(fn) ? [...file.matchAll(new RegExp(String.raw`(?<![\w$])${escaped(fn)}\s*\(`, 'g'))] : [];
  const here = asked.map(({ index }) => ({ file: whole.file, start: index, end: behindParenthesis(file, index) }));
  const further = ways.flatMap(({ through }) => through.flatMap(({ at }) => at ?? []));
  return [whole, ...here, ...further].some((place) => isTakenBehind(text(place.file) ?? '', place));
}

/** What is only done under a condition: from where to where. */
function underCondition(code: string, at: number): readonly [start: number, end: number] {
  const behind = behindParenthesis(code, at);
  const [all, opens] = /^\s*(\{)?/.exec(code.slice(behind)) ?? [''];
  const start = behind + all.length;
  if (opens === '{') return [start, endOfBlock(code, start)];
  const end = code.indexOf(';', start);
  return [start, end < 0 ? code.length : end];
}

/** `const user = await ask(); if (!user) await users.deleteOne();`, or the same without a name. */
function isTakenBehind(text: string, whole: Span): boolean {
  const { before, behind, names } = answerOf(whole, text);
  const bare = /(?:^|[^\w$.])if\s*\(\s*!\s*\(?\s*(?:await\s+)?(?:this\.)?$/.test(before);
  const from = text.indexOf('{', whole.end);
  if (bare && from >= 0 && takesAway(text.slice(from, endOfBlock(text, from + 1)))) return true;
  return names.some((name) => {
    const own = String.raw`${escaped(name)}(?:\??\.[\w$]+)*`;
    const missing = new RegExp(String.raw`\bif\s*\(\s*(?:!\s*${own}(?![\w$.(])|${own}\s*===?\s*(?:null|undefined|false)\b)`, 'g');
    return [...behind.matchAll(missing)].some(({ index }) => takesAway(behind.slice(...underCondition(behind, index))));
  });
}

/** Members that take something away whoever they belong to; and those that only do where somebody waits for them, or a thing of worth is named. */
const forGood = String.raw`(?:delete|destroy|remove)(?:One|Many|All|_?[bB]y[A-Z]\w*)|find\w+And(?:Delete|Remove)|soft[dD]elete|unlink(?:Sync)?|rmSync|removeItem|clearCookie`;
const leaving = String.raw`(?:\.\s*)?(?:log[oO]ut|sign[oO]ut|revoke)(?:[A-Z]\w*)?`;
const waited = String.raw`(?:await|return|void)\s+[\w$.?!()]*\.\s*(?:delete|del|remove|destroy|clear|rm|drop|purge)(?:[A-Z]\w*)?`;
const named = String.raw`(?:delete|remove|clear|destroy|drop|purge)[A-Z]?\w*(?:Users?|Accounts?|Tokens?|Sessions?|Auth|Credentials?|Keys?|Subscriptions?|Records?|Devices?|Members?|Data)`;
const taking = new RegExp(
  String.raw`(?:\.\s*(?:${forGood})|(?<![\w$])(?:${leaving}|${named}|unlink|rm)|(?<![\w$])${waited})\s*\(|\bDELETE\s+FROM\b`,
  'g',
);

/** What was kept for a while only, or is held open, is put away by rights. */
const passing = /cache|te?mp\b|temp[A-Z_\d]|lock|pending|inflight|in_flight|socket|stream|connection|browser|page|timer|listener/i;

/** Whether code takes something away at a failure that it does not know by its answer: `if (error.status === 410)`. */
function takesAway(code: string): boolean {
  return [...code.matchAll(taking)].some(({ index, 0: act }) => {
    const said = act + (argumentsFrom(code, index + act.length)[0] ?? '');
    const receiver = /[\w$.?!()]*$/.exec(code.slice(0, index))?.[0] ?? '';
    return !passing.test(receiver + said) && !isKnown(code, index);
  });
}

/** Whether a place is only come to where the failure is known: behind a condition on what the other side answered. */
function isKnown(code: string, place: number): boolean {
  return [...code.slice(0, place).matchAll(/\bif\s*\(/g)].some(({ index, 0: { length } }) => {
    const condition = argumentsFrom(code, index + length).join(', ');
    if (!/status|code\b|\.response\b|instanceof|\.name\b|message|\bis[A-Z]\w*\(/i.test(condition)) return false;
    const [start, end] = underCondition(code, index);
    return (start <= place && place < end) || (end < place && /\b(?:return|throw)\b/.test(code.slice(start, end)));
  });
}
