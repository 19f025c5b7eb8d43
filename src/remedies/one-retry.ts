import type { GuardedCall } from '../model/call';
import type { OptionModel } from '../model/catalog/option';
import type { Ailment, Means, Offer, Remedy } from '../model/remedy';
import { isAsserted } from './asserted';
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
    const { call, own, shared, through } = ailment;
    const inner = call?.layers.find((layer) => layer.kind === 'retry');
    if (call === undefined || inner?.kind !== 'retry' || (inner.form !== 'default' && inner.form !== 'option')) return [];
    // Where only some of its callers repeat it, the others would be left without.
    if (!repeatedAround(call)) return [];
    // Calls that nothing else repeats would lose the only retry they have.
    const all = through.every(repeatedAround) ? shared : undefined;
    const places = inner.because.from === 'instance' ? [all, own] : [own, all];
    return places.flatMap((means) =>
      means === undefined
        ? []
        : means.options
            .filter(counts)
            .slice(0, 1)
            .map((row) => off(ailment, means, row))
            // A test that says to the letter what is asked is failed by one option more.
            .map((offer) =>
              isAsserted(ailment, means, means === own ? 'call' : 'instance') ? { ...offer, safety: 'dangerous' as const } : offer,
            )
            // A number that somebody wrote was chosen, be it too high.
            .map((offer) => (inner.form === 'option' ? { ...offer, safety: 'dangerous' as const } : offer)),
    );
  },
};

/** Whether a layer around the client repeats the call, on every known way to it, and after any failure of its: one that picks some leaves the others to the client. */
function repeatedAround({ layers, paths }: GuardedCall): boolean {
  return (paths.length === 0 ? [layers] : paths.map((path) => path.layers)).every((way) => {
    const retries = way.flatMap((layer) => (layer.kind === 'retry' ? [layer] : []));
    return retries.slice(1).some(({ asksFailure, only }) => asksFailure !== true && only === undefined);
  });
}

function off({ own }: Ailment, means: Means, { option, plus = 1 }: OptionModel): Offer {
  const code = String(1 - plus);
  const where = means === own ? 'this call' : means.name === undefined ? 'the client' : `\`${means.name}\``;
  return {
    title: `Leave repeating to the outer layer: \`${option}: ${code}\` on ${where}`,
    write: (draft) => draft.setOption(means, option, code),
  };
}
