import type { ExprId, Fn, Loop } from '../model/summary';
import type { Evaluator } from './evaluator';
import { each } from './values';
import { callsWithin, contextsFrom, type View } from './view';

/** Helpers that ask further helpers are followed so far. */
const farthest = 1;

/** Whether a condition, or an answer, counts or looks at the clock. */
type Asks = (view: View, test: ExprId) => boolean;

/**
 * Whether a function of the project that is called here asks something on its way: it counts in place of who calls it,
 * `if (!shouldRetry(error)) return`.
 */
export function asksInside(evaluator: Evaluator, view: View, id: ExprId, asks: Asks, depth = 0): boolean {
  if (depth > farthest) return false;
  return functionsOf(evaluator, view, id).some(({ home, fn, it }) => {
    const own = (test: ExprId | undefined): test is ExprId => test !== undefined && it.exprs[0] <= test && test < it.exprs[1];
    if ([...home.summary.contexts.map(({ test }) => test), ...it.ret].some((test) => own(test) && asks(home, test))) return true;
    return callsWithin(home, fn).some((inner) => asksInside(evaluator, home, inner, asks, depth + 1));
  });
}

/** Whether a handler of a loop tells a function of the project which throws when it has had enough: `catch (error) { giveUpAfterMany(error); }`. */
export function toldUntilItThrows(evaluator: Evaluator, view: View, loop: Loop, failing: ExprId, asks: Asks): boolean {
  const tries = new Set([...contextsFrom(view, view.call(failing)?.ctx ?? 0)].flatMap((it) => (it.kind === 'try' ? [it.id] : [])));
  return view.summary.calls.some((id) => {
    const call = view.call(id)!;
    if (call.at[0] < loop.whole[0] || call.at[1] > loop.whole[1]) return false;
    if (![...contextsFrom(view, call.ctx)].some((it) => it.kind === 'catch' && tries.has(it.id))) return false;
    return functionsOf(evaluator, view, id).some(({ it }) => it.throws === true) && asksInside(evaluator, view, id, asks);
  });
}

/** The functions of the project that a call may enter. */
export function functionsOf(
  evaluator: Evaluator,
  view: View,
  id: ExprId,
): readonly { readonly home: View; readonly fn: number; readonly it: Fn }[] {
  const call = view.call(id);
  if (call === undefined || call.how !== 'call') return [];
  return each(evaluator.value(view.file, call.c)).flatMap((target) => {
    const home = target.is === 'fn' ? evaluator.view(target.file) : undefined;
    const it = target.is === 'fn' ? home?.summary.functions[target.fn] : undefined;
    return target.is === 'fn' && home !== undefined && it !== undefined ? [{ home, fn: target.fn, it }] : [];
  });
}
