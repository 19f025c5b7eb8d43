import type { ClientModel } from '../model/catalog/client';
import type { OptionModel } from '../model/catalog/option';
import type { Facet, Layer, OpaqueLayer, RetryLayer } from '../model/layer';
import type { Span } from '../model/span';
import { amountOf, amountText } from './amounts';
import type { ClientValue, Frame, Value } from './values';

/** What the options at one place say: layers, the numbers of a retry, and which option spoke. */
export interface Reading {
  readonly layers: readonly Layer[];
  readonly retry: Partial<RetryLayer>;
  /** Options that were written or may have been. */
  readonly spoke: ReadonlySet<string>;
  /** A value that makes a bad status resolve. */
  readonly resolves?: boolean;
}

/** Where options are read, and for which call or instance. */
export interface ReadAt {
  readonly model: ClientModel;
  readonly where: 'call' | 'instance';
  /** Kind or call path, for rows that belong to some only. */
  readonly on: readonly string[];
  readonly file: string;
  /** Where to point when the option itself has no place. */
  readonly at: Span;
  /** The function the call stands in: a signal made outside of it is shared. */
  readonly frame?: Frame;
  /** Options that do not hold for this call. */
  readonly without?: ReadonlySet<string>;
  /** Whose call it is, for options that are heard where the instance was made for it. */
  readonly client?: ClientValue;
  /** Where the instance or the call is, for the sentence. */
  readonly says: string;
  /** Only what is certain for whoever calls is asked for: what one of them may say goes before a value that is taken otherwise. */
  readonly certain?: true;
}

/** What one option says. */
export interface Outcome {
  readonly layers: readonly Layer[];
  readonly retry?: Partial<RetryLayer>;
  readonly resolves?: boolean;
}

/** An option that may be given: what it sets is not known. One that decides nothing of the whole leaves no facet open. */
export function maybe(row: OptionModel, how: ReadAt, why: string, left = false): OpaqueLayer {
  const sets: Facet[] = row.sets === 'cancellation' || row.unit === 'signal' ? ['timeout', 'cancellation'] : [facetOf(row)];
  const phase = isPhase(row, how.model) ? row.covers : undefined;
  const may = phase === undefined ? sets : [];
  return {
    kind: 'opaque',
    may,
    ...(phase === undefined ? {} : { phase }),
    ...(left ? { left: true as const } : {}),
    because: { from: 'unresolved', says: `\`${row.option}\` may be given here: ${why}`, at: how.at },
  };
}

/** A bound on one phase, which the platform ends by itself where nobody says when: the whole is not bounded with it, nor without. */
function isPhase({ sets, covers }: OptionModel, { defaults }: ClientModel): boolean {
  const floors = defaults.flatMap((d) => (d.facet === 'timeout' && d.platform === true ? [d.covers] : []));
  return sets === 'timeout' && covers !== undefined && covers !== 'attempt' && covers !== 'total' && floors.includes(covers);
}

/** The facet an option is about. */
export function facetOf(row: OptionModel): Facet {
  return row.sets === 'timeout' || row.sets === 'retry' || row.sets === 'cancellation' || row.sets === 'bulkhead' ? row.sets : 'timeout';
}

/** An option as it is written, for a sentence. */
export function writtenText(row: OptionModel, value: Value): string {
  if (value.is === 'lit') return `${row.option}: ${typeof value.v === 'string' ? `'${value.v}'` : String(value.v)}`;
  const amount = amountOf(value);
  return amount === 'unknown' ? row.option : `${row.option}: ${amountText(value)}`;
}
