import { merged } from './abort-signal';
import { writable } from './bounding';
import type { Ailment, Draft, Remedy } from '../model/remedy';
import { escaped } from './words';

/** Whoever gave up waiting says so by the signal; the request must hear it. */
export const passedSignal: Remedy = {
  id: 'passed-signal',
  summary: 'Hands the signal that is at hand to the call.',
  provides: 'cancellation',
  rules: ['signal-not-forwarded', 'signal-overwritten'],
  safety: 'suggestion',
  style: 'native',
  offers(ailment) {
    if (ailment.finding.rule === 'signal-overwritten')
      return [{ title: 'Let the signal of the caller abort it, too', safety: 'suggestion', write: (draft) => join(draft, ailment) }];
    const name = /^`([\w$.]+)` is at hand/.exec(ailment.finding.because[0]?.says ?? '')?.[1];
    return name === undefined ? [] : [{ title: `Pass \`${name}\` on to the call`, write: (draft) => pass(draft, ailment, name) }];
  },
};

/** The options that are spread into the call bring a signal; it is heard beside the timeout. */
function join(draft: Draft, ailment: Ailment): boolean {
  const { own, project, finding } = ailment;
  const row = own?.options.find(({ unit, option }) => unit === 'signal' && /signal$/i.test(option));
  const text = own === undefined ? '' : (draft.text(draft.call(own.at)?.whole ?? own.at) ?? '');
  const [spread, ...others] = [...text.matchAll(/\.\.\.\s*([A-Za-z_$][\w$]*)(?=\s*[,}])/g)];
  const from = spread?.[1];
  if (own === undefined || row === undefined || from === undefined || others.length > 0) return false;
  const perhaps = new RegExp(`\\b${escaped(from)}\\?\\s*:`).test(project.text(finding.at.file) ?? '') ? '?' : '';
  return draft.setOption(own, row.option, (written) => {
    const ms = /^AbortSignal\.timeout\(([^()]*)\)$/.exec(written ?? '')?.[1];
    return ms === undefined ? undefined : merged(draft, ailment, `${from}${perhaps}.${row.option}`, ms);
  });
}

function pass(draft: Draft, ailment: Ailment, name: string): boolean {
  const { own, finding, call } = ailment;
  const row = writable(own?.options ?? []).find(({ unit, option }) => unit === 'signal' && /signal$/i.test(option));
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
