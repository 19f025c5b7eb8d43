import type { BreakerLayer } from '../model/layer';
import type { Rule } from '../model/rule';

/** The wrapped call resolves on 5xx, so a dead server never counts as a failure. */
export const breakerBlindToStatus: Rule = {
  id: 'breaker-blind-to-status',
  summary: 'A breaker for which a 5xx never counts as a failure.',
  severity: 'warning',
  call({ site, layers }) {
    const index = layers.findIndex((l) => l.kind === 'breaker');
    const breaker = layers[index] as BreakerLayer | undefined;
    if (site.failure !== 'resolves' || breaker === undefined || breaker.onStatus === true || breaker.onStatus === 'unknown')
      return undefined;
    if (layers.slice(0, index).some((l) => l.kind === 'status-check' || l.kind === 'opaque') || site.answer?.statusChecked !== false)
      return undefined;
    return {
      message: `The breaker around \`${site.name}\` stays closed on a 503: the call resolves.`,
      because: [breaker.because],
      wants: 'breaker',
    };
  },
};
