import type { RetryLayer } from '../model/layer';
import type { ExprId, FnId, Loop } from '../model/summary';
import { badAnswerPath } from './bad-answer';
import { boundsIn } from './bounds';
import type { Callers } from './callers';
import type { Evaluator } from './evaluator';
import { failurePath, type FailurePath } from './failure';
import { type Losses, lossesOf } from './losses';
import { pauseOf } from './pauses';
import { isOf, type Queue, queueOf, areTakenFrom } from './queues';
import { refsIn } from './refs';
import { hopsTo } from './roundabout';
import { each } from './values';
import { calleeName, callsWithin, isConditional, loopsAround, standsInside, type View } from './view';

/**
 * What fails is put back into the queue it was taken from: `const item = queue.shift(); try { await send(item); } catch {
 * queue.push(item); }`. The loop that takes it goes round for it, or whoever works off the queue next.
 */
export function queuedRetry(evaluator: Evaluator, callers: Callers, view: View, fn: FnId, id: ExprId): RetryLayer | undefined {
  let losses: Losses | undefined;
  for (const call of callsWithin(view, fn)) {
    if (call === id || !puts.test(calleeName(view, view.call(call)?.c ?? 0))) continue;
    // Which queue it is puts most of them out of the question; on which ways it is reached takes longer to find.
    const put = putsBy(evaluator, view, call, fn).find((one) => {
      return isTakenHere(view, id, one) ? areTakenFrom(view, one.work, one.queue) : isHandedOn(evaluator, callers, view, fn, one);
    });
    if (put === undefined) continue;
    losses ??= lossesOf(evaluator, view, id);
    if (losses.connection) return undefined;
    const path = failurePath(view, call, id, fn, losses) ?? badAnswerPath(view, call, id, fn);
    if (path === undefined || (path.status === true && path.refused)) continue;
    return layerOf(evaluator, view, { fn, id, put, path, loop: isTakenHere(view, id, put) ? loopTaking(view, id, put.queue) : undefined });
  }
  return undefined;
}

/** Whether what a call sends was taken from the queue in its own function. */
function isTakenHere(view: View, id: ExprId, { queue }: Put): boolean {
  return areTakenFrom(view, view.call(id)?.a ?? [], queue);
}

const puts = /^(?:push|unshift)$|^_?#?(?:re)?(?:enqueue|queue|schedule|add)/i;

/** A call that puts something into a queue, itself or through a function of the file. */
interface Put {
  readonly call: ExprId;
  readonly queue: Queue;
  readonly work: readonly ExprId[];
  /** The function through which it does. */
  readonly through?: FnId;
}

function putsBy(evaluator: Evaluator, view: View, call: ExprId, fn: FnId): readonly Put[] {
  const own = putBy(view, call);
  if (own !== undefined) return [own];
  const work = view.call(call)?.a ?? [];
  return each(evaluator.value(view.file, view.call(call)?.c ?? 0)).flatMap((v) => {
    if (v.is !== 'fn' || v.file !== view.file || v.fn === fn) return [];
    const inner = callsWithin(view, v.fn).flatMap((one) => putBy(view, one) ?? []);
    return inner.map(({ queue }) => ({ call, queue, work, through: v.fn }));
  });
}

function putBy(view: View, id: ExprId): Put | undefined {
  const call = view.call(id);
  const callee = call === undefined ? undefined : view.expr(call.c);
  if (call === undefined || callee?.k !== 'mem' || !/^(?:push|unshift)$/.test(callee.n)) return undefined;
  const queue = queueOf(view, callee.o, call.fn);
  return queue === undefined ? undefined : { call: id, queue, work: call.a };
}

/** Whether a function is handed what was taken from the queue, and puts that back. */
function isHandedOn(evaluator: Evaluator, callers: Callers, view: View, fn: FnId, put: Put): boolean {
  const own = put.work.some((a) =>
    refsIn(view, a).some((b) => {
      const it = view.summary.bindings[b];
      return it?.kind === 'param' && (it.fn === fn || standsInside(view, fn, it.fn));
    }),
  );
  if (!own) return false;
  const near = new Set([fn, ...hopsTo(callers, view, fn).keys()]);
  const seen = new Set<ExprId>();
  return view.summary.calls.some((id) => {
    const call = view.call(id);
    if (call === undefined || !areTakenFrom(view, call.a, put.queue, seen)) return false;
    return each(evaluator.value(view.file, call.c)).some((v) => v.is === 'fn' && v.file === view.file && near.has(v.fn));
  });
}

