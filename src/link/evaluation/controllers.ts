import type { CallExpr, ExprId, FnId } from '../../model/summary';
import { amountText } from '../amounts';
import { type Frame, type Place, unknown, type Value } from '../values';
import type { View } from '../view';
import type { Evaluation } from './evaluation';
import { timersOf } from './timers';

/** What the signal of an `AbortController` does: who aborts it, and whether a timer does. */
export function controllersOf(ev: Evaluation): Pick<Evaluation, 'controllerSignal'> {
  const { timerAround, timerWith } = timersOf(ev);

  /** Looks for what aborts a controller: a timer makes its signal a bound, anything else only a way to cancel. */
  function controllerSignal(place: Place): Value {
    const v = ev.view(place.file);
    const call = v?.call(place.expr);
    if (v === undefined || call === undefined) return unknown('');
    // `given ?? new AbortController()` is held under the same name.
    const chosen = v.summary.exprs.flatMap((e, id) => (e.k === 'alt' && e.e.includes(place.expr) ? [id] : []));
    const names = [place.expr, ...chosen].flatMap((id) => v.namesOf.get(id) ?? []);
    const named = (id: ExprId): boolean => {
      const e = v.expr(id);
      return e.k === 'ref' && names.includes(e.b);
    };
    // Kept as a member, also after it had a name: `this.controller = controller`, `ref.current = controller`.
    const field =
      v.summary.writes.find((w) => w.v === place.expr || named(w.v))?.n ??
      v.summary.classes.flatMap((c) => c.members).find((x) => x.e === place.expr)?.n;
    const isIt = (id: ExprId): boolean => {
      const e = v.expr(id);
      return named(id) || (e.k === 'mem' && field !== undefined && e.n === field);
    };
    const base = { is: 'signal' as const, at: ev.span(place.file, call.at), madeIn: { file: place.file, fn: call.fn } };
    let cancel = false;
    let escapes = false;
    let kept = false;
    for (const id of v.callsNamed.get('abort') ?? []) {
      const abort = v.call(id)!;
      const callee = v.expr(abort.c);
      if (callee.k !== 'mem' || !isIt(callee.o)) continue;
      const timer = timerAround(v, abort.fn, place.frame);
      if (timer !== undefined)
        return {
          ...base,
          ms: timer.ms,
          covers: timer.cleared,
          cancel: false,
          says: `a timer of ${amountText(timer.msValue)} that aborts the controller`,
        };
      // A signal that is passed on by hand brings what it has: a timer, or somebody who cancels.
      const heard = followed(v, abort.fn, place.frame);
      if (heard?.is === 'signal' && heard.ms !== undefined) return { ...heard, ...base, cancel: heard.cancel };
      if (heard !== undefined && heard.is !== 'signal') escapes = true;
      else cancel = true;
    }
    // `setTimeout(controller.abort.bind(controller), ms)`, or the controller handed to something that may abort it.
    for (const b of names) {
      for (const m of v.membersOf.get(b) ?? []) {
        if (m.name !== 'abort') continue;
        const used = timerWith(v, m.expr, place.frame);
        if (used !== undefined)
          return {
            ...base,
            ms: used.ms,
            covers: used.cleared,
            cancel: false,
            says: `a timer of ${amountText(used.msValue)} that aborts the controller`,
          };
        cancel = true;
      }
      for (const p of v.passedTo.get(b) ?? []) {
        const outer = v.call(p.call);
        if (outer === undefined) continue;
        // Whoever works with it may set a timer; whoever keeps it will hardly do so.
        if (keeps(v, outer)) kept = true;
        else escapes = true;
      }
      if (v.summary.functions.some((f) => f.ret.some((r) => isIt(r)))) escapes = true;
    }
    if (v.summary.exprs.some((e) => e.k === 'obj' && e.p.some((p) => isIt(p.e)))) escapes = true;
    if (field !== undefined) cancel = true;
    if (v.summary.exports.some((x) => x.b !== undefined && names.includes(x.b))) escapes = true;
    if (escapes || (kept && !cancel)) return unknown('the controller is handed on');
    return { ...base, cancel, says: cancel ? 'a controller that no timer aborts' : 'a controller that nothing aborts' };
  }

  /** The signal whose abort runs a function: `signal.addEventListener('abort', …)`; `undefined` when something else does. */
  function followed(v: View, fn: FnId, frame: Frame | undefined): Value | undefined {
    const it = v.summary.functions[fn];
    const names = v.summary.bindings.flatMap((b, i) => (b.e !== undefined && isFunction(v, b.e, fn) ? [i] : []));
    const listeners = [
      ...(it?.into === undefined ? [] : [it.into.call]),
      ...names.flatMap((b) => (v.passedTo.get(b) ?? []).map(({ call }) => call)),
    ];
    for (const id of listeners) {
      const call = v.call(id);
      const callee = call === undefined ? undefined : v.expr(call.c);
      const event = call?.a[0] === undefined ? undefined : v.expr(call.a[0]);
      if (callee?.k !== 'mem' || !/^(addEventListener|on|once)$/.test(callee.n) || event?.k !== 'lit' || event.v !== 'abort') continue;
      return ev.value(v.file, callee.o, frame);
    }
    return undefined;
  }

  return { controllerSignal };
}

const isFunction = (v: View, id: ExprId, fn: FnId): boolean => {
  const e = v.expr(id);
  return e.k === 'fn' && e.f === fn;
};

/** `controllers.set(id, controller)`, `all.push(controller)`. */
function keeps(v: View, call: CallExpr): boolean {
  const callee = v.expr(call.c);
  return callee.k === 'mem' && /^(set|add|push|unshift|delete|remove)$/.test(callee.n);
}
