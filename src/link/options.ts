import type { OptionModel } from '../model/catalog/option';
import type { Literal } from '../model/catalog/paths';
import type { Layer, RetryLayer, TimeoutLayer } from '../model/layer';
import type { Provenance, Source } from '../model/provenance';
import { amountOf } from './amounts';
import { among, namesOf, optionAt } from './arguments';
import type { Evaluator } from './evaluator';
import { madeWith } from './made-with';
import { facetOf, maybe, type Outcome, type ReadAt, type Reading, writtenText } from './option-reading';
import { retryRow } from './option-retries';
import { signalRow } from './option-signals';
import { timeoutRow } from './option-timeouts';
import { fetchRow } from './own-fetch';
import { each, type Value } from './values';

const nothing: Reading = { layers: [], retry: {}, spoke: new Set() };

/** Reads every option the model knows out of an options value. */
export function readOptions(evaluator: Evaluator, options: Value | undefined, how: ReadAt): Reading {
  if (options === undefined) return nothing;
  const layers: Layer[] = [];
  const spoke = new Set<string>();
  let retry: Partial<RetryLayer> = {};
  let resolves: boolean | undefined;
  for (const row of how.model.options ?? []) {
    if (!holds(evaluator, row, how) || isBeside(evaluator, row, options) === false) continue;
    const value = optionAt(evaluator, options, namesOf(row.option));
    const outcome = readRow(evaluator, row, value, options, how);
    if (outcome === undefined) continue;
    spoke.add(row.option);
    layers.push(...outcome.layers);
    retry = { ...retry, ...outcome.retry };
    if (outcome.resolves !== undefined) resolves = outcome.resolves;
  }
  return { layers, retry, spoke, ...(resolves === undefined ? {} : { resolves }) };
}

function holds(evaluator: Evaluator, row: OptionModel, how: ReadAt): boolean {
  if (row.at !== undefined && row.at !== how.where) return false;
  if (how.without?.has(row.option) === true) return false;
  if (row.on !== undefined && !row.on.some((x) => how.on.includes(x))) return false;
  if (row.versions === undefined) return true;
  return evaluator.program.satisfies(how.file, how.model.package ?? how.model.modules[0] ?? how.model.id, row.versions) !== false;
}

/** Whether the other option is such that this one is heard; `unknown` where it is not known. */
export function isBeside(evaluator: Evaluator, { beside }: Pick<OptionModel, 'beside'>, options: Value | undefined): boolean | 'unknown' {
  if (beside === undefined) return true;
  if (options === undefined) return 'unknown';
  const values = each(optionAt(evaluator, options, namesOf(beside.option)));
  if (values.some((one) => one.is !== 'lit' || one.v === undefined)) return 'unknown';
  const heard = values.map((one) => among(one, beside.is));
  return heard.every((one) => one === heard[0]) ? heard[0] === true : 'unknown';
}

/** One option; `undefined` when it is not written. */
function readRow(evaluator: Evaluator, row: OptionModel, value: Value, options: Value, how: ReadAt): Outcome | undefined {
  if (value.is !== 'any') return readOne(evaluator, row, value, options, how);
  const outcomes = value.of.map((v) => readRow(evaluator, row, v, options, how));
  const written = outcomes.filter((o) => o !== undefined);
  if (written.length === 0) return undefined;
  const isOpen = (o: Outcome): boolean => o.layers.some(isOpaque);
  const open = how.certain === true ? written.find(isOpen) : undefined;
  if (open !== undefined) return open;
  const certain = written.filter((o) => !isOpen(o));
  if (written.length < outcomes.length) {
    // Some known caller leaves it out, and that caller is unprotected; a branch we cannot judge is not known.
    if (value.by === 'caller') return undefined;
    const left = written.every(({ layers }) => layers.every((l) => l.kind !== 'opaque' || l.left === true) && layers.some(isOpaque));
    return { layers: [{ ...maybe(row, how, 'it is given on some branches only', left), one: true }] };
  }
  return weakest(certain.length > 0 ? certain : written);
}

const isOpaque = ({ kind }: Layer): boolean => kind === 'opaque';

function weakest(outcomes: readonly Outcome[]): Outcome {
  const rank = (o: Outcome): number => {
    const t = o.layers.find((l): l is TimeoutLayer => l.kind === 'timeout');
    if (o.layers.some((l) => l.kind === 'disabled')) return 3;
    if (t === undefined) return 2;
    return typeof t.ms === 'number' ? t.ms / 1e15 : 1;
  };
  return outcomes.reduce((a, b) => (rank(b) > rank(a) ? b : a));
}

function readOne(evaluator: Evaluator, row: OptionModel, value: Value, options: Value, how: ReadAt): Outcome | undefined {
  if (value.is === 'lit' && value.v === undefined && !among(value, row.off)) return undefined;
  if (among(value, row.same)) return undefined;
  const written = writtenText(row, value);
  const because = (says: string, from: Source = how.where === 'call' ? 'option' : 'instance'): Provenance => ({ from, says, at: how.at });
  const perhaps = value.is === 'unknown' && value.param === true;
  const heard = row.heardWith === undefined || how.client === undefined ? false : madeWith(evaluator, how.client, row.heardWith);
  if (heard === 'unknown') return { layers: [maybe(row, how, `\`${row.heardWith}\` of the instance is not known`)] };
  if (row.ignored !== undefined && !heard) {
    // What may be anything was not written, so nobody is told that it has no effect.
    if (row.sets === 'agent' || perhaps) return undefined;
    return { layers: [{ kind: 'ignored', facet: facetOf(row), written, ...asksNone(row, value), because: because(row.ignored) }] };
  }
  if (row.needs !== undefined) {
    const need = optionAt(evaluator, options, namesOf(row.needs));
    if (need.is === 'lit' && !need.v) {
      return {
        layers: [
          {
            kind: 'ignored',
            facet: facetOf(row),
            written,
            ...asksNone(row, value),
            because: because(`\`${row.option}\` has no effect without \`${row.needs}\``),
          },
        ],
      };
    }
  }
  if (row.unless !== undefined) {
    const other = optionAt(evaluator, options, namesOf(row.unless));
    if (!(other.is === 'lit' && !other.v)) return undefined;
  }
  if (row.unit === 'fetch') return fetchRow(evaluator, row, value, how, readOptions);
  switch (row.sets) {
    case 'timeout':
      return timeoutRow(row, value, how, written, because);
    case 'cancellation':
      return row.unit === 'signal' ? signalRow(row, value, how) : undefined;
    case 'retry':
      return retryRow(evaluator, row, value, how, written, because);
    case 'idempotency':
      return value.is === 'lit' && !value.v
        ? undefined
        : { layers: [{ kind: 'idempotency', made: 'unknown', because: because(`\`${row.option}\` makes repeating it harmless`) }] };
    case 'bulkhead':
      return {
        layers: [
          {
            kind: 'bulkhead',
            limit: among(value, row.off) ? 'unbounded' : amountOf(value),
            lives: 'module',
            because: because(`\`${written}\``),
          },
        ],
      };
    case 'status':
      return value.is === 'lit' && among(value, row.resolves) ? { layers: [], resolves: true } : undefined;
    default:
      return undefined;
  }
}

/** An option without effect that would mean "no limit" if it had one: nobody believes in a bound there. */
function asksNone({ sets, off }: OptionModel, value: Value): { readonly none?: true } {
  return sets === 'timeout' && (among(value, off) || among(value, noLimit)) ? { none: true } : {};
}

const noLimit: readonly Literal[] = [0, false, null, 'Infinity'];
