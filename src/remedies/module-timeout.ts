import { endsSilence } from '../model/hang';
import type { Ailment, Draft, Means, Remedy } from '../model/remedy';
import { signals } from './abort-signal';
import { numberIn, signalMs } from './amounts';
import { clausesAround } from './answer-text';
import { bounding, mended } from './bounding';
import { fromModule } from './module/use';
import { hasOwnTime } from './own-time';
import { undoes } from './undoing';
import { rightlyLong } from './rightly-long';
import { escaped } from './words';
import { forEach, wrapCall } from './wrapping';

/** Where a client takes neither a number nor a signal, at least the wait for it ends. */
export const moduleTimeout: Remedy = {
  id: 'module-timeout',
  summary: 'Ends the wait for a call of a client that takes neither a number nor a signal, by `withTimeout` of the resilience module.',
  provides: 'timeout',
  rules: mended,
  // The call goes on, and whoever reads it has a module more: that is for a person to want.
  safety: 'dangerous',
  style: 'module',
  offers(ailment) {
    const { own, shared, call } = ailment;
    // What the library gives up by itself is not left behind before that, with what comes of it.
    if ((call !== undefined && endsSilence(call)) || isHeldByClosing(ailment)) return [];
    if (own !== undefined && takes(own) && (bounding(own).length > 0 || signals(own).length > 0)) return [];
    // One signal at the instance would run out for all calls; a function makes one for each.
    if (shared !== undefined && (bounding(shared).length > 0 || signals(shared).some(({ fresh }) => fresh === true))) return [];
    const timeoutMs = signalMs(ailment);
    return [
      {
        title: `Wait at most ${timeoutMs} ms, by \`withTimeout\` of the resilience module`,
        // One that wants more care than the offer says waits for its turn.
        write: (draft) => forEach(draft, ailment, (to, one) => (one === ailment || !isDelicate(one)) && bound(to, one)),
      },
    ];
  },
};

function isDelicate(ailment: Ailment): boolean {
  return rightlyLong(ailment) === 'stream' || isLeft(ailment) || hasOwnTime(ailment) || undoes(ailment) || isHeldByClosing(ailment);
}

/** Whether a `finally` around the call waits until its connection is closed: nobody hears of the end of the wait before that, and a peer that is gone never answers it. */
function isHeldByClosing({ call, project }: Ailment): boolean {
  if (call === undefined) return false;
  const { file, start, end } = call.site.whole;
  const text = project.text(file) ?? '';
  const [, connection] = /^(?:await\s+)?(?:this\.)?([A-Za-z_$][\w$]*)\s*[?!]?\./.exec(text.slice(start, end)) ?? [];
  if (connection === undefined) return false;
  const waits = new RegExp(String.raw`\bawait\b[^;]*(?<![\w$])${escaped(connection)}(?![\w$])`);
  return clausesAround(text, start, 'finally').some((block) => waits.test(block));
}

/** A write that cannot be called back: it may still happen after its caller was told that it failed. */
export function isLeft({ call }: Ailment): boolean {
  return call?.site.effect === 'write';
}

/** Whether a call can be told anything, in an argument or by what is chained to it. */
function takes({ args, chains }: Means): boolean {
  return args.length > 0 || chains.length > 0;
}

function bound(draft: Draft, ailment: Ailment): boolean {
  return wrapCall(draft, ailment, () => {
    const within = fromModule(draft, ailment, 'withTimeout');
    return within === undefined
      ? undefined
      : [`${within}(() => `, `, ${numberIn(draft, ailment, ailment.file, { unit: 'ms' }, signalMs(ailment))})`];
  });
}
