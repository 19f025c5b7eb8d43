import type { RetryLayer } from '../model/layer';
import type { Rule } from '../model/rule';
import { isChosen, repeats, runsAnew, waysOf } from '../model/ways';

/** To such a client a 503 is a fine answer, and fine answers are not repeated. */
export const retryBlindToStatus: Rule = {
  id: 'retry-blind-to-status',
  summary: 'A retry that never sees a bad status, because the call it repeats resolves on it.',
  severity: 'warning',
  call(call) {
    const { site } = call;
    if (site.failure !== 'resolves' || site.answer?.statusChecked !== false) return undefined;
    for (const { layers } of waysOf(call)) {
      const index = layers.findIndex((layer) => repeats(layer) && runsAnew(layer));
      const layer = layers[index];
      // A condition that we cannot read may look at the answer itself.
      if (layer?.kind !== 'retry' || layer.onStatus === true || layer.onStatus === 'unknown') continue;
      if (layer.form === 'policy' && layer.permanent === 'unknown') continue;
      if (layers.slice(0, index).some((inner) => inner.kind === 'status-check' || inner.kind === 'opaque')) continue;
      return {
        message: `A 503 from \`${site.name}\` is not retried: it resolves, and nothing turns it into a failure.`,
        because: [layer.because],
        wants: 'retry',
        // Tries for some failures by name would not be made for this one either, were it thrown.
        ...(site.context === 'browser' || !isChosen(layer) || !isForAll(layer) ? { severity: 'info' as const } : {}),
      };
    }
    return undefined;
  },
};

/** Whether whatever fails is tried again, as far as can be seen. */
function isForAll({ only, picked, asksFailure }: RetryLayer): boolean {
  return only === undefined && picked !== true && asksFailure !== true;
}
