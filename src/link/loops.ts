import type { RetryLayer } from '../model/layer';
import type { BindingId, ExprId, Loop, LoopCall } from '../model/summary';
import { needsAnswer } from './answer-there';
import { asksCountOrTime, attemptsOf, type Bound, boundsIn, isCounter } from './bounds';
import { saysConflict } from './conflicts';
import { deafPause } from './deaf-pause';
import type { Evaluator } from './evaluator';
import { asksAnother, picksAnother, usesLoopName } from './failover';
import { heededSignals } from './heeded';
import { knownFailures } from './known-failures';
import { isTold } from './losses';
import { toldUntilItThrows } from './helpers-asked';
import { fits } from './library';
import { pausesOf } from './pause-sum';
import { pauseBefore } from './pauses';
import { refsIn } from './refs';
import { spinning, worksOff, worksOffEach } from './rounds';
import { sparesOutages } from './status-says';
import { contextsFrom, type View } from './view';

/** The retry a loop means for one call in it; `undefined` when its back edge has other causes. */
export function loopRetry(evaluator: Evaluator, view: View, loop: Loop, facts: LoopCall): RetryLayer | undefined {
  const conflict = (given: LoopCall['given'] = []): boolean => given.some(({ test, holds }) => saysConflict(evaluator, view, test, holds));
  const spares = facts.onRefusal !== true && (facts.givenOnStatus ?? []).some(({ test, holds }) => sparesOutages(view, test, holds));
  const byStatus = facts.onStatus === 'repeats' && !spares && !conflict(facts.givenOnStatus);
  const leaves = facts.onFailure === 'exits' || isTold(evaluator, view, facts.call) || needsAnswer(view, facts.call, facts.given);
  if (leaves && !byStatus) return undefined;
  if (conflict(facts.given)) return undefined;
  const until = facts.onSuccess === 'either' && (untilFlag(view, loop) || untilAnswer(evaluator, view, loop, facts));
  const success = until ? 'exits' : facts.onSuccess;
  if (success === 'repeats') return byStatus ? undefined : spinning(evaluator, view, loop, facts);
  // "Until it says it is done" is polling, unless it is the status of the answer that is asked.
  if (success === 'either' && !byStatus && loop.endless === false && !counts(view, loop)) return undefined;
  if (success === 'either' && !byStatus && loop.endless) return spinning(evaluator, view, loop, facts);
  if (loop.kind === 'for-await' || worksOff(view, loop, facts) || worksOffEach(view, loop, facts)) return undefined;
  const because = {
    from: 'loop' as const,
    says: 'a loop that tries again when this fails',
    at: { file: view.file, start: loop.at[0], end: loop.at[1] },
  };
  const { said, ...pause } = pauseBefore(evaluator, view, facts.call, facts.awaits, loop.changes);
  const deaf = deafPause(evaluator, view, facts.awaits);
  const heeds = heededSignals(evaluator, view, loop, facts);
  // Where a failure leaves the loop, it is an answer that goes round.
  const only = byStatus ? (leaves ? 'known' : undefined) : knownFailures(evaluator, view, facts.given ?? []);
  const shape = {
    kind: 'retry' as const,
    ...pause,
    writes: true,
    form: 'loop' as const,
    because,
    onStatus: byStatus,
    ...(deaf === undefined ? {} : { deaf }),
    ...(only === undefined ? {} : { only }),
    ...(heeds.length === 0 ? {} : { heeds }),
    ...(facts.onRefusal === true ? { onRefusal: true as const } : {}),
    permanent: facts.onFailure === 'repeats' ? true : ('unknown' as const),
  };
  if (loop.kind === 'for-of' || loop.kind === 'for-in') {
    if (usesLoopName(view, facts.call, loop)) return undefined;
    const over = loop.over === undefined ? undefined : evaluator.value(view.file, loop.over);
    return { ...shape, attempts: over?.is === 'arr' && !over.open ? over.items.length : 'unknown' };
  }
  if (asksAnother(evaluator, view, facts.call, loop) || picksAnother(view, loop, facts)) return undefined;
  // A head that only success changes does not end it when everything fails.
  const endless = loop.endless || ((until || byStatus) && loop.test !== undefined && onlySuccess(view, loop, loop.test));
  const bounds = facts.tests.flatMap((test) => boundsIn(evaluator, view, test, loop.changes, [], 'behind'));
  if (loop.test !== undefined && !endless)
    bounds.push(...boundsIn(evaluator, view, loop.test, loop.changes, [], loop.kind === 'do' ? 'behind' : 'front'));
  // What is asked in front of the call is asked before the first try, so it lets one try fewer through.
  for (const head of facts.heads ?? []) {
    if (onlySuccess(view, loop, head)) continue;
    bounds.push(
      ...boundsIn(evaluator, view, head, loop.changes, [], 'front').map((bound) => (bound.exact === true ? bound : oneFewer(bound))),
    );
  }
  const stopped = (view.callsNamed.get('throwIfAborted') ?? []).some((id) => isWithin(view, id, loop));
  const told = toldUntilItThrows(evaluator, view, loop, facts.call, asksCountOrTime);
  const attempts = attemptsOf(stopped || told ? [...bounds, { by: 'outside' }] : bounds, endless);
  // Who asks behind a failure whether that was the last one, and pauses then, pauses once less than it tries.
  const ends = facts.tests.some(
    (test) =>
      said !== undefined && test < said && boundsIn(evaluator, view, test, loop.changes, [], 'behind').some((b) => b.attempts === attempts),
  );
  const pauses = typeof attempts !== 'number' ? undefined : ends || pausesIf(evaluator, view, loop, facts) ? attempts - 1 : attempts;
  const pausesMs = said === undefined || pauses === undefined ? undefined : pausesOf(evaluator, view, loop, said, pauses);
  const asked = typeof attempts === 'number' && loop.test !== undefined && asksParameter(view, loop.test, loop.changes);
  const asksFailure = bounds.some(({ by }) => by === 'error');
  const sum = pausesMs === undefined ? {} : { pausesMs };
  return { ...shape, attempts, ...sum, ...(asked ? { asked: true as const } : {}), ...(asksFailure ? { asksFailure: true as const } : {}) };
}

