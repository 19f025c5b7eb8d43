import type { Ailment, Draft, Remedy } from '../model/remedy';
import type { Span } from '../model/span';

/** The key is made once, before the first attempt, so that the other side knows the second one for the same order. */
export const keptKey: Remedy = {
  id: 'kept-key',
  summary: 'Makes the idempotency key once, outside of what is retried.',
  provides: 'retry',
  rules: ['key-per-attempt'],
  safety: 'suggestion',
  style: 'native',
  offers: (ailment) => [{ title: 'Make the idempotency key once for all attempts', write: (draft) => keep(draft, ailment) }],
};

function keep(draft: Draft, { call, finding }: Ailment): boolean {
  const key = call?.layers.find((layer) => layer.kind === 'idempotency');
  const born = key?.kind === 'idempotency' ? key.born?.at : undefined;
  const around = finding.because[1]?.at;
  if (born === undefined || around === undefined || around.file !== born.file) return false;
  const made = draft.call(born);
  const code = made === undefined ? '' : (draft.text(made.whole) ?? '');
  // What it is made of must be there before the first attempt.
  if (made === undefined || !/^[\w$.]+\(\s*\)$/.test(code)) return false;
  const retry = draft.call(around)?.whole ?? draft.loop(around)?.whole ?? around;
  const text = draft.text({ ...retry, start: 0, end: Number.MAX_SAFE_INTEGER }) ?? '';
  const name = ['idempotencyKey', 'orderKey'].find((one) => !new RegExp(`\\b${one}\\b(?!['"]?\\s*:)`).test(text));
  if (name === undefined || retry.end < made.whole.end) return false;
  if (!before(draft, retry, `const ${name} = ${code};`)) return false;
  draft.replace(made.whole, name);
  return true;
}

/** Puts a statement before the one that holds a place, in the same function; an arrow function without braces gets them. */
function before(draft: Draft, place: Span, code: string): boolean {
  const around = draft.around(place, 'function');
  const fn = around === undefined ? undefined : draft.fn(around);
  if (fn === undefined) return false;
  if (fn.gives === undefined) return draft.insert(place, 'before', code);
  const gap = /\s*$/.exec(draft.text({ ...fn.whole, end: fn.gives.start }) ?? '')?.[0].length ?? 0;
  draft.replace({ ...fn.gives, start: fn.gives.start - gap, end: fn.gives.start }, ' ');
  draft.wrap(fn.gives, `{\n  ${code}\n  return `, ';\n}');
  return true;
}
