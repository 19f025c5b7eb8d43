import type { GuardModel } from '../../model/catalog/guard';

/**
 * The default condition repeats network errors of any method, a lost POST among them, and 5xx or 429 of
 * idempotent methods. A timeout (`ECONNABORTED`) is not repeated.
 */
export const axiosRetry: GuardModel = {
  id: 'axios-retry',
  modules: ['axios-retry'],
  forms: [
    {
      form: 'attach',
      path: '',
      to: 'arg[0]',
      // Each keeps its count in the same place of the request, with the number of the one that was put on last.
      replaces: true,
      provides: [
        {
          facet: 'retry',
          attempts: { at: 'arg[1].retries', fallback: 4, plus: 1, unbounded: ['Infinity'] },
          backoff: {
            at: 'arg[1].retryDelay',
            cases: { exponentialDelay: 'exponential', linearDelay: 'linear', noDelay: 'none' },
            fallback: 'none',
          },
          jitter: { at: 'arg[1].retryDelay', cases: { exponentialDelay: true, linearDelay: false, noDelay: false }, fallback: false },
          writes: true,
          onStatus: true,
          onTimeout: false,
          permanent: false,
          condition: ['arg[1].retryCondition', 'arg[1].validateResponse'],
        },
      ],
    },
  ],
  evidence: [{ url: 'https://github.com/softonic/axios-retry#options', versions: '4.5.0', how: 'read' }],
};
