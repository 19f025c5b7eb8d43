import type { RetryLayer } from '../model/layer';
import type { CallSite } from '../model/call';
import type { Rule, Verdict } from '../model/rule';
import { isChosen, waysOf } from '../model/ways';

/** A service that comes back is met by everyone it lost at the same moment. */
export const retryWithoutJitter: Rule = {
  id: 'retry-without-jitter',
  summary: 'A retry whose pauses hold no chance, so that all clients come back in step.',
  severity: 'info',
  loop({ layer, calls }) {
    const [first] = calls;
    return first === undefined ? undefined : verdictOf(layer, first);
  },
  call(call) {
    for (const { layers } of waysOf(call)) {
      for (const layer of layers) {
        if (layer.kind !== 'retry' || !isChosen(layer) || (layer.form !== 'policy' && layer.form !== 'option')) continue;
        const verdict = verdictOf(layer, call.site);
        if (verdict !== undefined) return { ...verdict, ...(layer.because.at === undefined ? {} : { at: layer.because.at }) };
      }
    }
    return undefined;
  },
};

function verdictOf(layer: RetryLayer, site: CallSite): Verdict | undefined {
  if (layer.jitter !== false || layer.attempts === 1) return undefined;
  if (layer.backoff === 'none' || layer.backoff === 'unknown') return undefined;
  // One person at a terminal is no crowd, nor are the few processes that share a database.
  if (site.context === 'cli' || site.traits.includes('database')) return undefined;
  // A single further try makes no wave after wave.
  if (layer.attempts === 2) return undefined;
  return {
    message: `After an outage, all who wait for \`${site.name}\` come back in step: the pauses hold no jitter.`,
    because: [layer.because],
    wants: 'retry',
  };
}
