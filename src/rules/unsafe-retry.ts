import type { RetryLayer } from '../model/layer';
import type { Rule } from '../model/rule';

/** A lost answer is not a lost request: repeating a write may do it twice. */
export const unsafeRetry: Rule = {
  id: 'unsafe-retry',
  summary: 'A write that is retried without a key, and so may happen twice.',
  severity: 'warning',
  call({ site, layers }) {
    if (site.effect !== 'write' || layers.some((l) => l.kind === 'idempotency')) return undefined;
    const layer = layers.find((l): l is RetryLayer => l.kind === 'retry' && l.attempts !== 1 && l.reconnect !== true && l.writes === true);
    if (layer === undefined || /PUT|DELETE|HEAD/i.test(site.name.split('.').pop() ?? '')) return undefined;
    const quiet = layer.form === 'default';
    return {
      message: `\`${site.name}\` may write ${typeof layer.attempts === 'number' ? `up to ${layer.attempts} times` : 'more than once'}: it is retried without an idempotency key.`,
      because: [layer.because],
      wants: 'retry',
      ...(quiet ? { severity: 'info' as const, once: site.dependency } : {}),
    };
  },
};
