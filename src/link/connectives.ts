import type { ExprId } from '../model/summary';
import type { View } from './view';

/** What a comparison for sameness comes to, where both sides are known. */
export function compared(op: string, left: Known | undefined, right: Known | undefined): boolean | undefined {
  const same = /^===?$/.test(op) ? true : /^!==?$/.test(op) ? false : undefined;
  if (same === undefined || left === undefined || right === undefined) return undefined;
  // `x == null` is true of what is absent, too.
  const alike = left.v === right.v || (op.length === 2 && left.v == null && right.v == null);
  return alike === same;
}

interface Known {
  readonly v?: unknown;
}

/** What a condition comes to, through `!`, `&&` and `||`, by what `says` of the questions in it: one answer may be enough. */
export function decides(view: View, test: ExprId, says: (question: ExprId) => boolean | undefined): boolean | undefined {
  const e = view.expr(test);
  if (e.k === 'un' && e.op === '!') {
    const inner = decides(view, e.e, says);
    return inner === undefined ? undefined : !inner;
  }
  if (e.k !== 'alt' || (e.op !== '&&' && e.op !== '||')) return says(test);
  const parts = e.e.map((part) => decides(view, part, says));
  const ends = e.op === '||';
  return parts.includes(ends) ? ends : parts.every((part) => part === !ends) ? !ends : undefined;
}
