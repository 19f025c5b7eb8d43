import type { Layer, RetryLayer } from '../model/layer';
import type { Rule } from '../model/rule';

/** Layers of retry multiply: each was chosen alone, and the product hits the other side. */
export const retryAmplification: Rule = {
  id: 'retry-amplification',
  summary: 'Layers of retry that multiply.',
  severity: 'warning',
  call({ site, layers, paths }, { maxAttempts }) {
    let worst: { product: number; parts: readonly RetryLayer[] } | undefined;
    for (const way of [layers, ...paths.map((p) => p.layers)]) {
      const parts = retries(way);
      const product = parts.reduce((n, l) => n * (l.attempts as number), 1);
      if (parts.length >= 2 && product > maxAttempts && product > (worst?.product ?? 0)) worst = { product, parts };
    }
    if (worst === undefined) return undefined;
    const shown = worst.parts
      .map((l) => l.attempts)
      .reverse()
      .join(' × ');
    return {
      message: `One failure of \`${site.name}\` may cause ${worst.product} requests: its retries multiply (${shown}).`,
      because: worst.parts.map((l) => l.because),
      wants: 'retry',
    };
  },
};

/** Layers whose attempts are known and more than one; the same layer met twice counts once. */
function retries(layers: readonly Layer[]): readonly RetryLayer[] {
  return layers.filter(
    (l): l is RetryLayer => l.kind === 'retry' && l.reconnect !== true && typeof l.attempts === 'number' && l.attempts > 1,
  );
}
