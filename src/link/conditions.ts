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
  // `const isStale = status === 401 && !isRetry; if (isStale) …`
  const b = e.k === 'ref' ? view.summary.bindings[e.b] : undefined;
  const named = b?.kind === 'const' && b.path === undefined && b.e !== undefined && b.e < test ? b.e : undefined;
  return says(e, holds) || (named !== undefined && leaves(view, named, holds, says));
}

/** Whether a condition leaves only cases in which something is there: `if (!it) throw error`, `it !== undefined`. */
export function saysThere(view: View, test: ExprId, holds: boolean, isIt: (e: Expr) => boolean): boolean {
  return leaves(view, test, holds, (e, so) => isAsked(view, e, so, isIt));
}

/** Whether a condition leaves only cases in which something is not there: `if (error) return`, `error === null`. */
export function saysAbsent(view: View, test: ExprId, holds: boolean, isIt: (e: Expr) => boolean): boolean {
  return leaves(view, test, holds, (e, so) => isAsked(view, e, !so, isIt));
}

function isAsked(view: View, e: Expr, there: boolean, isIt: (e: Expr) => boolean): boolean {
  if (e.k !== 'bin') return there && isIt(e);
  return /^[!=]==?$/.test(e.op) && isNothing(view, e.r) && e.op.startsWith('!') === there && isIt(view.expr(e.l));
}

/** `undefined`, `null`, `false`, or a text without letters. */
export function isNothing(view: View, id: ExprId): boolean {
  const e = view.expr(id);
  return e.k === 'undef' || (e.k === 'lit' && (e.v === null || e.v === false || e.v === ''));
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
