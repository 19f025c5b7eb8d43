import type { GuardModel, Provision } from '../model/catalog/guard';
import type { ArgPath } from '../model/catalog/paths';
import type { Layer } from '../model/layer';
import type { Provenance } from '../model/provenance';
import { among, argument, choice, quantity } from './arguments';
import type { Evaluator } from './evaluator';
import { type CallPlace, packageOf } from './guards';
import { knownBy } from './known-failures';
import { lifetimeOf } from './lifetimes';
import { readOptions } from './options';
import { sentBy } from './own-fetch';
import type { Value } from './values';

/** The layers a guard's provisions mean at one call. */
export function provided(evaluator: Evaluator, provides: readonly Provision[], place: CallPlace, model: GuardModel): Layer[] {
  const at = evaluator.span(place.file, place.call.callee);
  const because = (says: string): Provenance => ({ from: 'wrapper', says, at });
  return provides.flatMap((provision) => layersOf({ evaluator, place, model, because }, provision));
}

/** A call into a guard, and how reasons of it are told. */
interface Guarding {
  readonly evaluator: Evaluator;
  readonly place: CallPlace;
  readonly model: GuardModel;
  because(says: string): Provenance;
}

function layersOf(at: Guarding, p: Provision): readonly Layer[] {
  const {
    model: { id: guard },
    because,
  } = at;
  switch (p.facet) {
    case 'timeout':
      return timeoutOf(at, p);
    case 'retry':
      return [retryOf(at, p)];
    case 'breaker':
      return [breakerOf(at, p)];
    case 'bulkhead':
      return bulkheadOf(at, p);
    case 'fallback':
      return [{ kind: 'fallback', gives: 'unknown', because: because(`\`${guard}\` gives a fallback`) }];
    case 'cancellation':
      return [{ kind: 'cancellation', signal: 'passed', because: because(`\`${guard}\` can cancel it`) }];
  }
}

type Of<F extends Provision['facet']> = Provision & { readonly facet: F };

function timeoutOf({ evaluator, place, model: { id: guard }, because }: Guarding, p: Of<'timeout'>): readonly Layer[] {
  const ms = quantity(evaluator, place, p.ms);
  if (ms.off)
    return [
      {
        kind: 'disabled',
        facet: 'timeout',
        written: `timeout of \`${guard}\``,
        because: because(`the timeout of \`${guard}\` is switched off`),
      },
    ];
  if (typeof p.ms === 'object' && p.ms.unit === 'fetch') {
    const sent = ms.value === undefined ? [] : sentBy(evaluator, ms.value, readOptions);
    return sent ?? [{ kind: 'opaque', may: ['timeout', 'cancellation'], because: because(`a function of \`${guard}\` may bound it`) }];
  }
  if (ms.amount === 'unbounded') return [];
  const cooperative = typeof p.cooperative === 'object' ? choice(evaluator, place, p.cooperative) : p.cooperative;
  return [
    {
      kind: 'timeout',
      ms: ms.amount,
      covers: p.covers ?? 'total',
      cancels: p.cancels === 'signal' ? 'unknown' : p.cancels,
      by: 'policy',
      ...(cooperative === true ? { cooperative: true } : {}),
      because: because(`\`${guard}\` bounds it${typeof ms.amount === 'number' ? ` to ${ms.amount} ms` : ''}`),
    },
  ];
}

function retryOf(at: Guarding, p: Of<'retry'>): Layer {
  const { evaluator, place, model, because } = at;
  const tries = quantity(evaluator, place, p.attempts);
  const attempts = isSaid(at, p.forever, true) ? 'unbounded' : tries.off || isSaid(at, p.when, false) ? 1 : tries.amount;
  const conditions = conditionsOf(at, p.condition);
  const narrowed = conditions.length > 0;
  const only = conditions.map((c) => knownBy(evaluator, c)).find((known) => known !== undefined);
  const [delay, cap, total] = [p.delayMs, p.maxDelayMs, p.totalMs].map((of) =>
    of === undefined ? undefined : quantity(evaluator, place, of).amount,
  );
  const told =
    typeof attempts === 'number' ? `${attempts} times` : attempts === 'unbounded' ? 'without end' : 'a number of times not known here';
  return {
    kind: 'retry',
    attempts,
    backoff: choice(evaluator, place, p.backoff),
    jitter: choice(evaluator, place, p.jitter),
    ...(delay === undefined ? {} : { delayMs: delay }),
    ...(cap === undefined || cap === 'unbounded' ? {} : { maxDelayMs: cap }),
    ...(total === undefined || total === 'unbounded' ? {} : { totalMs: total }),
    writes: narrowed ? 'unknown' : (p.writes ?? true),
    ...(p.onStatus === undefined ? {} : { onStatus: p.onStatus }),
    ...(p.onTimeout === undefined ? {} : { onTimeout: p.onTimeout }),
    ...(spares(at, p.sparesTypeErrors) ? { sparesTypeErrors: true as const } : {}),
    permanent: narrowed ? 'unknown' : (p.permanent ?? true),
    ...(only === undefined ? {} : { only }),
    form: 'policy',
    ...(p.byItself === true && !tries.written ? { byItself: true as const } : {}),
    because: because(`\`${model.id}\` tries ${told}`),
  };
}

/** Whether the installed version is one of these. */
function spares({ evaluator, place, model }: Guarding, versions: string | undefined): boolean {
  return versions !== undefined && evaluator.program.satisfies(place.file, packageOf(model), versions) === true;
}

function isSaid({ evaluator, place }: Guarding, path: ArgPath | undefined, what: boolean): boolean {
  const value = path === undefined ? undefined : argument(evaluator, place, path);
  return value?.is === 'lit' && value.v === what;
}

/** Predicates that are given, and narrow what counts. */
function conditionsOf({ evaluator, place }: Guarding, paths: readonly ArgPath[] = []): readonly Value[] {
  return paths.map((path) => argument(evaluator, place, path)).filter((one) => !among(one, ['undefined']));
}

function breakerOf(at: Guarding, p: Of<'breaker'>): Layer {
  const { evaluator, place, model, because } = at;
  const narrowed = conditionsOf(at, p.condition).length > 0;
  return {
    kind: 'breaker',
    lives: lifetimeOf(evaluator, place),
    ...(narrowed ? { onStatus: 'unknown' as const } : p.onStatus === undefined ? {} : { onStatus: p.onStatus }),
    because: because(`\`${model.id}\` breaks the circuit`),
  };
}

function bulkheadOf({ evaluator, place, model: { id: guard }, because }: Guarding, p: Of<'bulkhead'>): readonly Layer[] {
  const { amount: limit, off } = quantity(evaluator, place, p.limit);
  if (limit === 'unbounded' || off) return [];
  return [{ kind: 'bulkhead', limit, lives: lifetimeOf(evaluator, place), because: because(`\`${guard}\` limits how many run at once`) }];
}
