import type { ClientModel } from '../../model/catalog/client';
import { fetchCall, fetchSignal } from '../families/fetch';
import { fetchFloor, noTimeout } from '../families/floor';

/** The platform's own `fetch` where there is one, else node-fetch. */
export const isomorphicUnfetch: ClientModel = {
  id: 'isomorphic-unfetch',
  modules: ['isomorphic-unfetch'],
  failure: 'resolves',
  traits: ['page-host', 'head-first'],
  calls: [fetchCall('')],
  options: [{ ...fetchSignal, proved: true }],
  defaults: [noTimeout('`isomorphic-unfetch` waits without a limit unless a signal stops it'), ...fetchFloor],
  advice: 'fetch(url, { signal: AbortSignal.timeout(10_000) })',
  evidence: [{ url: 'https://github.com/developit/unfetch', versions: '4.0.2', how: 'read' }],
};
