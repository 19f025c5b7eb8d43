import type { RetryLayer } from '../model/layer';
import type { BindingId, CtxId, ExprId, FnId } from '../model/summary';
import type { Pause } from './backoff';
import { badAnswerPath } from './bad-answer';
import { boundsIn, constantOf } from './bounds';
import type { Caller, Callers } from './callers';
import { saysConflict } from './conflicts';
import { deafPause } from './deaf-pause';
import type { Evaluator } from './evaluator';
import { timerAround } from './between';
import { type FailurePath, failurePath } from './failure';
import { type Losses, lossesOf } from './losses';
import { reaches } from './feasible';
import { homesOf, lasting } from './homes';
import { knownFailures } from './known-failures';
import { pauseOf } from './pauses';
import { refsIn } from './refs';
import { roundabout } from './roundabout';
import { spinsAgain } from './spins';
import { sparesOutages } from './status-says';
import { isSteady } from './steady';
import { switched } from './switched';
import { calleeName, callsWithin, type View } from './view';

/** A function that is entered again because the call in it failed: in `catch`, in `.catch(…)`, by a timer or a listener set there. */
export function recursionRetry(evaluator: Evaluator, callers: Callers, view: View, fn: FnId, call: ExprId): RetryLayer | undefined {
  const it = view.summary.functions[fn];
  if (it === undefined || view.call(call) === undefined || it.kind === 'module') return undefined;
  const losses = lossesOf(evaluator, view, call);
  for (const home of homesOf(view, fn)) {
    const again = enteredAgain(evaluator, callers, view, home, call, losses);
    if (again !== undefined) return again === 'polls' ? undefined : again;
  }
  const round = roundabout(evaluator, callers, view, fn, call, losses);
  if (round === undefined) return undefined;
  return layerOf(evaluator, view, fn, call, round.again, round, 'the function is entered again when this fails');
}

/** The retry that a function means which calls itself, or has itself called, when a call in it failed. */
function enteredAgain(
  evaluator: Evaluator,
  callers: Callers,
  view: View,
  fn: FnId,
  call: ExprId,
  losses: Losses,
): RetryLayer | 'polls' | undefined {
  const inside = callers.inside(view, fn);
  // What goes round when all went well polls; a failure only does not end it.
  const polls = (caller: Caller): boolean => always(view, caller, fn) && badAnswerPath(view, caller.call, call, fn) === undefined;
  if (inside.some((caller) => caller.call !== call && polls(caller)))
    return spinsAgain(evaluator, view, fn, call, inside, losses) ?? 'polls';
  for (const caller of inside) {
    // What is left out of the arguments may be what the request was made for.
    if (caller.call === call || !reaches(evaluator, caller, view, fn, call) || isNeverLetIn(evaluator, callers, view, fn, caller)) continue;
    const path = failurePath(view, caller.call, call, fn, losses) ?? badAnswerPath(view, caller.call, call, fn);
    // With new credentials, or when told to wait, it is another request.
    if (path === undefined || (path.status === true && path.refused)) continue;
    if (path.status === true && path.given?.some(({ test, holds }) => saysConflict(evaluator, view, test, holds)) === true) continue;
    if (path.status === true && path.given?.some(({ test, holds }) => sparesOutages(view, test, holds)) === true) continue;
    // What starts over after a good answer too polls.
    const goesOn = (other: Caller): boolean => other !== caller && other.call !== call && asksAgain(view, fn, call, other, losses);
    if (inside.some((other) => (path.status === true || (path.timer !== undefined && isTimed(view, other))) && goesOn(other)))
      return 'polls';
    const turned = switched(view, caller.call, call, fn, path.tests);
    // Another request than the one that failed, and made once.
    if (turned === 'other') continue;
    const own = caller.handed !== undefined && path.timer === undefined ? timerMs(view, caller.call) : undefined;
    const timed = own === undefined ? path : { ...path, timer: own };
    const { a: args = [], spread } = view.call(caller.call) ?? {};
    const left = spread === undefined && leavesOut(view, fn, args.length, call);
    const other = caller.handed === undefined && (left || !sameArguments(view, fn, args));
    const layer = layerOf(evaluator, view, fn, call, caller.call, timed, 'the function calls itself again when this fails', other);
    return turned === 'once' && layer !== undefined ? { ...layer, attempts: 2, picked: true } : layer;
  }
  return spinsAgain(evaluator, view, fn, call, inside, losses);
}

