import type { FanOutLayer } from '../model/layer';
import type { Rule } from '../model/rule';

/** One call per element of a collection of unknown size, all at once. */
export const unboundedFanout: Rule = {
  id: 'unbounded-fanout',
  summary: 'One call for each element of a collection of unknown size, all at once.',
  severity: 'warning',
  call({ site, layers, paths }) {
    for (const way of [layers, ...paths.map((p) => p.layers)]) {
      const index = way.findIndex((l) => l.kind === 'fan-out' && l.width === 'unknown');
      const wide = way[index] as FanOutLayer | undefined;
      if (
        wide === undefined ||
        way.slice(0, index).some((l) => l.kind === 'bulkhead' || (l.kind === 'opaque' && l.may.includes('bulkhead')))
      )
        continue;
      if (site.traits.includes('telemetry') || site.context === 'browser') return undefined;
      return {
        message: `\`${site.name}\` is sent for every element at once, however many there are.`,
        because: [wide.because],
        wants: 'bulkhead',
        ...(wide.because.at === undefined ? {} : { at: wide.because.at }),
      };
    }
    return undefined;
  },
};
