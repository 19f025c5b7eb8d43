import type { TimeoutLayer } from '../model/layer';
import type { Ailment, Means, Offer, Remedy } from '../model/remedy';
import { unitFaultOf } from '../model/units';
import { durationText } from '../model/words';
import { heard, signals } from './abort-signal';
import { amount, namedOrBare } from './amounts';
import { bounding, writable } from './bounding';

/** A bound that is there, and whose number helps nobody. */
export const timeoutNumber: Remedy = {
  id: 'timeout-number',
  summary: 'Writes a bound that is far too long, or in the wrong unit, as the number that was meant.',
  provides: 'timeout',
  rules: ['excessive-timeout', 'timeout-unit'],
  safety: 'suggestion',
  style: 'native',
  offers(ailment) {
    const { call, finding } = ailment;
    const layer =
      finding.rule === 'timeout-unit'
        ? call?.layers.find((one): one is TimeoutLayer => one.kind === 'timeout' && unitFaultOf(one) !== undefined)
        : call?.profile.timeout.is === 'present'
          ? call.profile.timeout.layer
          : undefined;
    if (call === undefined || layer === undefined) return [];
    if (layer.by === 'default') {
      // A library's own number that is no more than twice as long as what is no fault is hardly worth one of the project's.
      const near = typeof layer.ms === 'number' && layer.ms <= 2 * ailment.project.limits.maxTimeoutMs;
      return defaultOffers(ailment).map((offer) => (near ? { ...offer, safety: 'dangerous' as const } : offer));
    }
    const places = layer.because.from === 'instance' ? [ailment.shared] : [ailment.own];
    // Who wrote down so long a time knew what takes it.
    const chosen = finding.rule === 'excessive-timeout';
    return places
      .filter((one) => one !== undefined)
      .map((means) => ({ ...rewriting(ailment, layer, means), ...(chosen ? { safety: 'dangerous' as const } : {}) }));
  },
};

/** Only the library's default bounds it: the project says what it is ready to wait. */
function defaultOffers(ailment: Ailment): readonly Offer[] {
  const { shared, own, project } = ailment;
  const ms = project.limits.maxTimeoutMs;
  const offers = [shared, own].flatMap((means): readonly Offer[] => {
    const [row] = means === undefined ? [] : writable(bounding(means));
    if (means === undefined || row === undefined) return [];
    const where = means === own ? 'this call' : means.name === undefined ? 'the client' : `\`${means.name}\``;
    return [
      {
        title: `Set \`${row.option}: ${amount(row, ms)}\` on ${where}`,
        write: (draft) =>
          draft.setOption(means, row.option, (written, perhaps) => {
            const code = (): string => namedOrBare(draft, ailment, means.at.file, row, ms);
            if (written === undefined) return perhaps === undefined ? code() : undefined;
            // What is left to the library in one case is said for that case only.
            return /[:|?]\s*undefined$/.test(written) ? written.replace(/undefined$/, code()) : undefined;
          }),
      },
    ];
  });
  return offers.length > 0 || own === undefined ? offers : signalOffers(own, ms);
}

/** Where the library takes no number of the project's, a signal at the call brings it. */
function signalOffers(own: Means, ms: number): readonly Offer[] {
  return signals(own)
    .slice(0, 1)
    .map(({ option }) => ({
      title: `Set \`${option}: AbortSignal.timeout(${ms})\` on this call`,
      write: (draft) =>
        draft.setOption(own, option, (written, perhaps) =>
          written === undefined && perhaps === undefined ? `AbortSignal.timeout(${ms})` : undefined,
        ),
    }));
}

/** The number in the place where it is written: an option, or the signal it is made into. */
function rewriting({ project }: Ailment, layer: TimeoutLayer, means: Means): Offer {
  const wanted = wantedMs(layer, project.limits.maxTimeoutMs, project.settings.timeoutMs);
  return {
    title: `Wait at most ${durationText(wanted)}`,
    write(draft) {
      for (const row of heard(means)) {
        const changed = draft.setOption(means, row.option, (written) => {
          const old = /^AbortSignal\.timeout\(([^()]*)\)$/.exec(written ?? '')?.[1];
          return old === undefined || layer.by !== 'signal' ? undefined : `AbortSignal.timeout(${numberFor(old, wanted, layer)})`;
        });
        if (changed) return true;
      }
      return bounding(means).some(
        (row) =>
          layer.by === 'option' &&
          draft.setOption(means, row.option, (written) =>
            written === undefined || row.unit === 'deadline'
              ? undefined
              : numberFor(written, row.unit === 's' ? wanted / 1000 : wanted, layer),
          ),
      );
    },
  };
}

/** Seconds become milliseconds and the other way round; what no timer can wait, and what nobody would, become what the project is ready to wait. */
function wantedMs(layer: TimeoutLayer, longest: number, usual: number): number {
  const { written } = layer;
  const fault = unitFaultOf(layer);
  if (written === undefined || fault === undefined) return longest;
  if (fault === 'overflow') return usual;
  return fault === 'seconds' ? written.value * 1000 : written.value;
}

/** A name, or what is worked out, stays: others may read it, and it may be told from outside. */
function numberFor(written: string, value: number, layer: TimeoutLayer): string | undefined {
  const fault = unitFaultOf(layer);
  const plain = /^[\d_.e+]+$/i.test(written) || /^[\d_.\s*+]+$/.test(written);
  if (plain || fault === 'overflow') return String(value);
  if (fault === undefined) return /^[A-Za-z_$][\w$.]*$/.test(written) ? `Math.min(${written}, ${value})` : undefined;
  return fault === 'seconds' ? `${written} * 1000` : `${written} / 1000`;
}
