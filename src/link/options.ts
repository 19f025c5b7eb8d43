import type { ClientModel, OptionModel } from '../model/catalog';
import type { CancellationLayer, Facet, Layer, OpaqueLayer, RetryLayer, TimeoutLayer } from '../model/layer';
import type { Provenance, Source } from '../model/provenance';
import type { Span } from '../model/span';
import { amountOf, amountText } from './amounts';
import { among, optionAt } from './arguments';
import type { Evaluator } from './evaluator';
import type { Frame, SignalValue, Value } from './values';

/** What the options at one place say: layers, the numbers of a retry, and which option spoke. */
export interface Reading {
  readonly layers: readonly Layer[];
  readonly retry: Partial<RetryLayer>;
  /** Options that were written or may have been. */
  readonly spoke: ReadonlySet<string>;
  /** A value that makes a bad status resolve. */
  readonly resolves?: boolean;
}

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
  /** Where the instance or the call is, for the sentence. */
  readonly says: string;
}

const nothing: Reading = { layers: [], retry: {}, spoke: new Set() };

/** Reads every option the model knows out of an options value. */
export function readOptions(evaluator: Evaluator, options: Value | undefined, how: ReadAt): Reading {
  if (options === undefined) return nothing;
  const layers: Layer[] = [];
  const spoke = new Set<string>();
  let retry: Partial<RetryLayer> = {};
  let resolves: boolean | undefined;
  for (const row of how.model.options ?? []) {
    if (!holds(evaluator, row, how)) continue;
    const value = optionAt(
      evaluator,
      options,
      row.option.split('.').filter((s) => s !== ''),
    );
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

interface Outcome {
  readonly layers: readonly Layer[];
  readonly retry?: Partial<RetryLayer>;
  readonly resolves?: boolean;
}

/** One option; `undefined` when it is not written. */
function readRow(evaluator: Evaluator, row: OptionModel, value: Value, options: Value, how: ReadAt): Outcome | undefined {
  if (value.is !== 'any') return readOne(evaluator, row, value, options, how);
  const outcomes = value.of.map((v) => readOne(evaluator, row, v, options, how));
  const written = outcomes.filter((o) => o !== undefined);
  if (written.length === 0) return undefined;
  const certain = written.filter((o) => !o.layers.some((l) => l.kind === 'opaque'));
  if (written.length < outcomes.length) {
    // Some known caller leaves it out, and that caller is unprotected; a branch we cannot judge is not known.
    if (value.by === 'caller') return undefined;
    return { layers: [maybe(row, how, 'it is given on some branches only')] };
  }
  return weakest(certain.length > 0 ? certain : written);
}

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
  if (row.ignored !== undefined) {
    if (row.sets === 'agent') return undefined;
    return { layers: [{ kind: 'ignored', facet: facetOf(row), written, because: because(row.ignored) }] };
  }
  if (row.needs !== undefined) {
    const need = optionAt(evaluator, options, row.needs.split('.'));
    if (need.is === 'lit' && !need.v) {
      return {
        layers: [
          { kind: 'ignored', facet: facetOf(row), written, because: because(`\`${row.option}\` has no effect without \`${row.needs}\``) },
        ],
      };
    }
  }
  if (row.unless !== undefined) {
    const other = optionAt(evaluator, options, row.unless.split('.'));
    if (!(other.is === 'lit' && !other.v)) return undefined;
  }
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

function facetOf(row: OptionModel): Facet {
  return row.sets === 'timeout' || row.sets === 'retry' || row.sets === 'cancellation' || row.sets === 'bulkhead' ? row.sets : 'timeout';
}

function timeoutRow(
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
  if (value.is === 'unknown' && value.param === true) return { layers: [maybe(row, how, value.why)] };
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

function signalRow(row: OptionModel, value: Value, how: ReadAt): Outcome | undefined {
  if (value.is === 'lit') return undefined;
  if (value.is === 'signal') return { layers: signalLayers(value, how) };
  if (value.is === 'fn') return { layers: [maybe(row, how, 'a function makes the signal')] };
  const why = value.is === 'unknown' ? value.why : 'the signal cannot be followed';
  const passed: CancellationLayer = {
    kind: 'cancellation',
    signal: 'passed',
    because: { from: 'option', says: 'a signal is passed', at: how.at },
  };
  return { layers: [maybe(row, how, why), passed] };
}

/** A signal bounds the call when a timer is behind it; where it is made decides what it bounds. */
export function signalLayers(signal: SignalValue, how: Pick<ReadAt, 'where' | 'at' | 'file'>): Layer[] {
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

function retryRow(
  evaluator: Evaluator,
  row: OptionModel,
  value: Value,
  how: ReadAt,
  written: string,
  because: (says: string) => Provenance,
): Outcome | undefined {
  const at = {
    because: because(`\`${written}\`${how.where === 'instance' ? ` on ${how.says}` : ''}`),
    ...(row.reconnect === true ? { reconnect: true } : {}),
  };
  if (among(value, row.off)) return { layers: [], retry: { ...at, attempts: 1 } };
  if (row.strategy === true && value.is === 'fn') {
    return {
      layers: [],
      retry: { ...at, attempts: stops(evaluator, value, row.off) ? 'unknown' : 'unbounded', backoff: 'unknown', jitter: 'unknown' },
    };
  }
  if (value.is === 'obj' || value.is === 'merged' || value.is === 'without') {
    if (row.field !== 'all') return undefined;
    // Where nothing is repeated by default, an object switches it on, and says how often in words of its own.
    const byDefault = how.model.defaults.some((d) => d.facet === 'retry');
    return {
      layers: [],
      retry: { ...at, ...(byDefault ? {} : { attempts: 'unknown' }), ...(row.writes === undefined ? {} : { writes: row.writes }) },
    };
  }
  switch (row.field ?? 'attempts') {
    case 'attempts': {
      if (value.is === 'unknown' && value.param === true) return { layers: [maybe(row, how, value.why)] };
      if (value.is === 'lit' && value.v === null && row.unbounded === undefined) return undefined;
      const unbounded = among(value, row.unbounded) || amountOf(value) === 'unbounded';
      const read = amountOf(value);
      const attempts = unbounded ? 'unbounded' : typeof read === 'number' ? read + (row.plus ?? 1) : read;
      return { layers: [], retry: { ...at, attempts, ...(row.writes === undefined ? {} : { writes: row.writes }) } };
    }
    case 'delayMs':
    case 'maxDelayMs':
    case 'totalMs': {
      const read = amountOf(value);
      const ms = typeof read === 'number' && row.unit === 's' ? read * 1000 : read;
      const known = value.is === 'fn' ? 'unknown' : ms;
      return {
        layers: [],
        retry: {
          ...at,
          [row.field ?? 'delayMs']: known,
          ...(row.field === 'delayMs' && known !== 0 ? { backoff: value.is === 'fn' ? 'unknown' : 'constant' } : {}),
        },
      };
    }
    case 'backoff':
      return {
        layers: [],
        retry: {
          ...at,
          backoff:
            value.is === 'lit' && /exp/i.test(String(value.v))
              ? 'exponential'
              : value.is === 'lit' && /lin/i.test(String(value.v))
                ? 'linear'
                : value.is === 'lit' && /fix|const/i.test(String(value.v))
                  ? 'constant'
                  : 'unknown',
        },
      };
    case 'jitter':
      return { layers: [], retry: { ...at, jitter: value.is === 'lit' ? Boolean(value.v) && value.v !== 'none' : 'unknown' } };
    case 'writes':
      return {
        layers: [],
        retry: {
          ...at,
          writes:
            value.is === 'arr' && !value.open ? value.items.some((x) => x.is === 'lit' && /^(post|patch)$/i.test(String(x.v))) : 'unknown',
        },
      };
    case 'condition':
      return { layers: [], retry: { ...at, permanent: 'unknown', writes: 'unknown' } };
    default:
      return { layers: [], retry: at };
  }
}

/** Whether a strategy function ever answers with something that stops. */
export function stops(evaluator: Evaluator, fn: Value & { is: 'fn' }, off?: OptionModel['off']): boolean {
  const view = evaluator.view(fn.file);
  const it = view?.summary.functions[fn.fn];
  if (view === undefined || it === undefined) return true;
  if (it.ret.length === 0) return true;
  for (const e of view.summary.exprs.slice(it.exprs[0], it.exprs[1])) if (e.k === 'alt' && e.op === '?') return true;
  return it.ret.some((r) => {
    const e = view.expr(r);
    if (e.k === 'call' && e.how === 'new') return true;
    if (e.k === 'lit' && among({ is: 'lit', v: e.v }, off)) return true;
    if (e.k === 'call') {
      const callee = view.expr(e.c);
      const root = callee.k === 'mem' ? view.expr(callee.o) : callee;
      return !(root.k === 'global' && (root.n === 'Math' || root.n === 'Number'));
    }
    return e.k === 'undef' || (e.k === 'lit' && typeof e.v !== 'number') || e.k === '?' || e.k === 'ref' || e.k === 'alt' || e.k === 'mem';
  });
}

function maybe(row: OptionModel, how: ReadAt, why: string): OpaqueLayer {
  const may: Facet[] = row.sets === 'cancellation' || row.unit === 'signal' ? ['timeout', 'cancellation'] : [facetOf(row)];
  return { kind: 'opaque', may, because: { from: 'unresolved', says: `\`${row.option}\` may be given here: ${why}`, at: how.at } };
}

function writtenText(row: OptionModel, value: Value): string {
  if (value.is === 'lit') return `${row.option}: ${typeof value.v === 'string' ? `'${value.v}'` : String(value.v)}`;
  const amount = amountOf(value);
  return amount === 'unknown' ? row.option : `${row.option}: ${amountText(value)}`;
}
