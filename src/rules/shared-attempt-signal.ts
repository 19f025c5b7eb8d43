import type { RetryLayer, TimeoutLayer } from '../model/layer';
import { coversAttempt } from '../model/profile';
import type { Rule } from '../model/rule';

/** One timeout signal for all attempts: once it has fired, every retry fails at once. */
export const sharedAttemptSignal: Rule = {
  id: 'shared-attempt-signal',
  summary: 'One timeout signal that serves all attempts.',
  severity: 'error',
  call({ site, layers }) {
    const index = layers.findIndex((l) => l.kind === 'timeout' && l.by === 'signal' && l.expires !== true);
    const signal = layers[index] as TimeoutLayer | undefined;
    if (signal === undefined) return undefined;
    const retryAt = layers.findIndex((l) => l.kind === 'retry' && l.attempts !== 1 && l.form !== 'default' && l.form !== 'option');
    const retry = layers[retryAt] as RetryLayer | undefined;
    if (retry === undefined || retryAt > index) return undefined;
    const bounded = layers.slice(0, retryAt).some((l) => l.kind === 'timeout' && coversAttempt(l));
    // With a bound of its own per attempt, the outer signal is a deadline, and meant.
    if (bounded) return undefined;
    return {
      message: `After its signal has fired once, every further try of \`${site.name}\` fails at once.`,
      because: [signal.because, retry.because],
      wants: 'timeout',
    };
  },
};
