import type { GuardModel } from '../../model/catalog/guard';

/** Runs an array of functions; without `concurrency` all start at once. */
export const pAll: GuardModel = {
  id: 'p-all',
  modules: ['p-all'],
  forms: [
    {
      form: 'run',
      path: '',
      runs: 'arg[0]',
      provides: [{ facet: 'bulkhead', limit: { at: 'arg[1].concurrency', fallback: 'unbounded', unbounded: ['Infinity'] } }],
    },
  ],
  evidence: [{ url: 'https://github.com/sindresorhus/p-all#api', versions: '5.0.1', how: 'read' }],
};