/** Whether no caller lets the function start over: `if (again) return load(url)` with `again = false`, and nobody who says otherwise. */
function isNeverLetIn(evaluator: Evaluator, callers: Callers, view: View, fn: FnId, back: Caller): boolean {
  const others = callers.of(view.file, fn).filter((one) => one.view !== view || one.call !== back.call);
  return others.length > 0 && others.every((one) => !reaches(evaluator, one, view, fn, back.call));
}

/** Where functions around a callback start over without coming by a call in it again: what the call was made for is left out of the arguments. */
export function passedBy(evaluator: Evaluator, callers: Callers, view: View, call: ExprId): readonly number[] {
  const out: number[] = [];
  let it = view.summary.functions[view.call(call)?.fn ?? 0];
  while (it?.into !== undefined && it.into.path.length === 0) {
    const fn = it.parent;
    for (const caller of callers.inside(view, fn))
      if (!reaches(evaluator, caller, view, fn, call)) out.push(evaluator.span(view.file, view.call(caller.call)!.callee).start);
    it = view.summary.functions[fn];
  }
  return out;
}

/** `if (attempt > 0) await sleep(ms)` in front of the call: every try but the first comes by it. */
function pauseAhead(evaluator: Evaluator, view: View, fn: FnId, id: ExprId): Pause | undefined {
  const call = view.call(id);
  const awaited = callsWithin(view, fn).filter((one) => {
    const it = view.call(one);
    return it !== undefined && call !== undefined && it.fn === fn && it.used === 'await' && it.at[1] <= call.at[0];
  });
  const found = pauseOf(evaluator, view, awaited, []);
  return found.backoff === 'none' || found.backoff === 'unknown' ? undefined : found;
}

function layerOf(
  evaluator: Evaluator,
  view: View,
  fn: FnId,
  call: ExprId,
  id: ExprId,
  path: FailurePath,
  says: string,
  other = false,
): RetryLayer | undefined {
  const it = view.summary.functions[fn];
  const again = view.call(id);
  if (it === undefined || again === undefined) return undefined;
  const params = steppedParameters(view, fn, again.a);
  const asked = path.tests
    .flatMap((test) => lasting(view, fn, test, again.a))
    .filter((test) => !isSteady(evaluator, view, fn, test, again.a));
  const bounds = asked.flatMap((t) => boundsIn(evaluator, view, t, [], params));
  // `load(id, true)`: what is told to start over may know that it did.
  const told = again.a.some((a, i) => isFlag(view, a) && asksFor(view, fn, i));
  // `if (tries > 3) throw` may stand at the top, far from the failure.
  const around = contextsAround(view, again.ctx);
  const guarded = view.summary.contexts.some(({ test, leaves }, ctx) => {
    const inside = test !== undefined && test >= it.exprs[0] && test < it.exprs[1];
    if (!inside || (leaves !== true && !around.has(ctx))) return false;
    return (
      refsIn(view, test).some((b) => params.includes(b)) ||
      lasting(view, fn, test, again.a).some((t) => boundsIn(evaluator, view, t, []).some((b) => b.by === 'counter' || b.by === 'time'))
    );
  });
  const stoppable = told || guarded || other || bounds.some((b) => b.by === 'counter' || b.by === 'time' || b.by === 'outside');
  // A counter that is asked before it is raised lets one more through.
  const numbers = bounds.flatMap((b) =>
    typeof b.attempts === 'number' ? [b.raised === true || b.late === true ? b.attempts : b.attempts + 1] : [],
  );
  const only = path.status === true ? undefined : knownFailures(evaluator, view, path.given ?? []);
  const timer = path.timer ?? setAround(view, fn, call);
  const deaf = timer === undefined ? deafPause(evaluator, view, path.awaits) : undefined;
  const behind = pauseOf(evaluator, view, timer === undefined ? path.awaits : [timer], []);
  const ahead = timer === undefined && behind.backoff === 'none' ? pauseAhead(evaluator, view, fn, call) : undefined;
  const pause = ahead ?? behind;
  return {
    kind: 'retry',
    attempts: numbers.length > 0 ? Math.max(2, Math.min(...numbers)) : stoppable ? 'unknown' : 'unbounded',
    ...(timer === undefined && !other ? pause : { backoff: pause.backoff === 'none' ? 'unknown' : pause.backoff, jitter: pause.jitter }),
    // With other arguments it does something else, or the same once more.
    writes: other ? 'unknown' : true,
    ...(path.status === true ? { onStatus: true as const } : {}),
    permanent: path.status === true || bounds.some((b) => b.by === 'error') ? 'unknown' : true,
    ...(bounds.some((b) => b.by === 'error') ? { asksFailure: true as const } : {}),
    ...(told && params.length === 0 && numbers.length === 0 ? { picked: true as const } : {}),
    ...(deaf === undefined ? {} : { deaf }),
    ...(only === undefined ? {} : { only }),
    ...(only === 'answered' && path.awaits.length > 0 ? { mends: true as const } : {}),
    ...(path.refused ? { onRefusal: true as const } : {}),
    ...(path.lost === true ? { reconnect: true } : {}),
    form: timer === undefined ? 'recursion' : 'timer',
    because: { from: 'loop', says, at: evaluator.span(view.file, again.callee) },
  };
}

