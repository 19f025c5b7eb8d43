import type { ExprId, FnId } from '../model/summary';
import type { Span } from '../model/span';
import { amountOf } from './amounts';
import { signalParameter } from './cancellation';
import type { Evaluator } from './evaluator';
import { timerIn } from './timers';
import { refsIn } from './refs';
import { each } from './values';
import { calleeName, callsWithin, type View } from './view';

/** Shorter pauses keep nobody. */
const leastMs = 1000;

/**
 * The pause between two tries that nobody can cut short, although a function around it is handed a signal: `await sleep(delay)`, where
 * the helper is known to do nothing but wait.
 */
export function deafPause(evaluator: Evaluator, view: View, awaits: readonly ExprId[]): Span | undefined {
  for (const id of awaits) {
    const call = view.call(id);
    if (call === undefined || call.used !== 'await') continue;
    const ms = lengthOf(evaluator, view, id);
    const known = ms === undefined ? 'unknown' : amountOf(evaluator.value(view.file, ms));
    if (ms === undefined || (typeof known === 'number' && known < leastMs) || !isSignalled(view, call.fn)) continue;
    return evaluator.span(view.file, call.callee);
  }
  return undefined;
}

/** How long a call pauses, where it is certain that it does nothing else and hears no signal. */
function lengthOf(evaluator: Evaluator, view: View, id: ExprId): ExprId | undefined {
  const call = view.call(id);
  if (call === undefined || call.spread !== undefined) return undefined;
  if (call.how === 'new') {
    const executor = call.a[0] === undefined ? undefined : view.expr(call.a[0]);
    if (calleeName(view, call.c) !== 'Promise' || executor?.k !== 'fn') return undefined;
    return onlyWaits(view, executor.f) ? timerIn(view, executor.f) : undefined;
  }
  const targets = each(evaluator.value(view.file, call.c));
  const [target] = targets;
  if (target === undefined || targets.length > 1) return undefined;
  // Node's own takes a signal as a part of its third argument.
  if (target.is === 'lib' && /^(?:node:)?timers\/promises$/.test(target.module) && target.path.join('.') === 'setTimeout')
    return call.a.length < 3 ? call.a[0] : undefined;
  const other = target.is === 'fn' ? evaluator.view(target.file) : undefined;
  if (target.is !== 'fn' || other === undefined || call.a.length > 1 || !onlyWaits(other, target.fn)) return undefined;
  return timerIn(other, target.fn) === undefined ? undefined : call.a[0];
}

/** A timer settles a promise, and nothing else is done. */
function onlyWaits(view: View, fn: FnId): boolean {
  const calls = callsWithin(view, fn);
  return (
    calls.length > 0 &&
    calls.every((id) => {
      const call = view.call(id);
      if (call === undefined) return false;
      const callee = view.expr(call.c);
      if (callee.k === 'global') return callee.n === 'Promise' || callee.n === 'setTimeout';
      return callee.k === 'ref' && view.summary.bindings[callee.b]?.kind === 'param';
    })
  );
}

/** Whether a function, or one around it, is handed a signal and makes something of it. */
function isSignalled(view: View, fn: FnId): boolean {
  for (let f = fn; f !== 0; f = view.summary.functions[f]?.parent ?? 0) {
    const b = signalParameter(view, f);
    if (b === undefined) continue;
    const [from, to] = view.summary.functions[f]?.exprs ?? [0, 0];
    return view.summary.exprs.some((e, id) => from <= id && id < to && e.k !== 'ref' && refsIn(view, id).includes(b));
  }
  return false;
}
