import type { RetryLayer } from '../model/layer';
import type { BindingId, ExprId, FnId } from '../model/summary';
import { boundsIn } from './bounds';
import type { Evaluator } from './evaluator';
import { failurePath } from './failure';
import { lossesOf } from './losses';
import { pauseOf } from './pauses';
import { atOnce, isSwitch } from './rounds';
import { calleeName, isConditional, loopsAround, type View } from './view';

/**
 * A loop that waits for a promise in whose executor a call stands, where only what goes wrong settles the promise:
 * `while (!closed) await new Promise((resolve) => { connect().catch(resolve); socket.on('close', resolve); })`. A failure begins the
 * next round at once, unless something on its way pauses.
 */
export function promisedRound(evaluator: Evaluator, view: View, fn: FnId, id: ExprId): RetryLayer | undefined {
  const it = view.summary.functions[fn];
  const made = it?.into === undefined || it.into.arg !== 0 || it.into.path.length > 0 ? undefined : view.call(it.into.call);
  const resolve = it?.params[0]?.b;
  if (it?.into === undefined || made?.how !== 'new' || calleeName(view, made.c) !== 'Promise' || made.used !== 'await') return undefined;
  const loop = loopsAround(view, made.ctx)[0];
  const facts = loop?.calls.find(({ call }) => call === it.into?.call);
  if (resolve === undefined || loop === undefined || !isConditional(loop) || facts === undefined || facts.onSuccess === 'exits')
    return undefined;
  if (!loop.endless && (loop.test === undefined || !isSwitch(view, loop.test))) return undefined;
  const losses = lossesOf(evaluator, view, id);
  const ends = settlings(view, resolve);
  const paths = ends.map((end) => failurePath(view, end, id, fn, losses));
  const found = paths.filter((path) => path !== undefined);
  if (found.length === 0 || ends.some((end, i) => paths[i] === undefined && !toldOfLoss(view, end))) return undefined;
  const tests = [...facts.tests, ...(facts.heads ?? []), ...found.flatMap((path) => path.tests)];
  const bounds = tests.flatMap((test) => boundsIn(evaluator, view, test, loop.changes));
  if (bounds.some(({ by }) => by === 'counter' || by === 'time')) return undefined;
  const between = found.flatMap(({ awaits, timer }) => [...awaits, ...(timer === undefined ? [] : [timer])]);
  const { said: _, ...pause } = pauseOf(evaluator, view, [...between, ...facts.awaits], loop.changes);
  return pause.backoff === 'none' ? atOnce(view, loop, pause) : undefined;
}

/** The calls that settle a promise by a name, or that are handed it to do so. */
function settlings(view: View, resolve: BindingId): readonly ExprId[] {
  const called = (view.callsNamed.get(view.summary.bindings[resolve]?.n ?? '') ?? []).filter((id) => {
    const callee = view.expr(view.call(id)?.c ?? 0);
    return callee.k === 'ref' && callee.b === resolve;
  });
  return [...called, ...(view.passedTo.get(resolve) ?? []).map(({ call }) => call)];
}

/** Whether a place is come to by an event of something that is gone: in a listener, or as one. */
function toldOfLoss(view: View, id: ExprId): boolean {
  const into = view.summary.functions[view.call(id)?.fn ?? 0]?.into;
  return [id, ...(into === undefined ? [] : [into.call])].some((one) => {
    const call = view.call(one);
    const event = call?.a[0] === undefined ? undefined : view.expr(call.a[0]);
    if (call === undefined || event?.k !== 'lit' || !/^(?:on|once|addListener|addEventListener)$/.test(calleeName(view, call.c)))
      return false;
    return /^(?:close|closed|end|error|disconnect|disconnected|timeout|abort|aborted)$/.test(String(event.v));
  });
}
