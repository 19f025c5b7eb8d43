import type { BreakerLayer } from '../model/layer';
import type { Rule } from '../model/rule';

/** Hangs never count as failure where no attempt is bounded. */
export const breakerWithoutTimeout: Rule = {
  id: 'breaker-without-timeout',
  summary: 'A breaker for which a hang never counts as a failure.',
  severity: 'warning',
  call({ site, layers, profile }) {
    const breaker = layers.find((l): l is BreakerLayer => l.kind === 'breaker');
    if (breaker === undefined || profile.timeout.is !== 'absent') return undefined;
    return {
      message: `The breaker around \`${site.name}\` stays closed while calls hang: none of them is bounded.`,
      because: [breaker.because],
      wants: 'timeout',
    };
  },
};
