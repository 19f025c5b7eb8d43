import type { Expr, ExprId } from '../model/summary';
import type { View } from './view';

/** Whether a condition that holds, or does not, leaves only cases of which a part of it says so. */
export function leaves(view: View, test: ExprId, holds: boolean, says: (e: Expr, holds: boolean) => boolean): boolean {
  const e = view.expr(test);
  if (e.k === 'un' && e.op === '!') return leaves(view, e.e, !holds, says);
  if (e.k === 'alt' && (e.op === '&&' || e.op === '||')) {
    const parts = e.e.map((one) => leaves(view, one, holds, says));
    return (e.op === '&&') === holds ? parts.some(Boolean) : parts.every(Boolean);
  }
  return says(e, holds);
}

/** Answers which say that nothing was done. */
export function saysRefused(view: View, test: ExprId, holds: boolean): boolean {
  return leaves(view, test, holds, (e, so) => {
    if (e.k !== 'bin' || !(so ? /^===?$/ : /^!==?$/).test(e.op)) return false;
    const left = view.expr(e.l);
    const right = view.expr(e.r);
    const name = left.k === 'mem' ? left.n : left.k === 'ref' ? (view.summary.bindings[left.b]?.n ?? '') : '';
    return /(?:status|statusCode|code)$/i.test(name) && right.k === 'lit' && /^(?:401|403|407|429)$/.test(String(right.v));
  });
}
