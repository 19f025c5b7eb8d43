import type { CallSite } from '../model/call';
import { escaped } from './words';

/** What is done with the answer: the names it and its body are given, the chain behind the call, and the rest of the block. */
export interface Answer {
  readonly before: string;
  readonly behind: string;
  readonly chained: string;
  readonly names: readonly string[];
  readonly body?: string;
}

export function answerOf(whole: CallSite['whole'], file: string): Answer {
  const before = file.slice(Math.max(0, whole.start - 200), whole.start);
  // A declaration before it may end without a semicolon.
  const [, bound = '', assigned = ''] =
    /(?:\b(?:const|let|var)\s+(\{[^{}]*\}|[A-Za-z_$][\w$]*)\s*(?::(?:(?!\b(?:const|let|var|try|if)\b)[^=;])*)?|([A-Za-z_$][\w$.]*)\s*)=\s*(?:await\s+|yield\*\s*)?\(?$/.exec(
      outOf(before),
    ) ?? [];
  // What was declared before is there for as long as the block of its declaration.
  const declared =
    assigned === '' ? -1 : lastOf(file.slice(0, whole.start), new RegExp(String.raw`\b(?:let|var)\s+${escaped(assigned)}\b`, 'g'));
  // What is bound outside of the object that holds the work is there behind that object.
  const from = inObject.test(before) ? endOfBlock(file, whole.end) + 1 : whole.end;
  const behind = file.slice(whole.end, Math.max(endOfBlock(file, from), declared < 0 ? 0 : endOfBlock(file, declared)));
  const chained = /^\s*\)*\s*\??\./.test(behind) ? (/^[^;]*/.exec(behind)?.[0] ?? '') : '';
  const [taken, body = 'body'] = /\bbody\b(?:\s*:\s*([A-Za-z_$][\w$]*))?/.exec(bound.startsWith('{') ? bound : '') ?? [];
  return { before, behind, chained, ...(taken === undefined ? {} : { body }), names: (bound + assigned).match(/[A-Za-z_$][\w$]*/g) ?? [] };
}

/** What stands before the policies that run the call: `const answer = await backOff(() => fetch(url))` binds the answer. */
function outOf(before: string): string {
  const outer = before.replace(work, '').replace(inObject, '');
  return outer === before ? before : outOf(outer);
}

const work = /(?:await\s+)?[A-Za-z_$][\w$.]*\(\s*(?:async\s*)?\([^()]*\)\s*=>\s*(?:await\s+)?$/;
/** `yield* Effect.tryPromise({ try: () => fetch(url) })` */
const inObject = /(?:await\s+)?[A-Za-z_$][\w$.]*\(\s*\{\s*try\s*:\s*(?:async\s*)?\([^()]*\)\s*=>\s*(?:await\s+)?$/;

/** Where a pattern is found last; -1 when it is not. */
function lastOf(text: string, pattern: RegExp): number {
  return [...text.matchAll(pattern)].at(-1)?.index ?? -1;
}

/** The call as it is written, with the objects that stand behind the names it is given: `const options = { responseType: 'stream' }`. */
export function saidTo(whole: CallSite['whole'], file: string): string {
  // Every offer of a bound asks, again and again, for all calls of a file.
  if (last?.file !== file) last = { file, said: new Map() };
  const known = last.said.get(whole.start);
  const said = known?.end === whole.end ? known.said : findSaid(whole, file);
  last.said.set(whole.start, { end: whole.end, said });
  return said;
}

let last: { readonly file: string; readonly said: Map<number, { readonly end: number; readonly said: string }> } | undefined;

function findSaid(whole: CallSite['whole'], file: string): string {
  const code = file.slice(whole.start, whole.end);
  const names = new Set([...code.matchAll(/(?:[(,]\s*|\.\.\.)([A-Za-z_$][\w$]*)\s*(?=[,)}])/g)].map(([, name = '']) => name));
  const objects = [...names].map((name) => {
    const start = givenObject(name, file, whole.start);
    if (start === undefined) return '';
    return file.slice(start - 1, endOfBlock(file, start));
  });
  return [code, ...objects].join('\n');
}

/** Behind the brace of the object that a name was given last before a place: `let options = {`, `options = {`. */
function givenObject(name: string, file: string, place: number): number | undefined {
  const given = /\s*(?::[^=;?(){}]{1,200})?=\s*\{/y;
  for (let at = file.lastIndexOf(name, place - 1); at >= 0; at = at === 0 ? -1 : file.lastIndexOf(name, at - 1)) {
    if (at > 0 && /[.\w$]/.test(file[at - 1] ?? '')) continue;
    given.lastIndex = at + name.length;
    if (given.test(file)) return given.lastIndex;
  }
  return undefined;
}

/** The blocks of the `catch` or `finally` clauses whose `try` holds a place. */
export function clausesAround(text: string, place: number, clause: 'catch' | 'finally'): readonly string[] {
  return [...text.slice(0, place).matchAll(/\btry\s*\{/g)].flatMap(({ index, 0: { length } }) => {
    const end = endOfBlock(text, index + length);
    if (end < place) return [];
    const caught = behindClause(text, end, 'catch');
    if (clause === 'catch') return caught?.block ?? [];
    return behindClause(text, caught?.end ?? end, 'finally')?.block ?? [];
  });
}

/** The clause behind the brace that closes a block, and where it ends in turn. */
function behindClause(text: string, end: number, clause: string): { readonly block: string; readonly end: number } | undefined {
  const head = new RegExp(String.raw`^\}\s*${clause}\s*(?:\([^)]*\)\s*)?\{`).exec(text.slice(end))?.[0];
  if (head === undefined) return undefined;
  const start = end + head.length;
  const closed = endOfBlock(text, start);
  return { block: text.slice(start, closed), end: closed };
}

/** Where the block that a place stands in is closed. */
export function endOfBlock(file: string, from: number): number {
  let depth = 0;
  for (let at = from; at < file.length; at++) {
    if (file[at] === '{') depth++;
    else if (file[at] === '}' && --depth < 0) return at;
  }
  return file.length;
}
