import type { OptionModel } from '../model/catalog/option';
import { endsSilence } from '../model/hang';
import type { Ailment, Draft, Remedy } from '../model/remedy';
import { signals } from './abort-signal';
import { numberIn, signalMs } from './amounts';
import { bounding, mended } from './bounding';
import { underPolicy } from './cockatiel-policies';
import { isLeft } from './module-timeout';
import { rightlyLong } from './rightly-long';
import { wariest } from './caution';
import { afterShared } from './client-timeout';
import { undoes } from './undoing';

/** It aborts its signal when it returns, too, so that the body must have been read by then: only clients that read it themselves. */
export const cockatielTimeout: Remedy = {
  id: 'cockatiel-timeout',
  summary: 'Bounds the wait by a timeout policy of `cockatiel`, whose signal stops the request.',
  provides: 'timeout',
  rules: mended,
  safety: 'suggestion',
  style: 'cockatiel',
  needs: 'cockatiel',
  offers(ailment) {
    const { own, shared, call } = ailment;
    const [row] = own === undefined ? [] : signals(own);
    if (call?.site.failure !== 'throws' || own === undefined || endsSilence(call)) return [];
    // What has a number of its own but no signal is better told that number than left running.
    if (row === undefined && [own, shared].some((means) => means !== undefined && bounding(means).length > 0)) return [];
    const timeoutMs = signalMs(ailment);
    return [
      {
        ...wariest({ safety: isDelicate(ailment, row) ? 'dangerous' : 'suggestion' }, afterShared(ailment)),
        title: `Give up after ${timeoutMs} ms, by \`cockatiel\``,
        write(draft) {
          if (
            row !== undefined &&
            !draft.setOption(own, row.option, (written, perhaps) => ((written ?? perhaps) === undefined ? 'signal' : undefined))
          )
            return false;
          return underPolicy(draft, ailment, 'Timeout', (name) => policy(draft, ailment, name), row === undefined ? '()' : '({ signal })');
        },
      },
    ];
  },
};

function isDelicate(ailment: Ailment, row: OptionModel | undefined): boolean {
  return rightlyLong(ailment) === 'stream' || undoes(ailment) || (row === undefined && isLeft(ailment));
}

function policy(draft: Draft, ailment: Ailment, name: (wished: string) => string): string {
  const ms = numberIn(draft, ailment, ailment.file, { unit: 'ms' }, signalMs(ailment));
  return `${name('timeout')}(${ms}, ${name('TimeoutStrategy')}.Aggressive)`;
}
