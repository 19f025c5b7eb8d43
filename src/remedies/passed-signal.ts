import { merged } from './abort-signal';
import type { Ailment, Draft, Remedy } from '../model/remedy';

/** Whoever gave up waiting says so by the signal; the request must hear it. */
export const passedSignal: Remedy = {
  id: 'passed-signal',
  summary: 'Hands the signal that is at hand to the call.',
  provides: 'cancellation',
  rules: ['signal-not-forwarded'],
  safety: 'safe',
  style: 'native',
  offers(ailment) {
    const name = /^`([\w$.]+)` is at hand/.exec(ailment.finding.because[0]?.says ?? '')?.[1];
    return name === undefined ? [] : [{ title: `Pass \`${name}\` on to the call`, write: (draft) => pass(draft, ailment, name) }];
  },
};

function pass(draft: Draft, ailment: Ailment, name: string): boolean {
  const { own, finding, call } = ailment;
  const row = own?.options.find(({ unit, option }) => unit === 'signal' && /signal$/i.test(option));
  const head = finding.because[0]?.at;
  if (own === undefined || row === undefined || head === undefined || call === undefined || head.file !== own.at.file) return false;
  // The signal must be in sight where the call is.
  if (
    !draft
      .ties({ ...own.at, start: own.at.start })
      .concat(visible(draft, own.at))
      .includes(name)
  )
    return false;
  return draft.setOption(own, row.option, (written, perhaps) => {
    if (perhaps !== undefined) return undefined;
    const ms = /^AbortSignal\.timeout\(([^()]*)\)$/.exec(written ?? '')?.[1];
    if (ms !== undefined) return merged(draft, ailment, name, ms);
    return written === undefined ? name : undefined;
  });
}

/** Parameters of the functions around a place. */
function visible(draft: Draft, at: Parameters<Draft['fn']>[0]): readonly string[] {
  const names: string[] = [];
  for (let span = draft.around(at, 'function'); span !== undefined; span = draft.around(span, 'function')) {
    for (const parameter of draft.fn(span)?.parameters ?? []) {
      const text = draft.text(parameter) ?? '';
      names.push(...((text.split(/\}?\s*:\s*(?![^{]*\})/)[0] ?? text).match(/[\w$]+/g) ?? []));
    }
  }
  return names;
}
