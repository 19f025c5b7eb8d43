import type { RetryLayer } from '../model/layer';
import type { Rule } from '../model/rule';

/** `fetch` resolves on 503, so the policy around it sees a success and never tries again. */
export const retryBlindToStatus: Rule = {
  id: 'retry-blind-to-status',
  summary: 'A retry that never sees a bad status, because the call resolves.',
  severity: 'warning',
  call({ site, layers }) {
    const index = layers.findIndex((l) => l.kind === 'retry' && l.form === 'policy' && l.attempts !== 1);
    const layer = layers[index] as RetryLayer | undefined;
    if (
      site.failure !== 'resolves' ||
      layer === undefined ||
      layer.onStatus === true ||
      layer.onStatus === 'unknown' ||
      layer.permanent === 'unknown'
    )
      return undefined;
    if (layers.slice(0, index).some((l) => l.kind === 'status-check' || l.kind === 'opaque')) return undefined;
    if (site.answer?.statusChecked !== false) return undefined;
    return {
      message: `\`${site.name}\` is not retried on a 503: it resolves, and the retry sees a success.`,
      because: [layer.because],
      wants: 'retry',
    };
  },
};
