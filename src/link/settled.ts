import type { TimeoutLayer } from '../model/layer';
import type { BindingId, ExprId, FnId } from '../model/summary';
import { amountOf } from './amounts';
import type { Evaluator } from './evaluator';
import type { Frame } from './values';
import { calleeName, callsWithin, type View } from './view';

/** The bound of a promise that a function makes around one it is given: `(work, ms) => new Promise((resolve, reject) => { setTimeout(reject, ms); work.then(resolve, reject); })`. */
export function settledAround(evaluator: Evaluator, view: View, fn: FnId, given: BindingId, frame: Frame | undefined): TimeoutLayer[] {
  const [start, end] = view.summary.functions[fn]?.exprs ?? [0, 0];
  return (view.callsNamed.get('Promise') ?? []).flatMap((id) => {
    const call = id < start || id >= end ? undefined : view.call(id);
    const executor = call?.how !== 'new' || call.a[0] === undefined ? undefined : view.expr(call.a[0]);
    if (executor?.k !== 'fn') return [];
    const [from, to] = view.summary.functions[executor.f]?.exprs ?? [0, 0];
    const uses = view.summary.exprs.slice(from, to).some((e) => e.k === 'ref' && e.b === given);
    return uses ? settledByTimer(evaluator, view, executor.f, frame) : [];
  });
}

/** The bound that a timer in the executor of a promise means, where it settles the promise: `new Promise((resolve) => { …; setTimeout(resolve, 500); })`. */
export function settledByTimer(evaluator: Evaluator, view: View, executor: FnId, frame?: Frame): TimeoutLayer[] {
  const settlers = (view.summary.functions[executor]?.params ?? []).flatMap(({ b }) => (b === undefined ? [] : [b]));
  if (settlers.length === 0) return [];
  for (const id of view.callsNamed.get('setTimeout') ?? []) {
    const timer = view.call(id);
    const run = timer?.a[0] === undefined ? undefined : functionOf(view, timer.a[0]);
    if (timer === undefined || timer.fn !== executor || run === undefined || !settles(view, run, settlers)) continue;
    // A timer that is cleared by something else than an end bounds a part of the wait, and which is not known.
    const names = view.namesOf.get(id) ?? [];
    const cleared = (view.callsNamed.get('clearTimeout') ?? [])
      .map((one) => view.call(one))
      .filter((one) => {
        const a = one?.a[0] === undefined ? undefined : view.expr(one.a[0]);
        return a?.k === 'ref' && names.includes(a.b);
      });
    if (cleared.some((one) => one !== undefined && !endsWith(view, one.fn, settlers) && !hearsEnd(view, one.fn, settlers))) return [];
    const ms = timer.a[1] === undefined ? 0 : amountOf(evaluator.value(view.file, timer.a[1], frame));
    return [
      {
        kind: 'timeout',
        ms,
        covers: 'total',
        cancels: ends(view, run),
        by: 'race',
        because: {
          from: 'wrapper',
          says: `a timer settles its promise${typeof ms === 'number' ? ` after ${ms} ms` : ''}`,
          at: evaluator.span(view.file, timer.callee),
        },
      },
    ];
  }
  return [];
}

/**
 * The bound of a promise in whose executor a listener is set, or in a listener that is set there, where what the listener does leads to
 * its end: `new Promise((resolve, reject) => { setTimeout(reject, 500); socket.on('connect', () => { send().then(resolve); }); })`
 */
export function settledAroundListener(evaluator: Evaluator, view: View, listener: ExprId, fn: FnId): TimeoutLayer[] {
  let at = view.call(listener);
  for (let hops = 0; at !== undefined && listens.test(calleeName(view, at.c)) && hops < 6; hops++) {
    const into = view.summary.functions[at.fn]?.into;
    const taker = into === undefined ? undefined : view.call(into.call);
    if (into === undefined || taker === undefined || into.path.length > 0) return [];
    if (taker.how === 'new' && calleeName(view, taker.c) === 'Promise' && into.arg === 0) {
      const resolve = view.summary.functions[at.fn]?.params[0]?.b;
      return resolve !== undefined && leadsTo(view, fn, resolve) ? settledByTimer(evaluator, view, at.fn) : [];
    }
    at = taker;
  }
  return [];
}

