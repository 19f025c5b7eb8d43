import type { Amount, RetryLayer, Truth } from '../model/layer';
import type { BindingId, ExprId, Loop, LoopCall } from '../model/summary';
import { amountOf } from './amounts';
import type { Evaluator } from './evaluator';
import { fits, foreign } from './library';
import { each } from './values';
import type { View } from './view';

/** What a condition on the way out of a loop or recursion can stop it by. */
interface Bound {
  readonly by: 'counter' | 'time' | 'outside' | 'error' | 'state';
  readonly attempts?: Amount;
}

/** The retry a loop means for one call in it; `undefined` when its back edge has other causes. */
export function loopRetry(evaluator: Evaluator, view: View, loop: Loop, facts: LoopCall): RetryLayer | undefined {
  const byStatus = facts.onStatus === 'repeats';
  if (facts.onFailure === 'exits' && !byStatus) return undefined;
  const until = facts.onSuccess === 'either' && (untilFlag(view, loop) || untilAnswer(evaluator, view, loop, facts));
  const success = until ? 'exits' : facts.onSuccess;
  if (success === 'repeats') return undefined;
  // "Until it says it is done" is polling, unless it is the status of the answer that is asked.
  if (success === 'either' && !byStatus && loop.endless === false && !counts(view, loop)) return undefined;
  if (success === 'either' && !byStatus && loop.endless) return undefined;
  if (loop.kind === 'for-await') return undefined;
  const because = {
    from: 'loop' as const,
    says: 'a loop that tries again when this fails',
    at: { file: view.file, start: loop.at[0], end: loop.at[1] },
  };
  const pause = pauseOf(evaluator, view, facts.awaits, loop.changes);
  const shape = {
    kind: 'retry' as const,
    ...pause,
    writes: true,
    form: 'loop' as const,
    because,
    onStatus: byStatus,
    ...(facts.onRefusal === true ? { onRefusal: true as const } : {}),
    permanent: facts.onFailure === 'repeats' ? true : ('unknown' as const),
  };
  if (loop.kind === 'for-of' || loop.kind === 'for-in') {
    if (usesLoopName(view, facts.call, loop)) return undefined;
    const over = loop.over === undefined ? undefined : evaluator.value(view.file, loop.over);
    return { ...shape, attempts: over?.is === 'arr' && !over.open ? over.items.length : 'unknown' };
  }
  // A head that only success changes does not end it when everything fails.
  const endless = loop.endless || ((until || byStatus) && loop.test !== undefined && onlySuccess(view, loop, loop.test));
  const bounds = [...facts.tests, ...(loop.test === undefined || endless ? [] : [loop.test])].flatMap((t) =>
    boundsIn(evaluator, view, t, loop.changes),
  );
  const stopped = (view.callsNamed.get('throwIfAborted') ?? []).some((id) => isWithin(view, id, loop));
  const attempts = attemptsOf(stopped ? [...bounds, { by: 'outside' }] : bounds, endless);
  const asked = typeof attempts === 'number' && loop.test !== undefined && asksParameter(view, loop.test, loop.changes);
  return { ...shape, attempts, ...(asked ? { asked: true as const } : {}) };
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

function attemptsOf(bounds: readonly Bound[], endless: boolean): Amount {
  const numbers = bounds.flatMap((b) => (typeof b.attempts === 'number' ? [b.attempts] : []));
  if (numbers.length > 0) return Math.max(1, Math.min(...numbers));
  if (bounds.some((b) => b.by === 'counter' || b.by === 'time' || b.by === 'outside')) return 'unknown';
  return endless || bounds.some((b) => b.by === 'error') || bounds.length === 0 ? (endless ? 'unbounded' : 'unknown') : 'unknown';
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

function usesLoopName(view: View, call: ExprId, loop: Loop): boolean {
  const it = view.call(call);
  if (it === undefined) return false;
  const inside = (id: ExprId): boolean =>
    refsIn(view, id).some((b) => view.summary.bindings[b]?.kind === 'loop' && view.summary.bindings[b]?.e === loop.over);
  return it.a.some(inside) || inside(it.c);
}

function isCounter(view: View, b: BindingId, changes: readonly BindingId[]): boolean {
  const binding = view.summary.bindings[b];
  if (binding === undefined) return false;
  if (binding.counted === true) return changes.length === 0 || changes.includes(b);
  return (binding.w ?? []).some((w) => {
    const e = view.expr(w);
    return e.k === 'bin' && (e.op === '+' || e.op === '-') && refsIn(view, w).includes(b);
  });
}

/** Names read in an expression, nested calls and members included. */
export function refsIn(view: View, id: ExprId, depth = 0): BindingId[] {
  const e = view.expr(id);
  if (depth > 12) return [];
  const all = (ids: readonly ExprId[]) => ids.flatMap((x) => refsIn(view, x, depth + 1));
  switch (e.k) {
    case 'ref':
      return [e.b];
    case 'mem':
      return refsIn(view, e.o, depth + 1);
    case 'idx':
      return all([e.o, e.i]);
    case 'call':
      return all([e.c, ...e.a]);
    case 'alt':
      return all([...e.e, ...(e.test === undefined ? [] : [e.test])]);
    case 'bin':
      return all([e.l, e.r]);
    case 'un':
      return refsIn(view, e.e, depth + 1);
    case 'tpl':
      return all(e.p.filter((p): p is number => typeof p === 'number'));
    case 'obj':
      return all(e.p.map((p) => p.e));
    case 'arr':
      return all(e.e);
    default:
      return [];
  }
}

/** What can make this condition end the repetition. */
export function boundsIn(
  evaluator: Evaluator,
  view: View,
  test: ExprId,
  changes: readonly BindingId[],
  params: readonly BindingId[] = [],
): Bound[] {
  const e = view.expr(test);
  if (e.k === 'alt' && e.op !== '?') return e.e.flatMap((x) => boundsIn(evaluator, view, x, changes, params));
  if (e.k === 'un' && e.op === '!') return boundsIn(evaluator, view, e.e, changes, params);
  const refs = refsIn(view, test);
  const counter = (b: BindingId) => isCounter(view, b, changes) || params.includes(b);
  if (e.k === 'bin' && /^[<>=!]/.test(e.op)) {
    const left = refsIn(view, e.l).some(counter) || countedMember(view, e.l);
    const right = refsIn(view, e.r).some(counter) || countedMember(view, e.r);
    if (left !== right) return [{ by: 'counter', attempts: limitOf(evaluator, view, e, left) }];
  }
  if (refs.some(counter) || countedMember(view, test)) return [{ by: 'counter' }];
  if (mentionsTime(view, test)) return [{ by: 'time' }];
  if (mentionsMember(view, test, /^(aborted|signal|stopped|closed|destroyed)$/)) return [{ by: 'outside' }];
  const errors = refs.filter((b) => view.summary.bindings[b]?.kind === 'catch' || derivedFromError(view, b));
  if (
    errors.length > 0 &&
    errors.length ===
      refs.filter(
        (b) =>
          view.summary.bindings[b]?.kind !== 'import' &&
          view.summary.bindings[b]?.kind !== 'fn' &&
          view.summary.bindings[b]?.kind !== 'class',
      ).length
  )
    return [{ by: 'error' }];
  if (refs.some((b) => changes.includes(b) || view.summary.bindings[b]?.kind === 'param')) return [{ by: 'outside' }];
  // Whoever is asked without the error may count by itself.
  if (e.k === 'call' && errors.length === 0) return [{ by: 'outside' }];
  return errors.length > 0 ? [{ by: 'outside' }] : [{ by: 'state' }];
}

function derivedFromError(view: View, b: BindingId): boolean {
  const e = view.summary.bindings[b]?.e;
  return e !== undefined && refsIn(view, e).some((x) => view.summary.bindings[x]?.kind === 'catch');
}

/** `i < 5` from 0 gives 5 tries; `n >= max` after `n++` about as many as `max`. */
function limitOf(evaluator: Evaluator, view: View, e: { op: string; l: ExprId; r: ExprId }, left: boolean): Amount {
  const counterSide = left ? e.l : e.r;
  const limit = amountOf(evaluator.value(view.file, left ? e.r : e.l));
  if (typeof limit !== 'number') return limit === 'unbounded' ? 'unbounded' : 'unknown';
  const b = refsIn(view, counterSide)[0];
  const init = b === undefined ? undefined : view.summary.bindings[b]?.e;
  const from = init === undefined ? 0 : amountOf(evaluator.value(view.file, init));
  const begin = typeof from === 'number' ? from : 0;
  if (limit <= 0 && begin > 0) return begin - limit;
  const op = left ? e.op : e.op.replace('<', '\0').replace('>', '<').replace('\0', '>');
  // A counter that is asked before it is raised lets one more through.
  const late = b !== undefined && !op.startsWith('<') && raisedBehind(view, b, counterSide) ? 1 : 0;
  const upTo = op.startsWith('<') ? limit - begin + (op === '<=' ? 1 : 0) : limit - begin + (op === '>' ? 1 : 0) + late;
  return upTo > 0 ? upTo : 'unknown';
}

/** Whether every `n++` stands behind a place, as far as the order of the text goes. */
function raisedBehind(view: View, b: BindingId, place: ExprId): boolean {
  const raises = view.summary.exprs.flatMap((e, id) =>
    e.k === 'un' && /^(\+\+|--)$/.test(e.op) && refsIn(view, e.e)[0] === b ? [id] : [],
  );
  return raises.length > 0 && raises.every((id) => id > place);
}

function countedMember(view: View, id: ExprId): boolean {
  const e = view.expr(id);
  if (e.k === 'mem') return view.summary.counted.includes(e.n);
  if (e.k === 'un') return countedMember(view, e.e);
  if (e.k === 'bin') return countedMember(view, e.l) || countedMember(view, e.r);
  return false;
}

function mentionsTime(view: View, id: ExprId, depth = 0): boolean {
  const e = view.expr(id);
  if (depth > 4) return false;
  if (e.k === 'call') {
    const callee = view.expr(e.c);
    if (callee.k === 'mem' && /^(now|getTime|hrtime|bigint|elapsed)$/.test(callee.n)) return true;
    return e.a.some((a) => mentionsTime(view, a, depth + 1)) || mentionsTime(view, e.c, depth + 1);
  }
  if (e.k === 'bin') return mentionsTime(view, e.l, depth + 1) || mentionsTime(view, e.r, depth + 1);
  if (e.k === 'mem') return /deadline|elapsed|expires/i.test(e.n) || mentionsTime(view, e.o, depth + 1);
  if (e.k === 'ref') {
    const b = view.summary.bindings[e.b];
    if (b === undefined) return false;
    if (/deadline|elapsed|timedOut|startTime|startedAt/i.test(b.n)) return true;
    return [b.e, ...(b.w ?? [])].some((x) => x !== undefined && mentionsTime(view, x, depth + 1));
  }
  return false;
}

function mentionsMember(view: View, id: ExprId, name: RegExp): boolean {
  const e = view.expr(id);
  if (e.k === 'mem') return name.test(e.n) || mentionsMember(view, e.o, name);
  if (e.k === 'call') return mentionsMember(view, e.c, name);
  if (e.k === 'un') return mentionsMember(view, e.e, name);
  if (e.k === 'ref') return name.test(view.summary.bindings[e.b]?.n ?? '');
  return false;
}

interface Pause {
  readonly backoff: RetryLayer['backoff'];
  readonly jitter: Truth;
  readonly delayMs?: Amount;
}

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
  if (call === undefined) return 'unknown';
  const callee = view.expr(call.c);
  const name =
    callee.k === 'mem' ? callee.n : callee.k === 'ref' ? (view.summary.bindings[callee.b]?.n ?? '') : callee.k === 'global' ? callee.n : '';
  if (call.how === 'new' && callee.k === 'global' && callee.n === 'Promise') {
    const executor = call.a[0] === undefined ? undefined : view.expr(call.a[0]);
    if (executor?.k !== 'fn') return 'unknown';
    const ms = timerIn(view, executor.f);
    return ms === undefined ? undefined : growth(evaluator, view, ms, changes);
  }
  if (callee.k === 'global' && callee.n === 'setTimeout') return growth(evaluator, view, call.a[1], changes);
  const targets = each(evaluator.value(view.file, call.c));
  for (const target of targets) {
    if (target.is !== 'fn') continue;
    const other = evaluator.view(target.file);
    const ms = other === undefined ? undefined : timerIn(other, target.fn);
    if (ms === undefined) {
      if (sleepName.test(name)) return growth(evaluator, view, call.a[0], changes);
      const deeper = other === undefined ? undefined : nestedSleep(evaluator, other, target.fn);
      return deeper;
    }
    const given = parameterOf(other, target.fn, ms);
    const written = growth(evaluator, view, call.a[given ?? 0], changes);
    return given !== undefined || other === undefined ? written : joinPause(written, growth(evaluator, other, ms, []));
  }
  if (sleepName.test(name)) return growth(evaluator, view, call.a[0], changes);
  // What is imported from elsewhere, or handed in, may well pause; a member of an answer or a log does not.
  const unseen = targets.some(
    (t) =>
      (t.is === 'lib' && foreign(evaluator, t)) || (t.is === 'unknown' && (callee.k === 'ref' || callee.k === 'mem') && !quick.test(name)),
  );
  return unseen ? 'unknown' : undefined;
}

const quick = /^(json|text|arrayBuffer|blob|formData|bytes|body|cancel|close|destroy|log|debug|info|warn|error|trace|push|set|get|emit)$/;

/** Which parameter of a function an expression is, as it stands. */
function parameterOf(view: View | undefined, fn: number, id: ExprId): number | undefined {
  const e = view?.expr(id);
  const b = e?.k === 'ref' ? view?.summary.bindings[e.b] : undefined;
  return b?.kind === 'param' && b.fn === fn && b.path === undefined && b.d === undefined ? b.i : undefined;
}

/** A helper that sleeps through another helper. */
function nestedSleep(evaluator: Evaluator, view: View, fn: number): Pause | undefined {
  const it = view.summary.functions[fn];
  if (it === undefined) return undefined;
  for (const id of view.summary.calls) {
    if (id < it.exprs[0] || id >= it.exprs[1]) continue;
    const call = view.call(id);
    const callee = call === undefined ? undefined : view.expr(call.c);
    const name = callee?.k === 'mem' ? callee.n : callee?.k === 'ref' ? (view.summary.bindings[callee.b]?.n ?? '') : '';
    if (call !== undefined && /^(sleep|delay|wait|backoff|pause)/i.test(name)) return growth(evaluator, view, call.a[0], []);
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

/** The milliseconds of the `setTimeout` inside a function. */
export function timerIn(view: View, fn: number): ExprId | undefined {
  const it = view.summary.functions[fn];
  for (const id of view.callsNamed.get('setTimeout') ?? []) {
    if (it !== undefined && id >= it.exprs[0] && id < it.exprs[1]) return view.call(id)?.a[1];
  }
  return undefined;
}

/** How a delay grows from try to try, and whether chance is in it. */
function growth(evaluator: Evaluator, view: View, ms: ExprId | undefined, changes: readonly BindingId[]): Pause {
  if (ms === undefined) return { backoff: 'unknown', jitter: 'unknown' };
  const seen = { random: false, power: false, product: false, opaque: false };
  scan(evaluator, view, ms, changes, seen, 0);
  const delay = amountOf(evaluator.value(view.file, ms));
  const backoff = seen.power ? 'exponential' : seen.product ? 'linear' : seen.opaque ? 'unknown' : 'constant';
  if (backoff === 'constant' && delay === 0) return { backoff: 'none', jitter: false };
  return {
    backoff,
    jitter: seen.random ? true : seen.opaque ? 'unknown' : false,
    ...(typeof delay === 'number' ? { delayMs: delay } : {}),
  };
}

function scan(
  evaluator: Evaluator,
  view: View,
  id: ExprId,
  changes: readonly BindingId[],
  seen: { random: boolean; power: boolean; product: boolean; opaque: boolean },
  depth: number,
): void {
  if (depth > 8) return;
  const e = view.expr(id);
  const go = (x: ExprId) => scan(evaluator, view, x, changes, seen, depth + 1);
  if (e.k === 'bin') {
    if (e.op === '**' || e.op === '<<' || e.op === '*=') seen.power = true;
    if (e.op === '*') {
      const refs = [...refsIn(view, e.l), ...refsIn(view, e.r)];
      if (refs.some((b) => changes.includes(b) || view.summary.bindings[b]?.counted === true || view.summary.bindings[b]?.kind === 'param'))
        seen.product = true;
    }
    go(e.l);
    go(e.r);
  } else if (e.k === 'call') {
    const callee = view.expr(e.c);
    if (callee.k === 'mem' && callee.n === 'pow') seen.power = true;
    if (callee.k === 'mem' && /^(random|randomInt|getRandomValues)$/.test(callee.n)) seen.random = true;
    for (const a of e.a) go(a);
    const targets = each(evaluator.value(view.file, e.c)).filter((v) => v.is === 'fn');
    for (const t of targets) {
      if (t.is !== 'fn') continue;
      const other = evaluator.view(t.file);
      const it = other?.summary.functions[t.fn];
      for (const r of it?.ret ?? []) scan(evaluator, other!, r, [], seen, depth + 2);
      if (it !== undefined && other !== undefined)
        for (const x of other.callsNamed.get('random') ?? []) if (x >= it.exprs[0] && x < it.exprs[1]) seen.random = true;
    }
    const math = callee.k === 'mem' && view.expr(callee.o).k === 'global';
    if (targets.length === 0 && !math) seen.opaque = true;
  } else if (e.k === 'ref') {
    const b = view.summary.bindings[e.b];
    for (const x of [b?.e, ...(b?.w ?? [])]) {
      if (x === undefined) continue;
      const inner = view.expr(x);
      // `delay = delay * 2`: it multiplies itself.
      if (inner.k === 'bin' && inner.op === '*' && refsIn(view, x).includes(e.b)) seen.power = true;
      else if (inner.k === 'call' && refsIn(view, x).includes(e.b)) seen.power = true;
      if (!refsIn(view, x).includes(e.b)) go(x);
    }
    if (b?.kind === 'param' && b.e === undefined) {
      const v = evaluator.value(view.file, id);
      if (v.is !== 'lit') seen.opaque = true;
    }
    if (b?.counted === true) {
      const grows = view.summary.exprs.some(
        (x) =>
          x.k === 'bin' && (x.op === '*=' || x.op === '<<=') && view.expr(x.l).k === 'ref' && (view.expr(x.l) as { b: number }).b === e.b,
      );
      if (grows) seen.power = true;
      else if (changes.includes(e.b)) seen.product = true;
    }
  } else if (e.k === 'alt') for (const x of e.e) go(x);
  else if (e.k === 'mem' || e.k === '?' || e.k === 'idx') {
    if (e.k !== 'mem' || amountOf(evaluator.value(view.file, id)) === 'unknown') seen.opaque = true;
  } else if (e.k === 'un') go(e.e);
}
