import type { ExprId, FnId, Write } from '../model/summary';
import { leaves } from './conditions';
import type { Losses } from './losses';
import { sidesOf, type View } from './view';
import { wrapped } from './wrappers';

/** Whether a function is told that the call failed: `socket.on('close', f)`, `socket.onclose = f`. */
export function toldOf(view: View, fn: FnId, call: ExprId, { events }: Losses): boolean {
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
export function isCalledBack(
  view: View,
  fn: FnId,
  call: ExprId,
  given: readonly { readonly test: ExprId; readonly holds: boolean }[],
): boolean {
  const it = view.summary.functions[fn];
  const error = it?.params[0]?.b;
  if (it?.into?.call !== call || it.into.path.length > 0 || error === undefined) return false;
  if (!isErrorName(view.summary.bindings[error]?.n)) return false;
  return given.some(({ test, holds }) => leaves(view, test, holds, (e, so) => so && e.k === 'ref' && e.b === error));
}

/** The name of a first parameter that is there when something went wrong. */
export function isErrorName(name = ''): boolean {
  return /^_?(?:e|ex|err|error)$/.test(name);
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
export function listens(view: View, listener: ExprId, call: ExprId, events: RegExp): boolean {
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
  if (e.k === 'mem') return view.summary.writes.some(({ n, v }) => n === e.n && sidesOf(view, v).includes(call));
  const callee = e.k === 'call' ? view.expr(e.c) : undefined;
  return callee?.k === 'mem' && /^(on|once|addListener)$/.test(callee.n) && holdsCall(view, callee.o, call);
}
