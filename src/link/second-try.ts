import type { RetryLayer } from '../model/layer';
import type { CtxId, ExprId } from '../model/summary';
import { choicesOn } from './choices';
import { saysConflict } from './conflicts';
import type { Evaluator } from './evaluator';
import { awaitsIn, testsBefore } from './between';
import { saysRefused } from './conditions';
import { knownFailures } from './known-failures';
import { pauseOf } from './pauses';
import { isSame } from './alike';
import { contextsFrom, type View } from './view';

/** The handler of a failure makes the same call once more: `try { return await send(); } catch { return send(); }`. */
export function secondTry(evaluator: Evaluator, view: View, id: ExprId, tryId: number): RetryLayer | undefined {
  const first = view.call(id);
  if (first === undefined) return undefined;
  for (const again of view.summary.calls) {
    const call = view.call(again);
    if (call === undefined || again <= id || call.fn !== first.fn || call.a.length !== first.a.length) continue;
    const from = wayFromHandler(view, call.ctx, tryId);
    const way = from === undefined ? undefined : [...choicesOn(view, again), ...from];
    if (way === undefined || !isSame(view, wholeOf(view, again), wholeOf(view, id)) || isBookkeeping(view, id, again, tryId)) continue;
    const handler = (it: { readonly kind: string; readonly id: number }): boolean => it.kind === 'catch' && it.id === tryId;
    const before = testsBefore(view, again, handler).filter((test) => !way.some((one) => one.test === test));
    const conflict = (test: ExprId, holds: boolean): boolean => saysConflict(evaluator, view, test, holds);
    if (way.some(({ test, holds }) => conflict(test, holds)) || before.some((test) => conflict(test, false))) continue;
    const refused = way.some(({ test, holds }) => saysRefused(view, test, holds)) || before.some((test) => saysRefused(view, test, false));
    const only = knownFailures(evaluator, view, [...way, ...before.map((test) => ({ test, holds: false }))]);
    const inside = (ctx: CtxId): boolean => {
      const it = view.summary.contexts[ctx];
      return it !== undefined && handler(it);
    };
    const awaits = awaitsIn(view, inside, again).filter((one) => one < again);
    return {
      kind: 'retry',
      attempts: 2,
      ...pauseOf(evaluator, view, awaits, []),
      writes: true,
      onStatus: false,
      permanent: 'unknown',
      ...(way.length > 0 || before.length > 0 ? { picked: true as const } : {}),
      ...(only === undefined ? {} : { only }),
      ...(refused ? { onRefusal: true as const } : {}),
      form: 'loop',
      because: {
        from: 'loop',
        says: 'the handler of its failure makes the same call once more',
        at: evaluator.span(view.file, call.callee),
      },
    };
  }
  return undefined;
}

/** A call with all that is called on what it gives: `db('jobs').where({ id }).update({ status })`. What hears of its promise is no part of it. */
function wholeOf(view: View, id: ExprId): ExprId {
  let top = id;
  for (let next = view.chainedOn.get(top)?.[0]; next !== undefined; next = view.chainedOn.get(top)?.[0]) {
    const call = view.call(next);
    const callee = call === undefined ? undefined : view.expr(call.c);
    if (callee?.k !== 'mem' || /^(?:then|catch|finally)$/.test(callee.n)) return top;
    top = next;
  }
  return top;
}

/** What is done at the end of the work, however it went: other work was waited for before, or the handler says something else by it, and nobody looks at what either gives. */
function isBookkeeping(view: View, id: ExprId, again: ExprId, tryId: number): boolean {
  const [first, second] = [view.call(id), view.call(again)];
  const whole = view.summary.tries[tryId];
  if (first === undefined || second === undefined || whole === undefined) return false;
  const unread = [id, again].every((one) => (view.namesOf.get(one) ?? []).length === 0 && view.call(one)?.used === 'await');
  return (
    unread &&
    (saysOther(view, again, tryId) ||
      view.summary.calls.some((one) => {
        const other = view.call(one);
        return other?.used === 'await' && other.fn === first.fn && other.at[0] >= whole.at[0] && other.at[1] <= first.at[0];
      }))
  );
}

/** Whether a handler writes something else into what it hands to a call: `task.status = 'failed'; await save(task)`. */
function saysOther(view: View, again: ExprId, tryId: number): boolean {
  const call = view.call(again);
  return (
    call?.a.some((a) => {
      const e = view.expr(a);
      const writes = e.k === 'ref' ? (view.writesTo.get(e.b) ?? []) : [];
      return writes.some(({ ctx, at }) => at[1] <= call.at[0] && isInHandler(view, ctx, tryId));
    }) === true
  );
}

function isInHandler(view: View, ctx: CtxId, tryId: number): boolean {
  return [...contextsFrom(view, ctx)].some(({ kind, id }) => kind === 'catch' && id === tryId);
}

/** The conditions between a handler and a call in it; `undefined` for a call elsewhere, or one that a loop of the handler makes. */
function wayFromHandler(view: View, from: CtxId, tryId: number): { test: ExprId; holds: boolean }[] | undefined {
  const way: { test: ExprId; holds: boolean }[] = [];
  for (
    let it = view.summary.contexts[from];
    it !== undefined && it.kind !== 'fn' && it.kind !== 'loop';
    it = view.summary.contexts[it.up]
  ) {
    if (it.kind === 'catch' && it.id === tryId) return way;
    if (it.test !== undefined) way.push({ test: it.test, holds: it.kind === 'if' });
  }
  return undefined;
}
