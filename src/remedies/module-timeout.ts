import type { Ailment, Draft, Remedy } from '../model/remedy';
import { signals } from './abort-signal';
import { bounding, mended, numberIn, waitOf } from './client-timeout';
import { fromModule } from './module/use';
import { rightlyLong } from './rightly-long';
import { wrapCall } from './wrapping';

/** Where a client takes neither a number nor a signal, at least the wait for it ends. */
export const moduleTimeout: Remedy = {
  id: 'module-timeout',
  summary: 'Ends the wait for a call of a client that takes neither a number nor a signal, by `withTimeout` of the resilience module.',
  provides: 'timeout',
  rules: mended,
  safety: 'suggestion',
  style: 'module',
  offers(ailment) {
    const { own, shared } = ailment;
    if ([own, shared].some((means) => means !== undefined && (bounding(means).length > 0 || signals(means).length > 0))) return [];
    const timeoutMs = waitOf(ailment);
    const safety = rightlyLong(ailment) === 'stream' ? ('dangerous' as const) : ('suggestion' as const);
    return [
      {
        safety,
        title: `Wait at most ${timeoutMs} ms, by \`withTimeout\` of the resilience module`,
        write: (draft) => bound(draft, ailment),
      },
    ];
  },
};

function bound(draft: Draft, ailment: Ailment): boolean {
  return wrapCall(draft, ailment, () => {
    const within = fromModule(draft, ailment, 'withTimeout');
    return within === undefined
      ? undefined
      : [`${within}(() => `, `, ${numberIn(draft, ailment, ailment.finding.at.file, { unit: 'ms' })})`];
  });
}
