import { endsSilence, hangOf } from '../model/hang';
import type { Rule } from '../model/rule';
import { waysOf } from '../model/ways';

/** A breaker counts what ends; a hang does not. */
export const breakerWithoutTimeout: Rule = {
  id: 'breaker-without-timeout',
  summary: 'A circuit breaker around a call that can hang, so that a hang never counts as a failure.',
  severity: 'warning',
  call(call) {
    if (hangOf(call) === undefined || endsSilence(call)) return undefined;
    for (const { layers, profile } of waysOf(call)) {
      const breaker = layers.find((layer) => layer.kind === 'breaker');
      if (breaker === undefined || profile.timeout.is === 'unknown') continue;
      const { at } = breaker.because;
      return {
        message: `While \`${call.site.name}\` hangs, the breaker stays closed: a call that never ends never counts.`,
        because: [breaker.because, ...profile.timeout.because],
        wants: 'timeout',
        ...(at === undefined ? {} : { at }),
      };
    }
    return undefined;
  },
};
