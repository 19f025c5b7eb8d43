import type { Rule } from '../model/rule';

/** A breaker counts failures over many calls; one that is built per call never opens. */
export const breakerPerCall: Rule = {
  id: 'breaker-per-call',
  summary: 'A circuit breaker that is built for every call, and so never opens.',
  severity: 'error',
  policy(policy) {
    if (policy.lives !== 'call' || !policy.layers.some((l) => l.kind === 'breaker')) return undefined;
    return {
      message: `This breaker never opens: \`${policy.guard}\` makes a new one for every call.`,
      because: policy.layers.filter((l) => l.kind === 'breaker').map((l) => l.because),
      wants: 'breaker',
    };
  },
};
