import type { BindingId, CallExpr, ExprId, FnId } from '../model/summary';
import { growth, type Pause } from './backoff';
import type { Evaluator } from './evaluator';
import { functionsOf } from './helpers-asked';
import { foreign } from './library';
import { pauseIn, timerIn, waitsByItself } from './timers';
import { each } from './values';
import { calleeName, callsWithin, contextsFrom, type View } from './view';

/** The pause among awaited calls, if one of them is a pause. */
export function pauseOf(evaluator: Evaluator, view: View, awaits: readonly ExprId[], changes: readonly BindingId[]): Pause {
  let unclear = false;
  for (const id of awaits) {
    const found = sleepOf(evaluator, view, id, changes);
    if (found === 'unknown') unclear = true;
    else if (found !== undefined) return found;
  }
  return unclear ? { backoff: 'unknown', jitter: 'unknown' } : { backoff: 'none', jitter: false };
}

const sleepName = /sleep|delay|wait|backoff|pause|settimeout|timeout$|throttle|cooldown/i;

function sleepOf(evaluator: Evaluator, view: View, id: ExprId, changes: readonly BindingId[]): Pause | 'unknown' | undefined {
  const call = view.call(id);
  if (call === undefined) return handlerPause(evaluator, view, id);
  const callee = view.expr(call.c);
  const name = calleeName(view, call.c);
  if (call.how === 'new' && callee.k === 'global' && callee.n === 'Promise') {
    const executor = call.a[0] === undefined ? undefined : view.expr(call.a[0]);
    if (executor?.k !== 'fn') return 'unknown';
    const ms = pauseIn(view, executor.f);
    return ms === undefined ? undefined : growth(evaluator, view, ms, changes);
  }
  if (callee.k === 'global' && callee.n === 'setTimeout') return growth(evaluator, view, call.a[1], changes);
  if (isPromisedTimer(view, call.c)) return growth(evaluator, view, call.a[0], changes);
  const targets = each(evaluator.value(view.file, call.c));
  for (const target of targets) {
    if (target.is !== 'fn') continue;
    const timed = timedPause(evaluator, view, call, target, changes);
    if (timed !== undefined) return timed;
    const home = evaluator.view(target.file);
    // What it waits for is not seen where that is an event, or a promise made elsewhere; a timer that is seen is a bound.
    if (sleepName.test(name) && (home === undefined || timerIn(home, target.fn) === undefined))
      return growth(evaluator, view, call.a[0], changes);
    return home === undefined ? undefined : nestedSleep(evaluator, home, target.fn);
  }
  if (sleepName.test(name)) return growth(evaluator, view, call.a[0], changes);
  // What is imported from elsewhere, or handed in, may well pause; a member of an answer or a log does not.
  const unseen = targets.some(
    (t) =>
      (t.is === 'lib' && foreign(evaluator, t)) || (t.is === 'unknown' && (callee.k === 'ref' || callee.k === 'mem') && !quick.test(name)),
  );
  return unseen ? 'unknown' : undefined;
}

/** A handler that is chained by name (`.catch(pause)`), whose milliseconds are its own; of a promise nobody knows what it waits for. */
function handlerPause(evaluator: Evaluator, view: View, id: ExprId): Pause | 'unknown' | undefined {
  const e = view.expr(id);
  if (e.k === 'mem' && quick.test(e.n)) return undefined;
  const targets = each(evaluator.value(view.file, id));
  const own = targets.flatMap((target) => (target.is === 'fn' ? [target] : []));
  if (own.length === 0 || own.length < targets.length) return 'unknown';
  for (const { file, fn } of own) {
    const home = evaluator.view(file);
    const ms = home === undefined ? undefined : pauseIn(home, fn);
    if (home !== undefined && ms !== undefined) return growth(evaluator, home, ms, []);
    const deeper = home === undefined ? undefined : nestedSleep(evaluator, home, fn);
    if (deeper !== undefined) return deeper;
  }
  return undefined;
}

const quick =
  /^(json|text|arrayBuffer|blob|formData|bytes|body|cancel|close|destroy|log|debug|info|warn|error|trace|push|set|get|emit)$|^(?:update|save|store|log|report|track|record|delete|remove)(?:[A-Z]\w*)?$/;

/** `util.promisify(setTimeout)`, in place or under a name of this file: it takes the milliseconds first. */
function isPromisedTimer(view: View, id: ExprId): boolean {
  const e = view.expr(id);
  if (e.k === 'ref') {
    const b = view.summary.bindings[e.b];
    return b?.e !== undefined && b.path === undefined && b.kind !== 'param' && (b.w ?? []).length === 0 && isTimerMade(view, b.e);
  }
  return isTimerMade(view, id);
}

