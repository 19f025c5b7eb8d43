import { amountOf, amountText } from '../amounts';
import { absent, each, oneOf, type SignalValue, unknown, type Value } from '../values';
import type { CallPlace, Evaluation } from './evaluation';

/** What the functions of the platform give. */
export function platformOf(ev: Evaluation): Pick<Evaluation, 'builtin'> {
  /** What the platform's own functions give. */
  function builtin(lib: Value & { is: 'lib' }, place: CallPlace): Value | undefined {
    const { file, frame, call } = place;
    const arg = (i: number): Value | undefined => (call.a[i] === undefined ? undefined : ev.value(file, call.a[i]!, frame));
    const name = `${lib.module}.${lib.path.join('.')}`;
    switch (name) {
      case 'global:AbortSignal.timeout':
        return { ...signalAt(place), ms: amountOf(arg(0)), cancel: false, says: `\`AbortSignal.timeout(${amountText(arg(0))})\`` };
      case 'global:AbortSignal.any':
        return anySignal(place, arg(0));
      case 'global:AbortController.':
        return { is: 'controller', place: { file, expr: place.expr, frame } };
      case 'global:Object.assign':
        return { is: 'merged', parts: call.a.map((a) => ev.value(file, a, frame)) };
      case 'global:Object.freeze':
      case 'global:structuredClone.':
      case 'global:Promise.resolve':
        return arg(0) ?? absent;
      case 'global:Promise.':
        return call.how === 'new' ? resolvedText(place) : undefined;
      case 'global:Promise.all':
        return arg(0) ?? unknown('');
      case 'global:Number.':
      case 'global:parseInt.':
      case 'global:parseFloat.':
      case 'global:Number.parseInt': {
        const a = arg(0);
        return a?.is === 'lit' ? { is: 'lit', v: Number.parseFloat(String(a.v)) } : unknown('a number read at run time');
      }
      case 'global:Math.min':
      case 'global:Math.max': {
        const values = call.a.map((a) => ev.value(file, a, frame)).flatMap((x) => (x.is === 'lit' && typeof x.v === 'number' ? [x.v] : []));
        if (values.length < call.a.length || values.length === 0) return unknown('a number worked out at run time');
        return { is: 'lit', v: name.endsWith('min') ? Math.min(...values) : Math.max(...values) };
      }
      case 'util.promisify':
      case 'node:util.promisify': {
        // What a client does it does with a promise as well; of a function of the project another value comes than what it gives back.
        const given = arg(0);
        return given !== undefined && ev.clients(given).length > 0 ? given : undefined;
      }
      default:
        return shaped(lib, place);
    }
  }

  /** What a package puts together of the objects that it is handed: `_.defaults({}, options, { timeout: 5000 })`. */
  function shaped({ module, path }: Value & { is: 'lib' }, { file, frame, call }: CallPlace): Value | undefined {
    const shape = call.how !== 'call' || call.spread !== undefined ? undefined : ev.library.shapes(module, path);
    if (shape === undefined) return undefined;
    const [first = absent, ...rest] = call.a.map((a) => ev.value(file, a, frame));
    // `extend(true, {}, options)` goes into what it finds.
    const flagged = first.is === 'lit' && typeof first.v === 'boolean';
    const parts = flagged ? rest : [first, ...rest];
    const deep = shape.startsWith('deep') || (flagged && first.v === true) ? { deep: true as const } : {};
    if (shape === 'copy') return first;
    if (shape === 'merge' || shape === 'deep-merge') return { is: 'merged', parts, ...deep };
    if (shape === 'defaults' || shape === 'deep-defaults') return { is: 'merged', parts: parts.reverse(), ...deep };
    const names = rest.flatMap((one) => (one.is === 'arr' ? (one.open ? [one] : one.items) : [one]));
    const texts = names.flatMap((one) => (one.is === 'lit' && typeof one.v === 'string' ? [one.v] : []));
    if (texts.length < names.length) return undefined;
    if (shape === 'omit') return { is: 'without', of: first, names: texts };
    return { is: 'merged', parts: texts.map((name): Value => ({ is: 'shaped', path: [name], value: ev.member(first, name) })) };
  }

  /** The text that a promise is resolved with, in its executor or later by a name that the executor gave `resolve`. */
  function resolvedText({ file, call }: CallPlace): Value | undefined {
    const v = ev.view(file);
    const executor = v === undefined || call.a[0] === undefined ? undefined : v.expr(call.a[0]);
    const resolve = executor?.k === 'fn' ? v?.summary.functions[executor.f]?.params[0]?.b : undefined;
    if (v === undefined || resolve === undefined) return undefined;
    const given = v.summary.bindings.flatMap((b) =>
      b.w?.some((w) => {
        const e = v.expr(w);
        return e.k === 'ref' && e.b === resolve;
      })
        ? [b.n]
        : [],
    );
    const names = [v.summary.bindings[resolve]?.n ?? '', ...given];
    const texts = names.flatMap((name) =>
      (v.callsNamed.get(name) ?? []).flatMap((id) => {
        const one = v.call(id);
        const callee = one === undefined ? undefined : v.expr(one.c);
        const own = callee?.k === 'ref' && (callee.b === resolve || given.includes(v.summary.bindings[callee.b]?.n ?? ''));
        return own && one?.a[0] !== undefined ? [ev.value(file, one.a[0])] : [];
      }),
    );
    const written = texts.length > 0 && texts.every((text) => text.is === 'lit' && typeof text.v === 'string');
    return written ? oneOf(texts, 'branch') : undefined;
  }

  function anySignal(place: CallPlace, list: Value | undefined): Value {
    if (list === undefined) return unknown('');
    const items = list.is === 'arr' ? list.items : [list];
    let best: SignalValue | undefined;
    let cancel = false;
    let open = list.is !== 'arr' || list.open;
    for (const item of items.flatMap(each)) {
      if (item.is === 'signal') {
        cancel ||= item.cancel;
        if (
          item.ms !== undefined &&
          (best?.ms === undefined || (typeof item.ms === 'number' && typeof best.ms === 'number' && item.ms < best.ms))
        )
          best = item;
      } else if (!(item.is === 'lit')) open = true;
    }
    if (best !== undefined) return { ...best, ...signalAt(place), cancel: cancel || open, says: best.says };
    if (open) return unknown('a signal put together from others');
    return { ...signalAt(place), cancel, says: '`AbortSignal.any`' };
  }

  const signalAt = (place: CallPlace): Pick<SignalValue, 'is' | 'at' | 'madeIn'> => ({
    is: 'signal',
    at: ev.span(place.file, place.call.at),
    madeIn: { file: place.file, fn: place.call.fn },
  });

  return { builtin };
}
