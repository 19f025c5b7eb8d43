import type { ClientModel } from '../../model/catalog';

/** The platform's own `fetch`: in Node it is undici's, whose floors of 300 s restart with every chunk. */
export const fetch: ClientModel = {
  id: 'fetch',
  modules: [],
  globals: ['fetch'],
  failure: 'resolves',
  calls: [
    {
      paths: [''],
      on: ['module'],
      options: ['arg[1]', 'arg[0]'],
      target: 'arg[0]',
      effect: { method: ['arg[1].method', 'arg[0].method'], otherwise: 'read' },
    },
  ],
  options: [
    { option: 'signal', sets: 'cancellation', unit: 'signal' },
    { option: 'timeout', sets: 'timeout', ignored: '`fetch` has no `timeout` option' },
  ],
  defaults: [
    {
      facet: 'timeout',
      covers: 'idle',
      ms: 300_000,
      platform: true,
      context: 'server',
      says: 'Node waits 300 s for the head of an answer and again between any two chunks, and without end in all',
    },
    { facet: 'timeout', covers: 'attempt', ms: 'unbounded', says: '`fetch` waits as long as the server likes unless a signal stops it' },
  ],
  advice: 'fetch(url, { signal: AbortSignal.timeout(5_000) })',
  evidence: [{ url: 'https://developer.mozilla.org/docs/Web/API/Window/fetch', versions: 'undici 6.24.1, 7.29.1', how: 'read' }],
};
