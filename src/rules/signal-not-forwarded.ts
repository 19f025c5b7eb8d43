import type { CancellationLayer } from '../model/layer';
import type { Rule } from '../model/rule';

/** A signal is at hand and the call could take it, but does not get it: the caller's cancel is not heard. */
export const signalNotForwarded: Rule = {
  id: 'signal-not-forwarded',
  summary: 'A signal that is at hand and does not reach the call.',
  severity: 'warning',
  call({ site, layers }) {
    const dropped = layers.find((l): l is CancellationLayer => l.kind === 'cancellation' && l.signal === 'dropped');
    if (dropped === undefined) return undefined;
    return {
      message: `\`${site.name}\` goes on after its caller has cancelled: the signal at hand is not passed.`,
      because: [dropped.because],
      wants: 'cancellation',
    };
  },
};
