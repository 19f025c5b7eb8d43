import type { ClientModel } from '../../model/catalog';

/** On Node it is `node-fetch` 2; elsewhere the platform's own. */
export const crossFetch: ClientModel = {
  id: 'cross-fetch',
  modules: ['cross-fetch', 'isomorphic-fetch', 'isomorphic-unfetch', 'unfetch', 'node-fetch-native', 'whatwg-fetch', 'node-fetch-commonjs'],
  failure: 'resolves',
  calls: [
    {
      paths: ['', 'fetch'],
      on: ['module'],
      options: ['arg[1]'],
      target: 'arg[0]',
      effect: { method: ['arg[1].method'], otherwise: 'read' },
    },
  ],
  options: [
    { option: 'signal', sets: 'cancellation', unit: 'signal' },
    { option: 'timeout', sets: 'timeout', covers: 'attempt', off: [0] },
  ],
  defaults: [{ facet: 'timeout', covers: 'attempt', ms: 'unbounded', says: '`cross-fetch` waits without end unless a signal stops it' }],
  advice: 'fetch(url, { signal: AbortSignal.timeout(5_000) })',
  evidence: [{ url: 'https://github.com/lquixada/cross-fetch', versions: '4.1.0', how: 'read' }],
};
