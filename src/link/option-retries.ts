import type { OptionModel } from '../model/catalog/option';
import type { Amount, RetryLayer } from '../model/layer';
import type { Provenance } from '../model/provenance';
import { amountOf } from './amounts';
import { among } from './arguments';
import type { Evaluator } from './evaluator';
import { maybe, type Outcome, type ReadAt } from './option-reading';
import type { Value } from './values';

/** An option of a retry: how often, how long it waits, what it repeats. */
export function retryRow(
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
      retry: { ...at, attempts: stops(evaluator, value, row.off) ? 'unknown' : 'unbounded', ...pauseFrom(evaluator, value) },
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
  if (value.is === 'unknown' && value.param === true) return { layers: [maybe(row, how, value.why)] };
  const said = fields[row.field ?? 'attempts'](row, value);
  return said === undefined ? undefined : { layers: [], retry: { ...at, ...said } };
}

type Said = Partial<RetryLayer>;

/** What a value says of each number of a retry; `undefined` where it is as if nothing were written. */
const fields: { readonly [Field in NonNullable<OptionModel['field']>]: (row: OptionModel, value: Value) => Said | undefined } = {
  attempts: (row, value) => {
    if (value.is === 'lit' && value.v === null && row.unbounded === undefined) return undefined;
    const read = amountOf(value);
    const isEndless = among(value, row.unbounded) || read === 'unbounded';
    const attempts = isEndless ? 'unbounded' : typeof read === 'number' ? counted(triesOf(row, read)) : read;
    return { attempts, ...(row.writes === undefined ? {} : { writes: row.writes }) };
  },
  delayMs: (row, value) => {
    const delayMs = lengthOf(row, value);
    return {
      delayMs,
      ...asked(row, delayMs),
      ...(delayMs === 0 ? {} : { backoff: value.is === 'fn' ? 'unknown' : 'constant' }),
    };
  },
  maxDelayMs: (row, value) => {
    const maxDelayMs = lengthOf(row, value);
    return { maxDelayMs, ...asked(row, maxDelayMs) };
  },
  totalMs: (row, value) => {
    const totalMs = lengthOf(row, value);
    return { totalMs, ...asked(row, totalMs) };
  },
  backoff: (_, value) => ({ backoff: growths.find(([name]) => value.is === 'lit' && name.test(String(value.v)))?.[1] ?? 'unknown' }),
  jitter: (_, value) => ({ jitter: value.is === 'lit' ? Boolean(value.v) && value.v !== 'none' : 'unknown' }),
  writes: (_, value) => ({
    writes: value.is === 'arr' && !value.open ? value.items.some((x) => x.is === 'lit' && /^(post|patch)$/i.test(String(x.v))) : 'unknown',
  }),
  condition: () => ({ permanent: 'unknown', writes: 'unknown' }),
  all: () => ({}),
};

/** Words for how pauses grow. */
const growths = [
  [/exp/i, 'exponential'],
  [/lin/i, 'linear'],
  [/fix|const/i, 'constant'],
] as const;

/** Milliseconds of a pause; what a function says is not known. */
function lengthOf({ unit }: OptionModel, value: Value): Amount {
  const read = amountOf(value);
  if (value.is === 'fn') return 'unknown';
  return typeof read === 'number' && unit === 's' ? read * 1000 : read;
}

/** A strategy that is a number is asked for ever. */
function asked({ strategy }: OptionModel, ms: Amount): Said {
  if (strategy !== true || typeof ms !== 'number') return {};
  return { attempts: 'unbounded', ...(ms === 0 ? atOnce : {}) };
}

/** What a client makes of no try at all is not told by the number. */
const counted = (tries: number): number | 'unknown' => (tries < 1 ? 'unknown' : tries);

/** The tries that a number stands for, those of what lies beneath included. */
export function triesOf({ plus = 1, times = 1 }: Pick<OptionModel, 'plus' | 'times'>, read: number): number {
  const tries = read + plus;
  return tries * (times === 'itself' ? tries : times);
}

const atOnce = { backoff: 'none', jitter: false, delayMs: 0 } as const;

/** The pause a strategy function answers with, where it is the same number every time. */
function pauseFrom(evaluator: Evaluator, fn: Value & { is: 'fn' }): Pick<RetryLayer, 'backoff' | 'jitter' | 'delayMs'> {
  const it = evaluator.view(fn.file)?.summary.functions[fn.fn];
  const all = (it?.ret ?? []).map((r) => amountOf(evaluator.value(fn.file, r)));
  const [first] = all;
  if (typeof first !== 'number' || all.some((one) => one !== first)) return { backoff: 'unknown', jitter: 'unknown' };
  return first === 0 ? atOnce : { backoff: 'constant', jitter: false, delayMs: first };
}

/** Whether a strategy function ever answers with something that stops. */
function stops(evaluator: Evaluator, fn: Value & { is: 'fn' }, off?: OptionModel['off']): boolean {
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
