import type { Rule } from '../model/rule';

/** A limiter made for one call has nobody to hold back. */
export const limiterPerCall: Rule = {
  id: 'limiter-per-call',
  summary: 'A limiter that is built for every call, and so limits nothing across calls.',
  severity: 'warning',
  policy(policy) {
    const only = policy.layers.length > 0 && policy.layers.every((l) => l.kind === 'bulkhead');
    // Used more than once in the function that makes it, it limits that function's own work, which may be all that is meant.
    if (policy.lives !== 'call' || !only || policy.runs === 'unknown' || policy.runs > 0) return undefined;
    return { message: `This limiter limits nothing: \`${policy.guard}\` makes a new one for every call.`, wants: 'bulkhead' };
  },
};