/** Whether a function calls itself, or sets a timer for itself, whatever became of its work: under no condition, and in no handler. */
function always(view: View, caller: Caller, fn: FnId): boolean {
  let at = view.call(caller.call);
  if (at !== undefined && caller.handed !== undefined && calleeName(view, at.c) !== 'setTimeout') return false;
  for (let hops = 0; at !== undefined && hops < 4; hops++) {
    for (let ctx = at.ctx; ; ) {
      const it = view.summary.contexts[ctx];
      if (it === undefined || it.kind === 'fn') break;
      if (it.kind !== 'try' && it.kind !== 'finally') return false;
      ctx = it.up;
    }
    if (at.fn === fn) return true;
    const into = view.summary.functions[at.fn]?.into;
    const outer = into === undefined ? undefined : view.call(into.call);
    if (outer === undefined || calleeName(view, outer.c) !== 'setTimeout') return false;
    at = outer;
  }
  return false;
}

/** Whether a function asks the same once more for another reason than that the call in it failed. */
function asksAgain(view: View, fn: FnId, call: ExprId, other: Caller, losses: Losses): boolean {
  const args = view.call(other.call)?.a ?? [];
  if (other.handed === undefined && !sameArguments(view, fn, args)) return false;
  return failurePath(view, other.call, call, fn, losses) === undefined && badAnswerPath(view, other.call, call, fn) === undefined;
}

/** Whether a timer is set for what is called. */
function isTimed(view: View, { call, handed }: Caller): boolean {
  const it = view.call(call);
  const into = handed === undefined ? view.summary.functions[it?.fn ?? 0]?.into : undefined;
  const taker = handed === undefined ? (into === undefined ? undefined : view.call(into.call)) : it;
  return taker !== undefined && calleeName(view, taker.c) === 'setTimeout';
}

/** Whether every argument of the second try is the parameter that stands in its place, as it is or counted. */
function sameArguments(view: View, fn: FnId, args: readonly ExprId[]): boolean {
  return args.every((a, i) => {
    const e = view.expr(a);
    const b = e.k === 'ref' ? view.summary.bindings[e.b] : undefined;
    if (b === undefined && isFlag(view, a) && !asksFor(view, fn, i)) return true;
    if (b === undefined) return e.k === 'mem' || e.k === 'this' || e.k === 'bin' || e.k === 'un' || e.k === 'obj';
    if (b.counted === true) return true;
    return b.kind !== 'param' || b.fn !== fn || b.i === undefined || b.i === i;
  });
}

/** Whether the call that failed was handed a parameter that is left out this time: `list(page)` after `list(page, token)`. */
function leavesOut(view: View, fn: FnId, given: number, failed: ExprId): boolean {
  const left = view.summary.functions[fn]?.params.slice(given).flatMap(({ b, d }) => (b === undefined || d !== undefined ? [] : [b])) ?? [];
  return left.length > 0 && (view.call(failed)?.a ?? []).some((a) => refsIn(view, a).some((b) => left.includes(b)));
}

