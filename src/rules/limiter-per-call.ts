import type { Rule } from '../model/rule';

/** A queue of one's own is never full. */
export const limiterPerCall: Rule = {
  id: 'limiter-per-call',
  summary: 'A limiter that is built anew for each call, and so limits nothing beyond it.',
  severity: 'warning',
  policy({ guard, lives, layers, runs }) {
    const limiter = layers.find((layer) => layer.kind === 'bulkhead');
    if (limiter === undefined || lives !== 'call' || runs === 0) return undefined;
    // A breaker with a capacity is a matter of `breaker-per-call`.
    if (layers.some((layer) => layer.kind === 'breaker')) return undefined;
    // A limiter that has a name may well stand before a whole list of work.
    const shared = runs !== 'unknown';
    return {
      message: `This \`${guard}\` limiter is built anew for each call, so calls side by side do not limit each other.`,
      because: [limiter.because],
      wants: 'bulkhead',
      ...(shared ? { severity: 'info' as const } : {}),
    };
  },
};
