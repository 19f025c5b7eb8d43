import type { GuardModel, Provision } from '../../model/catalog/guard';

const limits = (at: 'arg[0]' | 'arg[1].concurrency'): Provision => ({
  facet: 'bulkhead',
  limit: { at, fallback: 'unknown', unbounded: ['Infinity'] },
});

export const pLimit: GuardModel = {
  id: 'p-limit',
  modules: ['p-limit'],
  forms: [
    { form: 'make', path: '', kind: 'limit', provides: [limits('arg[0]')] },
    { form: 'apply', on: ['limit'], path: '', runs: 'arg[0]' },
    { form: 'apply', on: ['limit'], path: 'map', runs: 'arg[1]', list: true },
    { form: 'wrap', path: 'limitFunction', kind: 'limited', runs: 'arg[0]', provides: [limits('arg[1].concurrency')], fires: [''] },
  ],
  evidence: [{ url: 'https://github.com/sindresorhus/p-limit#api', versions: '7.3.3', how: 'read' }],
};
