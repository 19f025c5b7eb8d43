import type { GuardModel } from '../../model/catalog/guard';

/** It repeats GET, HEAD, PUT, OPTIONS and DELETE on 1xx, 429, 5xx, timeouts and lost connections; never a POST. */
export const retryAxios: GuardModel = {
  id: 'retry-axios',
  modules: ['retry-axios'],
  forms: [
    {
      form: 'attach',
      path: 'attach',
      to: 'arg[0]',
      // Numbers come from `raxConfig` in the options of the instance or the call, and are not read here.
      provides: [
        {
          facet: 'retry',
          attempts: 4,
          backoff: 'exponential',
          jitter: false,
          delayMs: 50,
          writes: false,
          onStatus: true,
          onTimeout: true,
          permanent: false,
        },
      ],
    },
  ],
  evidence: [{ url: 'https://github.com/JustinBeckwith/retry-axios#readme', versions: '4.0.3', how: 'read' }],
};
