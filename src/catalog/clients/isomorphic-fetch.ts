import type { ClientModel } from '../../model/catalog/client';
import { fetchCall, fetchSignal } from '../families/fetch';
import { noTimeout } from '../families/floor';

/** What it exports is node-fetch 2; imported for its effect alone it leaves the platform's `fetch` as it is. */
export const isomorphicFetch: ClientModel = {
  id: 'isomorphic-fetch',
  modules: ['isomorphic-fetch'],
  traits: ['page-host'],
  failure: 'resolves',
  calls: [fetchCall('', 'fetch')],
  options: [
    { ...fetchSignal, proved: true },
    // Its types are those of the platform's own.
    { option: 'timeout', at: 'call', sets: 'timeout', off: [0], untyped: true },
  ],
  defaults: [noTimeout('`isomorphic-fetch` waits without a limit unless a signal stops it')],
  advice: 'fetch(url, { signal: AbortSignal.timeout(10_000) })',
  evidence: [{ url: 'https://github.com/matthew-andrews/isomorphic-fetch', versions: '3.0.0', how: 'read' }],
};
