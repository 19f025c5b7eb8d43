import type { BindingId, CallExpr, ExprId, FnId } from '../../model/summary';
import { amountText } from '../amounts';
import { each, type Frame, isAbsent, type Place, unknown, type Value } from '../values';
import { calleeName, type View } from '../view';
import { isBarred } from './barred';
import { causeOf } from './causes';
import type { Evaluation } from './evaluation';
import { type Timer, timersOf } from './timers';

/** What the signal of an `AbortController` does: who aborts it, and whether a timer does. */
export function controllersOf(ev: Evaluation): Pick<Evaluation, 'controllerSignal'> {
  const { timerAround, timerWith, timerCalling } = timersOf(ev);

  /** Looks for what aborts a controller: a timer makes its signal a bound, anything else only a way to cancel. */
  function controllerSignal(place: Place): Value {
    const v = ev.view(place.file);
    const call = v?.call(place.expr);
    if (v === undefined || call === undefined) return unknown('');
    const held = heldUnder(v, place.expr);
    const base = { is: 'signal' as const, at: ev.span(place.file, call.at), madeIn: { file: place.file, fn: call.fn } };
    const fates = new Set<Fate>();
    for (const found of [called, handedOver, left]) {
      for (const one of found(v, held, place.frame, call.fn)) {
        if (typeof one === 'string') fates.add(one);
        else return { ...one, ...base };
      }
    }
    const cancel = fates.has('cancelled');
    if (fates.has('called')) return unknown('when its controller is aborted is not known');
    if (fates.has('escaped') || (fates.has('kept') && !cancel)) return unknown('the controller is handed on');
    if (fates.has('left')) return { is: 'unknown', why: 'a signal that comes in from outside aborts it', param: true, signal: true };
    return { ...base, cancel, says: cancel ? 'a controller that no timer aborts' : 'a controller that nothing aborts' };
  }

  /** Whether a caller never comes to an abort: `timeout && setTimeout(() => controller.abort(), timeout)`, and no time is handed in. */
  function isLeftOut(v: View, abort: CallExpr, frame: Frame | undefined): boolean {
    if (frame === undefined) return false;
    const timer = timerAround(v, abort.fn, frame);
    return isBarred(ev, v.file, abort.ctx, frame) || (timer !== undefined && isAbsent(timer.msValue));
  }

  /** `controller.abort()`, by a timer or by somebody else. */
  function* called(v: View, { isIt }: Pick<Held, 'isIt'>, frame: Frame | undefined, home: FnId): Generator<Fate | Bounded> {
    for (const id of v.callsNamed.get('abort') ?? []) {
      const abort = v.call(id)!;
      const callee = v.expr(abort.c);
      if (callee.k !== 'mem' || !isIt(callee.o) || isLeftOut(v, abort, frame)) continue;
      const timer = timerAround(v, abort.fn, frame);
      if (timer !== undefined) yield boundedBy(timer);
      // A signal that is passed on by hand brings what it has: a timer, or somebody who cancels.
      const heard = followed(v, abort.fn, frame);
      if (heard !== undefined && isAbsent(heard)) continue;
      if (heard?.is === 'signal' && heard.ms !== undefined) yield heard;
      if (heard !== undefined)
        yield heard.is === 'signal' ? 'cancelled' : heard.is === 'unknown' && heard.param === true ? 'left' : 'escaped';
      else yield* byCallers(v, id, frame, home);
    }
  }

  /** An abort in a function of its own is made by whoever calls that: a timer, somebody who cancels, or who knows. */
  function* byCallers(v: View, abort: ExprId, frame: Frame | undefined, made: FnId): Generator<Fate | Bounded> {
    const { fn } = v.call(abort)!;
    const it = v.summary.functions[fn];
    const timer = timerCalling(v, fn, made, frame);
    if (timer !== undefined) yield boundedBy(timer);
    const apart = it?.into === undefined && it?.kind !== 'module' && it?.kind !== 'ctor' && fn !== made;
    const home = { file: v.file, fn: made };
    yield apart && causeOf({ callers: ev.callers, home }, v, abort) === undefined ? 'called' : 'cancelled';
  }

  /** A controller in a function of the project that is handed it: what aborts it there, or by what that gives back. */
  function* inHelper(v: View, handed: ExprId, arg: number, frame: Frame | undefined): Generator<Fate | Bounded> {
    const call = v.call(handed)!;
    const targets = call.how === 'call' && call.spread === undefined ? each(ev.value(v.file, call.c, frame)) : [];
    if (targets.length === 0) yield 'escaped';
    for (const target of targets) {
      const w = target.is === 'fn' ? ev.view(target.file) : undefined;
      const it = target.is === 'fn' ? w?.summary.functions[target.fn] : undefined;
      const b = it?.params[arg]?.b;
      if (target.is !== 'fn' || w === undefined || it === undefined || b === undefined || goesOn(w, b)) {
        yield 'escaped';
        continue;
      }
      const isIt = (id: ExprId): boolean => isRef(w, id, [b]);
      for (const fate of called(w, { isIt }, undefined, target.fn)) {
        // What it gives back aborts it when that is called.
        if (fate === 'called' && it.ret.some((id) => abortsIt(w, id, isIt))) yield* givenBack(v, handed, frame);
        else yield fate;
      }
      for (const { name, expr } of w.membersOf.get(b) ?? []) {
        const used = name === 'abort' ? timerWith(w, expr, undefined) : undefined;
        if (used !== undefined) yield boundedBy(used);
      }
    }
  }

  /** `const stop = abortOn(controller, signal)`: a timer that stops, or whoever else does. */
  function* givenBack(v: View, handed: ExprId, frame: Frame | undefined): Generator<Fate | Bounded> {
    const names = v.namesOf.get(handed) ?? [];
    const direct = timerWith(v, handed, frame);
    if (direct !== undefined) yield boundedBy(direct);
    if (names.length === 0 && v.call(handed)?.used !== 'statement') yield 'escaped';
    for (const b of names) {
      for (const { call } of v.passedTo.get(b) ?? []) {
        const first = v.call(call)?.a[0];
        const timer = first === undefined ? undefined : timerWith(v, first, frame);
        yield timer === undefined ? 'escaped' : boundedBy(timer);
      }
    }
    for (const id of v.summary.calls) {
      const stop = v.call(id)!;
      const timer = isRef(v, stop.c, names) ? timerAround(v, stop.fn, frame) : undefined;
      if (timer !== undefined) yield boundedBy(timer);
    }
    yield 'cancelled';
  }

  /** `setTimeout(controller.abort.bind(controller), ms)`, or the controller handed to something that may abort it. */
  function* handedOver(v: View, { names }: Held, frame: Frame | undefined): Generator<Fate | Bounded> {
    for (const b of names) {
      for (const { name, expr } of v.membersOf.get(b) ?? []) {
        if (name !== 'abort' || (v.callsNamed.get('abort') ?? []).some((id) => v.call(id)?.c === expr && isLeftOut(v, v.call(id)!, frame)))
          continue;
        const used = timerWith(v, expr, frame);
        if (used !== undefined) yield boundedBy(used);
        yield 'cancelled';
      }
      for (const p of v.passedTo.get(b) ?? []) {
        const outer = v.call(p.call);
        // Whoever works with it may set a timer; whoever keeps it will hardly do so.
        if (outer !== undefined && keeps(v, outer)) yield 'kept';
        else if (outer !== undefined) yield* inHelper(v, p.call, p.arg, frame);
      }
    }
  }

  /** What others may do with it who have it from here. */
  function* left({ summary }: View, { names, field, isIt }: Held): Generator<Fate> {
    if (names.length > 0 && summary.functions.some((f) => f.ret.some(isIt))) yield 'escaped';
    if (summary.exprs.some((e) => e.k === 'obj' && e.p.some((p) => isIt(p.e)))) yield 'escaped';
    if (summary.exports.some((x) => x.b !== undefined && names.includes(x.b))) yield 'escaped';
    if (field !== undefined) yield 'cancelled';
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

/** What becomes of a controller, besides a timer: somebody may abort it, anybody may have it aborted, it is handed to who may do anything with it, kept, or aborted by a signal that whoever calls brings. */
type Fate = 'cancelled' | 'called' | 'escaped' | 'kept' | 'left';

/** What a signal brings that something ends by itself, wherever it was made. */
type Bounded = Omit<Extract<Value, { is: 'signal' }>, 'at' | 'madeIn'>;

function boundedBy({ ms, msValue, cleared }: Timer): Bounded {
  return { is: 'signal', ms, covers: cleared, cancel: false, says: `a timer of ${amountText(msValue)} that aborts the controller` };
}

/** Under which names, and which member, a controller is held. */
interface Held {
  readonly names: readonly BindingId[];
  readonly field?: string;
  isIt(id: ExprId): boolean;
}

function heldUnder(v: View, made: ExprId): Held {
  // `given ?? new AbortController()` is held under the same name.
  const chosen = v.summary.exprs.flatMap((e, id) => (e.k === 'alt' && e.e.includes(made) ? [id] : []));
  const names = [made, ...chosen].flatMap((id) => v.namesOf.get(id) ?? []);
  const named = (id: ExprId): boolean => {
    const e = v.expr(id);
    return e.k === 'ref' && names.includes(e.b);
  };
  // Kept as a member, also after it had a name: `this.controller = controller`, `ref.current = controller`.
  const field =
    v.summary.writes.find((w) => w.v === made || named(w.v))?.n ?? v.summary.classes.flatMap((c) => c.members).find((x) => x.e === made)?.n;
  const isIt = (id: ExprId): boolean => {
    const e = v.expr(id);
    return named(id) || (e.k === 'mem' && field !== undefined && e.n === field);
  };
  return { names, isIt, ...(field === undefined ? {} : { field }) };
}

const isRef = (v: View, id: ExprId, names: readonly BindingId[]): boolean => {
  const e = v.expr(id);
  return e.k === 'ref' && names.includes(e.b);
};

/** Whether a function lets a controller that it was handed out of its hands again. */
function goesOn(v: View, b: BindingId): boolean {
  const { summary } = v;
  const isIt = (id: ExprId | undefined): boolean => {
    const e = id === undefined ? undefined : summary.exprs[id];
    return e?.k === 'ref' && e.b === b;
  };
  return (
    (v.passedTo.get(b) ?? []).some(({ call }) => calleeName(v, v.call(call)?.c ?? 0) !== 'bind') ||
    summary.functions.some(({ ret }) => ret.some(isIt)) ||
    summary.writes.some(({ v }) => isIt(v)) ||
    summary.bindings.some(({ e }) => isIt(e)) ||
    summary.exprs.some((e) => (e.k === 'obj' && e.p.some((p) => isIt(p.e))) || ((e.k === 'arr' || e.k === 'alt') && e.e.some(isIt)))
  );
}

/** Whether what a function gives back is a function that aborts, or the name of one. */
function abortsIt(v: View, id: ExprId, isIt: (id: ExprId) => boolean): boolean {
  const e = v.expr(id);
  const given = e.k === 'ref' ? v.summary.bindings[e.b]?.e : id;
  const made = given === undefined ? undefined : v.expr(given);
  if (made?.k !== 'fn') return false;
  return (v.callsNamed.get('abort') ?? []).some((one) => {
    const call = v.call(one)!;
    const callee = v.expr(call.c);
    return call.fn === made.f && callee.k === 'mem' && isIt(callee.o);
  });
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
