import type { GuardModel } from '../../model/catalog/guard';

/** It limits starts per interval rather than calls in flight: `limit` calls begin together, then the next wait. */
export const pThrottle: GuardModel = {
  id: 'p-throttle',
  modules: ['p-throttle'],
  forms: [
    { form: 'make', path: '', kind: 'throttle', provides: [{ facet: 'bulkhead', limit: { at: 'arg[0].limit', fallback: 'unknown' } }] },
    { form: 'wrap', path: '', on: ['throttle'], kind: 'throttled', runs: 'arg[0]', provides: [], fires: [''] },
  ],
  evidence: [{ url: 'https://github.com/sindresorhus/p-throttle#api', versions: '8.1.1', how: 'read' }],
};
