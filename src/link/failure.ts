import type { Ctx, CtxId, Expr, ExprId, FnId, Write } from '../model/summary';
import { asksCounter } from './bounds';
import { choicesOn } from './choices';
import { saysConflict } from './conflicts';
import type { Evaluator } from './evaluator';
import { fits } from './library';
import { handlersOf, handlersOn, holdsBack, isLetGo, passes } from './promises';
import type { View } from './view';
import { wrapped } from './wrappers';

/** Whether a condition that holds, or does not, leaves only cases of which a part of it says so. */
export function leaves(view: View, test: ExprId, holds: boolean, says: (e: Expr, holds: boolean) => boolean): boolean {
  const e = view.expr(test);
  if (e.k === 'un' && e.op === '!') return leaves(view, e.e, !holds, says);
  if (e.k === 'alt' && (e.op === '&&' || e.op === '||')) {
    const parts = e.e.map((one) => leaves(view, one, holds, says));
    return (e.op === '&&') === holds ? parts.some(Boolean) : parts.every(Boolean);
  }
  return says(e, holds);
}

/** Answers which say that nothing was done. */
export function saysRefused(view: View, test: ExprId, holds: boolean): boolean {
  return leaves(view, test, holds, (e, so) => {
    if (e.k !== 'bin' || !(so ? /^===?$/ : /^!==?$/).test(e.op)) return false;
    const left = view.expr(e.l);
    const right = view.expr(e.r);
    const name = left.k === 'mem' ? left.n : left.k === 'ref' ? (view.summary.bindings[left.b]?.n ?? '') : '';
    return /(?:status|statusCode|code)$/i.test(name) && right.k === 'lit' && /^(?:401|403|407|429)$/.test(String(right.v));
  });
}

/** Errors of the project's own classes, which no library throws: `error instanceof TokenExpired`. */
function saysOwn(evaluator: Evaluator, view: View, test: ExprId, holds: boolean): boolean {
  return leaves(view, test, holds, (e, so) => {
    const type = so && e.k === 'bin' && e.op === 'instanceof' ? evaluator.value(view.file, e.r) : undefined;
    return type?.is === 'cls' && evaluator.lineage(type.file, type.cls).base?.is !== 'client';
  });
}

/** The way from the failure of a call to what starts over. */
export interface FailurePath {
  /** Only what was refused starts over. */
  readonly refused: boolean;
  /** Conditions on the way to the second try. */
  readonly tests: readonly ExprId[];
  /** Those of which it is known whether they hold there. */
  readonly given?: readonly { readonly test: ExprId; readonly holds: boolean }[];
  readonly awaits: readonly ExprId[];
  /** The `setTimeout` call that delays it. */
  readonly timer?: ExprId;
  /** What failed is a connection that once stood, or was to stand. */
  readonly lost?: true;
  /** It is an answer with a bad status that starts over. */
  readonly status?: true;
}

/** Events by which a call tells that it failed; for a connection, that it is gone. */
export interface Losses {
  readonly events: RegExp;
  readonly connection: boolean;
  /** A condition under which the call cannot have been what failed. */
  readonly excludes: (test: ExprId, holds: boolean) => boolean;
}

export function lossesOf(evaluator: Evaluator, view: View, call: ExprId): Losses {
  const callee = view.call(call)?.c;
  const clients = callee === undefined ? [] : evaluator.clients(evaluator.value(view.file, callee));
  const connection = clients.some(
    ({ model, path }) =>
      model.traits?.includes('connection') === true ||
      model.calls.some(({ traits, paths }) => traits?.includes('connection') === true && paths.some((one) => fits(path, one))),
  );
  const excludes = (test: ExprId, holds: boolean): boolean =>
    (clients.length > 0 && saysOwn(evaluator, view, test, holds)) || saysConflict(evaluator, view, test, holds);
  return { connection, excludes, events: connection ? /^(close|closed|end|error|disconnect|timeout)$/ : /^(error|timeout|abort|aborted)$/ };
}

