import type { ClientModel, OptionModel } from '../../model/catalog';

const timeout: readonly OptionModel[] = [
  { option: 'timeout', sets: 'timeout', covers: 'attempt', off: [0], versions: '<3' },
  { option: 'timeout', sets: 'timeout', versions: '>=3', ignored: '`node-fetch` has had no `timeout` option since version 3' },
];

/** Version 2 has a `timeout` that starts anew for the body; version 3 has none. Neither bounds connecting by itself. */
export const nodeFetch: ClientModel = {
  id: 'node-fetch',
  modules: ['node-fetch'],
  failure: 'resolves',
  calls: [{ paths: [''], on: ['module'], options: ['arg[1]'], target: 'arg[0]', effect: { method: ['arg[1].method'], otherwise: 'read' } }],
  options: [{ option: 'signal', sets: 'cancellation', unit: 'signal' }, ...timeout],
  defaults: [{ facet: 'timeout', covers: 'attempt', ms: 'unbounded', says: '`node-fetch` waits without end unless a signal stops it' }],
  advice: 'fetch(url, { signal: AbortSignal.timeout(5_000) })',
  evidence: [{ url: 'https://github.com/node-fetch/node-fetch#options', versions: '2.7.0, 3.3.2', how: 'read' }],
};
