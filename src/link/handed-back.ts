import type { RetryLayer } from '../model/layer';
import type { ExprId, FnId } from '../model/summary';
import { argument } from './arguments';
import { badAnswerPath } from './bad-answer';
import { boundsIn } from './bounds';
import type { Evaluator } from './evaluator';
import { failurePath } from './failure';
import { lossesOf } from './losses';
import { fits } from './library';
import { pauseOf } from './pauses';
import { counts } from './queued';
import { refsIn } from './refs';
import { each } from './values';
import { calleeName, callsWithin, standsInside, type View } from './view';

/**
 * A message whose work failed is given back to the broker, which delivers it again at once:
 * `try { await send(message); } catch { channel.nack(message); }`.
 */
export function handedBack(evaluator: Evaluator, view: View, fn: FnId, id: ExprId): RetryLayer | undefined {
  const { returners } = evaluator.library;
  for (const call of callsWithin(view, fn)) {
    if (call === id || !returners.has(calleeName(view, view.call(call)?.c ?? 0)) || !givesBack(evaluator, view, call)) continue;
    // What is worked off was handed to this function, or to one around it.
    const message = view.call(call)?.a[0];
    const ours = (b: number): boolean => {
      const it = view.summary.bindings[b];
      return it?.kind === 'param' && (it.fn === fn || standsInside(view, fn, it.fn));
    };
    if (message === undefined || !refsIn(view, message).some(ours)) continue;
    const losses = lossesOf(evaluator, view, id);
    const path = failurePath(view, call, id, fn, losses) ?? badAnswerPath(view, call, id, fn);
    if (losses.connection || path === undefined || path.refused) continue;
    const bounds = path.tests.flatMap((test) => boundsIn(evaluator, view, test, []));
    const ends = bounds.some(({ by }) => by !== 'error' && by !== 'state') || path.tests.some((test) => counts(view, test));
    return {
      kind: 'retry',
      attempts: ends ? 'unknown' : 'unbounded',
      ...pauseOf(evaluator, view, path.timer === undefined ? path.awaits : [path.timer], []),
      writes: 'unknown',
      permanent: 'unknown',
      ...(path.status === true ? { onStatus: true as const } : {}),
      form: 'queue',
      because: {
        from: 'loop',
        says: 'the message whose work fails is given back, and delivered again at once',
        at: evaluator.span(view.file, view.call(call)!.callee),
      },
    };
  }
  return undefined;
}

/** Whether a call gives a message back to be delivered again: not where it says otherwise, nor where what it says cannot be read. */
function givesBack(evaluator: Evaluator, view: View, id: ExprId): boolean {
  const call = view.call(id);
  if (call === undefined) return false;
  return evaluator.clients(evaluator.value(view.file, call.c)).some(({ model, kind, path }) =>
    (model.returns ?? []).some((row) => {
      if (!row.on.includes(kind) || !fits(path, row.path)) return false;
      if (row.unless === undefined) return true;
      const said = each(argument(evaluator, { file: view.file, expr: id, frame: undefined, call }, row.unless));
      return said.length > 0 && said.every((v) => v.is === 'lit' && (v.v === true || v.v === undefined));
    }),
  );
}
