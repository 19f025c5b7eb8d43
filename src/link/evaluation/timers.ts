import type { Amount } from '../../model/layer';
import type { CallExpr, ExprId, FnId } from '../../model/summary';
import { amountOf } from '../amounts';
import { absent, type Frame, type Value } from '../values';
import type { View } from '../view';
import type { Evaluation } from './evaluation';

interface Timer {
  readonly ms: Amount;
  readonly msValue: Value;
  /** What it bounds: it may be cleared before the body is read. */
  readonly cleared: 'headers' | 'attempt';
}

interface Timers {
  timerAround(v: View, fn: FnId, frame: Frame | undefined): Timer | undefined;
  timerWith(v: View, abort: ExprId, frame: Frame | undefined): Timer | undefined;
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

  return { timerAround, timerWith };
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
  if (clears.length === 0) return false;
  const lastFinally = clears.filter((c) => v.summary.contexts[c.ctx]?.kind === 'finally');
  const reads = bodyReads(v, call.fn);
  if (lastFinally.length > 0) {
    const tryId = v.summary.contexts[lastFinally[0]!.ctx]!.id;
    const whole = v.summary.tries[tryId];
    return reads.some((r) => whole !== undefined && r > whole.at[1]);
  }
  const plain = clears.filter((c) => v.summary.contexts[c.ctx]?.kind !== 'catch').map((c) => c.at[0]);
  return plain.length > 0 && reads.some((r) => r > Math.min(...plain));
}

function bodyReads(v: View, fn: FnId): number[] {
  return ['json', 'text', 'arrayBuffer', 'blob', 'formData', 'bytes'].flatMap((n) =>
    (v.callsNamed.get(n) ?? [])
      .map((id) => v.call(id)!)
      .filter((c) => c.fn === fn && c.a.length === 0)
      .map((c) => c.at[0]),
  );
}
