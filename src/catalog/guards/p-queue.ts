import type { GuardModel } from '../../model/catalog/guard';

/** Up to version 8 a timeout resolves with `undefined` unless `throwOnTimeout` is set; only version 10 hands the task a signal. */
export const pQueue: GuardModel = {
  id: 'p-queue',
  modules: ['p-queue'],
  forms: [
    {
      form: 'make',
      path: '',
      kind: 'queue',
      provides: [
        {
          facet: 'timeout',
          ms: { at: 'arg[0].timeout', fallback: 'unbounded', unbounded: ['Infinity'] },
          covers: 'total',
          cancels: 'signal',
        },
        { facet: 'bulkhead', limit: { at: 'arg[0].concurrency', fallback: 'unbounded', unbounded: ['Infinity'] } },
      ],
    },
    { form: 'apply', on: ['queue'], path: 'add', runs: 'arg[0]' },
    { form: 'apply', on: ['queue'], path: 'addAll', runs: 'arg[0]', list: true },
  ],
  evidence: [{ url: 'https://github.com/sindresorhus/p-queue#api', versions: '6.6.2, 9.3.5, 10.0.0', how: 'read' }],
};
