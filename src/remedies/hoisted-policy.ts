import type { Ailment, CallShape, Draft, Offer, Remedy } from '../model/remedy';
import type { Span } from '../model/span';
import { moveUp } from './hoisting';
import { escaped } from './words';

/** What is to remember must outlive the call: it moves to the top of the file, once for all calls. */
export const hoistedPolicy: Remedy = {
  id: 'hoisted-policy',
  summary: 'Moves a breaker, a limiter or a client that is built per call to the top of the file.',
  provides: 'breaker',
  rules: ['breaker-per-call', 'limiter-per-call', 'client-per-request'],
  safety: 'suggestion',
  style: 'native',
  offers(ailment): readonly Offer[] {
    const what = { 'breaker-per-call': 'breaker', 'limiter-per-call': 'limiter', 'client-per-request': 'client' }[ailment.finding.rule];
    if (what === undefined) return [];
    return [{ title: `Build the ${what} once, at the top of the file`, write: (draft) => hoist(draft, ailment, what) }];
  },
};

function hoist(draft: Draft, { finding }: Ailment, what: string): boolean {
  const made = draft.call(finding.at);
  if (made === undefined) return false;
  const code = draft.text(made.whole) ?? '';
  // What a client hands out, a batch or a transaction, belongs to whoever asked for it.
  if (what === 'client' && !/^(new\b|[A-Za-z_$][\w$]*\()/.test(code)) return false;
  const declared = declaration(draft, made.whole, code);
  if (what === 'client' && (declared === undefined || isOwn(draft, made.whole, declared.name, code))) return false;
  const ties = draft.ties(made.whole);
  const handed = ties.length === 0 ? { code, given: [] } : handedOver(draft, made, ties, declared?.name);
  if (handed === undefined) return false;
  const { given } = handed;
  // A `const` of its own moves as it is, and those who use its name go on doing so.
  if (declared !== undefined) {
    const { name, statement } = declared;
    if (moveUp(draft, made.whole, name, handed.code, { given, had: true }) === undefined) return false;
    const rest = draft.text({ ...statement, start: statement.end, end: Number.MAX_SAFE_INTEGER }) ?? '';
    // A comment behind it stays, in its place.
    const [blank = ''] = /^[ \t]*(\r?\n)+[ \t]*|^[ \t]+(?=\/[/*])/.exec(rest) ?? [];
    draft.replace({ ...statement, end: statement.end + blank.length }, '');
    return true;
  }
  const name = moveUp(draft, made.whole, what, handed.code, { given });
  if (name === undefined) return false;
  draft.replace(made.whole, name);
  return true;
}

/** One that is opened or closed by hand, or made of what must be worked out first, cannot be shared. */
function isOwn(draft: Draft, whole: Span, name: string, code: string): boolean {
  const text = draft.text({ ...whole, start: whole.end, end: Number.MAX_SAFE_INTEGER }) ?? '';
  if (isAskedFor(draft, whole, code)) return true;
  const ended = new RegExp(`\\b${escaped(name)}\\??\\.(connect|open|end|close|quit|disconnect|destroy|dispose|release|terminate)\\b`);
  return ended.test(text) || /[\w$]\(|\bawait\b/.test(code.slice(code.indexOf('(') + 1));
}

/** What it is made of is looked at first, and without it none is made: `if (!config.region) throw …`. */
function isAskedFor(draft: Draft, whole: Span, code: string): boolean {
  const around = draft.around(whole, 'function');
  const before = around === undefined ? '' : (draft.text({ ...around, end: whole.start }) ?? '');
  const asked = [...before.matchAll(/\bif\s*\(([^{};]*)\)\s*\{?[^{}]*\b(?:throw|return)\b/g)]
    .map(([, condition = '']) => condition)
    .join(' ');
  const names = code.slice(code.indexOf('(')).match(/(?<![.\w$])[A-Za-z_$][\w$]*(?!\s*:|[\w$])/g) ?? [];
  return names.some((name) => !/^(?:undefined|true|false|null|process)$/.test(name) && asked.split(/[^\w$]+/).includes(name));
}

/** What the guarded function took from around it becomes its parameters, and is handed over with every `fire`. */
function handedOver(
  draft: Draft,
  made: CallShape,
  ties: readonly string[],
  name: string | undefined,
): { readonly code: string; readonly given: readonly string[] } | undefined {
  const [run] = made.arguments;
  const around = draft.around(made.whole, 'function');
  const fn = around === undefined ? undefined : draft.fn(around);
  if (run === undefined || fn === undefined) return undefined;
  const code = draft.text(made.whole) ?? '';
  const from = run.start - made.whole.start;
  const arrow = /^(async\s*)?\(\s*\)(?=\s*=>)/.exec(code.slice(from));
  if (arrow === null) return undefined;
  const parameters = fn.parameters.map((one) => draft.text(one) ?? '');
  const wanted = ties.map((tie) => parameters.find((one) => new RegExp(`^${tie}(\\s*:[^=]+)?$`).test(one)));
  if (wanted.some((one) => one === undefined)) return undefined;
  // Each use must be seen, for each must hand them over.
  const text = draft.text(fn.whole) ?? '';
  const offset = name === undefined ? made.whole.end - fn.whole.start : text.indexOf(`${name}.fire()`) + name.length;
  if (!text.slice(offset).startsWith('.fire()') || (name !== undefined && text.split(new RegExp(`\\b${name}\\b`)).length !== 3))
    return undefined;
  const at = fn.whole.start + offset + '.fire('.length;
  draft.replace({ ...made.whole, start: at, end: at }, ties.join(', '));
  const listed = `${arrow[1] ?? ''}(${wanted.join(', ')})`;
  return { code: code.slice(0, from) + listed + code.slice(from + arrow[0].length), given: ties };
}

/** `const name = …;` around the code, when it declares nothing else. */
function declaration(draft: Draft, whole: Span, code: string): { readonly name: string; readonly statement: Span } | undefined {
  const statement = draft.around(whole, 'declaration');
  const text = statement === undefined ? '' : (draft.text(statement) ?? '');
  const [, name, rest] = /^(?:const|let)\s+([A-Za-z_$][\w$]*)(?:\s*:\s*[^=]+)?\s*=\s*([\s\S]*?);?\s*$/.exec(text) ?? [];
  return statement === undefined || name === undefined || rest !== code ? undefined : { name, statement };
}
