import type { DefaultModel } from '../../model/catalog/default';

/** What ends a request of Node's own `fetch` when nobody set anything; SDKs built on it inherit this floor. */
export const fetchFloor: readonly DefaultModel[] = [
  { facet: 'timeout', covers: 'connect', ms: 10_000, platform: true, context: 'server', says: 'Node gives up connecting after 10 s' },
  {
    facet: 'timeout',
    covers: 'headers',
    ms: 300_000,
    platform: true,
    context: 'server',
    says: 'Node gives up waiting for the response head after 300 s',
  },
  {
    facet: 'timeout',
    covers: 'idle',
    ms: 300_000,
    platform: true,
    context: 'server',
    says: 'Node gives up a body that stays silent for 300 s',
  },
];

/** The row of a library that sets no limit of its own. */
export function noTimeout(says: string): DefaultModel {
  return { facet: 'timeout', covers: 'attempt', ms: 'unbounded', says };
}
