import type { GuardModel } from '../../model/catalog/guard';

/** It repeats only when the body calls `operation.retry(error)`. `retries: Infinity` runs out of memory before the first try. */
export const retry: GuardModel = {
  id: 'retry',
  modules: ['retry'],
  forms: [
    {
      form: 'make',
      path: 'operation',
      kind: 'operation',
      provides: [
        {
          facet: 'retry',
          attempts: { at: 'arg[0].retries', fallback: 11, plus: 1, unbounded: ['Infinity'] },
          forever: 'arg[0].forever',
          backoff: { at: 'arg[0].factor', cases: { '1': 'constant' }, fallback: 'exponential' },
          jitter: { at: 'arg[0].randomize', cases: { true: true, false: false }, fallback: false },
          delayMs: { at: 'arg[0].minTimeout', fallback: 1000 },
          maxDelayMs: { at: 'arg[0].maxTimeout', fallback: 'unbounded', unbounded: ['Infinity'] },
          totalMs: { at: 'arg[0].maxRetryTime', fallback: 'unbounded', unbounded: ['Infinity'] },
          writes: true,
          onTimeout: true,
        },
      ],
    },
    { form: 'apply', on: ['operation'], path: 'attempt', runs: 'arg[0]' },
    // `retry.wrap(object, options, methods)` replaces methods of an object by name, which no form says.
  ],
  evidence: [{ url: 'https://github.com/tim-kos/node-retry#api', versions: '0.13.1', how: 'read' }],
};
