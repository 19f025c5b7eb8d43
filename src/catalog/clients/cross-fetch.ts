import type { ClientModel } from '../../model/catalog/client';
import { fetchCall, fetchSignal } from '../families/fetch';
import { noTimeout } from '../families/floor';
import { proved } from '../families/proved';

/** On Node it is node-fetch 2, whose `timeout` works; in a browser it is the platform's own, which has none. */
export const crossFetch: ClientModel = {
  id: 'cross-fetch',
  modules: ['cross-fetch'],
  traits: ['page-host'],
  failure: 'resolves',
  calls: [fetchCall('', 'fetch')],
  options: [
    ...proved('signal', [fetchSignal]),
    // Its types are those of the platform's own.
    { option: 'timeout', at: 'call', sets: 'timeout', off: [0], untyped: true },
  ],
  defaults: [noTimeout('`cross-fetch` waits without a limit unless a signal stops it')],
  advice: 'fetch(url, { signal: AbortSignal.timeout(10_000) })',
  evidence: [{ url: 'https://github.com/lquixada/cross-fetch', versions: '4.1.0', how: 'read' }],
};
