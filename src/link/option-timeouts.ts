import type { OptionModel } from '../model/catalog/option';
import type { TimeoutLayer } from '../model/layer';
import type { Provenance } from '../model/provenance';
import { amountOf } from './amounts';
import { among } from './arguments';
import { maybe, type Outcome, type ReadAt } from './option-reading';
import { signalRow } from './option-signals';
import type { Value } from './values';

/** An option that bounds the call. */
export function timeoutRow(
  row: OptionModel,
  value: Value,
  how: ReadAt,
  written: string,
  because: (says: string) => Provenance,
): Outcome | undefined {
  if (among(value, row.off))
    return { layers: [{ kind: 'disabled', facet: 'timeout', written, because: because(`\`${written}\` means no limit`) }] };
  if (row.unit === 'signal') return signalRow(row, value, how);
  if (value.is === 'lit' && (value.v === null || value.v === false)) return undefined;
  if (value.is === 'obj' || value.is === 'merged' || value.is === 'without') return undefined;
  if (value.is === 'unknown' && value.param === true) return { layers: [maybe(row, how, value.why, true)] };
  const read = row.unit === 'deadline' ? 'unknown' : among(value, row.kills) ? 0 : amountOf(value);
  const unit = row.unit === 's' ? 's' : 'ms';
  const layer: TimeoutLayer = {
    kind: 'timeout',
    ms: typeof read === 'number' && unit === 's' ? read * 1000 : read,
    covers: row.covers ?? 'attempt',
    cancels: row.cancels ?? true,
    by: 'option',
    ...(typeof read === 'number' && row.unit !== 'deadline' ? { written: { value: read, unit } } : {}),
    because: because(
      among(value, row.kills)
        ? `\`${written}\` ends it at once`
        : how.where === 'call'
          ? `\`${written}\` bounds it`
          : `\`${written}\` on ${how.says}`,
    ),
  };
  return { layers: [layer] };
}
