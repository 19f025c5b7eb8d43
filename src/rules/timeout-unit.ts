import type { TimeoutLayer } from '../model/layer';
import type { Rule } from '../model/rule';

/** The longest a timer can be set to: above it, it fires at once. */
const longest = 2 ** 31 - 1;

/** Seconds in a slot for milliseconds, or the reverse, or more than a timer can hold. */
export const timeoutUnit: Rule = {
  id: 'timeout-unit',
  summary: 'A number in the wrong unit, or too large for a timer.',
  severity: 'error',
  call({ site, layers }) {
    for (const l of layers.filter((x): x is TimeoutLayer => x.kind === 'timeout')) {
      const { written } = l;
      if (written === undefined) continue;
      if (written.unit === 'ms' && written.value > longest)
        return {
          message: `\`${site.name}\` is cut off at once: a timer cannot hold ${written.value} ms.`,
          because: [l.because],
          wants: 'timeout',
        };
      const local = site.target !== undefined && /localhost|127\.0\.0\.1|\[::1\]/.test(site.target);
      if (
        written.unit === 'ms' &&
        Number.isInteger(written.value) &&
        written.value > 0 &&
        written.value <= 60 &&
        !local &&
        l.covers !== 'connect'
      )
        return {
          message: `\`${site.name}\` gives up after ${written.value} ms: the option takes milliseconds.`,
          because: [l.because],
          wants: 'timeout',
        };
      if (written.unit === 's' && written.value >= 1000)
        return {
          message: `\`${site.name}\` waits ${Math.round(written.value / 60)} minutes: the option takes seconds.`,
          because: [l.because],
          wants: 'timeout',
        };
    }
    return undefined;
  },
};
