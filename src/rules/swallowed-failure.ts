import type { FallbackLayer } from '../model/layer';
import type { Rule } from '../model/rule';

/** "No results" and "no idea" are different answers, and only one of them should wake somebody. */
export const swallowedFailure: Rule = {
  id: 'swallowed-failure',
  summary: 'A failure that is turned into an empty answer, so that an outage looks like no data.',
  severity: 'info',
  call({ site, layers }) {
    if (site.traits.includes('telemetry') || site.context === 'test') return undefined;
    const repeated = layers.findLastIndex((layer) => layer.kind === 'retry' && layer.form !== 'option' && layer.form !== 'default');
    // What a loop catches and tries again is not lost.
    const fallback = layers.find(
      (layer, index): layer is FallbackLayer =>
        layer.kind === 'fallback' && layer.some !== true && index > repeated && (layer.gives === 'empty' || layer.gives === 'ignored'),
    );
    if (fallback === undefined) return undefined;
    const { at } = fallback.because;
    const message =
      fallback.gives === 'empty'
        ? `When \`${site.name}\` fails, its callers get an empty answer and take the outage for no data.`
        : `When \`${site.name}\` fails, the program goes on as if nothing had happened.`;
    return { message, because: [fallback.because], ...(at === undefined ? {} : { at }) };
  },
};
