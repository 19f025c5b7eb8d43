import type { OptionModel } from '../model/catalog/option';
import type { RetryLayer } from '../model/layer';
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
  switch (row.field ?? 'attempts') {
    case 'attempts': {
      if (value.is === 'lit' && value.v === null && row.unbounded === undefined) return undefined;
      const unbounded = among(value, row.unbounded) || amountOf(value) === 'unbounded';
      const read = amountOf(value);
      const attempts = unbounded ? 'unbounded' : typeof read === 'number' ? counted(triesOf(row, read)) : read;
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
          // A strategy that is a number is asked for ever.
          ...(row.strategy === true && typeof known === 'number' ? { attempts: 'unbounded' } : {}),
          ...(row.strategy === true && known === 0 ? atOnce : {}),
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