/** The loop around a call that takes from the queue anew in each round. */
function loopTaking(view: View, id: ExprId, queue: Queue): Loop | undefined {
  const call = view.call(id);
  for (const loop of loopsAround(view, call?.ctx ?? 0)) {
    if (!isConditional(loop)) continue;
    const takes = view.summary.calls.some((one) => {
      const other = view.call(one);
      const callee = other === undefined ? undefined : view.expr(other.c);
      if (other === undefined || callee?.k !== 'mem' || !/^(?:shift|pop|splice)$/.test(callee.n)) return false;
      return loop.whole[0] <= other.at[0] && other.at[1] <= loop.whole[1] && isOf(view, callee.o, queue);
    });
    const facts = loop.calls.find((one) => one.call === id);
    if (takes && facts !== undefined && facts.onFailure !== 'exits') return loop;
  }
  return undefined;
}

interface Found {
  readonly fn: FnId;
  readonly id: ExprId;
  readonly put: Put;
  readonly path: FailurePath;
  readonly loop: Loop | undefined;
}

function layerOf(evaluator: Evaluator, view: View, { fn, id, put, path, loop }: Found): RetryLayer {
  // A limit may be asked anywhere between the taking and the putting back.
  const places = [fn, ...(put.through === undefined ? [] : [put.through])].flatMap((f) => view.summary.functions[f]?.exprs ?? []);
  const [from = 0, to = 0, start = 0, end = 0] = places;
  const tests = view.summary.contexts.flatMap(({ test }) =>
    test !== undefined && ((from <= test && test < to) || (start <= test && test < end)) ? [test] : [],
  );
  const bounds = [...path.tests, ...tests].flatMap((test) => boundsIn(evaluator, view, test, []));
  const bounded =
    bounds.some(({ by }) => by === 'counter' || by === 'time') || [...path.tests, ...tests].some((test) => counts(view, test));
  const facts = loop?.calls.find(({ call }) => call === id);
  const awaits = path.timer === undefined ? [...path.awaits, ...(facts?.awaits ?? [])] : [path.timer];
  const { said: _, ...pause } = pauseOf(evaluator, view, awaits, loop?.changes ?? []);
  const at = view.call(put.call)!.callee;
  return {
    kind: 'retry',
    attempts: bounded ? 'unknown' : 'unbounded',
    // Who works off the queue next may do so at any time.
    ...(loop === undefined && pause.backoff === 'none' ? { backoff: 'unknown' as const, jitter: 'unknown' as const } : pause),
    writes: 'unknown',
    permanent: 'unknown',
    ...(path.status === true ? { onStatus: true as const } : {}),
    form: loop === undefined ? 'queue' : 'loop',
    because: {
      from: 'loop',
      says: 'what fails is put back into the queue it was taken from',
      at: loop === undefined ? evaluator.span(view.file, at) : { file: view.file, start: loop.at[0], end: loop.at[1] },
    },
  };
}

/** Whether a condition asks how often, how much or how long, by its names. */
export function counts(view: View, id: ExprId, depth = 0): boolean {
  const e = view.expr(id);
  const says = (name: string): boolean => /tries|retr|attempt|count|fail|max|limit|length|size|age|expir|left|remain|drop/i.test(name);
  const go = (one: ExprId): boolean => counts(view, one, depth + 1);
  if (depth > 6) return false;
  if (e.k === 'ref') return says(view.summary.bindings[e.b]?.n ?? '');
  if (e.k === 'mem') return says(e.n) || go(e.o);
  if (e.k === 'idx') return go(e.o) || go(e.i);
  if (e.k === 'bin') return go(e.l) || go(e.r);
  if (e.k === 'un') return go(e.e);
  if (e.k === 'alt') return e.e.some(go);
  return e.k === 'call' && (go(e.c) || e.a.some(go));
}