/** What answers by a callback or by events throws nothing that a handler around it could hear. */
export function isTold(evaluator: Evaluator, view: View, call: ExprId): boolean {
  const callee = view.call(call)?.c;
  const clients = callee === undefined ? [] : evaluator.clients(evaluator.value(view.file, callee));
  return clients.some(({ model, path }) =>
    model.calls.some((row) => row.paths.some((p) => fits(path, p)) && (row.traits ?? model.traits ?? []).includes('emitter')),
  );
}

/** Whether a function is told that the call failed: `socket.on('close', f)`, `socket.onclose = f`. */
function toldOf(view: View, fn: FnId, call: ExprId, { events }: Losses): boolean {
  const into = wrapped(view, view.summary.functions[fn]?.into);
  if (into !== undefined) return into.arg === 1 && into.path.length === 0 && listens(view, into.call, call, events);
  return view.summary.writes.some((w) => {
    const e = view.expr(w.v);
    return e.k === 'fn' && e.f === fn && isListener(view, w, call, { events });
  });
}

/** `socket.onclose = …` on what a call gave. */
export function isListener(view: View, { o, n }: Write, call: ExprId, { events }: Pick<Losses, 'events'>): boolean {
  return n.startsWith('on') && events.test(n.slice(2)) && holdsCall(view, o, call);
}

/** Whether a function is what a call calls back, and a place in it is come to with an error only: `connect((error) => { if (error) again(); })`. */
function isCalledBack(view: View, fn: FnId, call: ExprId, given: readonly { readonly test: ExprId; readonly holds: boolean }[]): boolean {
  const it = view.summary.functions[fn];
  const error = it?.params[0]?.b;
  if (it?.into?.call !== call || it.into.path.length > 0 || error === undefined) return false;
  if (!/^_?(?:e|ex|err|error)$/.test(view.summary.bindings[error]?.n ?? '')) return false;
  return given.some(({ test, holds }) => leaves(view, test, holds, (e, so) => so && e.k === 'ref' && e.b === error));
}

/** Whether somebody is told of an error of what a call gave, or where it is made that it is gone. */
export function isHeard(view: View, call: ExprId): boolean {
  const home = view.call(call)?.fn ?? 0;
  const [from, to] = view.summary.functions[home]?.exprs ?? [0, 0];
  const events = (id: ExprId): RegExp => (from <= id && id < to ? ofLoss : /^error$/);
  const names = ['on', 'once', 'addListener', 'addEventListener'];
  if (names.some((name) => (view.callsNamed.get(name) ?? []).some((id) => listens(view, id, call, events(id))))) return true;
  return view.summary.writes.some(({ o, n, v }) => n.startsWith('on') && events(v).test(n.slice(2)) && holdsCall(view, o, call));
}

const ofLoss = /^(close|closed|end|error|disconnect|timeout|abort|aborted)$/;

/** `socket.on('close', …)` on what a call gave. */
function listens(view: View, listener: ExprId, call: ExprId, events: RegExp): boolean {
  const it = view.call(listener);
  const callee = it === undefined ? undefined : view.expr(it.c);
  if (it === undefined || callee?.k !== 'mem' || !/^(on|once|addListener|addEventListener)$/.test(callee.n)) return false;
  const event = it.a[0] === undefined ? undefined : view.expr(it.a[0]);
  return event?.k === 'lit' && typeof event.v === 'string' && events.test(event.v) && holdsCall(view, callee.o, call);
}

/** The call itself, what is chained to it, or a name it was given. */
export function holdsCall(view: View, id: ExprId, call: ExprId): boolean {
  if (id === call) return true;
  const e = view.expr(id);
  if (e.k === 'ref') return (view.namesOf.get(call) ?? []).includes(e.b);
  if (e.k === 'mem') return view.summary.writes.some(({ n, v }) => n === e.n && v === call);
  const callee = e.k === 'call' ? view.expr(e.c) : undefined;
  return callee?.k === 'mem' && /^(on|once|addListener)$/.test(callee.n) && holdsCall(view, callee.o, call);
}

