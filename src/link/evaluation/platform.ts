import { amountOf, amountText } from '../amounts';
import { absent, each, type SignalValue, unknown, type Value } from '../values';
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
        if (name.endsWith('min') && values.length > 0) return { is: 'lit', v: Math.min(...values) };
        return values.length === call.a.length && values.length > 0
          ? { is: 'lit', v: Math.max(...values) }
          : unknown('a number worked out at run time');
      }
      default:
        return undefined;
    }
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
