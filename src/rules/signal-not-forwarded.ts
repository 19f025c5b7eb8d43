import type { CancellationLayer } from '../model/layer';
import type { Rule } from '../model/rule';
import { throughOf } from '../model/ways';

/** The user has left and the deadline has passed; only the request does not know. */
export const signalNotForwarded: Rule = {
  id: 'signal-not-forwarded',
  summary: 'A call that cannot be cancelled, although a signal is at hand that could do it.',
  severity: 'warning',
  call(call) {
    const { site, layers, profile } = call;
    if (profile.cancellation.is !== 'absent') return undefined;
    const dropped = layers.find((layer): layer is CancellationLayer => layer.kind === 'cancellation' && layer.signal === 'dropped');
    if (dropped === undefined) return undefined;
    return {
      message: `\`${site.name}\` goes on after its caller has cancelled: the signal at hand is not passed to it.`,
      because: [dropped.because, ...throughOf(call)],
      wants: 'cancellation',
      // What lies underneath may be a database in the process, with nothing to cancel.
      ...(site.traits.includes('database') || site.context === 'browser' ? { severity: 'info' as const } : {}),
    };
  },
};
