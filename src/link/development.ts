import type { Expr, ExprId, FnId } from '../model/summary';
import { leaves } from './failure';
import type { View } from './view';

/** Whether a call stands on a branch that only those take who work on the program: `if (process.env.NODE_ENV === 'development')`. */
export function isForDevelopment(view: View, id: ExprId): boolean {
  const call = view.call(id);
  return call !== undefined && (isBranch(view, call.ctx) || isInside(view, call.fn));
}

function isInside(view: View, fn: FnId): boolean {
  const it = fn === 0 ? undefined : view.summary.functions[fn];
  return it !== undefined && ((it.ctx !== undefined && isBranch(view, it.ctx)) || isInside(view, it.parent));
}

/** Whether a place, or one around it in the same function, lies on such a branch. */
function isBranch(view: View, from: number): boolean {
  for (let it = view.summary.contexts[from]; it !== undefined && it.kind !== 'fn'; it = view.summary.contexts[it.up]) {
    if (it.test === undefined || (it.kind !== 'if' && it.kind !== 'else')) continue;
    if (leaves(view, it.test, it.kind === 'if', (e, holds) => saysSo(view, e, holds))) return true;
  }
  return false;
}

function saysSo(view: View, e: Expr, holds: boolean): boolean {
  const named = e.k === 'ref' ? view.summary.bindings[e.b] : undefined;
  if (named?.e !== undefined && named.path === undefined && named.kind !== 'param' && (named.w ?? []).length === 0)
    return view.expr(named.e).k !== 'ref' && leaves(view, named.e, holds, (part, so) => part.k !== 'ref' && saysSo(view, part, so));
  // `import.meta.env.DEV`, `__DEV__`
  if (e.k === 'mem') {
    const of = view.expr(e.o);
    return holds && e.n === 'DEV' && of.k === 'mem' && of.n === 'env';
  }
  if (e.k === 'global') return holds && e.n === '__DEV__';
  if (e.k !== 'bin' || !/^[!=]==?$/.test(e.op)) return false;
  const [left, right] = [view.expr(e.l), view.expr(e.r)];
  const [setting, word] = right.k === 'lit' ? [left, right.v] : [right, left.k === 'lit' ? left.v : undefined];
  if (setting.k !== 'mem' || setting.n !== 'NODE_ENV' || typeof word !== 'string') return false;
  const equal = holds === e.op.startsWith('=');
  return equal ? /^(?:dev|development|local)$/.test(word) : word === 'production';
}
