import type { CallExpr, ExprId, FnId } from '../model/summary';
import { calleeName, callsWithin, contextsFrom, type View } from './view';

/** The milliseconds of the `setTimeout` inside a function. */
export function timerIn(view: View, fn: FnId): ExprId | undefined {
  return timersIn(view, fn)[0]?.ms;
}

/** The milliseconds of a `setTimeout` inside a function that may be waited for: one that ends work is a bound of that, and no pause. */
export function pauseIn(view: View, fn: FnId): ExprId | undefined {
  return timersIn(view, fn).find(({ handler }) => handler === undefined || !endsWork(view, handler))?.ms;
}

/** Whether a function makes a promise of a timer, and not between tries of its own or where something failed in it. */
export function waitsByItself(view: View, fn: FnId): boolean {
  return timersIn(view, fn).some(({ handler, home }) => {
    const maker = handler === undefined || endsWork(view, handler) ? undefined : promiseOf(view, home);
    return maker?.fn === fn && ![...contextsFrom(view, maker.ctx)].some(({ kind }) => kind === 'catch' || kind === 'loop');
  });
}

interface Timer {
  readonly handler?: ExprId;
  readonly ms?: ExprId;
  /** The function that sets it. */
  readonly home: FnId;
}

function timersIn(view: View, fn: FnId): readonly Timer[] {
  const [from, to] = view.summary.functions[fn]?.exprs ?? [0, 0];
  return (view.callsNamed.get('setTimeout') ?? []).flatMap((id) => {
    const call = from <= id && id < to ? view.call(id) : undefined;
    if (call === undefined) return [];
    const [handler, ms] = call.a;
    return [{ home: call.fn, ...(handler === undefined ? {} : { handler }), ...(ms === undefined ? {} : { ms }) }];
  });
}

/** Whether what a timer runs gives work up, and does nothing else that anybody hears of: `() => controller.abort()`, `() => reject(new Error())`. */
function endsWork(view: View, handler: ExprId): boolean {
  const e = view.expr(handler);
  const bound = e.k === 'call' ? view.expr(e.c) : undefined;
  if (bound?.k === 'mem' && bound.n === 'bind') return givesUp(view, bound.o);
  if (e.k !== 'fn') return givesUp(view, handler);
  const done = callsWithin(view, e.f).flatMap((id) => {
    const call = view.call(id);
    return call === undefined || call.how === 'new' || reports.test(calleeName(view, call.c)) ? [] : [call.c];
  });
  return done.length > 0 && done.every((callee) => givesUp(view, callee));
}

const reports = /^(?:log|debug|info|warn|error|trace)$/;

/** `controller.abort`, or the second thing that the function of a `new Promise` is handed. */
function givesUp(view: View, callee: ExprId): boolean {
  const e = view.expr(callee);
  if (e.k === 'mem') return /^(?:abort|destroy|terminate|cancel)$/.test(e.n);
  const b = e.k === 'ref' ? view.summary.bindings[e.b] : undefined;
  return b?.kind === 'param' && b.i === 1 && b.path === undefined && promiseOf(view, b.fn) !== undefined;
}

/** The promise that a function is handed to the making of. */
function promiseOf(view: View, fn: FnId): CallExpr | undefined {
  const into = view.summary.functions[fn]?.into;
  const maker = into === undefined ? undefined : view.call(into.call);
  return maker?.how === 'new' && calleeName(view, maker.c) === 'Promise' ? maker : undefined;
}
