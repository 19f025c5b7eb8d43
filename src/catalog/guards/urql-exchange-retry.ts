import type { GuardModel } from '../../model/catalog/guard';

/** It repeats what failed on the way, a mutation included; an answer that names errors of GraphQL is not repeated. */
export const urqlExchangeRetry: GuardModel = {
  id: '@urql/exchange-retry',
  title: 'retryExchange of urql',
  modules: ['@urql/exchange-retry'],
  forms: [
    {
      form: 'make',
      path: 'retryExchange',
      kind: 'exchange',
      provides: [
        {
          facet: 'retry',
          attempts: { at: 'arg[0].maxNumberAttempts', fallback: 2, unbounded: ['Infinity'] },
          // Without chance the pauses grow by the first.
          backoff: { at: 'arg[0].randomDelay', cases: { false: 'linear' }, fallback: 'exponential' },
          jitter: { at: 'arg[0].randomDelay', cases: { true: true, false: false, undefined: true }, fallback: 'unknown' },
          delayMs: { at: 'arg[0].initialDelayMs', fallback: 1000 },
          maxDelayMs: { at: 'arg[0].maxDelayMs', fallback: 15_000 },
          writes: true,
          onStatus: true,
          onTimeout: true,
          permanent: true,
          condition: ['arg[0].retryIf', 'arg[0].retryWith'],
        },
      ],
    },
  ],
  evidence: [{ url: 'https://nearform.com/open-source/urql/docs/api/retry-exchange/', versions: '2.0.0', how: 'read' }],
};
