import type { Rule } from '../model/rule';
import { isChosen, repeats, waysOf } from '../model/ways';

/** What was wrong with the request is as wrong the fifth time. */
export const retryNonTransient: Rule = {
  id: 'retry-non-transient',
  summary: 'A retry that repeats failures which repeating cannot mend.',
  severity: 'info',
  call(call) {
    const { site } = call;
    for (const { layers } of waysOf(call)) {
      const index = layers.findIndex((layer) => repeats(layer) && isChosen(layer) && layer.permanent === true);
      const layer = layers[index];
      if (layer?.kind !== 'retry') continue;
      // A client that resolves on 404 shows the retry nothing of it, unless something in between throws.
      const sees = site.failure === 'throws' || layers.slice(0, index).some((inner) => inner.kind === 'status-check');
      if (!sees) continue;
      const { at } = layer.because;
      return {
        message: `A 404 or a rejected input makes \`${site.name}\` try again as if it could pass: every failure is repeated.`,
        because: [layer.because],
        wants: 'retry',
        ...(at === undefined ? {} : { at }),
      };
    }
    return undefined;
  },
};
