import type { ExprId } from '../model/summary';
import type { View } from './view';

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
