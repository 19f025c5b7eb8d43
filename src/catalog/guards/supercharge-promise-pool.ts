import type { GuardForm, GuardModel } from '../../model/catalog/guard';

const ten = { facet: 'bulkhead', limit: 10 } as const;

const limits = { facet: 'bulkhead', limit: { at: 'arg[0]', fallback: 'unknown' } } as const;

const keeps = (path: string): GuardForm => ({ form: 'make', path, on: ['pool'], kind: 'pool', provides: [] });

/** Ten at a time unless `withConcurrency` says otherwise; the timeout of a task leaves it running. */
export const superchargePromisePool: GuardModel = {
  id: '@supercharge/promise-pool',
  modules: ['@supercharge/promise-pool'],
  forms: [
    { form: 'make', path: 'PromisePool', kind: 'pool', provides: [ten] },
    { form: 'make', path: 'PromisePool.for', kind: 'pool', provides: [ten] },
    { form: 'make', path: 'PromisePool.withConcurrency', kind: 'pool', provides: [limits] },
    { form: 'make', path: 'withConcurrency', on: ['pool'], kind: 'pool', provides: [limits] },
    {
      form: 'make',
      path: 'withTaskTimeout',
      on: ['pool'],
      kind: 'pool',
      provides: [{ facet: 'timeout', ms: { at: 'arg[0]', fallback: 'unknown' }, covers: 'total', cancels: false }],
    },
    ...['for', 'handleError', 'onTaskStarted', 'onTaskFinished', 'useCorrespondingResults', 'dontStoreProcessedItems'].map(keeps),
    { form: 'apply', on: ['pool'], path: 'process', runs: 'arg[0]', list: true },
  ],
  evidence: [{ url: 'https://superchargejs.com/docs/promise-pool', versions: '3.3.0', how: 'read' }],
};
