import type { GuardModel } from '../../model/catalog/guard';

export const tinyAsyncPool: GuardModel = {
  id: 'tiny-async-pool',
  modules: ['tiny-async-pool'],
  forms: [
    {
      form: 'run',
      path: '',
      runs: 'arg[2]',
      provides: [{ facet: 'bulkhead', limit: { at: 'arg[0]', fallback: 'unknown', unbounded: ['Infinity'] } }],
    },
  ],
  evidence: [{ url: 'https://github.com/rxaviers/async-pool#readme', versions: '2.1.0', how: 'read' }],
};
