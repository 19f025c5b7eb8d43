import type { TimeoutLayer } from '../model/layer';
import { coversAttempt } from '../model/profile';
import type { Rule } from '../model/rule';

/** The wait ends and the request goes on, holding its socket: nobody told it. */
export const timeoutWithoutCancel: Rule = {
  id: 'timeout-without-cancel',
  summary: 'A wait that is bounded while the request goes on.',
  severity: 'warning',
  call({ site, layers, profile }) {
    if (profile.timeout.is !== 'present') return undefined;
    const bounds = layers.filter((l): l is TimeoutLayer => l.kind === 'timeout' && coversAttempt(l));
    if (bounds.length === 0 || bounds.some((l) => l.cancels !== false) || profile.cancellation.is !== 'absent') return undefined;
    if (site.traits.includes('database') || site.traits.includes('connection')) return undefined;
    return {
      message: `\`${site.name}\` goes on after its time is up: the bound ends the wait, not the request.`,
      because: bounds.map((l) => l.because),
      wants: 'cancellation',
    };
  },
};
