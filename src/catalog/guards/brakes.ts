import type { GuardModel } from '../../model/catalog/guard';

/** Its timeout frees the caller and leaves the function running; nothing is retried. */
export const brakes: GuardModel = {
  id: 'brakes',
  modules: ['brakes'],
  forms: [
    {
      form: 'wrap',
      path: '',
      kind: 'brake',
      runs: 'arg[0]',
      provides: [
        { facet: 'timeout', ms: { at: 'arg[1].timeout', fallback: 15_000 }, covers: 'total', cancels: false },
        { facet: 'breaker' },
      ],
      fires: ['exec'],
    },
    {
      form: 'wrap',
      path: 'subCircuit',
      on: ['brake'],
      kind: 'circuit',
      runs: 'arg[0]',
      provides: [
        { facet: 'timeout', ms: { at: 'arg[2].timeout', fallback: 'unknown' }, covers: 'total', cancels: false },
        { facet: 'breaker' },
      ],
      fires: ['exec'],
    },
  ],
  evidence: [{ url: 'https://github.com/awolden/brakes#readme', versions: '3.1.0', how: 'read' }],
};
