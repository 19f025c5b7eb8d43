import type { ClientModel } from '../../model/catalog/client';
import { fetchCall, fetchSignal, ignoredTimeout } from '../families/fetch';
import { fetchFloor, noTimeout } from '../families/floor';

/** Ways to the platform's own `fetch` under another name. */
export const nodeFetchNative: ClientModel = {
  id: 'node-fetch-native',
  title: 'fetch',
  modules: ['node-fetch-native', 'node-fetch-native/*', 'whatwg-fetch', '@whatwg-node/fetch', 'fetch-ponyfill', 'expo/fetch'],
  failure: 'resolves',
  traits: ['page-host', 'head-first'],
  calls: [fetchCall('', 'fetch')],
  options: [{ ...fetchSignal, proved: true }, ignoredTimeout('`fetch` has no `timeout` option')],
  defaults: [noTimeout('`fetch` waits as long as the server likes unless a signal stops it'), ...fetchFloor],
  advice: 'fetch(url, { signal: AbortSignal.timeout(10_000) })',
  evidence: [{ url: 'https://github.com/unjs/node-fetch-native', versions: '1.6.7', how: 'read' }],
};
