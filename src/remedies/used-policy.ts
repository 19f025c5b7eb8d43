import type { GuardedCall } from '../model/call';
import type { Facet, Layer } from '../model/layer';
import type { Ailment, Draft, Offer, Remedy } from '../model/remedy';
import { mayWrap } from './wrapping';

/** Who built a policy meant it for the call beside it; where there are several, only a person knows which. */
export const usedPolicy: Remedy = {
  id: 'used-policy',
  summary: 'Sends the one call of the file that a policy can be meant for through the policy that is built there and not used.',
  provides: 'retry',
  rules: ['unused-policy'],
  safety: 'suggestion',
  style: 'native',
  offers(ailment): readonly Offer[] {
    const { policy, usage } = ailment;
    if (policy === undefined || usage === undefined || policy.lives !== 'module') return [];
    if (usage.runs === 'given') return [{ title: `Run it under this \`${policy.guard}\` policy`, write: (draft) => fire(draft, ailment) }];
    const [call, ...others] = ailment.beside.filter((one) => lacks(one, policy.layers));
    if (call === undefined || others.length > 0) return [];
    return [{ title: `Send \`${call.site.name}\` through this \`${policy.guard}\` policy`, write: (draft) => run(draft, ailment, call) }];
  },
};

const facets = ['retry', 'breaker', 'bulkhead'] as const satisfies readonly Facet[];

/** Whether nothing brings the call yet what the policy would: a read for one that repeats, and a client that throws for one that counts failures. */
function lacks({ site, profile }: GuardedCall, layers: readonly Layer[]): boolean {
  const brought = facets.filter((facet) => layers.some(({ kind }) => kind === facet));
  if (brought.length === 0 || layers.some(({ kind }) => kind === 'timeout' || kind === 'fallback')) return false;
  if (brought.includes('retry') && site.effect !== 'read') return false;
  if ((brought.includes('retry') || brought.includes('breaker')) && site.failure !== 'throws') return false;
  return brought.every((facet) => profile[facet].is === 'absent');
}

/** The policy must be there when the call is made: a constant at the top of the file, above a function that calls. */
function run(draft: Draft, ailment: Ailment, call: GuardedCall): boolean {
  const { usage, policy, finding } = ailment;
  const { whole } = call.site;
  const name = nameOf(draft, ailment);
  if (usage === undefined || policy === undefined || name === undefined || draft.around(whole, 'function') === undefined) return false;
  // A retry is put around a call here as it is where none is there at all.
  const rule = policy.layers.some(({ kind }) => kind === 'retry') ? 'missing-retry' : finding.rule;
  if (!mayWrap(draft, { ...ailment, call, finding: { ...finding, rule } })) return false;
  draft.wrap(whole, `${usage.member === '' ? name : `${name}.${usage.member}`}(() => `, ')');
  return true;
}

/** What was given a function when it was made is asked in the place of that function. */
function fire(draft: Draft, ailment: Ailment): boolean {
  const { usage, finding } = ailment;
  const made = draft.call(finding.at);
  const name = nameOf(draft, ailment);
  const index = usage?.runs === 'given' ? /^arg\[(\d+)\]$/.exec(usage.work)?.[1] : undefined;
  const work = made?.arguments[Number(index)];
  const called = work === undefined ? undefined : draft.text(work);
  if (usage === undefined || made === undefined || name === undefined || called === undefined || !/^[A-Za-z_$][\w$]*$/.test(called))
    return false;
  const all = { file: finding.at.file, start: 0, end: Number.MAX_SAFE_INTEGER };
  const places = draft.reaches(all).filter(({ callee }) => draft.text(callee) === called);
  const inside = places.every(({ callee }) => draft.around(callee, 'function') !== undefined);
  // Who calls itself would wait for its own place, and count its failures many times.
  const itself = places.some(({ callee, body }) => body !== undefined && body.start <= callee.start && callee.end <= body.end);
  if (places.length === 0 || !inside || itself) return false;
  for (const { callee } of places) draft.replace(callee, usage.member === '' ? name : `${name}.${usage.member}`);
  return true;
}

/** The constant at the top of the file that holds the policy and nothing else. */
function nameOf(draft: Draft, { finding }: Ailment): string | undefined {
  const made = draft.call(finding.at);
  if (made === undefined || draft.around(made.whole, 'function') !== undefined) return undefined;
  const before = draft.text({ ...made.whole, start: 0, end: made.whole.start }) ?? '';
  return /(?:^|\n)const ([A-Za-z_$][\w$]*)(?:\s*:[^=\n]+)?\s*=\s*$/.exec(before)?.[1];
}
