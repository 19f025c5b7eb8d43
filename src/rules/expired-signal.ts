import type { TimeoutLayer } from '../model/layer';
import type { Rule } from '../model/rule';
import { durationText } from '../model/words';

/** The clock of a timeout signal starts when it is made, not when it is used. */
export const expiredSignal: Rule = {
  id: 'expired-signal',
  summary: 'A timeout signal that is made once and kills every call after it has fired.',
  severity: 'error',
  call({ site, layers }) {
    // At the top of a file, and in a command that runs once, the signal and the call are of one age.
    if (site.scope === '' || site.context === 'cli') return undefined;
    const layer = layers.find((one): one is TimeoutLayer => one.kind === 'timeout' && one.by === 'signal' && one.expires === true);
    if (layer === undefined) return undefined;
    const when = typeof layer.ms === 'number' ? ` ${durationText(layer.ms)} after start` : ' soon after start';
    return {
      message: `From${when}, every \`${site.name}\` fails at once: its timeout signal is made only once and stays aborted.`,
      because: [layer.because],
      wants: 'timeout',
    };
  },
};
