import type { GuardForm, GuardModel } from '../../model/catalog/guard';

const maps = (path: string): GuardForm => ({
  form: 'run',
  path,
  runs: 'arg[1]',
  provides: [{ facet: 'bulkhead', limit: { at: 'arg[2].concurrency', fallback: 'unbounded', unbounded: ['Infinity'] } }],
});

/** Without `concurrency` every element is sent at once. */
export const pMap: GuardModel = {
  id: 'p-map',
  modules: ['p-map'],
  forms: [maps(''), maps('pMapIterable')],
  evidence: [{ url: 'https://github.com/sindresorhus/p-map#api', versions: '7.1.1', how: 'read' }],
};
