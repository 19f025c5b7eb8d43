import type { Draft, FunctionShape, Handler } from '../model/remedy';
import type { Span } from '../model/span';

/** Milliseconds: the part of the first pause that chance takes a share of, and the longest pause. */
const base = 200;
const cap = '10_000';

/** A pause of random length below a doubling, capped bound, which begins with `first`; `exponent` is 0 before the second attempt. The file's own function for a pause is used. */
export function pauseFor(file: string, exponent: string, first = String(base)): string {
  const length = lengthFor(first, exponent);
  const own = ownPause.exec(file)?.[1];
  return own === undefined ? `await new Promise((resolve) => setTimeout(resolve, ${length}));` : `await ${own}(${length});`;
}

/** It is waited for with a length that can only be milliseconds: `await sleep(500)`, `await delay(POLL_MS)`. */
const ownPause =
  /\bawait\s+((?:[\w$]+\.)?(?:sleep|delay|wait|pause)(?:Ms|For)?)\(\s*(?:[1-9]\d{0,2}_?\d\d\d*|[\w$.]*(?:_MS|Ms|Millis)|[\w$.]+ \* 1_?000)\s*\)/;

/** The length of such a pause, in milliseconds, where `first` bounds the first one. */
export function lengthFor(first: string, exponent: string): string {
  return `Math.random() * Math.min(${cap}, ${first} * 2 ** ${exponent})`;
}

/** Whether a length of a pause says no more than one number, so that it may become the first of a row. */
export function isPlainLength(code: string): boolean {
  const ms = Number(code.replaceAll('_', ''));
  return Number.isNaN(ms) ? /^[A-Za-z_$][\w$.]*$/.test(code) : ms > 0 && ms <= 10_000;
}

/** What the error is called in a handler; it gets a name where it had none. */
export function errorIn(draft: Draft, { error, binding, whole }: Handler): string {
  if (error !== undefined) return error;
  const name = /\berror\b/.test(draft.text(whole) ?? '') ? 'failure' : 'error';
  draft.replace(binding, draft.text(whole)?.startsWith('catch') === true ? ` (${name})` : name);
  return name;
}

/** Puts statements at the start of a block, which gets lines of its own if it stood on one, or behind those at its start that say or count what failed. */
export function enter(draft: Draft, { inside }: { readonly inside: Span }, lines: readonly string[], told?: Span): void {
  const text = draft.text(inside) ?? '';
  if (text.includes('\n')) {
    if (told === undefined || !draft.insert(told, 'after', lines.join('\n')))
      draft.replace({ ...inside, end: inside.start }, lines.map((line) => `\n  ${line}`).join(''));
    return;
  }
  const at = told === undefined ? 0 : told.end - inside.start;
  const all = [text.slice(0, at).trim(), ...lines, text.slice(at).trim()].filter((line) => line !== '');
  draft.replace({ ...inside, end: inside.end + 1 }, `${all.map((line) => `\n  ${line}`).join('')}\n}`);
}

/** The last of the statements at the start of a handler that only say or count what failed: whoever gives up does that first, as before. */
export function toldIn(draft: Draft, { statements }: NonNullable<Handler['block']>, until: readonly Span[]): Span | undefined {
  const end = statements.findIndex((one) => {
    const text = draft.text(one) ?? '';
    if (until.some(({ start, end: last }) => one.start <= start && last <= one.end) || /\b(await|yield)\b/.test(text)) return true;
    return !named.test(text) && (control.test(text) || !/^[A-Za-z_$#][\w$.?#]*\s*(\(|\+\+|--|[-+]?=(?!=))/.test(text));
  });
  // What is named last is named for what comes behind it.
  return statements.slice(0, end < 0 ? undefined : end).findLast((one) => !named.test(draft.text(one) ?? ''));
}

/** A value that is given a name, to be told with the failure. */
const named = /^(?:const|let)\b(?!.*=>)/;

const control = /^(if|for|while|do|switch|try|return|throw|break|continue|let|const|var|function|class|new|void|delete)\b/;

/**
 * Puts a pause right before the way back to the start, in a handler that may still leave for good before: nobody pauses
 * for that. False where nothing leaves, and the start of the handler is as good.
 */
export function pauseBeforeAgain(
  draft: Draft,
  { inside, leaves, statements }: NonNullable<Handler['block']>,
  pause: string,
  again?: Span,
): boolean {
  const last = statements.at(-1);
  const text = draft.text(inside) ?? '';
  if (last === undefined || !text.includes('\n')) return false;
  const back = again ?? (leaves ? last : undefined);
  const own = back === undefined ? undefined : draft.around({ ...back, end: back.start + 1 }, 'statement');
  const others = own === undefined ? text : text.slice(0, own.start - inside.start) + text.slice(own.end - inside.start);
  if (!/(?<![.\w$])(?:throw|return)\b/.test(others)) return false;
  return back === undefined ? draft.insert(last, 'after', pause) : draft.insert(back, 'before', pause);
}

/** A name for a counter that nothing in a text is called by yet; `undefined` when all are taken. */
export function counterFor(text: string): string | undefined {
  return ['attempt', 'tries', 'attemptCount'].find((name) => !new RegExp(`\\b${name}\\b`).test(text));
}

/** The functions around a place, innermost first. */
export function functionsAround(draft: Draft, at: Span): readonly FunctionShape[] {
  const found: FunctionShape[] = [];
  for (let span = draft.around(at, 'function'); span !== undefined; span = draft.around(span, 'function')) {
    const shape = draft.fn(span);
    if (shape !== undefined) found.push(shape);
  }
  return found;
}