function isTimerMade(view: View, id: ExprId): boolean {
  const call = view.call(id);
  if (call === undefined || call.a[0] === undefined || calleeName(view, call.c) !== 'promisify') return false;
  return calleeName(view, call.a[0]) === 'setTimeout';
}

/** Which parameter of a function an expression is, as it stands. */
function parameterOf(view: View, fn: FnId, id: ExprId): number | undefined {
  const e = view.expr(id);
  const b = e.k === 'ref' ? view.summary.bindings[e.b] : undefined;
  return b?.kind === 'param' && b.fn === fn && b.path === undefined && b.d === undefined ? b.i : undefined;
}

/** The timer of a helper, whose milliseconds it is handed or has by itself. */
function timedPause(
  evaluator: Evaluator,
  view: View,
  call: CallExpr,
  { file, fn }: { readonly file: string; readonly fn: FnId },
  changes: readonly BindingId[],
): Pause | undefined {
  const home = evaluator.view(file);
  const ms = home === undefined ? undefined : pauseIn(home, fn);
  if (home === undefined || ms === undefined) return undefined;
  const given = parameterOf(home, fn, ms);
  const written = growth(evaluator, view, call.a[given ?? 0], changes);
  return given !== undefined ? written : joinPause(written, growth(evaluator, home, ms, []));
}

/** A helper that sleeps through another helper: one whose timer is in sight, or one that is called like it. */
function nestedSleep(evaluator: Evaluator, view: View, fn: FnId, depth = 0): Pause | undefined {
  for (const id of callsWithin(view, fn)) {
    const call = view.call(id);
    if (call === undefined || call.how !== 'call') continue;
    if (/^(sleep|delay|wait|backoff|pause)/i.test(calleeName(view, call.c))) return growth(evaluator, view, call.a[0], []);
    if (depth > 1 || (call.used !== 'await' && call.used !== 'return')) continue;
    for (const target of each(evaluator.value(view.file, call.c))) {
      const home = target.is === 'fn' ? evaluator.view(target.file) : undefined;
      if (target.is !== 'fn' || home === undefined) continue;
      const found = timedPause(evaluator, view, call, target, []) ?? nestedSleep(evaluator, home, target.fn, depth + 1);
      if (found !== undefined) return found;
    }
  }
  return undefined;
}

function joinPause(a: Pause, b: Pause | undefined): Pause {
  if (b === undefined) return a;
  const rank = { none: 0, unknown: 1, constant: 2, linear: 3, exponential: 4 };
  const backoff = rank[a.backoff] >= rank[b.backoff] ? a.backoff : b.backoff;
  const delayMs = typeof a.delayMs === 'number' ? a.delayMs : b.delayMs;
  return {
    backoff,
    jitter: a.jitter === true || b.jitter === true ? true : a.jitter === 'unknown' ? 'unknown' : b.jitter,
    ...(delayMs === undefined ? {} : { delayMs }),
  };
}

/** The pause in front of the next try of a call: among awaited calls between, or at the top of the function that is called. */
export function pauseBefore(evaluator: Evaluator, view: View, id: ExprId, awaits: readonly ExprId[], changes: readonly BindingId[]): Pause {
  const between = pauseOf(evaluator, view, awaits, changes);
  return between.backoff === 'none' && pausesInside(evaluator, view, id) ? { backoff: 'unknown', jitter: 'unknown' } : between;
}

/** Whether a function of the project that is called here pauses in front of what it does: `if (again) await wait(tries)` at the top of `connect`. */
function pausesInside(evaluator: Evaluator, view: View, id: ExprId): boolean {
  return functionsOf(evaluator, view, id).some(({ home, fn }) =>
    callsWithin(home, fn).some((inner) => {
      const call = home.call(inner);
      if (call === undefined || call.used !== 'await' || !isPause(evaluator, home, inner)) return false;
      // What it waits for between tries of its own is no pause in front of the first of them.
      return ![...contextsFrom(home, call.ctx)].some(({ kind }) => kind === 'catch' || kind === 'loop');
    }),
  );
}

/** Whether a call is certainly a pause: by the timer of what it enters or, where that shows none, by its name. */
function isPause(evaluator: Evaluator, view: View, id: ExprId): boolean {
  const call = view.call(id)!;
  const executor = call.how === 'new' && call.a[0] !== undefined ? view.expr(call.a[0]) : undefined;
  if (executor?.k === 'fn') return pauseIn(view, executor.f) !== undefined;
  if (isPromisedTimer(view, call.c) || pauseName.test(calleeName(view, call.c))) return true;
  return functionsOf(evaluator, view, id).some(({ home, fn }) => waitsByItself(home, fn));
}

const pauseName = /^(?:sleep|delay|pause|backoff)|(?:sleep|delay|backoff)$|retry_?wait|wait_?(?:before|for|until)?_?(?:retry|backoff|ms)/i;
