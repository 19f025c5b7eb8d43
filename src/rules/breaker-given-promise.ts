import type { Rule } from '../model/rule';

/** What has already started can neither be held back nor started again. */
export const breakerGivenPromise: Rule = {
  id: 'breaker-given-promise',
  summary: 'A circuit breaker that is handed a call already under way, and so cannot stop it.',
  severity: 'error',
  policy({ guard, layers, givenPromise }) {
    const breaker = layers.find((layer) => layer.kind === 'breaker');
    if (breaker === undefined || !givenPromise) return undefined;
    return {
      message: `This \`${guard}\` breaker stops nothing: it is handed a call that has already started, not a function.`,
      because: [breaker.because],
      wants: 'breaker',
    };
  },
};
