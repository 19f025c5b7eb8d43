import type { Amount } from '../../model/layer';
import type { CallExpr, CtxId, ExprId, FnId } from '../../model/summary';
import { amountOf } from '../amounts';
import { absent, type Frame, type Value } from '../values';
import type { View } from '../view';
import type { Evaluation } from './evaluation';

/** A `setTimeout` that ends something. */
export interface Timer {
  readonly ms: Amount;
  readonly msValue: Value;
  /** What it bounds: it may be cleared before the body is read. */
  readonly cleared: 'headers' | 'attempt';
}

interface Timers {
  timerAround(v: View, fn: FnId, frame: Frame | undefined): Timer | undefined;
  timerWith(v: View, abort: ExprId, frame: Frame | undefined): Timer | undefined;
  timerCalling(v: View, fn: FnId, home: FnId, frame: Frame | undefined): Timer | undefined;
}

/** The `setTimeout` behind an abort: how long it is, and whether it is cleared before the body is read. */
export function timersOf(ev: Evaluation): Timers {
  /** The `setTimeout` whose callback is this function. */
  function timerAround(v: View, fn: FnId, frame: Frame | undefined): Timer | undefined {
    const it = v.summary.functions[fn];
    if (it?.into === undefined || it.into.arg !== 0 || it.into.path.length > 0) return undefined;
    return timerCall(v, it.into.call, frame);
  }

  /** `setTimeout(controller.abort…, ms)`. */
  function timerWith(v: View, abort: ExprId, frame: Frame | undefined): Timer | undefined {
    for (const id of v.callsNamed.get('setTimeout') ?? []) {
      const first = v.call(id)?.a[0];
      if (first === undefined) continue;
      const e = v.expr(first);
      const bound = e.k === 'call' ? v.expr(e.c) : undefined;
      if (first === abort || (bound?.k === 'mem' && bound.n === 'bind' && bound.o === abort)) return timerCall(v, id, frame);
    }
    return undefined;
  }

  /** A timer that one function sets, and that comes to another through its callers: `setTimeout(late, ms)`, `setTimeout(() => this.stop(), ms)`. */
  function timerCalling(v: View, fn: FnId, home: FnId, frame: Frame | undefined): Timer | undefined {
    for (const { view, call, handed } of ev.callers(v.file, fn)) {
      if (view.file !== v.file || (handed !== undefined && handed !== 0)) continue;
      const within = v.summary.functions[v.call(call)?.fn ?? 0];
      const id = handed === 0 ? call : within?.into?.arg === 0 && within.into.path.length === 0 ? within.into.call : undefined;
      const timer = id === undefined || v.call(id)?.fn !== home ? undefined : timerCall(v, id, frame);
      if (timer !== undefined) return timer;
    }
    return undefined;
  }

  function timerCall(v: View, id: ExprId, frame: Frame | undefined): Timer | undefined {
    const call = v.call(id);
    if (call === undefined) return undefined;
    const callee = v.expr(call.c);
    const name =
      callee.k === 'global' ? callee.n : callee.k === 'mem' ? callee.n : callee.k === 'ref' ? v.summary.bindings[callee.b]?.n : undefined;
    if (name !== 'setTimeout') return undefined;
    const msValue = call.a[1] === undefined ? absent : ev.value(v.file, call.a[1], frame);
    return { ms: amountOf(msValue), msValue, cleared: clearedEarly(v, id, call) ? 'headers' : 'attempt' };
  }

  return { timerAround, timerWith, timerCalling };
}

/** Whether the timer is cleared before a body read that follows in the same function. */
function clearedEarly(v: View, timer: ExprId, call: CallExpr): boolean {
  const names = v.namesOf.get(timer) ?? [];
  if (names.length === 0) return false;
  const clears = (v.callsNamed.get('clearTimeout') ?? [])
    .map((id) => v.call(id)!)
    .filter((c) => {
      const a = c.a[0] === undefined ? undefined : v.expr(c.a[0]);
      return a?.k === 'ref' && names.includes(a.b) && c.fn === call.fn;
    });
  const reads = bodyReads(v, call.fn);
  const early = clears.map((clear) => ({ at: clear.at[0], ...wayTo(v, clear.ctx) }));
  const whole = early.find(({ ends }) => ends !== undefined)?.ends;
  if (whole !== undefined) return reads.some((read) => read.at[0] > whole && askedAt(v, read) < whole);
  // A branch that leaves reads what it reads itself, and clears nothing for what follows.
  return early.some(
    ({ at, leaves, caught }) =>
      !caught && reads.some((read) => read.at[0] > at && askedAt(v, read) < at && (leaves === undefined || isWithin(v, read.ctx, leaves))),
  );
}

/** What a timer is cleared in: where the whole ends whose `finally` it is, a handler, a branch that leaves the function. */
function wayTo(v: View, from: CtxId): { readonly ends?: number; readonly caught?: true; readonly leaves?: CtxId } {
  for (let ctx = from, it = v.summary.contexts[ctx]; it !== undefined && it.kind !== 'fn'; ctx = it.up, it = v.summary.contexts[ctx]) {
    const ends = it.kind === 'finally' ? v.summary.tries[it.id]?.at[1] : undefined;
    if (ends !== undefined) return { ends };
    if (it.kind === 'catch') return { caught: true };
    if (it.leaves === true) return { leaves: ctx };
  }
  return {};
}

function isWithin(v: View, from: CtxId, wanted: CtxId): boolean {
  for (let ctx = from, it = v.summary.contexts[ctx]; it !== undefined && it.kind !== 'fn'; ctx = it.up, it = v.summary.contexts[ctx])
    if (ctx === wanted) return true;
  return false;
}

/** Where what is read was asked for: behind the clearing it is the answer to something else. */
function askedAt(v: View, read: CallExpr): number {
  const callee = v.expr(read.c);
  const of = callee.k === 'mem' ? v.expr(callee.o) : undefined;
  const made = of?.k === 'ref' ? v.summary.bindings[of.b]?.e : undefined;
  return (made === undefined ? undefined : v.call(made)?.at[0]) ?? 0;
}

function bodyReads(v: View, fn: FnId): CallExpr[] {
  return ['json', 'text', 'arrayBuffer', 'blob', 'formData', 'bytes'].flatMap((n) =>
    (v.callsNamed.get(n) ?? []).map((id) => v.call(id)!).filter((c) => c.fn === fn && c.a.length === 0),
  );
}
