import type { Rule } from '../model/rule';

/** A breaker is a memory of failures, and a newborn one remembers nothing. */
export const breakerPerCall: Rule = {
  id: 'breaker-per-call',
  summary: 'A circuit breaker that is built anew for each call, and so never opens.',
  severity: 'error',
  policy({ guard, lives, layers, runs }) {
    const breaker = layers.find((layer) => layer.kind === 'breaker');
    if (breaker === undefined || lives !== 'call' || runs === 0) return undefined;
    return {
      message: `This \`${guard}\` breaker never opens: it is built anew for each call and forgets every failure.`,
      because: [breaker.because],
      wants: 'breaker',
    };
  },
};
