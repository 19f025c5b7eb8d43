import type { Rule } from '../model/rule';

/** A promise has already started: the breaker can neither keep it back nor start it again. */
export const breakerGivenPromise: Rule = {
  id: 'breaker-given-promise',
  summary: 'A breaker that gets a started promise instead of a function.',
  severity: 'error',
  policy(policy) {
    if (!policy.givenPromise) return undefined;
    return {
      message: `The call has already started when \`${policy.guard}\` gets it: it needs the function, not its promise.`,
      wants: 'breaker',
    };
  },
};