/** The contexts around a place, through the functions it stands in. */
function contextsAround(view: View, from: CtxId): ReadonlySet<CtxId> {
  const out = new Set<CtxId>();
  for (let ctx = from; !out.has(ctx); ) {
    out.add(ctx);
    const it = view.summary.contexts[ctx];
    if (it === undefined) break;
    ctx = it.kind === 'fn' ? (view.summary.functions[it.id]?.ctx ?? 0) : it.up;
  }
  return out;
}

function isFlag(view: View, id: ExprId): boolean {
  const e = view.expr(id);
  return e.k === 'lit' && typeof e.v === 'boolean';
}

/** Whether something a function does depends on a parameter; what is only handed on ends nothing here. */
function asksFor(view: View, fn: FnId, index: number): boolean {
  const b = view.summary.functions[fn]?.params[index]?.b;
  const [from, to] = view.summary.functions[fn]?.exprs ?? [0, 0];
  if (b === undefined) return true;
  const within = (id: ExprId): boolean => id >= from && id < to;
  const asks = (test: ExprId | undefined): boolean => test !== undefined && within(test) && refsIn(view, test).includes(b);
  const chooses = view.summary.exprs.slice(from, to).some((e) => e.k === 'alt' && (e.op === '?' ? asks(e.test) : asks(e.e[0])));
  return chooses || view.summary.contexts.some(({ test }) => asks(test)) || view.summary.loops.some(({ test }) => asks(test));
}

/** Parameters that the second try is given one more or one less of. */
function steppedParameters(view: View, fn: FnId, args: readonly ExprId[]): BindingId[] {
  const own = new Set(view.summary.bindings.flatMap((b, i) => (b.kind === 'param' && b.fn === fn ? [i] : [])));
  // `const { retries = 3 } = options`, and `{ ...options, retries: retries - 1 }` for the next.
  const taken = new Set(
    view.summary.bindings.flatMap(({ e }, i) => (e !== undefined && !own.has(i) && own.has(rootOf(view, e) ?? -1) ? [i] : [])),
  );
  return args.flatMap((given) => {
    // `const next = attempt + 1`, `const next = attempt ? attempt + 1 : 1`.
    const named = view.expr(given);
    const a = (named.k === 'ref' ? constantOf(view, named.b) : undefined) ?? given;
    const e = view.expr(a);
    const counted = e.k === 'ref' && view.summary.bindings[e.b]?.counted === true;
    const stepped = counted || e.k === 'bin' || e.k === 'un' || e.k === 'obj' || e.k === 'call' || isStep(view, a);
    const reckoned = e.k === 'obj' ? e.p.map((p) => p.e) : [a];
    return [
      ...(stepped ? refsIn(view, a).filter((b) => own.has(b)) : []),
      ...reckoned.filter((one) => view.expr(one).k === 'bin').flatMap((one) => refsIn(view, one).filter((b) => taken.has(b))),
    ];
  });
}

/** The name that a member, or what stands in for it, is taken out of: `options.retries ?? 3`. */
function rootOf(view: View, id: ExprId): BindingId | undefined {
  const e = view.expr(id);
  if (e.k === 'ref') return e.b;
  return e.k === 'mem' ? rootOf(view, e.o) : e.k === 'alt' && e.op !== '&&' ? rootOf(view, e.e[0]!) : undefined;
}

/** One of several, of which one is reckoned. */
function isStep(view: View, id: ExprId): boolean {
  const e = view.expr(id);
  return e.k === 'alt' && e.e.some((one) => view.expr(one).k === 'bin');
}

/** The timer that a function sets for all of its work, so that every try waits for it: `setTimeout(() => load().catch(again), ms)`. */
function setAround(view: View, fn: FnId, call: ExprId): ExprId | undefined {
  let at = view.call(call)?.fn;
  for (let hops = 0; at !== undefined && at !== fn && hops < 6; hops++) {
    const timer = timerAround(view, at);
    if (timer !== undefined) return timer;
    at = view.summary.functions[at]?.parent;
  }
  return undefined;
}

function timerMs(view: View, call: ExprId): ExprId | undefined {
  return calleeName(view, view.call(call)?.c ?? 0) === 'setTimeout' ? call : undefined;
}
