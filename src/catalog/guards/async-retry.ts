import type { GuardModel } from '../../model/catalog/guard';

/** `retries: Infinity` is no endless retry here: it fills an array until memory is gone, before the first try. */
export const asyncRetry: GuardModel = {
  id: 'async-retry',
  modules: ['async-retry'],
  forms: [
    {
      form: 'run',
      path: '',
      runs: 'arg[0]',
      provides: [
        {
          facet: 'retry',
          attempts: { at: 'arg[1].retries', fallback: 11, plus: 1, unbounded: ['Infinity'] },
          forever: 'arg[1].forever',
          backoff: { at: 'arg[1].factor', cases: { '1': 'constant' }, fallback: 'exponential' },
          jitter: { at: 'arg[1].randomize', cases: { true: true, false: false }, fallback: true },
          delayMs: { at: 'arg[1].minTimeout', fallback: 1000 },
          maxDelayMs: { at: 'arg[1].maxTimeout', fallback: 'unbounded', unbounded: ['Infinity'] },
          totalMs: { at: 'arg[1].maxRetryTime', fallback: 'unbounded', unbounded: ['Infinity'] },
          writes: true,
          onTimeout: true,
        },
      ],
    },
  ],
  evidence: [{ url: 'https://github.com/vercel/async-retry#api', versions: '1.3.3', how: 'read' }],
};
