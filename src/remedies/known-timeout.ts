import type { Ailment, Draft, Remedy } from '../model/remedy';

/** `AbortSignal.timeout` throws under a name of its own. */
export const knownTimeout: Remedy = {
  id: 'known-timeout',
  summary: 'Lets a handler of `AbortError` know `TimeoutError` too.',
  provides: 'fallback',
  rules: ['timeout-not-recognised'],
  safety: 'suggestion',
  style: 'native',
  offers: (ailment) => [{ title: 'Recognise `TimeoutError` beside `AbortError`', write: (draft) => recognise(draft, ailment) }],
};

function recognise(draft: Draft, { finding }: Ailment): boolean {
  const at = finding.because[1]?.at;
  const handler = at === undefined ? undefined : (draft.handler(at)?.whole ?? draft.around(at, 'try'));
  const text = handler === undefined ? undefined : draft.text(handler);
  if (handler === undefined || text === undefined) return false;
  const [match, ...others] = [...text.matchAll(/((?:[\w$]+|\([^()]+\))(?:\??\.[\w$]+)*\??\.name)\s*(===?|!==?)\s*(['"])AbortError\3/g)];
  if (match === undefined || others.length > 0) return false;
  const [written, name = '', operator = ''] = match;
  const also = `${written} ${operator.startsWith('!') ? '&&' : '||'} ${name} ${operator} 'TimeoutError'`;
  const before = text.slice(0, match.index).trimEnd();
  const after = text.slice(match.index + written.length).trimStart();
  const alone = before.endsWith('(') && after.startsWith(')');
  const start = handler.start + match.index;
  draft.replace({ ...handler, start, end: start + written.length }, alone ? also : `(${also})`);
  return true;
}
