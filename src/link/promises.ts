import type { ExprId, Fn, FnId } from '../model/summary';
import { calleeName, callsWithin, type View } from './view';
import { reports, tells } from './waits';

/** The promise of a call with the handlers that are chained to it. */
export function promiseOf(view: View, call: ExprId): ExprId {
  let top = call;
  for (let next = view.chainedOn.get(top)?.[0]; next !== undefined; next = view.chainedOn.get(top)?.[0]) {
    if (!/^(?:then|catch|finally)$/.test(calleeName(view, view.call(next)?.c ?? 0))) break;
    top = next;
  }
  return top;
}

/** Whether nobody takes the promise of a call, so that no handler around it hears of its failure: `try { load(); } catch {}`. */
export function isLetGo(view: View, call: ExprId): boolean {
  const used = view.call(promiseOf(view, call))?.used;
  return used === 'statement' || used === 'void';
}

/** Whether the promise of a call, with what is chained to it, is returned as it is: no handler around it hears of its failure. */
export function passes(view: View, call: ExprId): boolean {
  let top = call;
  for (let next = view.chainedOn.get(top)?.[0]; next !== undefined; next = view.chainedOn.get(top)?.[0]) top = next;
  return view.call(top)?.past === true;
}

/** What is told of the failure of a call by its promise: `load().catch(handler)`, `load().then(done, handler)`. */
export function handlersOn(view: View, call: ExprId): readonly ExprId[] {
  const out: ExprId[] = [];
  for (let next = view.chainedOn.get(call)?.[0]; next !== undefined; next = view.chainedOn.get(next)?.[0]) {
    if (!/^(?:then|catch|finally)$/.test(calleeName(view, view.call(next)?.c ?? 0))) break;
    out.push(...handlersOf(view, next));
  }
  return out;
}

/** The handler of a failure that one of these calls takes. */
export function handlersOf(view: View, id: ExprId): readonly ExprId[] {
  const it = view.call(id);
  const name = it === undefined ? '' : calleeName(view, it.c);
  const handler = name === 'catch' ? it?.a[0] : name === 'then' ? it?.a[1] : undefined;
  return handler === undefined ? [] : [handler];
}

/** Whether a handler, as it is written, lets no failure on: it reports it, or gives something of its own. */
export function holdsBack(view: View, handler: ExprId): boolean {
  const e = view.expr(handler);
  return e.k === 'mem' ? reports.test(e.n) : e.k === 'fn' && keepsQuiet(view, e.f);
}

/** Whether a function never throws of its own accord, gives nothing back that may fail, and tells nobody who may. */
export function keepsQuiet(view: View, id: FnId): boolean {
  const fn = view.summary.functions[id];
  if (fn === undefined || fn.throws === true) return false;
  if (fn.ret.some((ret) => view.expr(ret).k === 'call' && !tells(view, ret))) return false;
  return callsWithin(view, id).every((one) => {
    const callee = view.expr(view.call(one)?.c ?? 0);
    // `operation.retry(error)` starts over, `logger.error(error)` does not.
    if (callee.k === 'mem') return reports.test(callee.n) || !isToldOf(view, one, fn);
    return callee.k !== 'ref' || view.summary.bindings[callee.b]?.kind === 'import' || !isToldOf(view, one, fn);
  });
}

/** Whether a call hands on what a handler was told. */
function isToldOf(view: View, call: ExprId, { params }: Fn): boolean {
  const error = params[0]?.b;
  return error !== undefined && (view.passedTo.get(error) ?? []).some((one) => one.call === call);
}
