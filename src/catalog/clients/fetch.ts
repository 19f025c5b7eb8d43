import type { ClientModel } from '../../model/catalog/client';
import { fetchCall, fetchSignal, ignoredTimeout } from '../families/fetch';
import { fetchFloor, noTimeout } from '../families/floor';
import { proved } from '../families/proved';
import { dispatcherOptions } from '../families/undici';

export const fetch: ClientModel = {
  id: 'fetch',
  modules: [],
  globals: ['fetch'],
  failure: 'resolves',
  traits: ['page-host', 'head-first'],
  calls: [fetchCall('')],
  options: [...proved('signal', [fetchSignal]), ignoredTimeout('`fetch` has no `timeout` option'), ...dispatcherOptions('dispatcher.')],
  defaults: [noTimeout('`fetch` waits as long as the server likes unless a signal stops it'), ...fetchFloor],
  advice: 'fetch(url, { signal: AbortSignal.timeout(10_000) })',
  evidence: [{ url: 'https://developer.mozilla.org/docs/Web/API/Window/fetch', versions: 'undici 6.24.1, 7.29.1', how: 'read' }],
};
