import type { Amount } from '../model/layer';
import type { ResilienceProfile } from '../model/profile';
import type { Severity } from '../model/rule';

/** `250 ms`, `1.5 s`, `2 min`. */
export function duration(ms: Amount): string {
  if (ms === 'unbounded') return 'forever';
  if (ms === 'unknown') return 'unknown';
  if (ms < 1000) return `${rounded(ms)} ms`;
  return ms < 120_000 ? `${rounded(ms / 1000)} s` : `${rounded(ms / 60_000)} min`;
}

/** `1 error`, `2 errors`. */
export function counted(count: number, one: string, many = `${one}s`): string {
  return `${count} ${count === 1 ? one : many}`;
}

/** `a, b and c`. */
export function listed(parts: readonly string[]): string {
  return parts.length < 2 ? parts.join('') : `${parts.slice(0, -1).join(', ')} and ${parts.at(-1)}`;
}

/** How many findings there are of each severity, the worst first: `1 error, 2 warnings and 3 remarks`. */
export function tally(findings: readonly { readonly severity: Severity }[]): string {
  const of = (severity: Severity): number => findings.filter((f) => f.severity === severity).length;
  const parts = [
    [of('error'), 'error'],
    [of('warning'), 'warning'],
    [of('info'), 'remark'],
  ] as const;
  return listed(parts.filter(([count]) => count > 0).map(([count, word]) => counted(count, word)));
}

/** One cell of the inventory per facet; `–` is known to be absent, `?` is not known. */
export function cells(profile: ResilienceProfile): {
  readonly [name in 'timeout' | 'retry' | 'breaker' | 'bulkhead' | 'fallback' | 'cancel' | 'worst']: string;
} {
  const mark = { absent: '–', unknown: '?', present: '✓' } as const;
  const { timeout, retry, breaker, bulkhead, fallback, cancellation } = profile;
  return {
    timeout: timeout.is === 'present' ? duration(timeout.layer.ms).replace('unknown', 'set') : mark[timeout.is],
    retry: retry.is === 'present' ? tries(retry.layer.attempts, retry.layer.backoff) : mark[retry.is],
    breaker: breaker.is === 'present' && breaker.layer.lives === 'call' ? 'per call' : mark[breaker.is],
    bulkhead:
      bulkhead.is === 'present' ? (typeof bulkhead.layer.limit === 'number' ? `${bulkhead.layer.limit} at once` : '✓') : mark[bulkhead.is],
    fallback: fallback.is === 'present' ? (fallback.layer.gives === 'unknown' ? '✓' : fallback.layer.gives) : mark[fallback.is],
    cancel: mark[cancellation.is],
    worst: profile.worstMs === 'unknown' ? openEnded(profile.atLeast.worstMs) : duration(profile.worstMs),
  };
}

function openEnded(least: number | 'unbounded'): string {
  return typeof least === 'number' && least > 0 ? `${duration(least)}+` : '?';
}

function tries(attempts: Amount, backoff: string): string {
  const count = attempts === 'unbounded' ? 'no end' : attempts === 'unknown' ? 'some' : `${attempts} tries`;
  return backoff === 'unknown' ? count : `${count}, ${backoff === 'none' ? 'no pause' : backoff}`;
}

function rounded(value: number): string {
  return String(Math.round(value * 10) / 10);
}
