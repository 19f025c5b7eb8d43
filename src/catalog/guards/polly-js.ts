import type { GuardModel } from '../../model/catalog/guard';

/** The policies of `waitAndRetry` use up their delays: a second run of the same one tries once. */
export const pollyJs: GuardModel = {
  id: 'polly-js',
  modules: ['polly-js'],
  forms: [
    { form: 'make', path: '', kind: 'policy', provides: [] },
    { form: 'make', path: 'handle', on: ['policy'], kind: 'policy', provides: [] },
    { form: 'make', path: 'logger', on: ['policy'], kind: 'policy', provides: [] },
    {
      form: 'make',
      path: 'retry',
      on: ['policy'],
      kind: 'policy',
      provides: [
        {
          facet: 'retry',
          attempts: { at: 'arg[0]', fallback: 2, plus: 1, unbounded: ['Infinity'] },
          backoff: 'none',
          jitter: false,
          writes: true,
          onTimeout: true,
        },
      ],
    },
    {
      form: 'make',
      path: 'waitAndRetry',
      on: ['policy'],
      kind: 'policy',
      provides: [
        {
          facet: 'retry',
          attempts: { at: 'arg[0]', fallback: 2, plus: 1, unbounded: ['Infinity'] },
          backoff: 'exponential',
          jitter: false,
          delayMs: 100,
          writes: true,
          onTimeout: true,
        },
      ],
    },
    { form: 'apply', on: ['policy'], path: 'execute', runs: 'arg[0]' },
    { form: 'apply', on: ['policy'], path: 'executeForPromise', runs: 'arg[0]' },
    { form: 'apply', on: ['policy'], path: 'executeForNode', runs: 'arg[0]' },
  ],
  evidence: [{ url: 'https://github.com/mauricedb/polly-js#readme', versions: '1.8.3', how: 'read' }],
};