/** `if (n < last) await sleep(ms)`. */
function pausesIf(evaluator: Evaluator, view: View, loop: Loop, facts: LoopCall): boolean {
  return facts.awaits.some((id) =>
    [...contextsFrom(view, view.call(id)?.ctx ?? 0)].some(
      ({ kind, test }) =>
        (kind === 'if' || kind === 'else') &&
        test !== undefined &&
        boundsIn(evaluator, view, test, loop.changes).some(({ by }) => by === 'counter'),
    ),
  );
}

function oneFewer(bound: Bound): Bound {
  return typeof bound.attempts === 'number' ? { ...bound, attempts: bound.attempts - 1 } : bound;
}

/** `attempt <= maxAttempts`, where `maxAttempts` is a parameter that nobody counts down. */
function asksParameter(view: View, test: ExprId, changes: readonly BindingId[]): boolean {
  const e = view.expr(test);
  if (e.k === 'alt') return e.e.some((part) => asksParameter(view, part, changes));
  if (e.k !== 'bin' || !/^[<>]=?$/.test(e.op)) return false;
  return [e.l, e.r].some((side) => {
    const it = view.expr(side);
    return it.k === 'ref' && view.summary.bindings[it.b]?.kind === 'param' && !changes.includes(it.b);
  });
}

function isWithin(view: View, id: ExprId, loop: Loop): boolean {
  const at = view.call(id)?.at;
  return at !== undefined && loop.whole[0] <= at[0] && at[1] <= loop.whole[1];
}

/** `while (!done)` with `done = true` behind the call, `while (!result.ok)` with `result = { ok: true, … }`: success leaves the loop. */
function untilFlag(view: View, loop: Loop): boolean {
  if (loop.test === undefined) return false;
  const member = askedOf(view, loop.test);
  const settled = (w: ExprId, b: BindingId): boolean => {
    const e = view.expr(w);
    if (e.k === 'lit') return true;
    const own = e.k === 'obj' && member?.b === b ? e.p.find(({ n }) => n === member.n) : undefined;
    return own !== undefined && view.expr(own.e).k === 'lit';
  };
  return refsIn(view, loop.test).some((b) => {
    const binding = view.summary.bindings[b];
    const writes = binding?.w ?? [];
    return loop.changes.includes(b) && binding?.counted !== true && writes.length > 0 && writes.every((w) => settled(w, b));
  });
}

/** The name and the member that a condition asks for: `!result.ok`. */
function askedOf(view: View, test: ExprId): { readonly b: BindingId; readonly n: string } | undefined {
  const e = view.expr(test);
  if (e.k === 'un') return askedOf(view, e.e);
  const root = e.k === 'mem' ? view.expr(e.o) : undefined;
  return e.k === 'mem' && root?.k === 'ref' ? { b: root.b, n: e.n } : undefined;
}

/** `while (answer === undefined)`, and only this call's answer is ever put there. */
function untilAnswer(evaluator: Evaluator, view: View, loop: Loop, facts: LoopCall): boolean {
  const test = loop.test === undefined ? undefined : view.expr(loop.test);
  if (test === undefined) return false;
  const none = (id: ExprId): boolean => {
    const e = view.expr(id);
    return e.k === 'undef' || (e.k === 'lit' && e.v === null);
  };
  const held =
    test.k === 'un' && test.op === '!' ? test.e : test.k === 'bin' && /^===?$/.test(test.op) && none(test.r) ? test.l : undefined;
  const e = held === undefined ? undefined : view.expr(held);
  const binding = e?.k === 'ref' ? view.summary.bindings[e.b] : undefined;
  const writes = binding?.w ?? [];
  if (writes.length === 0 || !writes.every((w) => w === facts.call)) return false;
  // A database may well answer with nothing; who is asked by an address answers with something.
  const callee = view.call(facts.call)?.c;
  return (
    callee !== undefined &&
    evaluator
      .clients(evaluator.value(view.file, callee))
      .some((c) => c.model.calls.some((m) => m.target !== undefined && m.paths.some((p) => fits(c.path, p))))
  );
}

/** Everything the condition reads is assigned by the loop outside of its handlers, and none of it is counted. */
function onlySuccess(view: View, loop: Loop, test: ExprId): boolean {
  const refs = refsIn(view, test);
  return (
    refs.length > 0 &&
    refs.every((b) => loop.changes.includes(b) && loop.caught?.includes(b) !== true && view.summary.bindings[b]?.counted !== true)
  );
}

function counts(view: View, loop: Loop): boolean {
  return loop.test !== undefined && refsIn(view, loop.test).some((b) => isCounter(view, b, loop.changes));
}
