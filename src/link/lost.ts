import type { Layer } from '../model/layer';
import type { CallExpr, ExprId, FnId } from '../model/summary';
import type { Evaluator } from './evaluator';
import { isHeard } from './listeners';
import { isTold } from './losses';
import { handlersOn, holdsBack, isLetGo, promiseOf } from './promises';
import { each } from './values';
import { sidesOf, type View } from './view';
import { isDropped } from './waits';

/**
 * Whether nobody outside of a function hears that a call in it failed: its promise is let go, or given back to who does not look at it,
 * as `new Promise` and `forEach` do not look at what comes of the function they run.
 */
export function isLost(view: View, id: ExprId): boolean {
  const end = view.call(promiseOf(view, id));
  if (end === undefined || view.call(id)?.how !== 'call') return false;
  return isLetGo(view, id) || (isUnheard(view, end.fn) && isGivenBack(view, end));
}

/** Whether a failure goes another way than by throwing: the call answers by a callback or by events, or a handler around it may tell others. */
export function mayTell(evaluator: Evaluator, view: View, id: ExprId, innermost: boolean, inner: readonly Layer[]): boolean {
  if (inner.some((layer) => layer.kind === 'fallback' && layer.swallows !== true)) return true;
  if (handlersOn(view, id).some((handler) => view.expr(handler).k !== 'fn' && !holdsBack(view, handler))) return true;
  const call = view.call(id);
  if (!innermost || call === undefined) return false;
  return call.how !== 'call' || isTold(evaluator, view, id) || call.a.some((a) => isFunction(evaluator, view, a));
}

/**
 * Whether what tells of its failure by events is held and tells nobody: `this.socket = new WebSocket(url); await opened(…)`, where
 * nothing listens for an error and it is handed to nobody. What starts over outside hears of none.
 */
export function isDeaf(evaluator: Evaluator, view: View, id: ExprId): boolean {
  const call = view.call(id);
  if (call?.used !== 'value' || !isTold(evaluator, view, id) || call.a.some((a) => isFunction(evaluator, view, a))) return false;
  const names = view.namesOf.get(id) ?? [];
  const fields = view.summary.writes.flatMap(({ n, v }) => (sidesOf(view, v).includes(id) ? [n] : []));
  if (names.length + fields.length === 0 || isHeard(view, id)) return false;
  const isIt = (one: ExprId | undefined): boolean => {
    const e = one === undefined ? undefined : view.expr(one);
    return (e?.k === 'ref' && names.includes(e.b)) || (e?.k === 'mem' && fields.includes(e.n));
  };
  const { exprs, functions, bindings, writes } = view.summary;
  const handed = exprs.some((e) => {
    if (e.k === 'call') return e.a.some(isIt);
    return e.k === 'obj' ? e.p.some((p) => isIt(p.e)) : (e.k === 'arr' || e.k === 'alt') && e.e.some(isIt);
  });
  return !handed && !functions.some((it) => it.ret.some(isIt)) && !writes.some(({ v }) => isIt(v)) && !bindings.some((b) => isIt(b.e));
}

/** Whether what a call gives, or that it failed, comes out of its function. */
function isGivenBack(view: View, { used, past, ctx }: CallExpr): boolean {
  if (past === true || used === 'return') return true;
  if (used !== 'await') return false;
  for (let it = view.summary.contexts[ctx]; it !== undefined && it.kind !== 'fn'; it = view.summary.contexts[it.up])
    if (it.kind === 'try' && view.summary.tries[it.id]?.catches === true) return false;
  return true;
}

/** Whether who runs a function drops the promise it gives. */
function isUnheard(view: View, fn: FnId): boolean {
  if (isDropped(view, fn)) return true;
  const into = view.summary.functions[fn]?.into;
  const taker = into === undefined ? undefined : view.call(into.call);
  if (into?.arg !== 0 || into.path.length > 0 || taker?.how !== 'new') return false;
  const callee = view.expr(taker.c);
  return callee.k === 'global' && callee.n === 'Promise';
}

function isFunction(evaluator: Evaluator, view: View, id: ExprId): boolean {
  return view.expr(id).k === 'fn' || each(evaluator.value(view.file, id)).some((v) => v.is === 'fn');
}
