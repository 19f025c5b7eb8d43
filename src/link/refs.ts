import type { BindingId, ExprId } from '../model/summary';
import type { View } from './view';

/** Names read in an expression, nested calls and members included. */
export function refsIn(view: View, id: ExprId, depth = 0): BindingId[] {
  const e = view.expr(id);
  if (depth > 12) return [];
  const all = (ids: readonly ExprId[]) => ids.flatMap((x) => refsIn(view, x, depth + 1));
  switch (e.k) {
    case 'ref':
      return [e.b];
    case 'mem':
      return refsIn(view, e.o, depth + 1);
    case 'idx':
      return all([e.o, e.i]);
    case 'call':
      return all([e.c, ...e.a]);
    case 'alt':
      return all([...e.e, ...(e.test === undefined ? [] : [e.test])]);
    case 'bin':
      return all([e.l, e.r]);
    case 'un':
      return refsIn(view, e.e, depth + 1);
    case 'tpl':
      return all(e.p.filter((p): p is number => typeof p === 'number'));
    case 'obj':
      return all(e.p.map((p) => p.e));
    case 'arr':
      return all(e.e);
    default:
      return [];
  }
}
