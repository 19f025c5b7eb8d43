import { boundsIn } from '../model/hang';
import type { FallbackLayer } from '../model/layer';
import type { Rule } from '../model/rule';

/** An abort by hand and a timeout arrive under different names. */
export const timeoutNotRecognised: Rule = {
  id: 'timeout-not-recognised',
  summary: 'A handler that looks for `AbortError`, while the timeout arrives as `TimeoutError`.',
  severity: 'warning',
  call({ site, layers }) {
    const signal = boundsIn(layers).find((layer) => layer.by === 'signal' && layer.because.says.includes('AbortSignal.timeout'));
    const handler = layers.find((layer): layer is FallbackLayer => layer.kind === 'fallback' && asksForAbort(layer));
    if (signal === undefined || handler === undefined) return undefined;
    return {
      message: `A timeout of \`${site.name}\` slips past its handler: it arrives as \`TimeoutError\`, not as \`AbortError\`.`,
      because: [signal.because, handler.because],
    };
  },
};

function asksForAbort({ tests = [] }: FallbackLayer): boolean {
  return tests.includes('AbortError') && !tests.includes('TimeoutError');
}
