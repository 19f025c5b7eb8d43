import type { CallModel, ClientModel } from '../../model/catalog/client';
import { fetchFloor, noTimeout } from '../families/floor';

const call = {
  options: ['arg[1]'],
  effect: { method: ['arg[1].method'], otherwise: 'read' },
  target: 'arg[0]',
} as const satisfies Partial<CallModel>;

/** Its timer ends with the response head, is dropped when a signal is given, and is not set again for a repeat. */
export const ofetch: ClientModel = {
  id: 'ofetch',
  modules: ['ofetch', 'ofetch/node', 'ohmyfetch', 'nitropack/runtime'],
  globals: ['$fetch', 'useFetch', 'useLazyFetch'],
  package: 'ofetch',
  failure: 'throws',
  makes: [
    { path: 'createFetch', options: ['arg[0].defaults'], types: ['$Fetch'] },
    ...['create', 'ofetch.create', '$fetch.create'].map((path) => ({ path, options: ['arg[0]'] as const })),
    { path: 'create', on: ['instance'], options: ['arg[0]'], inherits: true },
  ],
  calls: [
    { paths: ['', 'raw', 'ofetch', 'ofetch.raw', '$fetch', '$fetch.raw'], on: ['module'], ...call },
    { paths: ['', 'raw'], on: ['instance'], ...call },
  ],
  options: [
    { option: 'timeout', sets: 'timeout', covers: 'connect', off: [0], unless: 'signal' },
    { option: 'timeout', sets: 'timeout', covers: 'headers', off: [0], unless: 'signal' },
    { option: 'signal', sets: 'cancellation', unit: 'signal', proved: true },
    { option: 'retry', sets: 'retry', off: [0, false], unbounded: ['Infinity'], writes: true },
    { option: 'retryDelay', sets: 'retry', field: 'delayMs' },
    { option: 'ignoreResponseError', sets: 'status', resolves: [true] },
  ],
  defaults: [
    noTimeout('ofetch has no bound on a whole answer unless a signal stops it'),
    ...fetchFloor,
    {
      facet: 'retry',
      attempts: 2,
      backoff: 'none',
      jitter: false,
      delayMs: 0,
      writes: false,
      onStatus: true,
      onTimeout: false,
      says: 'ofetch tries twice without a pause, but never a POST, PUT, PATCH or DELETE',
    },
  ],
  advice: 'ofetch(url, { signal: AbortSignal.timeout(10_000) })',
  evidence: [{ url: 'https://github.com/unjs/ofetch#-timeout', versions: '1.5.1', how: 'read' }],
};
