import type { BindingId, CtxId, ExprId, FnId } from '../model/summary';
import { isLetGo } from './promises';
import { calleeName, callsWithin, perView, type View } from './view';
import type { Way } from './way';

/**
 * Whether a call makes a clock that repeats what it is given, whatever becomes of a round: `setInterval(refresh, ms)`. A clock inside of
 * `new Promise` tells whoever waits for that.
 */
export function isClock(view: View, id: ExprId): boolean {
  const call = view.call(id);
  const callee = call === undefined ? undefined : view.expr(call.c);
  if (call === undefined || callee === undefined || calleeName(view, call.c) !== 'setInterval') return false;
  // `globalThis.setInterval(…)`
  if (callee.k !== 'global' && !(callee.k === 'mem' && view.expr(callee.o).k === 'global')) return false;
  for (let fn = call.fn; fn !== 0; fn = view.summary.functions[fn]?.parent ?? 0) if (settles(view, fn)) return false;
  return true;
}

/** Whether a function is what `new Promise` runs. */
function settles(view: View, fn: FnId): boolean {
  const taker = view.call(view.summary.functions[fn]?.into?.call ?? -1);
  return taker?.how === 'new' && calleeName(view, taker.c) === 'Promise';
}

/**
 * Whether a round that hangs keeps later ones from their work: a function marks that it runs and asks for the mark
 * (`if (busy) return; busy = true;`), or stops the clock until it is done.
 */
export const isMarked = perView(marks);

function marks(view: View, fn: FnId): boolean {
  if (callsWithin(view, fn).some((id) => calleeName(view, view.call(id)?.c ?? -1) === 'clearInterval')) return true;
  const [from, to] = view.summary.functions[fn]?.exprs ?? [0, 0];
  const isInside = (id: ExprId): boolean => from <= id && id < to;
  const names = new Set<BindingId>();
  const members = new Set<string>();
  view.summary.bindings.forEach(({ w, counted, fn: of }, b) => {
    if (of !== fn && (counted === true || w?.some((id) => isInside(id) && isMark(view, id)) === true)) names.add(b);
  });
  for (const { n, v } of view.summary.writes) if (isInside(v) && isMark(view, v)) members.add(n);
  if (names.size + members.size === 0) return false;
  return view.summary.contexts.some(
    ({ kind, test }, ctx) =>
      (kind === 'if' || kind === 'else') && test !== undefined && standsIn(view, ctx, fn) && asks(view, test, names, members),
  );
}

/** `busy = true`, `pending = load()`. */
function isMark(view: View, id: ExprId): boolean {
  const e = view.expr(id);
  return (e.k === 'lit' && e.v === true) || (e.k === 'call' && e.used === 'value');
}

function asks(view: View, id: ExprId, names: ReadonlySet<BindingId>, members: ReadonlySet<string>): boolean {
  const e = view.expr(id);
  const of = (one: ExprId): boolean => asks(view, one, names, members);
  if (e.k === 'ref') return names.has(e.b);
  if (e.k === 'mem') return members.has(e.n);
  if (e.k === 'un') return of(e.e);
  if (e.k === 'bin') return of(e.l) || of(e.r);
  return e.k === 'alt' && e.e.some(of);
}

function standsIn(view: View, from: CtxId, fn: FnId): boolean {
  for (let it = view.summary.contexts[from]; it !== undefined; it = view.summary.contexts[it.up]) if (it.kind === 'fn') return it.id === fn;
  return false;
}

/** Whether nobody takes what a call gives, nor is called back: `refresh();`. */
export function isStarted(view: View, id: ExprId): boolean {
  const call = view.call(id);
  return call?.how === 'call' && isLetGo(view, id) && call.a.every((a) => view.expr(a).k !== 'fn');
}

/**
 * The ways on which nobody waits: the program goes on and reports at most, or has answered before. What a clock repeats is done anew
 * in the next round, whatever becomes of this one; so is what is started beside its clock, that nobody need wait for the first round.
 */
export function unawaited(ways: readonly Way[]): readonly Way[] {
  const repeats = ways.some(({ clock }) => clock === true);
  return ways.filter((way) => way.idle === true || way.answered === true || way.clock === true || (repeats && way.started === true));
}
