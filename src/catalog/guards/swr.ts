import type { GuardForm, GuardModel } from '../../model/catalog/guard';

/** It asks again about every 5 s, later 20 minutes, for as long as somebody looks at the component: no number, and no endless loop either. */
const asks: GuardForm = {
  form: 'run',
  path: '',
  runs: 'arg[1]',
  provides: [
    {
      facet: 'retry',
      attempts: { at: 'arg[2].errorRetryCount', fallback: 'unknown', plus: 1, off: [0] },
      backoff: 'exponential',
      jitter: true,
      delayMs: { at: 'arg[2].errorRetryInterval', fallback: 5_000 },
      writes: true,
      onStatus: false,
      onTimeout: true,
      when: 'arg[2].shouldRetryOnError',
      condition: ['arg[2].onErrorRetry'],
      byItself: true,
    },
  ],
};

export const swr: GuardModel = {
  id: 'swr',
  title: 'SWR',
  modules: ['swr', 'swr/immutable', 'swr/infinite'],
  package: 'swr',
  forms: [asks],
  evidence: [{ url: 'https://swr.vercel.app/docs/error-handling#error-retry', versions: '2.5.1', how: 'read' }],
};
