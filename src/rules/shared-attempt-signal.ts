import { boundsIn } from '../model/hang';
import type { RetryLayer, TimeoutLayer } from '../model/layer';
import type { Rule } from '../model/rule';
import { sameStart } from '../model/span';
import { repeats, runsAnew, waysOf } from '../model/ways';
import { durationText } from '../model/words';

/** A timeout signal fires once and stays aborted; whoever comes later fails before the first byte. */
export const sharedAttemptSignal: Rule = {
  id: 'shared-attempt-signal',
  summary: 'One timeout signal for all attempts: when it has fired, every further attempt fails at once.',
  severity: 'error',
  call(call) {
    for (const { layers } of waysOf(call)) {
      const index = layers.findIndex((layer) => repeats(layer) && runsAnew(layer));
      const retry = layers[index];
      if (retry?.kind !== 'retry') continue;
      // With a bound of its own on each attempt, the outer signal is a sound deadline for all of them.
      const inside = layers.slice(0, index);
      if (boundsIn(inside).length > 0 || inside.some((layer) => layer.kind === 'opaque' && layer.may.includes('timeout'))) continue;
      const signal = boundsIn(layers.slice(index + 1)).find((layer) => layer.by === 'signal' && layer.expires !== true);
      if (signal === undefined || heeds(retry, signal)) continue;
      const after = typeof signal.ms === 'number' ? `After ${durationText(signal.ms)}` : 'Once its signal has fired';
      return {
        message: `${after}, every further attempt of \`${call.site.name}\` fails at once: all share one timeout signal.`,
        because: [signal.because, retry.because],
        wants: 'timeout',
      };
    }
    return undefined;
  },
};

/** Whether the retry ends once the signal has fired. */
function heeds(retry: RetryLayer, { made }: TimeoutLayer): boolean {
  return made !== undefined && retry.heeds?.some((at) => sameStart(at, made.at)) === true;
}
