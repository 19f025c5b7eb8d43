import type { ClientModel } from '../../model/catalog/client';
import { fetchEffect, fetchSignal } from '../families/fetch';
import { fetchFloor, noTimeout } from '../families/floor';

/** Its timer ends with the response head; errors come back in `{ data, error }`. */
export const betterFetchFetch: ClientModel = {
  id: '@better-fetch/fetch',
  title: 'better-fetch',
  modules: ['@better-fetch/fetch'],
  failure: 'resolves',
  makes: [{ path: 'createFetch', options: ['arg[0]'] }],
  calls: [
    { paths: ['betterFetch'], on: ['module'], options: ['arg[1]'], effect: fetchEffect, target: 'arg[0]' },
    { paths: [''], on: ['instance'], options: ['arg[1]'], effect: fetchEffect, target: 'arg[0]' },
  ],
  options: [
    { option: 'timeout', sets: 'timeout', covers: 'headers' },
    // The same timer ends a connect stall.
    { option: 'timeout', sets: 'timeout', covers: 'connect' },
    { ...fetchSignal, proved: true },
    { option: 'retry', sets: 'retry', off: [0] },
    { option: 'retry.attempts', sets: 'retry', off: [0] },
    { option: 'throw', sets: 'status', resolves: [false] },
  ],
  defaults: [noTimeout('better-fetch has no bound on a whole answer unless a signal stops it'), ...fetchFloor],
  advice: 'betterFetch(url, { signal: AbortSignal.timeout(10_000) })',
  evidence: [{ url: 'https://better-fetch.vercel.app/docs/timeout-and-retry', versions: '1.3.3', how: 'read' }],
};
