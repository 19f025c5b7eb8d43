import type { IdempotencyLayer, RetryLayer } from '../model/layer';
import type { Rule } from '../model/rule';

/** A key that is new for every attempt makes every attempt a new order. */
export const keyPerAttempt: Rule = {
  id: 'key-per-attempt',
  summary: 'An idempotency key that is made anew for every attempt.',
  severity: 'error',
  call({ site, layers }) {
    const key = layers.find((l): l is IdempotencyLayer => l.kind === 'idempotency' && l.made === 'per-attempt');
    const retry = layers.find((l): l is RetryLayer => l.kind === 'retry' && l.attempts !== 1 && (l.form === 'policy' || l.form === 'loop'));
    if (key === undefined || retry === undefined) return undefined;
    return {
      message: `Every try of \`${site.name}\` carries a new key, so the other side cannot tell they are one.`,
      because: [key.because, retry.because],
    };
  },
};
