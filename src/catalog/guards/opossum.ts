import type { GuardModel } from '../../model/catalog/guard';

/** Its timeout frees the caller and leaves the action running; one failure opens it, since `volumeThreshold` is 0. */
export const opossum: GuardModel = {
  id: 'opossum',
  modules: ['opossum'],
  forms: [
    {
      form: 'wrap',
      path: '',
      kind: 'breaker',
      runs: 'arg[0]',
      provides: [
        { facet: 'timeout', ms: { at: 'arg[1].timeout', fallback: 10_000, off: [0, false] }, covers: 'total', cancels: false },
        { facet: 'breaker', condition: ['arg[1].errorFilter'] },
        { facet: 'bulkhead', limit: { at: 'arg[1].capacity', fallback: 'unbounded' } },
      ],
      fires: ['fire', 'call'],
    },
  ],
  evidence: [{ url: 'https://nodeshift.dev/opossum/', versions: '8, 9, 10.0.0', how: 'read' }],
};
