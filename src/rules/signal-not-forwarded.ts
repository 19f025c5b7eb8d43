import type { CancellationLayer } from '../model/layer';
import type { Rule } from '../model/rule';
import { throughOf } from '../model/ways';

/** The user has left and the deadline has passed; only the request does not know. */
export const signalNotForwarded: Rule = {
  id: 'signal-not-forwarded',
  summary: 'A call that cannot be cancelled, although a signal is at hand that could do it.',
  severity: 'warning',
  loop({ layer, calls, runs }) {
    const name = runs ?? calls[0]?.name;
    if (layer.deaf === undefined || name === undefined) return undefined;
    return {
      message: `The pause before the next try of \`${name}\` goes on after its caller has cancelled: it does not hear the signal at hand.`,
      at: layer.deaf,
      because: [layer.because],
      severity: 'info',
    };
  },
  call(call) {
    const { site, layers, profile } = call;
    if (profile.cancellation.is !== 'absent') return undefined;
    const dropped = layers.find((layer): layer is CancellationLayer => layer.kind === 'cancellation' && layer.signal === 'dropped');
    if (dropped === undefined) return undefined;
    return {
      message:
        dropped.made === true
          ? `\`${site.name}\` goes on when the controller around it is aborted: its signal is passed to nothing.`
          : `\`${site.name}\` goes on after its caller has cancelled: the signal at hand is not passed to it.`,
      because: [dropped.because, ...throughOf(call)],
      wants: 'cancellation',
      // What lies underneath may be a database in the process, with nothing to cancel.
      ...(dropped.made === true || site.traits.includes('database') || site.context === 'browser' ? { severity: 'info' as const } : {}),
    };
  },
};
