import type { RetryLayer } from '../model/layer';
import type { Rule } from '../model/rule';

/** A 404 stays a 404: repeating what cannot succeed costs time and load. */
export const retryNonTransient: Rule = {
  id: 'retry-non-transient',
  summary: 'Failures that will not go away are retried too.',
  severity: 'info',
  call({ site, layers, profile }) {
    const layer = layers.find(
      (l): l is RetryLayer => l.kind === 'retry' && l.form === 'policy' && l.permanent === true && l.attempts !== 1,
    );
    if (layer === undefined || profile.retry.is !== 'present') return undefined;
    const throws = site.failure === 'throws' || layers.some((l) => l.kind === 'status-check');
    if (!throws) return undefined;
    return {
      message: `\`${site.name}\` is retried even when it fails for good, as on a 404.`,
      because: [layer.because],
      wants: 'retry',
      once: `${layer.because.at?.file ?? ''}:${layer.because.at?.start ?? site.dependency}`,
    };
  },
};
