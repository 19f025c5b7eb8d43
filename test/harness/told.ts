import type { Fact } from '../../src/model/profile';
import { analyse, type Source } from './check';

/**
 * What is known of every call, one line each: `name timeout 2000 · retry 3 · breaker – · signal passed · attempts 3 · worst 6000`.
 * `–` is absent, `?` is unknown.
 */
export function told(source: Source): string[] {
  return analyse(source).calls.map(({ site, profile }) => {
    const { timeout, retry, breaker, cancellation, attempts, worstMs } = profile;
    const parts = [
      `timeout ${fact(timeout, (l) => `${l.ms}${l.covers === 'total' ? ' total' : ''}`)}`,
      `retry ${fact(retry, (l) => `${l.attempts}`)}`,
      `breaker ${fact(breaker, () => 'yes')}`,
      `signal ${fact(cancellation, (l) => l.signal)}`,
      `attempts ${attempts}`,
      `worst ${worstMs}`,
    ];
    return `${site.name} ${parts.join(' · ')}`;
  });
}

/** The timeout of every call alone: `axios.get 2000`. */
export function timeouts(source: Source): string[] {
  return analyse(source).calls.map(({ site, profile }) => `${site.name} ${fact(profile.timeout, (l) => `${l.ms}`)}`);
}

function fact<L>(one: Fact<L>, text: (layer: L) => string): string {
  return one.is === 'present' ? text(one.layer) : one.is === 'absent' ? '–' : '?';
}
