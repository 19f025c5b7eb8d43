import type { Ailment, Draft, Remedy } from '../model/remedy';
import { heard } from './abort-signal';
import { amount } from './amounts';
import { bounding } from './bounding';

/** A signal that has fired stays aborted: each attempt, and each call, gets one of its own. */
export const freshSignal: Remedy = {
  id: 'fresh-signal',
  summary: 'Makes the timeout signal anew for each attempt or call.',
  provides: 'timeout',
  rules: ['shared-attempt-signal', 'expired-signal'],
  safety: 'suggestion',
  style: 'native',
  offers(ailment) {
    const each = ailment.finding.rule === 'shared-attempt-signal' ? 'attempt' : 'call';
    return [{ title: `Make the timeout signal anew for each ${each}`, write: (draft) => renew(draft, ailment) }];
  },
};

function renew(draft: Draft, ailment: Ailment): boolean {
  const { own, finding, call } = ailment;
  const bound = call?.layers.find((layer) => layer.kind === 'timeout' && layer.by === 'signal');
  if (bound?.kind !== 'timeout') return false;
  if (own === undefined) return false;
  for (const row of heard(own)) {
    let held: string | undefined;
    const set = draft.setOption(own, row.option, (written, perhaps) => {
      if (perhaps !== undefined || written === undefined || !/^[A-Za-z_$][\w$]*$/.test(written)) return undefined;
      const made = madeAs(draft, ailment, written);
      if (made === undefined) return undefined;
      held = written;
      return made;
    });
    if (set && held !== undefined) {
      draft.dropUnused(own.at, held);
      return true;
    }
  }
  return finding.rule === 'expired-signal' && instead(draft, ailment, bound.ms);
}

/** `const signal = AbortSignal.timeout(…)`, whose argument may be read anywhere. */
function madeAs(draft: Draft, { finding, call }: Ailment, name: string): string | undefined {
  const text = draft.text({ ...finding.at, file: call?.site.at.file ?? finding.at.file, start: 0, end: Number.MAX_SAFE_INTEGER }) ?? '';
  const found = [
    ...text.matchAll(new RegExp(`\\b(?:const|let)\\s+${name}\\s*(?::[^=]+)?=\\s*(AbortSignal\\.timeout\\([\\w.$* ]+\\))`, 'g')),
  ];
  return found.length === 1 ? found[0]?.[1] : undefined;
}

/** A client's own bound takes the place of a signal that it was made with. */
function instead(draft: Draft, { shared }: Ailment, ms: unknown): boolean {
  const [row] = shared === undefined ? [] : bounding(shared);
  if (shared === undefined || row === undefined || typeof ms !== 'number') return false;
  for (const { option } of [...heard(shared), { option: 'signal' }]) {
    const dropped = draft.dropOption(shared, option);
    if (dropped !== undefined) return draft.setOption(shared, row.option, amount(row, ms));
  }
  return false;
}
