import type { ExprId } from '../model/summary';
import type { View } from './view';

/** Whether two expressions are written alike, of the same names and literals; what is made anew by a function may differ. */
export function isSame(view: View, a: ExprId, b: ExprId, depth = 0): boolean {
  const [x, y] = [view.expr(a), view.expr(b)];
  if (depth > 8) return false;
  const same = (p: readonly ExprId[], q: readonly ExprId[]): boolean =>
    p.length === q.length && p.every((one, i) => q[i] !== undefined && isSame(view, one, q[i], depth + 1));
  if (x.k === 'ref') return y.k === 'ref' && x.b === y.b;
  if (x.k === 'lit') return y.k === 'lit' && x.v === y.v;
  if (x.k === 'this') return y.k === 'this';
  if (x.k === 'global') return y.k === 'global' && x.n === y.n;
  if (x.k === 'mem') return y.k === 'mem' && x.n === y.n && isSame(view, x.o, y.o, depth + 1);
  if (x.k === 'obj') return y.k === 'obj' && x.p.every((p, i) => p.n === y.p[i]?.n) && same(exprsOf(x), exprsOf(y));
  if (x.k === 'tpl') {
    if (y.k !== 'tpl' || x.p.length !== y.p.length) return false;
    return x.p.every((p, i) => (typeof p === 'string' ? p === y.p[i] : typeof y.p[i] === 'number' && isSame(view, p, y.p[i], depth + 1)));
  }
  return x.k === 'call' && y.k === 'call' && x.how === y.how && isSame(view, x.c, y.c, depth + 1) && same(x.a, y.a);
}

function exprsOf(e: { readonly p: readonly { readonly e: ExprId }[] }): ExprId[] {
  return e.p.map((p) => p.e);
}
