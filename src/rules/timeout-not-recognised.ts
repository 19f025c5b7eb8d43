import type { FallbackLayer, TimeoutLayer } from '../model/layer';
import type { Rule } from '../model/rule';

/** `AbortSignal.timeout` throws a TimeoutError; a handler that tests for AbortError takes it for something else. */
export const timeoutNotRecognised: Rule = {
  id: 'timeout-not-recognised',
  summary: 'A handler that tests for AbortError while the timeout throws TimeoutError.',
  severity: 'warning',
  call({ site, layers }) {
    const signal = layers.find(
      (l): l is TimeoutLayer => l.kind === 'timeout' && l.by === 'signal' && l.because.says.includes('AbortSignal.timeout'),
    );
    const handler = layers.find(
      (l): l is FallbackLayer =>
        l.kind === 'fallback' && l.tests !== undefined && l.tests.includes('AbortError') && !l.tests.includes('TimeoutError'),
    );
    if (signal === undefined || handler === undefined) return undefined;
    return {
      message: `When \`${site.name}\` runs out of time, its handler does not notice: it tests AbortError, and a TimeoutError comes.`,
      because: [signal.because, handler.because],
    };
  },
};
