import type { Ailment, Draft, Remedy } from '../model/remedy';

/** A policy sees what is thrown inside of it, so a bad status must be thrown there. */
export const thrownStatus: Remedy = {
  id: 'thrown-status',
  summary: 'Throws on 429 and 5xx inside the policy, so that it counts as the failure it is.',
  provides: 'retry',
  rules: ['retry-blind-to-status', 'breaker-blind-to-status'],
  safety: 'suggestion',
  style: 'native',
  offers(ailment) {
    // Whatever is called `fetch` answers with a `Response`.
    if (!/fetch$/i.test(ailment.call?.site.name ?? '')) return [];
    return [{ title: 'Throw on 429 and 5xx inside the policy', write: (draft) => throwIn(draft, ailment) }];
  },
};

/** Behind the statement that holds the answer. */
function throwIn(draft: Draft, { call }: Ailment): boolean {
  if (call === undefined) return false;
  const { whole, name } = call.site;
  const statement = draft.around(whole, 'statement');
  const text = statement === undefined ? '' : (draft.text(statement) ?? '');
  if (statement === undefined || !/^;?$/.test(text.slice(whole.end - statement.start))) return false;
  const before = text.slice(0, whole.start - statement.start);
  const answer = /^(?:(?:const|let)\s+)?([\w$]+)(?:\s*:[^=]+)?\s*=\s*await\s+$/.exec(before)?.[1];
  if (answer === undefined) return false;
  const check = `if (${answer}.status === 429 || ${answer}.status >= 500) throw new Error(\`${name} answered \${${answer}.status}\`);`;
  return draft.insert(statement, 'after', check);
}
