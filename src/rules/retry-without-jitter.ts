import type { RetryLayer } from '../model/layer';
import type { Rule } from '../model/rule';

/** Clients that failed together come back together. */
export const retryWithoutJitter: Rule = {
  id: 'retry-without-jitter',
  summary: 'Retries whose pauses are the same for every client.',
  severity: 'info',
  loop({ layer, calls }) {
    if (!inStep(layer)) return undefined;
    return {
      message: `\`${calls[0]?.name ?? 'the call'}\` is retried in step by every client that failed with it.`,
      because: [layer.because],
      wants: 'retry',
    };
  },
  call({ site, layers }) {
    const layer = layers.find((l): l is RetryLayer => l.kind === 'retry' && (l.form === 'policy' || l.form === 'option') && inStep(l));
    if (layer === undefined) return undefined;
    return {
      message: `\`${site.name}\` is retried in step by every client that failed with it.`,
      because: [layer.because],
      wants: 'retry',
      once: `${layer.because.at?.file ?? ''}:${layer.because.at?.start ?? site.dependency}`,
    };
  },
};

function inStep(layer: RetryLayer): boolean {
  return (
    layer.jitter === false && layer.backoff !== 'none' && layer.backoff !== 'unknown' && layer.attempts !== 1 && layer.reconnect !== true
  );
}
