import type { Draft, FunctionShape, Handler } from '../model/remedy';
import type { Span } from '../model/span';

/** Milliseconds: the part of the first pause that chance takes a share of, and the longest pause. */
const base = 200;
const cap = '10_000';

/** A pause of random length below a doubling, capped bound, which begins with `first`; `exponent` is 0 before the second attempt. */
export function pauseFor(exponent: string, first = String(base)): string {
  return `await new Promise((resolve) => setTimeout(resolve, ${lengthFor(first, exponent)}));`;
}

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

/** Puts statements at the start of a block, which gets lines of its own if it stood on one. */
export function enter(draft: Draft, { inside }: { readonly inside: Span }, lines: readonly string[]): void {
  const text = draft.text(inside) ?? '';
  const code = lines.map((line) => `\n  ${line}`).join('');
  if (text.includes('\n')) draft.replace({ ...inside, end: inside.start }, code);
  else draft.replace({ ...inside, end: inside.end + 1 }, `${code}${text.trim() === '' ? '' : `\n  ${text.trim()}`}\n}`);
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
