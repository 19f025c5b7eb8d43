import type { CancellationLayer } from '../model/layer';
import type { Rule } from '../model/rule';

/** A controller whose signal is passed, and that nobody aborts, on a timer or otherwise. */
export const signalCannotFire: Rule = {
  id: 'signal-cannot-fire',
  summary: 'A signal that is passed, and that nothing ever aborts.',
  severity: 'error',
  call({ site, layers, profile }) {
    if (profile.timeout.is !== 'absent') return undefined;
    const inert = layers.find((l): l is CancellationLayer => l.kind === 'cancellation' && l.signal === 'inert');
    if (inert === undefined) return undefined;
    return {
      message: `\`${site.name}\` waits forever: its signal is never aborted.`,
      because: [inert.because],
      wants: 'timeout',
      ...(site.context === 'browser' ? { severity: 'info' as const } : {}),
    };
  },
};
