import type { RetryLayer } from '../model/layer';
import type { ExprId, FnId } from '../model/summary';
import { boundsIn } from './bounds';
import type { Caller } from './callers';
import type { Evaluator } from './evaluator';
import { failurePath } from './failure';
import type { Losses } from './losses';
import { pauseOf } from './pauses';
import { promiseOf } from './promises';
import { refsIn } from './refs';
import { goingOn } from './rounds';
import { calleeName, callsWithin, loopsAround, standsInside, type View } from './view';

/**
 * A function whose every entry is new work, as a poller's or a consumer's, and which enters itself at once where it failed:
 * `try { await poll(); setTimeout(run, 5000); } catch { run(); }`, `poll().catch(log).finally(run)`. It should go on, but not at once.
 */
export function spinsAgain(
  evaluator: Evaluator,
  view: View,
  fn: FnId,
  call: ExprId,
  callers: readonly Caller[],
  losses: Losses,
): RetryLayer | undefined {
  if (losses.connection || beginsElsewhere(view, fn, call) || takesNew(view, call)) return undefined;
  for (const { call: again, handed } of callers) {
    if (again === call || (handed !== undefined && calleeName(view, view.call(again)?.c ?? 0) !== 'finally')) continue;
    const way = wayOf(view, fn, call, again, losses);
    if (way === undefined) continue;
    const bounds = way.tests.flatMap((test) => boundsIn(evaluator, view, test, []));
    if (bounds.some(({ by }) => by !== 'error' && by !== 'state')) continue;
    const pause = pauseOf(evaluator, view, way.awaits, []);
    if (pause.backoff !== 'none') continue;
    const at = evaluator.span(view.file, view.call(again)!.callee);
    return goingOn('recursion', 'a function that begins its next round at once when this fails', pause, at);
  }
  return undefined;
}

interface FoundWay {
  readonly tests: readonly ExprId[];
  readonly awaits: readonly ExprId[];
}

/** From a failure to where the function is entered again at once; `undefined` where a timer stands between, or another thing leads there. */
function wayOf(view: View, fn: FnId, call: ExprId, again: ExprId, losses: Losses): FoundWay | undefined {
  const path = failurePath(view, again, call, fn, losses);
  if (path !== undefined) return path.timer !== undefined || path.refused ? undefined : path;
  return finally_(view, call, again) ? { tests: [], awaits: [] } : undefined;
}

/** Whether a place is come to in the last handler of the promise of a call, however that went: `load().finally(again)`, `load().finally(() => again())`. */
function finally_(view: View, call: ExprId, again: ExprId): boolean {
  const into = view.summary.functions[view.call(again)?.fn ?? 0]?.into;
  const taker = calleeName(view, view.call(again)?.c ?? 0) === 'finally' ? again : into?.call;
  if (taker === undefined || calleeName(view, view.call(taker)?.c ?? 0) !== 'finally') return false;
  if (taker !== again && (into?.arg !== 0 || into.path.length > 0)) return false;
  for (let next = view.chainedOn.get(call)?.[0]; next !== undefined; next = view.chainedOn.get(next)?.[0]) {
    if (next === taker) return promiseOf(view, call) !== call;
  }
  return false;
}

/** Another call is waited for first: what fails then is the work on what it brought. */
function beginsElsewhere(view: View, fn: FnId, call: ExprId): boolean {
  const own = view.call(call);
  return callsWithin(view, fn).some((id) => {
    const it = view.call(id);
    return it?.used === 'await' && own !== undefined && it.at[1] <= own.at[0];
  });
}

/** What it is made for comes out of a queue or the like in this round, or a loop goes through several: `const { task } = queue.shift()!; worker(task)`. */
function takesNew(view: View, id: ExprId): boolean {
  const call = view.call(id);
  if (call === undefined || loopsAround(view, call.ctx).length > 0) return true;
  return call.a.some((a) =>
    refsIn(view, a).some((b) => {
      const it = view.summary.bindings[b];
      const inside = it !== undefined && it.kind !== 'param' && it.fn !== 0 && (it.fn === call.fn || standsInside(view, call.fn, it.fn));
      const from = inside && it.e !== undefined ? view.expr(it.e) : undefined;
      return from !== undefined && from.k !== 'lit' && from.k !== 'tpl' && from.k !== 'obj';
    }),
  );
}
