import type { TimeoutLayer } from '../model/layer';
import type { ExprId, FnId } from '../model/summary';
import { amountOf } from './amounts';
import type { Evaluator } from './evaluator';
import { calleeName } from './failure';
import type { View } from './view';

/** The bound that a timer in the executor of a promise means, where it settles the promise: `new Promise((resolve) => { …; setTimeout(resolve, 500); })`. */
export function settledByTimer(evaluator: Evaluator, view: View, executor: FnId): TimeoutLayer[] {
  const settlers = (view.summary.functions[executor]?.params ?? []).flatMap(({ b }) => (b === undefined ? [] : [b]));
  if (settlers.length === 0) return [];
  for (const id of view.callsNamed.get('setTimeout') ?? []) {
    const timer = view.call(id);
    const run = timer?.a[0] === undefined ? undefined : functionOf(view, timer.a[0]);
    if (timer === undefined || timer.fn !== executor || run === undefined || !settles(view, run, settlers)) continue;
    // A timer that is cleared by something else than an end bounds a part of the wait, and which is not known.
    const names = [...(view.namesOf.get(id) ?? []), ...chosen(view, id)];
    const cleared = (view.callsNamed.get('clearTimeout') ?? [])
      .map((one) => view.call(one))
      .filter((one) => {
        const a = one?.a[0] === undefined ? undefined : view.expr(one.a[0]);
        return a?.k === 'ref' && names.includes(a.b);
      });
    if (cleared.some((one) => one !== undefined && !endsWith(view, one.fn, settlers))) return [];
    const ms = timer.a[1] === undefined ? 0 : amountOf(evaluator.value(view.file, timer.a[1]));
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

/** Names that hold a timer where there is one: `ms > 0 ? setTimeout(…) : undefined`. */
function chosen(view: View, id: ExprId): readonly number[] {
  return view.summary.bindings.flatMap((b, i) => {
    const e = b.e === undefined || b.path !== undefined ? undefined : view.expr(b.e);
    return e?.k === 'alt' && e.e.includes(id) ? [i] : [];
  });
}

/** Whether a function closes what it waited for as well. */
function ends(view: View, fn: FnId): boolean {
  return view.summary.calls.some((id) => {
    const call = view.call(id);
    return call?.fn === fn && /^(?:close|destroy|terminate|abort|cancel|end)$/.test(calleeName(view, call.c));
  });
}
