import { isAside } from '../model/call';
import type { TimeoutLayer } from '../model/layer';
import type { Rule } from '../model/rule';
import { unitFaultOf } from '../model/units';
import { durationText } from '../model/words';

/** Half of the libraries count in seconds, and a number does not say which half it was written for. */
export const timeoutUnit: Rule = {
  id: 'timeout-unit',
  summary: 'A bound that was written in the wrong unit, or is so large that it fires at once.',
  severity: 'error',
  call({ site, layers }) {
    // Short bounds are what tests and calls within one machine are made of.
    if (isAside(site.context) || site.traits.includes('local') || isNear(site.target)) return undefined;
    for (const layer of layers) {
      if (layer.kind !== 'timeout') continue;
      const { written } = layer;
      const fault = unitFaultOf(layer);
      if (fault === undefined || written === undefined) continue;
      // A machine next door may well be expected to answer, or to pick up, within fifty milliseconds.
      if (fault === 'seconds' && written.value > 30 && (site.traits.includes('database') || layer.covers === 'connect')) continue;
      return { message: `\`${site.name}\` ${effectOf(fault, written)}`, because: [layer.because], wants: 'timeout' };
    }
    return undefined;
  },
};

function effectOf(fault: 'seconds' | 'milliseconds' | 'overflow', { value }: NonNullable<TimeoutLayer['written']>): string {
  if (fault === 'overflow') return `gives up at once: no timer can wait ${value} ms, so this one fires after 1 ms.`;
  if (fault === 'seconds')
    return `gives up after ${durationText(value)}: ${value} was meant as seconds, and this bound counts milliseconds.`;
  return `may wait ${durationText(value * 1000)}: ${value} was meant as milliseconds, and this bound counts seconds.`;
}

function isNear(target: string | undefined): boolean {
  return target !== undefined && /\/\/(localhost|127\.|0\.0\.0\.0|\[::1\])/.test(target);
}
