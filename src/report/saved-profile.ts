import type { Facet, Layer } from '../model/layer';
import type { Fact, ResilienceProfile } from '../model/profile';
import type { Provenance, Source } from '../model/provenance';
import { type Grounds, spanOf } from './saved-places';
import { amount, list, type Row, record, string } from './saved-rows';

/** A reason, with its place where it has one. */
export function provenanceOf(row: Row, grounds: Grounds): Provenance {
  const from = sources.find((one) => one === row.from) ?? 'unresolved';
  return { from, says: string(row.says), ...(row.path === undefined ? {} : { at: spanOf(row, grounds) }) };
}

const sources: readonly Source[] = [
  ...(['platform', 'default', 'instance', 'option', 'plugin', 'wrapper', 'loop'] as const),
  ...(['fan-out', 'caller', 'config', 'directive', 'unresolved'] as const),
];

/** The profile of a call. What a report does not tell of a layer is unknown. */
export function profileOf(row: Row, grounds: Grounds): ResilienceProfile {
  const fact = <L extends Layer>(facet: Facet, made: (details: Row, because: Provenance) => L): Fact<L> => {
    const details = record(row[facet]);
    const because = list(details.because).map((one) => provenanceOf(one, grounds));
    if (details.is !== 'present') return { is: details.is === 'absent' ? 'absent' : 'unknown', because };
    return { is: 'present', because, layer: made(details, because[0] ?? { from: 'unresolved', says: '' }) };
  };
  const { attempts, worstMs } = { attempts: amount(row.attempts), worstMs: amount(row.worstMs) };
  return {
    timeout: fact('timeout', ({ ms, covers }, because) => ({
      ...{ kind: 'timeout', ms: amount(ms), cancels: 'unknown', by: 'option', because },
      covers: phases.find((one) => one === covers) ?? 'attempt',
    })),
    retry: fact('retry', (one, because) => ({
      ...{ kind: 'retry', attempts: amount(one.attempts), writes: 'unknown', form: 'policy', because },
      backoff: backoffs.find((known) => known === one.backoff) ?? 'unknown',
      jitter: typeof one.jitter === 'boolean' ? one.jitter : 'unknown',
    })),
    breaker: fact('breaker', ({ lives }, because) => ({
      ...{ kind: 'breaker', lives: lives === 'module' || lives === 'call' ? lives : 'unknown', because },
    })),
    bulkhead: fact('bulkhead', ({ limit }, because) => ({ kind: 'bulkhead', limit: amount(limit), lives: 'unknown', because })),
    fallback: fact('fallback', ({ gives }, because) => ({
      ...{ kind: 'fallback', gives: gives === 'empty' || gives === 'value' || gives === 'ignored' ? gives : 'unknown', because },
    })),
    cancellation: fact('cancellation', (_, because) => ({ kind: 'cancellation', signal: 'passed', because })),
    attempts,
    worstMs,
    atLeast: { attempts: attempts === 'unknown' ? 1 : attempts, worstMs: worstMs === 'unknown' ? 0 : worstMs },
  };
}

const phases = ['connect', 'headers', 'idle', 'attempt', 'total'] as const;

const backoffs = ['none', 'constant', 'linear', 'exponential'] as const;
