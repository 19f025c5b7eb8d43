import type { Ailment, Draft, Remedy } from '../model/remedy';
import { enter, functionsAround, pauseFor } from './backoff';

/** A loop that counts its attempts knows how long it has been waiting, and chance keeps the clients apart. */
export const retryBackoff: Remedy = {
  id: 'retry-backoff',
  summary: 'Puts growing pauses with jitter between the attempts of a loop, or jitter into the pauses it has.',
  provides: 'retry',
  rules: ['retry-without-backoff', 'retry-without-jitter'],
  safety: 'safe',
  style: 'native',
  offers(ailment) {
    const { loop, finding } = ailment;
    if (loop === undefined || loop.layer.form !== 'loop') return [];
    if (finding.rule === 'retry-without-jitter')
      return [{ title: 'Let chance decide each pause, up to its present length', write: (draft) => addJitter(draft, ailment) }];
    return [
      {
        title: 'Pause between the attempts, longer each time and with jitter',
        safety: 'suggestion',
        write: (draft) => addPause(draft, ailment),
      },
    ];
  },
};

function addJitter(draft: Draft, { finding }: Ailment): boolean {
  const [length, ...others] = draft.loop(finding.at)?.pauses ?? [];
  const code = length === undefined ? undefined : draft.text(length);
  if (length === undefined || others.length > 0 || code === undefined || /random/i.test(code)) return false;
  draft.replace(length, `Math.random() * ${/^[\w$.()*[\] ]+$/.test(code) ? code : `(${code})`}`);
  return true;
}

/** Only between the attempts: whoever has failed for the last time need not wait to say so. */
function addPause(draft: Draft, { finding }: Ailment): boolean {
  const loop = draft.loop(finding.at);
  const head = loop === undefined ? '' : (draft.text(loop.head) ?? '');
  const [, counter, first, other, sign, most] = /^for\s*\(\s*let\s+(\w+)\s*=\s*([01])\s*;\s*(\w+)\s*(<=?)\s*([\w.]+)\s*;/.exec(head) ?? [];
  const [fn] = functionsAround(draft, finding.at);
  if (loop === undefined || counter === undefined || other !== counter || fn?.async === false || loop.pauses.length > 0) return false;
  const [handler, ...others] = loop.handlers.filter(({ block }) => block !== undefined && !block.leaves);
  if (handler?.block === undefined || others.length > 0) return false;
  const left = `${sign === '<' ? `${counter} + 1` : counter} < ${most}`;
  const pause = pauseFor(first === '0' ? counter : `(${counter} - 1)`);
  const last = handler.block.statements.at(-1);
  const lines = `if (${left}) ${pause}`;
  if (last === undefined) enter(draft, handler.block, [lines]);
  else return draft.insert(last, 'after', lines);
  return true;
}
