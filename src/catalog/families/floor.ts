import type { DefaultModel } from '../../model/catalog/default';

/** What ends a request of undici when nobody set anything. */
export const undiciFloor: readonly DefaultModel[] = [
  {
    facet: 'timeout',
    covers: 'connect',
    ms: 10_000,
    platform: true,
    governed: 'undici',
    context: 'server',
    says: 'Node gives up connecting after 10 s',
  },
  {
    facet: 'timeout',
    covers: 'headers',
    ms: 300_000,
    platform: true,
    governed: 'undici',
    context: 'server',
    says: 'Node gives up waiting for the response head after 300 s',
  },
  {
    facet: 'timeout',
    covers: 'idle',
    ms: 300_000,
    platform: true,
    governed: 'undici',
    context: 'server',
    says: 'Node gives up a body that stays silent for 300 s',
  },
];

/** The same of Node's own `fetch`, which is undici; SDKs built on it inherit this floor. Where Node has none, a package puts its own in its place. */
export const fetchFloor: readonly DefaultModel[] = undiciFloor.map((row) => ({ ...row, node: '>=18.0.0' }));

/** The row of a library that sets no limit of its own. */
export function noTimeout(says: string): DefaultModel {
  return { facet: 'timeout', covers: 'attempt', ms: 'unbounded', says };
}