/** The way from the failure of `call` to the call that starts over; `undefined` when it starts over for another reason. */
export function failurePath(view: View, again: ExprId, call: ExprId, fn: FnId, losses: Losses): FailurePath | undefined {
  const tests: ExprId[] = [];
  const given: { test: ExprId; holds: boolean }[] = [];
  let timer: ExprId | undefined;
  let refused = false;
  let at = view.call(again)!;
  let where: CtxId = at.ctx;
  let here = again;
  const lost = losses.connection ? { lost: true as const } : {};
  if (calleeName(view, at.c) === 'setTimeout') timer = again;
  else if (listens(view, again, call, losses.events)) return { refused, tests, awaits: [], ...lost };
  for (let hops = 0; hops < 6; hops++) {
    for (const { test, holds } of choicesOn(view, here)) {
      tests.push(test);
      given.push({ test, holds });
      if (losses.excludes(test, holds)) return undefined;
      refused ||= saysRefused(view, test, holds);
    }
    for (let ctx = where; ; ) {
      const it = view.summary.contexts[ctx];
      if (it === undefined || it.kind === 'fn') break;
      if ((it.kind === 'if' || it.kind === 'else') && it.test !== undefined) {
        tests.push(it.test);
        given.push({ test: it.test, holds: it.kind === 'if' });
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
            given: [...given, ...guards.filter((test) => !tests.includes(test)).map((test) => ({ test, holds: false }))],
            awaits: awaitsIn(view, (one) => one === ctx, again),
            ...(timer === undefined ? {} : { timer }),
          };
      }
      ctx = it.up;
    }
    const owner = view.summary.functions[at.fn];
    if (owner === undefined || at.fn === fn) return undefined;
    if (toldOf(view, at.fn, call, losses) || isCalledBack(view, at.fn, call, given)) {
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
      return { refused, tests: [...tests, ...before], given, awaits, ...(timer === undefined ? {} : { timer }) };
    } else if (name !== 'Promise') return undefined;
    at = outer;
    here = owner.into.call;
    where = outer.ctx;
  }
  return undefined;
}

export function standsIn(view: View, ctx: CtxId, fn: FnId): boolean {
  const it = view.summary.contexts[ctx];
  return it?.kind === 'fn' && it.id === fn;
}

export function calleeName(view: View, c: ExprId): string {
  const e = view.expr(c);
  return e.k === 'mem' ? e.n : e.k === 'ref' ? (view.summary.bindings[e.b]?.n ?? '') : e.k === 'global' ? e.n : '';
}

function insideTry(view: View, call: ExprId, tryId: number): boolean {
  if (passes(view, call) || isLetGo(view, call) || handlersOn(view, call).some((handler) => holdsBack(view, handler))) return false;
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
    // A failure that an earlier handler holds back comes to no later one.
    if (handlersOf(view, callee.o).some((one) => holdsBack(view, one))) return false;
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

/** Conditions that stand inside a handler, in front of the second try, and may keep it from being made: they leave the handler, or count. */
export function testsBefore(view: View, again: ExprId, handler: (it: Ctx) => boolean): ExprId[] {
  const { contexts } = view.summary;
  return contexts.flatMap((c) => {
    if (c.kind !== 'if' || c.test === undefined || c.test > again || (c.leaves !== true && !asksCounter(view, c.test))) return [];
    let up = contexts[c.up];
    while (up !== undefined && !handler(up) && up.kind !== 'fn') up = contexts[up.up];
    return up !== undefined && handler(up) ? [c.test] : [];
  });
}

export function awaitsIn(view: View, holds: (ctx: CtxId) => boolean, again: ExprId): ExprId[] {
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

/** The `setTimeout` that a function is handed to. */
export function timerAround(view: View, fn: FnId): ExprId | undefined {
  const into = view.summary.functions[fn]?.into;
  if (into === undefined || into.arg !== 0) return undefined;
  return calleeName(view, view.call(into.call)?.c ?? 0) === 'setTimeout' ? into.call : undefined;
}
