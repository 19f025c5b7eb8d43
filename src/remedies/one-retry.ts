import type { OptionModel } from '../model/catalog';
import type { Ailment, Means, Offer, Remedy } from '../model/remedy';
import { counts } from './attempt-number';

/** One layer is enough to repeat: the client's own retries are switched off inside of another. */
export const oneRetry: Remedy = {
  id: 'one-retry',
  summary: "Switches the client's own retries off where another layer repeats the call already.",
  provides: 'retry',
  rules: ['retry-amplification'],
  safety: 'suggestion',
  style: 'native',
  offers(ailment): readonly Offer[] {
    const { call, own, shared } = ailment;
    const inner = call?.layers.find((layer) => layer.kind === 'retry');
    if (inner?.kind !== 'retry' || (inner.form !== 'default' && inner.form !== 'option')) return [];
    const places = inner.because.from === 'instance' ? [shared, own] : [own, shared];
    return places.flatMap((means) =>
      means === undefined
        ? []
        : means.options
            .filter(counts)
            .slice(0, 1)
            .map((row) => off(ailment, means, row)),
    );
  },
};

function off({ own }: Ailment, means: Means, { option, plus = 1 }: OptionModel): Offer {
  const code = String(1 - plus);
  const where = means === own ? 'this call' : means.name === undefined ? 'the client' : `\`${means.name}\``;
  return {
    title: `Leave repeating to the outer layer: \`${option}: ${code}\` on ${where}`,
    write: (draft) => draft.setOption(means, option, code),
  };
}
