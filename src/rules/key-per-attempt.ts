import type { Rule } from '../model/rule';
import { repeats, runsAnew, waysOf } from '../model/ways';

/** The key says "this is the order from before"; a new key says "this is another order". */
export const keyPerAttempt: Rule = {
  id: 'key-per-attempt',
  summary: 'An idempotency key that is made anew for every attempt, and so protects nothing.',
  severity: 'error',
  call(call) {
    for (const { layers } of waysOf(call)) {
      const index = layers.findIndex((layer) => layer.kind === 'idempotency' && layer.made === 'per-attempt');
      const key = layers[index];
      const retry = layers.slice(index + 1).find((layer) => repeats(layer) && runsAnew(layer));
      if (key === undefined || retry === undefined) continue;
      return {
        message: `Each retry of \`${call.site.name}\` counts as a new order: its idempotency key is made anew for every attempt.`,
        because: [key.because, retry.because],
        wants: 'retry',
      };
    }
    return undefined;
  },
};
