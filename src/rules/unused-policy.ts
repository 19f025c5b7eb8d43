import type { Rule } from '../model/rule';

/** A policy that is built and guards nothing. */
export const unusedPolicy: Rule = {
  id: 'unused-policy',
  summary: 'A policy that is built and guards nothing.',
  severity: 'warning',
  policy(policy) {
    if (policy.runs !== 0 || policy.layers.length === 0) return undefined;
    return { message: `This \`${policy.guard}\` policy guards nothing: no call runs under it.` };
  },
};
