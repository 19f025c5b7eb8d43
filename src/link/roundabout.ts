import type { BindingId, Expr, ExprId, FnId } from '../model/summary';
import { badAnswerPath } from './bad-answer';
import type { Callers } from './callers';
import type { Evaluator } from './evaluator';
import { choicesOn } from './choices';
import { heardBy, tellersOf } from './events';
import { awaitsIn, standsIn, testsBefore } from './between';
import { failurePath, type FailurePath } from './failure';
import { isErrorName, isListener } from './listeners';
import { isNothing, saysAbsent } from './conditions';
import type { Losses } from './losses';
import { each } from './values';
import { calleeName, callsWithin, standsInside, type View } from './view';

/** The way from a failure back into the function in which it happened, through other functions of the same file. */
export interface Roundabout extends FailurePath {
  /** The call that enters the function again. */
  readonly again: ExprId;
}

/** A stretch of that way inside one function. */
interface Stretch {
  readonly tests: readonly ExprId[];
  readonly awaits: readonly ExprId[];
  readonly timer?: ExprId;
}

type Route = Stretch & { readonly again: ExprId };

/** More functions than this are not gone through. */
const farthest = 3;

/**
 * A failure that is handed to another function, which starts over: `on('close', () => this.reconnect())`. Where an answer
 * leads back as well, it is a poller.
 */
export function roundabout(
  evaluator: Evaluator,
  callers: Callers,
  view: View,
  fn: FnId,
  call: ExprId,
  losses: Losses,
): Roundabout | undefined {
  const it = view.summary.functions[fn];
  if (it === undefined) return undefined;
  let met: Roundabout | undefined;
  const near = hopsTo(callers, view, fn);
  if (near.size === 0) return undefined;
  for (const { id, into, told } of [...callsMade(evaluator, view, fn, call), ...listenersSet(evaluator, view, fn, call, losses)]) {
    const to = into.filter((f) => near.has(f) && f !== fn && !standsInside(view, f, fn));
    if (to.length === 0) continue;
    const failed = told ?? failurePath(view, id, call, fn, losses);
    if (failed === undefined && (losses.connection || met !== undefined)) continue;
    for (const f of to) {
      const route = routeBack(evaluator, callers, view, f, fn, near, new Set([fn]), tellsOfIt(view, id, f));
      if (route === undefined) continue;
      const path = failed ?? badAnswerPath(view, id, call, fn);
      if (path === undefined || (path.status === true && path.refused)) return undefined;
      const { refused, lost, status, given } = path;
      const more = {
        refused,
        ...(lost === true ? { lost } : {}),
        ...(status === true ? { status } : {}),
        ...(given === undefined ? {} : { given }),
      };
      met ??= { ...joined(path, route), ...more, again: route.again };
    }
  }
  return met;
}

/** What leads from a function into others of its file. */
interface Door {
  readonly id: ExprId;
  readonly into: readonly FnId[];
  /** It is come to by a failure alone. */
  readonly told?: FailurePath;
}

function callsMade(evaluator: Evaluator, view: View, fn: FnId, call: ExprId): readonly Door[] {
  return callsWithin(view, fn).flatMap((id) => (id === call ? [] : [{ id, into: entered(evaluator, view, id) }]));
}

/** `socket.onclose = this.reconnect`: what is told by name that the call failed. */
function listenersSet(evaluator: Evaluator, view: View, fn: FnId, call: ExprId, losses: Losses): readonly Door[] {
  return view.summary.writes.flatMap((w) => {
    const tells = w.fn === fn && isNamed(view, unbound(view, w.v)) && isListener(view, w, call, losses);
    if (!tells) return [];
    const told = { refused: false, tests: [], awaits: [], ...(losses.connection ? { lost: true as const } : {}) };
    return [{ id: w.v, into: functionsOf(evaluator, view, unbound(view, w.v)), told }];
  });
}

function functionsOf(evaluator: Evaluator, view: View, id: ExprId): FnId[] {
  return each(evaluator.value(view.file, id)).flatMap((v) => (v.is === 'fn' && v.file === view.file ? [v.fn] : []));
}

/** Functions of this file that a call enters, or that it is to run later: `this.retry()`, `setTimeout(this.retry, 1000)`. */
function entered(evaluator: Evaluator, view: View, id: ExprId): FnId[] {
  const call = view.call(id);
  if (call === undefined || call.how !== 'call') return [];
  const later = /^(setTimeout|setImmediate|nextTick|catch|then|on|once|addListener|addEventListener)$/.test(calleeName(view, call.c));
  const named = [call.c, ...(later ? call.a.slice(0, 2) : [])].map((one) => unbound(view, one)).filter((one) => isNamed(view, one));
  return [...named.flatMap((one) => functionsOf(evaluator, view, one)), ...heardBy(evaluator, view, id)];
}

/** `this.retry` of `this.retry.bind(this)`. */
function unbound(view: View, id: ExprId): ExprId {
  const call = view.call(id);
  const callee = call === undefined ? undefined : view.expr(call.c);
  return callee?.k === 'mem' && callee.n === 'bind' ? callee.o : id;
}

function isNamed(view: View, id: ExprId): boolean {
  const e = view.expr(id);
  return e.k === 'ref' || (e.k === 'mem' && (view.expr(e.o).k === 'this' || view.expr(e.o).k === 'ref'));
}

/**
 * From how many functions away a function of this file is entered, by the functions that lead to it: 1 for those whose own
 * calls enter it. What is not named here needs no further look.
 */
