import type { FallbackLayer } from '../model/layer';
import type { Rule } from '../model/rule';

/** An outage looks like an empty answer, and nobody downstream can tell. */
export const swallowedFailure: Rule = {
  id: 'swallowed-failure',
  summary: 'A failure that is turned into an empty answer.',
  severity: 'info',
  call({ site, layers }) {
    const empty = layers.find((l): l is FallbackLayer => l.kind === 'fallback' && l.gives === 'empty');
    if (empty === undefined || site.effect === 'write' || site.traits.includes('telemetry')) return undefined;
    return {
      message: `When \`${site.name}\` fails, its caller gets an empty answer and cannot tell.`,
      because: [empty.because],
      ...(empty.because.at === undefined ? {} : { at: empty.because.at }),
    };
  },
};
