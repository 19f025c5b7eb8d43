import type { CancellationLayer } from '../model/layer';
import type { Rule } from '../model/rule';
import { throughOf } from '../model/ways';

/** Two signals fit in one slot only when they are joined first. */
export const signalOverwritten: Rule = {
  id: 'signal-overwritten',
  summary: "A call whose caller's signal is replaced by another one.",
  severity: 'warning',
  call(call) {
    const { site, layers, profile } = call;
    if (profile.cancellation.is !== 'absent') return undefined;
    const lost = layers.find((layer): layer is CancellationLayer => layer.kind === 'cancellation' && layer.signal === 'overwritten');
    if (lost === undefined) return undefined;
    return {
      message: `\`${site.name}\` cannot be cancelled by its caller: the caller's signal is replaced, not joined.`,
      because: [lost.because, ...throughOf(call)],
      wants: 'cancellation',
    };
  },
};
