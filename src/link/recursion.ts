import type { RetryLayer } from '../model/layer';
import type { BindingId, Ctx, CtxId, Expr, ExprId, FnId } from '../model/summary';
import { boundsIn } from './bounds';
import type { Caller, Callers } from './callers';
import type { Evaluator } from './evaluator';
import { fits } from './library';
import { pauseOf } from './pauses';
import { refsIn } from './refs';
import type { View } from './view';

/** A function that calls itself because the call in it failed: in `catch`, in `.catch(…)`, by a timer set there. */
export function recursionRetry(evaluator: Evaluator, callers: Callers, view: View, fn: FnId, call: ExprId): RetryLayer | undefined {
  const it = view.summary.functions[fn];
  const failing = view.call(call);
  if (it === undefined || failing === undefined || it.kind === 'module') return undefined;
  const inside = callers.inside(view, fn);
  // What goes round when all went well polls; a failure only does not end it.
  if (inside.some((caller) => caller.call !== call && always(view, caller, fn))) return undefined;
  for (const caller of inside) {
    const again = view.call(caller.call);
    if (again === undefined || caller.call === call) continue;
    const losses = lossesOf(evaluator, view, call);
    const path = failurePath(view, caller.call, call, fn, losses);
    if (path === undefined) continue;
    const params = steppedParameters(view, fn, again.a);
    const bounds = path.tests.flatMap((t) => boundsIn(evaluator, view, t, [], params));
    const other = caller.handed === undefined && !sameArguments(view, fn, again.a);
    // `load(id, true)`: what is told to start over may know that it did.
    const told = again.a.some((a) => {
      const e = view.expr(a);
      return e.k === 'lit' && typeof e.v === 'boolean';
    });
    // `if (tries > 3) throw` may stand at the top, far from the failure.
    const guarded = view.summary.contexts.some(({ test }) => {
      const inside = test !== undefined && test >= it.exprs[0] && test < it.exprs[1];
      return inside && refsIn(view, test).some((b) => params.includes(b));
    });
    const stoppable = told || guarded || other || bounds.some((b) => b.by === 'counter' || b.by === 'time' || b.by === 'outside');
    const numbers = bounds.flatMap((b) => (typeof b.attempts === 'number' ? [b.attempts] : []));
    const delayed = caller.handed !== undefined && path.timer === undefined ? timerMs(view, caller.call) : path.timer;
    const pause = delayed !== undefined ? pauseOf(evaluator, view, [delayed], []) : pauseOf(evaluator, view, path.awaits, []);
    return {
      kind: 'retry',
      attempts: numbers.length > 0 ? Math.max(2, Math.min(...numbers) + 1) : stoppable ? 'unknown' : 'unbounded',
      ...(delayed === undefined && !other
        ? pause
        : { backoff: pause.backoff === 'none' ? 'unknown' : pause.backoff, jitter: pause.jitter }),
      // With other arguments it does something else, or the same once more.
      writes: other ? 'unknown' : true,
      permanent: bounds.some((b) => b.by === 'error') ? 'unknown' : true,
      ...(path.refused ? { onRefusal: true as const } : {}),
      ...(path.lost === true ? { reconnect: true } : {}),
      form: delayed === undefined ? 'recursion' : 'timer',
      because: { from: 'loop', says: 'the function calls itself again when this fails', at: evaluator.span(view.file, again.callee) },
    };
  }
  return undefined;
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

/** Whether every argument of the second try is the parameter that stands in its place, as it is or counted. */
function sameArguments(view: View, fn: FnId, args: readonly ExprId[]): boolean {
  return args.every((a, i) => {
    const e = view.expr(a);
    const b = e.k === 'ref' ? view.summary.bindings[e.b] : undefined;
    if (b === undefined) return e.k === 'mem' || e.k === 'this' || e.k === 'bin' || e.k === 'un' || e.k === 'obj';
    if (b.counted === true) return true;
    return b.kind !== 'param' || b.fn !== fn || b.i === undefined || b.i === i;
  });
}

/** Whether a condition that holds, or does not, leaves only cases of which a comparison in it says so. */
function leaves(view: View, test: ExprId, holds: boolean, says: (e: Bin, holds: boolean) => boolean): boolean {
  const e = view.expr(test);
  if (e.k === 'un' && e.op === '!') return leaves(view, e.e, !holds, says);
  if (e.k === 'alt' && (e.op === '&&' || e.op === '||')) {
    const parts = e.e.map((one) => leaves(view, one, holds, says));
    return (e.op === '&&') === holds ? parts.some(Boolean) : parts.every(Boolean);
  }
  return e.k === 'bin' && says(e, holds);
}

type Bin = Extract<Expr, { k: 'bin' }>;

/** Answers which say that nothing was done. */
function saysRefused(view: View, test: ExprId, holds: boolean): boolean {
  return leaves(view, test, holds, (e, so) => {
    if (!(so ? /^===?$/ : /^!==?$/).test(e.op)) return false;
    const left = view.expr(e.l);
    const right = view.expr(e.r);
    const name = left.k === 'mem' ? left.n : left.k === 'ref' ? (view.summary.bindings[left.b]?.n ?? '') : '';
    return /(?:status|statusCode|code)$/i.test(name) && right.k === 'lit' && /^(?:401|403|407|429)$/.test(String(right.v));
  });
}

/** Errors of the project's own classes, which no library throws: `error instanceof TokenExpired`. */
function saysOwn(evaluator: Evaluator, view: View, test: ExprId, holds: boolean): boolean {
  return leaves(view, test, holds, (e, so) => {
    const type = so && e.op === 'instanceof' ? evaluator.value(view.file, e.r) : undefined;
    return type?.is === 'cls' && evaluator.lineage(type.file, type.cls).base?.is !== 'client';
  });
}

interface FailurePath {
  /** Only what was refused starts over. */
  readonly refused: boolean;
  /** Conditions on the way to the second try. */
  readonly tests: readonly ExprId[];
  readonly awaits: readonly ExprId[];
  /** The `setTimeout` call that delays it. */
  readonly timer?: ExprId;
  /** What failed is a connection that once stood, or was to stand. */
  readonly lost?: true;
}

/** Events by which a call tells that it failed; for a connection, that it is gone. */
interface Losses {
  readonly events: RegExp;
  readonly connection: boolean;
  /** A condition under which the call cannot have been what failed. */
  readonly excludes: (test: ExprId, holds: boolean) => boolean;
}

function lossesOf(evaluator: Evaluator, view: View, call: ExprId): Losses {
  const callee = view.call(call)?.c;
  const clients = callee === undefined ? [] : evaluator.clients(evaluator.value(view.file, callee));
  const connection = clients.some(
    ({ model, path }) =>
      model.traits?.includes('connection') === true ||
      model.calls.some(({ traits, paths }) => traits?.includes('connection') === true && paths.some((one) => fits(path, one))),
  );
  const excludes = (test: ExprId, holds: boolean): boolean => clients.length > 0 && saysOwn(evaluator, view, test, holds);
  return { connection, excludes, events: connection ? /^(close|closed|end|error|disconnect|timeout)$/ : /^(error|timeout|abort|aborted)$/ };
}

/** Whether a function is told that the call failed: `socket.on('close', f)`, `socket.onclose = f`. */
function toldOf(view: View, fn: FnId, call: ExprId, { events }: Losses): boolean {
  const into = view.summary.functions[fn]?.into;
  if (into !== undefined) return into.arg === 1 && into.path.length === 0 && listens(view, into.call, call, events);
  return view.summary.writes.some(({ o, n, v }) => {
    const e = view.expr(v);
    return e.k === 'fn' && e.f === fn && n.startsWith('on') && events.test(n.slice(2)) && holdsCall(view, o, call);
  });
}

/** `socket.on('close', …)` on what a call gave. */
function listens(view: View, listener: ExprId, call: ExprId, events: RegExp): boolean {
  const it = view.call(listener);
  const callee = it === undefined ? undefined : view.expr(it.c);
  if (it === undefined || callee?.k !== 'mem' || !/^(on|once|addListener|addEventListener)$/.test(callee.n)) return false;
  const event = it.a[0] === undefined ? undefined : view.expr(it.a[0]);
  return event?.k === 'lit' && typeof event.v === 'string' && events.test(event.v) && holdsCall(view, callee.o, call);
}

/** The call itself, what is chained to it, or a name it was given. */
function holdsCall(view: View, id: ExprId, call: ExprId): boolean {
  if (id === call) return true;
  const e = view.expr(id);
  if (e.k === 'ref') return (view.namesOf.get(call) ?? []).includes(e.b);
  if (e.k === 'mem') return view.summary.writes.some(({ n, v }) => n === e.n && v === call);
  const callee = e.k === 'call' ? view.expr(e.c) : undefined;
  return callee?.k === 'mem' && /^(on|once|addListener)$/.test(callee.n) && holdsCall(view, callee.o, call);
}

/** The way from the failure of `call` to the call that starts over; `undefined` when it starts over for another reason. */
function failurePath(view: View, again: ExprId, call: ExprId, fn: FnId, losses: Losses): FailurePath | undefined {
  const tests: ExprId[] = [];
  let timer: ExprId | undefined;
  let refused = false;
  let at = view.call(again)!;
  let where: CtxId = at.ctx;
  const lost = losses.connection ? { lost: true as const } : {};
  if (calleeName(view, at.c) === 'setTimeout') timer = again;
  else if (listens(view, again, call, losses.events)) return { refused, tests, awaits: [], ...lost };
  for (let hops = 0; hops < 6; hops++) {
    for (let ctx = where; ; ) {
      const it = view.summary.contexts[ctx];
      if (it === undefined || it.kind === 'fn') break;
      if ((it.kind === 'if' || it.kind === 'else') && it.test !== undefined) {
        tests.push(it.test);
        if (losses.excludes(it.test, it.kind === 'if')) return undefined;
        refused ||= saysRefused(view, it.test, it.kind === 'if');
      }
      if (it.kind === 'catch') {
        const guards = guardsBefore(view, it.id, again);
        if (guards.some((test) => !tests.includes(test) && losses.excludes(test, false))) return undefined;
        if (insideTry(view, call, it.id))
          return {
            refused: refused || guards.some((test) => !tests.includes(test) && saysRefused(view, test, false)),
            tests: [...tests, ...guards],
            awaits: awaitsIn(view, (one) => one === ctx, again),
            ...(timer === undefined ? {} : { timer }),
          };
      }
      ctx = it.up;
    }
    const owner = view.summary.functions[at.fn];
    if (owner === undefined || at.fn === fn) return undefined;
    if (toldOf(view, at.fn, call, losses)) {
      const home = at.fn;
      const before = testsBefore(view, again, (it) => it.kind === 'fn' && it.id === home);
      const awaits = awaitsIn(view, (ctx) => standsIn(view, ctx, home), again);
      return { refused, tests: [...tests, ...before], awaits, ...(timer === undefined ? {} : { timer }), ...lost };
    }
    if (owner.into === undefined) return undefined;
    const outer = view.call(owner.into.call);
    if (outer === undefined) return undefined;
    const name = calleeName(view, outer.c);
    if (name === 'setTimeout') timer = owner.into.call;
    else if ((name === 'catch' && owner.into.arg === 0) || (name === 'then' && owner.into.arg === 1)) {
      if (!chainHolds(view, owner.into.call, call)) return undefined;
      const home = at.fn;
      const before = testsBefore(view, again, (it) => it.kind === 'fn' && it.id === home);
      const awaits = awaitsIn(view, (ctx) => standsIn(view, ctx, home), again);
      return { refused, tests: [...tests, ...before], awaits, ...(timer === undefined ? {} : { timer }) };
    } else if (name !== 'Promise') return undefined;
    at = outer;
    where = outer.ctx;
  }
  return undefined;
}

function standsIn(view: View, ctx: CtxId, fn: FnId): boolean {
  const it = view.summary.contexts[ctx];
  return it?.kind === 'fn' && it.id === fn;
}

function calleeName(view: View, c: ExprId): string {
  const e = view.expr(c);
  return e.k === 'mem' ? e.n : e.k === 'ref' ? (view.summary.bindings[e.b]?.n ?? '') : e.k === 'global' ? e.n : '';
}

function insideTry(view: View, call: ExprId, tryId: number): boolean {
  for (let ctx = view.call(call)?.ctx ?? 0; ; ) {
    const it = view.summary.contexts[ctx];
    if (it === undefined || it.kind === 'fn') return false;
    if (it.kind === 'try' && it.id === tryId) return true;
    // What stands in a stream or a loop without end is a step on the way of something that goes on; that is what starts over.
    const loop = it.kind === 'loop' ? view.summary.loops[it.id] : undefined;
    if (loop?.kind === 'for-await' || loop?.endless === true) return false;
    ctx = it.up;
  }
}

/** Whether `.catch(…)` is chained on the failing call. */
function chainHolds(view: View, handler: ExprId, call: ExprId): boolean {
  for (let id = handler, i = 0; i < 12; i++) {
    const callee = view.expr(view.call(id)?.c ?? 0);
    if (callee.k !== 'mem') return false;
    if (callee.o === call) return true;
    const inner = view.expr(callee.o);
    if (inner.k === 'ref') return (view.summary.bindings[inner.b]?.e ?? -1) === call;
    if (inner.k !== 'call') return false;
    id = callee.o;
  }
  return false;
}

/** Conditions in a handler before the second try: `if (attempt > 3) throw`. */
function guardsBefore(view: View, tryId: number, again: ExprId): ExprId[] {
  return testsBefore(view, again, (it) => it.kind === 'catch' && it.id === tryId);
}

/** Conditions that stand inside a handler, in front of the second try. */
function testsBefore(view: View, again: ExprId, handler: (it: Ctx) => boolean): ExprId[] {
  const { contexts } = view.summary;
  return contexts.flatMap((c) => {
    if (c.kind !== 'if' || c.test === undefined || c.test > again) return [];
    let up = contexts[c.up];
    while (up !== undefined && !handler(up) && up.kind !== 'fn') up = contexts[up.up];
    return up !== undefined && handler(up) ? [c.test] : [];
  });
}

function awaitsIn(view: View, holds: (ctx: CtxId) => boolean, again: ExprId): ExprId[] {
  return view.summary.calls.filter((id) => {
    const call = view.call(id);
    if (call === undefined || id === again || call.used !== 'await') return false;
    for (let ctx = call.ctx; ; ) {
      if (holds(ctx)) return true;
      const it = view.summary.contexts[ctx];
      if (it === undefined || it.kind === 'fn') return false;
      ctx = it.up;
    }
  });
}

/** Parameters that the second try is given one more or one less of. */
function steppedParameters(view: View, fn: FnId, args: readonly ExprId[]): BindingId[] {
  const own = new Set(view.summary.bindings.flatMap((b, i) => (b.kind === 'param' && b.fn === fn ? [i] : [])));
  return args.flatMap((a) => {
    const e = view.expr(a);
    const counted = e.k === 'ref' && view.summary.bindings[e.b]?.counted === true;
    const stepped = counted || e.k === 'bin' || e.k === 'un' || e.k === 'obj' || e.k === 'call';
    return stepped ? refsIn(view, a).filter((b) => own.has(b)) : [];
  });
}

function timerMs(view: View, call: ExprId): ExprId | undefined {
  return calleeName(view, view.call(call)?.c ?? 0) === 'setTimeout' ? call : undefined;
}
