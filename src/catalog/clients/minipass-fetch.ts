import type { ClientModel } from '../../model/catalog/client';
import { fetchCall, fetchSignal } from '../families/fetch';
import { noTimeout } from '../families/floor';

export const minipassFetch: ClientModel = {
  id: 'minipass-fetch',
  modules: ['minipass-fetch'],
  failure: 'resolves',
  calls: [fetchCall('')],
  options: [
    { option: 'timeout', at: 'call', sets: 'timeout', off: [0] },
    { ...fetchSignal, proved: true },
  ],
  defaults: [noTimeout('minipass-fetch has no timeout unless `timeout` is set')],
  advice: 'fetch(url, { timeout: 10_000 })',
  evidence: [{ url: 'https://github.com/npm/minipass-fetch#options', versions: '5.0.2, 6.0.1', how: 'read' }],
};
