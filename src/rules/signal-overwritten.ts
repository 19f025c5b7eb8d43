import type { CancellationLayer } from '../model/layer';
import type { Rule } from '../model/rule';

/** The caller's signal is replaced by a timeout's, and can no longer cancel. */
export const signalOverwritten: Rule = {
  id: 'signal-overwritten',
  summary: "A caller's signal that is replaced by a timeout's.",
  severity: 'warning',
  call({ site, layers }) {
    const lost = layers.find((l): l is CancellationLayer => l.kind === 'cancellation' && l.signal === 'overwritten');
    if (lost === undefined) return undefined;
    return {
      message: `\`${site.name}\` cannot be cancelled by its caller any more: the timeout's signal replaces theirs.`,
      because: [lost.because],
      wants: 'cancellation',
    };
  },
};