export function hopsTo(callers: Callers, view: View, goal: FnId): ReadonlyMap<FnId, number> {
  const hops = new Map<FnId, number>();
  let ring: readonly FnId[] = [goal];
  for (let away = 1; away <= farthest && ring.length > 0; away++) {
    const next: FnId[] = [];
    for (const to of ring) {
      const entries = callers.of(view.file, to).flatMap((back) => (back.view.file === view.file ? [back.call] : []));
      for (const entry of [...entries, ...tellersOf(view, to)]) {
        // What stands in a function inside of another one stands in that one too.
        for (let f = view.call(entry)?.fn ?? 0; f !== 0; f = view.summary.functions[f]?.parent ?? 0) {
          if (hops.has(f)) continue;
          hops.set(f, away);
          next.push(f);
        }
      }
    }
    ring = next;
  }
  return hops;
}

/** The way from the start of a function to a call of `goal`. */
function routeBack(
  evaluator: Evaluator,
  callers: Callers,
  view: View,
  from: FnId,
  goal: FnId,
  near: ReadonlyMap<FnId, number>,
  seen: ReadonlySet<FnId>,
  error: BindingId | undefined,
): Route | undefined {
  const it = view.summary.functions[from];
  const hops = near.get(from);
  if (it === undefined || hops === undefined || seen.has(from) || seen.size + hops - 1 > farthest) return undefined;
  const holds = (id: ExprId): boolean => id >= it.exprs[0] && id < it.exprs[1];
  for (const back of callers.of(view.file, goal)) {
    if (back.view.file !== view.file || !holds(back.call)) continue;
    const call = view.call(back.call);
    if (call === undefined || (back.handed === undefined ? asksOther(view, call.a) : calleeName(view, call.c) !== 'setTimeout')) continue;
    const stretch = stretchTo(view, back.call, from, error);
    if (stretch !== undefined) return { ...stretch, again: back.call };
  }
  for (const id of callsWithin(view, from)) {
    const to = entered(evaluator, view, id).filter((f) => near.has(f));
    const stretch = to.length === 0 ? undefined : stretchTo(view, id, from, error);
    if (stretch === undefined) continue;
    for (const f of to) {
      const route = routeBack(evaluator, callers, view, f, goal, near, new Set([...seen, from]), tellsOfIt(view, id, f));
      if (route !== undefined) return { ...joined(stretch, route), again: route.again };
    }
  }
  return undefined;
}

/** `request('/token', {…})`: it is told to do something else. */
function asksOther(view: View, args: readonly ExprId[]): boolean {
  return args.some((a) => {
    const e = view.expr(a);
    return e.k === 'tpl' || e.k === 'obj' || (e.k === 'lit' && typeof e.v === 'string');
  });
}

function joined(a: Stretch, b: Stretch): Stretch {
  const timer = a.timer ?? b.timer;
  return { tests: [...a.tests, ...b.tests], awaits: [...a.awaits, ...b.awaits], ...(timer === undefined ? {} : { timer }) };
}

/** The first parameter of a function that is called back with what went wrong: `callback(error)` of `(error, answer) => …`. */
function tellsOfIt(view: View, id: ExprId, to: FnId): BindingId | undefined {
  const [first] = view.call(id)?.a ?? [];
  const b = view.summary.functions[to]?.params[0]?.b;
  return b !== undefined && first !== undefined && !isNothing(view, first) && isErrorName(view.summary.bindings[b]?.n) ? b : undefined;
}

/** What lies between the start of a function and a call in it; `undefined` when the call is made for another reason, or where nothing went wrong alone. */
function stretchTo(view: View, id: ExprId, from: FnId, error: BindingId | undefined): Stretch | undefined {
  const isError = (e: Expr): boolean => e.k === 'ref' && e.b === error;
  const isSpared = (test: ExprId, holds: boolean): boolean => error !== undefined && saysAbsent(view, test, holds, isError);
  const tests: ExprId[] = [];
  const awaits: ExprId[] = [];
  let timer = calleeName(view, view.call(id)?.c ?? 0) === 'setTimeout' ? id : undefined;
  let at = view.call(id);
  for (let hops = 0, here = id; at !== undefined && hops < 6; hops++) {
    const choices = choicesOn(view, here);
    if (choices.some(({ test, holds }) => isSpared(test, holds))) return undefined;
    tests.push(...choices.map(({ test }) => test));
    for (let ctx = view.summary.contexts[at.ctx]; ctx !== undefined && ctx.kind !== 'fn'; ctx = view.summary.contexts[ctx.up]) {
      if (ctx.kind === 'catch' || ctx.kind === 'loop') return undefined;
      if (ctx.test !== undefined && isSpared(ctx.test, ctx.kind === 'if')) return undefined;
      if (ctx.test !== undefined) tests.push(ctx.test);
    }
    const home = at.fn;
    const before = testsBefore(view, id, (it) => it.kind === 'fn' && it.id === home);
    if (before.some((test) => isSpared(test, false))) return undefined;
    tests.push(...before);
    awaits.push(...awaitsIn(view, (ctx) => standsIn(view, ctx, home), id));
    if (home === from) return { tests, awaits, ...(timer === undefined ? {} : { timer }) };
    const into = view.summary.functions[home]?.into;
    const outer = into === undefined ? undefined : view.call(into.call);
    const name = outer === undefined ? '' : calleeName(view, outer.c);
    if (into === undefined || into.path.length > 0 || into.arg > 0) return undefined;
    if (name === 'setTimeout') timer = into.call;
    else if (!/^(setImmediate|nextTick|queueMicrotask|then|finally|Promise)$/.test(name)) return undefined;
    at = outer;
    here = into.call;
  }
  return undefined;
}
