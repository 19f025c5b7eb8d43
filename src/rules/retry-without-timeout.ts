import type { RetryLayer, TimeoutLayer } from '../model/layer';
import { coversAttempt } from '../model/profile';
import type { Rule } from '../model/rule';

/** An attempt that hangs is never retried: the retry never starts. */
export const retryWithoutTimeout: Rule = {
  id: 'retry-without-timeout',
  summary: 'A retry around an attempt that may hang.',
  severity: 'warning',
  call({ site, layers, profile }) {
    if (profile.timeout.is !== 'absent') return undefined;
    const index = layers.findIndex((l) => l.kind === 'retry' && l.attempts !== 1 && l.form !== 'default' && l.reconnect !== true);
    const layer = layers[index] as RetryLayer | undefined;
    if (layer === undefined || site.context === 'browser') return undefined;
    if (layers.slice(0, index).some((l) => l.kind === 'opaque' || (l.kind === 'timeout' && coversAttempt(l as TimeoutLayer))))
      return undefined;
    return {
      message: `\`${site.name}\` is retried when it fails, but a hang never fails: no attempt is bounded.`,
      because: [layer.because],
      wants: 'timeout',
    };
  },
};
