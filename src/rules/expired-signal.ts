import type { TimeoutLayer } from '../model/layer';
import type { Rule } from '../model/rule';

/** `AbortSignal.timeout()` starts when it is made: made once, it kills every later call. */
export const expiredSignal: Rule = {
  id: 'expired-signal',
  summary: 'A timeout signal that is made once, and kills every later call.',
  severity: 'error',
  call({ site, layers }) {
    const signal = layers.find((l): l is TimeoutLayer => l.kind === 'timeout' && l.by === 'signal' && l.expires === true);
    if (signal === undefined || site.context === 'cli') return undefined;
    // At the top of a file a call that runs once, there too, is served by it.
    if (site.scope === '') return undefined;
    return {
      message: `\`${site.name}\` fails at once ${typeof signal.ms === 'number' ? `${signal.ms} ms` : 'a while'} after start: its timeout signal is made only once.`,
      because: [signal.because],
      wants: 'timeout',
    };
  },
};
