import type { ClientModel } from '../../model/catalog';

/** One retry without a pause by default; `timeout` ends with the head, is dropped when a signal is given, and does not survive a retry. */
export const ofetch: ClientModel = {
  id: 'ofetch',
  modules: ['ofetch', 'nitropack/runtime'],
  globals: ['$fetch'],
  package: 'ofetch',
  failure: 'throws',
  makes: [
    { path: 'create', on: ['module', 'instance'], options: ['arg[0]'], inherits: true, types: ['$Fetch'] },
    { path: 'ofetch.create', options: ['arg[0]'] },
    { path: '$fetch.create', options: ['arg[0]'] },
    { path: 'createFetch', options: ['arg[0].defaults'] },
  ],
  calls: [
    {
      paths: ['', 'ofetch', '$fetch', 'raw', 'ofetch.raw', '$fetch.raw'],
      options: ['arg[1]'],
      target: 'arg[0]',
      effect: { method: ['arg[1].method'], otherwise: 'read' },
    },
  ],
  options: [
    { option: 'timeout', sets: 'timeout', covers: 'headers', off: [0], unless: 'signal' },
    { option: 'signal', sets: 'cancellation', unit: 'signal' },
    { option: 'retry', sets: 'retry', plus: 1, off: [0, false], unbounded: ['Infinity'], writes: true },
    { option: 'retryDelay', sets: 'retry', field: 'delayMs' },
  ],
  defaults: [
    { facet: 'timeout', covers: 'attempt', ms: 'unbounded', says: 'ofetch has no bound on a whole answer unless a signal stops it' },
    {
      facet: 'retry',
      attempts: 2,
      backoff: 'none',
      jitter: false,
      writes: false,
      onStatus: true,
      onTimeout: false,
      says: 'ofetch repeats reads once, at once',
    },
  ],
  advice: 'ofetch(url, { signal: AbortSignal.timeout(5_000) })',
  evidence: [{ url: 'https://github.com/unjs/ofetch#-timeout', versions: '1.5.1', how: 'read' }],
};
