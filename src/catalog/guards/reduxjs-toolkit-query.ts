import type { GuardModel } from '../../model/catalog/guard';

/** It repeats whatever the base query failed with, mutations and refusals for good included, until `retry.fail` is called. */
export const reduxjsToolkitQuery: GuardModel = {
  id: '@reduxjs/toolkit/query',
  title: 'retry of RTK Query',
  modules: ['@reduxjs/toolkit/query', '@reduxjs/toolkit/query/react'],
  package: '@reduxjs/toolkit',
  forms: [
    {
      form: 'wrap',
      path: 'retry',
      kind: 'query',
      runs: 'arg[0]',
      provides: [
        {
          facet: 'retry',
          attempts: { at: 'arg[1].maxRetries', fallback: 6, plus: 1, unbounded: ['Infinity'] },
          backoff: { at: 'arg[1].backoff', cases: { undefined: 'exponential' }, fallback: 'unknown' },
          jitter: { at: 'arg[1].backoff', cases: { undefined: true }, fallback: 'unknown' },
          delayMs: 600,
          writes: true,
          onStatus: true,
          onTimeout: true,
          permanent: true,
          condition: ['arg[1].retryCondition'],
        },
      ],
      fires: [''],
    },
  ],
  evidence: [
    { url: 'https://redux-toolkit.js.org/rtk-query/usage/customizing-queries#automatic-retries', versions: '2.14.0', how: 'read' },
  ],
};
