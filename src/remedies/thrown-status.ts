import type { Ailment, Draft, Remedy } from '../model/remedy';
import { isByHand } from '../model/layer';
import { waysOf } from '../model/ways';

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
    const { call } = ailment;
    if (call === undefined || !/fetch$/i.test(call.site.name)) return [];
    // Whoever repeats by hand chose what is worth it, and what becomes of the rest.
    const byHand = waysOf(call).some(({ layers }) => layers.some((layer) => layer.kind === 'retry' && isByHand(layer)));
    const safety = byHand ? { safety: 'dangerous' as const } : {};
    return [{ title: 'Throw on 429 and 5xx inside the policy', ...safety, write: (draft) => throwIn(draft, ailment) }];
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
