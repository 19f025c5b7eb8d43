import type { OptionModel } from '../model/catalog/option';
import type { CancellationLayer, Layer } from '../model/layer';
import type { Provenance } from '../model/provenance';
import { maybe, type Outcome, type ReadAt } from './option-reading';
import type { SignalValue, Value } from './values';

/** An option that takes an abort signal. */
export function signalRow(row: OptionModel, value: Value, how: ReadAt): Outcome | undefined {
  if (value.is === 'lit') return undefined;
  if (value.is === 'signal') return { layers: signalLayers(value, how) };
  if (value.is === 'fn') return { layers: [maybe(row, how, 'a function makes the signal')] };
  const why = value.is === 'unknown' ? value.why : 'the signal cannot be followed';
  const passed: CancellationLayer = {
    kind: 'cancellation',
    signal: 'passed',
    because: { from: 'option', says: 'a signal is passed', at: how.at },
  };
  return { layers: [maybe(row, how, why, value.is === 'unknown' && value.param === true), passed] };
}

/** A signal bounds the call when a timer is behind it; where it is made decides what it bounds. */
function signalLayers(signal: SignalValue, how: Pick<ReadAt, 'where' | 'at' | 'file'>): Layer[] {
  const because: Provenance = {
    from: how.where === 'call' ? 'option' : 'instance',
    says: `${signal.says} is passed as the signal`,
    at: signal.at,
  };
  const layers: Layer[] = [];
  if (signal.ms !== undefined && signal.ms !== 'unbounded') {
    const shared = how.where === 'instance' || signal.madeIn.fn === 0;
    layers.push({
      kind: 'timeout',
      ms: signal.ms,
      covers: signal.covers ?? 'total',
      cancels: true,
      by: 'signal',
      made: { at: signal.at, fn: signal.madeIn.fn },
      ...(shared && signal.covers === undefined ? { expires: true } : {}),
      ...(typeof signal.ms === 'number' ? { written: { value: signal.ms, unit: 'ms' as const } } : {}),
      because,
    });
  }
  if (signal.cancel) layers.push({ kind: 'cancellation', signal: 'passed', because });
  else if (signal.ms === undefined) layers.push({ kind: 'cancellation', signal: 'inert', because });
  return layers;
}