/** Whether something in a function, or in a callback inside it, calls a function of a name or hands it on. */
function leadsTo(view: View, fn: FnId, settler: BindingId): boolean {
  return callsWithin(view, fn).some((id) => {
    const call = view.call(id);
    const named = call === undefined ? [] : [call.c, ...call.a];
    return named.some((one) => {
      const e = view.expr(one);
      if (e.k === 'ref' && e.b === settler) return true;
      const own = e.k === 'ref' ? functionOf(view, one) : undefined;
      return own !== undefined && settles(view, own, [settler]);
    });
  });
}

/** Names of what sets a listener. */
const listens = /^(?:on|once|addListener|addEventListener)$/;

/** A function written in place, or under a name. */
function functionOf(view: View, id: ExprId): FnId | undefined {
  const e = view.expr(id);
  if (e.k === 'fn') return e.f;
  const made = e.k === 'ref' ? view.summary.bindings[e.b]?.e : undefined;
  const own = made === undefined ? undefined : view.expr(made);
  return own?.k === 'fn' ? own.f : undefined;
}

/** Whether a function calls what settles the promise, itself or by a function beside it. */
function settles(view: View, fn: FnId, settlers: readonly number[], depth = 0): boolean {
  return view.summary.calls.some((id) => {
    const call = view.call(id);
    const callee = call === undefined || call.fn !== fn ? undefined : view.expr(call.c);
    if (callee?.k !== 'ref' || call === undefined) return false;
    if (settlers.includes(callee.b)) return true;
    const next = depth > 2 ? undefined : functionOf(view, call.c);
    return next !== undefined && next !== fn && settles(view, next, settlers, depth + 1);
  });
}

/** Whether a function settles the promise, or is only called where it is settled: `const onOpen = () => { cleanup(); resolve(); }`. */
function endsWith(view: View, fn: FnId, settlers: readonly number[]): boolean {
  if (settles(view, fn, settlers)) return true;
  const named = view.summary.bindings.flatMap((b, i) => (b.e !== undefined && functionOf(view, b.e) === fn ? [i] : []));
  const calls = view.summary.calls.flatMap((id) => {
    const call = view.call(id);
    const callee = call === undefined ? undefined : view.expr(call.c);
    return call !== undefined && callee?.k === 'ref' && named.includes(callee.b) ? [call] : [];
  });
  return calls.length > 0 && calls.every((call) => settles(view, call.fn, settlers));
}

/** Whether a function hears of a promise that settles this one as well: `work.then(resolve, reject).finally(() => clearTimeout(timer))`. */
function hearsEnd(view: View, fn: FnId, settlers: readonly BindingId[]): boolean {
  const into = view.summary.functions[fn]?.into;
  const call = into === undefined ? undefined : view.call(into.call);
  if (into === undefined || call === undefined || !/^(?:then|catch|finally)$/.test(calleeName(view, call.c))) return false;
  for (let callee = view.expr(call.c); callee.k === 'mem'; ) {
    const before = view.call(callee.o);
    if (before === undefined) break;
    if (isGiven(view, callee.o, settlers)) return true;
    callee = view.expr(before.c);
  }
  return (view.chainedOn.get(into.call) ?? []).some((next) => isGiven(view, next, settlers));
}

/** `then(resolve, reject)`: the promise settles as the one it is called on does. */
function isGiven(view: View, id: ExprId, settlers: readonly BindingId[]): boolean {
  const call = view.call(id);
  if (call === undefined || !/^(?:then|catch)$/.test(calleeName(view, call.c))) return false;
  return call.a.some((a) => {
    const e = view.expr(a);
    return e.k === 'ref' && settlers.includes(e.b);
  });
}

/** Whether a function closes what it waited for as well, itself or by a function beside it. */
function ends(view: View, fn: FnId, depth = 0): boolean {
  return view.summary.calls.some((id) => {
    const call = view.call(id);
    if (call?.fn !== fn) return false;
    if (/^(?:close|destroy|terminate|abort|cancel|end)$/.test(calleeName(view, call.c))) return true;
    const next = depth > 2 ? undefined : functionOf(view, call.c);
    return next !== undefined && next !== fn && ends(view, next, depth + 1);
  });
}
