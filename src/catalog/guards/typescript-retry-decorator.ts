import type { GuardModel } from '../../model/catalog/guard';

/** `maxAttempts` counts retries, and its absence means no end. */
export const typescriptRetryDecorator: GuardModel = {
  id: 'typescript-retry-decorator',
  modules: ['typescript-retry-decorator'],
  forms: [
    {
      form: 'decorator',
      path: 'Retryable',
      provides: [
        {
          facet: 'retry',
          attempts: { at: 'arg[0].maxAttempts', fallback: 'unbounded', plus: 1, unbounded: ['Infinity'] },
          backoff: {
            at: 'arg[0].backOffPolicy',
            cases: {
              'BackOffPolicy.FixedBackOffPolicy': 'constant',
              FixedBackOffPolicy: 'constant',
              'BackOffPolicy.ExponentialBackOffPolicy': 'exponential',
              ExponentialBackOffPolicy: 'exponential',
            },
            fallback: 'constant',
          },
          jitter: {
            at: 'arg[0].exponentialOption.backoffStrategy',
            cases: {
              'ExponentialBackoffStrategy.FullJitter': true,
              'ExponentialBackoffStrategy.EqualJitter': true,
              FullJitter: true,
              EqualJitter: true,
            },
            fallback: false,
          },
          delayMs: { at: 'arg[0].backOff', fallback: 0 },
          writes: true,
          onTimeout: true,
          condition: ['arg[0].value', 'arg[0].doRetry'],
        },
      ],
    },
  ],
  evidence: [{ url: 'https://github.com/vcfvct/typescript-retry-decorator#readme', versions: '2.6.0', how: 'read' }],
};
