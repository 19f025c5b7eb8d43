import type { Amount, Facet } from '../model/layer';
import type { Fact, ResilienceProfile } from '../model/profile';

/** `5 s`, `1.5 s`, `250 ms`, `2 min`. */
export function duration(ms: Amount): string {
  if (ms === 'unbounded') return 'forever';
  if (ms === 'unknown') return 'unknown';
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
  if (fact.is === 'absent') return facet === 'timeout' ? 'none: waits forever' : 'none';
  if (fact.is === 'unknown') return 'not known';
  return presentWords(facet, profile);
}

function presentWords(facet: Facet, profile: ResilienceProfile): string {
  const { timeout, retry, breaker, bulkhead, fallback, cancellation } = profile;
  if (facet === 'timeout' && timeout.is === 'present') {
    const { ms, covers, cancels } = timeout.layer;
    const scope = covers === 'total' ? 'for all attempts together' : 'for each attempt';
    return `${duration(ms)} ${scope}${cancels === false ? ', the request itself goes on' : ''}`;
  }
  if (facet === 'retry' && retry.is === 'present') {
    const { attempts, backoff, jitter, delayMs } = retry.layer;
    const pause = backoff === 'none' ? 'no pause' : backoff === 'unknown' ? 'pause not known' : `${backoff} pause`;
    const first = typeof delayMs === 'number' && backoff !== 'none' ? ` from ${duration(delayMs)}` : '';
    return `${amount(attempts)} attempts, ${pause}${first}${jitter === true ? ' with jitter' : jitter === false && backoff !== 'none' ? ' without jitter' : ''}`;
  }
  if (facet === 'breaker' && breaker.is === 'present') return breaker.layer.lives === 'call' ? 'made anew for each call' : 'present';
  if (facet === 'bulkhead' && bulkhead.is === 'present') return `at most ${amount(bulkhead.layer.limit)} at once`;
  if (facet === 'fallback' && fallback.is === 'present') {
    return { empty: 'an empty value', value: 'another value', ignored: 'the failure is dropped', unknown: 'present' }[fallback.layer.gives];
  }
  return cancellation.is === 'present' ? 'a signal can stop it' : 'present';
}

/** A number, or the word for what is none. */
export function amount(value: Amount): string {
  return value === 'unbounded' ? 'unlimited' : value === 'unknown' ? 'an unknown number of' : String(value);
}

function short<L>(fact: Fact<L>, say: (layer: L) => string): string {
  if (fact.is === 'absent') return '–';
  return fact.is === 'unknown' ? '?' : say(fact.layer);
}

function round(value: number): string {
  return String(Math.round(value * 10) / 10);
}
