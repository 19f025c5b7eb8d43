import { t } from './language';
import type { Amount, Facet } from '../model/layer';
import type { Fact, ResilienceProfile } from '../model/profile';

/** `5 s`, `1.5 s`, `250 ms`, `2 min`. */
export function duration(ms: Amount): string {
  if (ms === 'unbounded') return t('forever');
  if (ms === 'unknown') return t('unknown');
  if (ms < 1000) return `${round(ms)} ms`;
  if (ms < 120_000) return `${round(ms / 1000)} s`;
  return `${round(ms / 60_000)} min`;
}

/** The two facts that matter most, in a few characters: `⏱ 5 s ↻ 3`. */
export function shortProfile(profile: ResilienceProfile): string {
  return `⏱ ${short(profile.timeout, (layer) => duration(layer.ms))} ↻ ${short(profile.retry, (layer) => String(amount(layer.attempts)))}`;
}

/** One row of the profile: what is there, in words. */
export function facetWords(facet: Facet, profile: ResilienceProfile): string {
  const fact = profile[facet];
  if (fact.is === 'absent') return facet === 'timeout' ? t('none: waits forever') : t('none');
  if (fact.is === 'unknown') return t('not known');
  return presentWords(facet, profile);
}

function presentWords(facet: Facet, profile: ResilienceProfile): string {
  const { timeout, retry, breaker, bulkhead, fallback, cancellation } = profile;
  if (facet === 'timeout' && timeout.is === 'present') {
    const { ms, covers, cancels } = timeout.layer;
    const bound = covers === 'total' ? t('{0} for all attempts together', duration(ms)) : t('{0} for each attempt', duration(ms));
    return cancels === false ? t('{0}, the request itself goes on', bound) : bound;
  }
  if (facet === 'retry' && retry.is === 'present') {
    const { attempts, backoff, jitter, delayMs } = retry.layer;
    const known = {
      none: t('no pause'),
      constant: t('constant pause'),
      exponential: t('exponential pause'),
      linear: t('linear pause'),
      unknown: t('pause not known'),
    };
    const pause = known[backoff];
    const from = typeof delayMs === 'number' && backoff !== 'none' ? t('{0} from {1}', pause, duration(delayMs)) : pause;
    const spread =
      jitter === true ? t('{0} with jitter', from) : jitter === false && backoff !== 'none' ? t('{0} without jitter', from) : from;
    return t('{0} attempts, {1}', amount(attempts), spread);
  }
  if (facet === 'breaker' && breaker.is === 'present') return breaker.layer.lives === 'call' ? t('made anew for each call') : t('present');
  if (facet === 'bulkhead' && bulkhead.is === 'present') return t('at most {0} at once', amount(bulkhead.layer.limit));
  if (facet === 'fallback' && fallback.is === 'present') {
    return { empty: t('an empty value'), value: t('another value'), ignored: t('the failure is dropped'), unknown: t('present') }[
      fallback.layer.gives
    ];
  }
  return cancellation.is === 'present' ? t('a signal can stop it') : t('present');
}

/** A number, or the word for what is none. */
export function amount(value: Amount): string {
  return value === 'unbounded' ? t('unlimited') : value === 'unknown' ? t('an unknown number of') : String(value);
}

function short<L>(fact: Fact<L>, say: (layer: L) => string): string {
  if (fact.is === 'absent') return '–';
  return fact.is === 'unknown' ? '?' : say(fact.layer);
}

function round(value: number): string {
  return String(Math.round(value * 10) / 10);
}
