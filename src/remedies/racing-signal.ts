import type { TimeoutLayer } from '../model/layer';
import type { Remedy } from '../model/remedy';
import { signals } from './abort-signal';
import { heldBack } from './caution';

/** Whoever stops waiting also stops the request: by a signal that fires when the wait ends. */
export const racingSignal: Remedy = {
  id: 'racing-signal',
  summary: 'Stops the request, too, when a race or a policy stops waiting for it.',
  provides: 'cancellation',
  rules: ['timeout-without-cancel'],
  safety: 'suggestion',
  style: 'native',
  offers(ailment) {
    const { own, call } = ailment;
    const bound = call?.layers.find((layer): layer is TimeoutLayer => layer.kind === 'timeout' && layer.cancels === false);
    const [row] = own === undefined ? [] : signals(own);
    if (own === undefined || row === undefined || typeof bound?.ms !== 'number') return [];
    const code = `AbortSignal.timeout(${bound.ms})`;
    return [
      {
        title: `Stop the request, too, after ${bound.ms} ms`,
        ...heldBack(ailment, own, row),
        write: (draft) =>
          draft.setOption(own, row.option, (written, perhaps) => (written === undefined && perhaps === undefined ? code : undefined)),
      },
    ];
  },
};
