import type { Rule } from '../model/rule';
import { waysOf } from '../model/ways';

/** A service that answers 503 to everyone looks perfectly well to a breaker that counts rejections. */
export const breakerBlindToStatus: Rule = {
  id: 'breaker-blind-to-status',
  summary: 'A circuit breaker that never counts a bad status, because the call it guards resolves on it.',
  severity: 'warning',
  call(call) {
    const { site } = call;
    if (site.failure !== 'resolves' || site.answer?.statusChecked !== false || site.answer.bodyRead !== true) return undefined;
    for (const { layers } of waysOf(call)) {
      const index = layers.findIndex((layer) => layer.kind === 'breaker');
      const layer = layers[index];
      if (layer?.kind !== 'breaker' || layer.onStatus === true || layer.onStatus === 'unknown') continue;
      if (layers.slice(0, index).some((inner) => inner.kind === 'status-check' || inner.kind === 'opaque')) continue;
      return {
        message: `The breaker stays closed while \`${site.name}\` answers 503: it resolves, so nothing counts as a failure.`,
        because: [layer.because],
        wants: 'breaker',
      };
    }
    return undefined;
  },
};
