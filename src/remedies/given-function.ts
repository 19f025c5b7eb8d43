import type { Draft, Remedy } from '../model/remedy';
import type { Span } from '../model/span';

/** A breaker can hold back only what has not started: it is handed the function that starts it. */
export const givenFunction: Remedy = {
  id: 'given-function',
  summary: 'Hands a breaker a function in the place of a call that has already started.',
  provides: 'breaker',
  rules: ['breaker-given-promise'],
  safety: 'suggestion',
  style: 'native',
  offers: ({ finding }) => [{ title: 'Hand it a function that starts the call', write: (draft) => hand(draft, finding.at) }],
};

function hand(draft: Draft, at: Span): boolean {
  const [first] = draft.call(at)?.arguments ?? [];
  const code = first === undefined ? '' : (draft.text(first) ?? '');
  if (first === undefined || draft.call(first) === undefined || /\b(await|yield)\b/.test(code)) return false;
  draft.wrap(first, '() => ', '');
  return true;
}
