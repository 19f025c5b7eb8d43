import type { GuardModel } from '../../model/catalog/guard';

/** It hands back a fetch that repeats network errors of any method; a status is repeated only when `retryOn` says so. */
export const fetchRetry: GuardModel = {
  id: 'fetch-retry',
  modules: ['fetch-retry'],
  forms: [
    {
      form: 'wrap',
      path: '',
      kind: 'fetch',
      runs: 'arg[0]',
      provides: [
        {
          facet: 'retry',
          attempts: { at: 'arg[1].retries', fallback: 4, plus: 1 },
          backoff: 'constant',
          jitter: false,
          delayMs: { at: 'arg[1].retryDelay', fallback: 1000 },
          writes: true,
          onStatus: false,
          onTimeout: true,
          // A function here decides alone, and `retries` no longer counts.
          condition: ['arg[1].retryOn'],
        },
      ],
      fires: [''],
    },
  ],
  evidence: [{ url: 'https://github.com/jonbern/fetch-retry#readme', versions: '6.0.0', how: 'read' }],
};
