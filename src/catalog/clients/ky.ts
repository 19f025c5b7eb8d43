import type { ClientModel } from '../../model/catalog/client';
import { fetchFloor } from '../families/floor';

const repeats = {
  facet: 'retry',
  backoff: 'exponential',
  jitter: false,
  delayMs: 300,
  writes: false,
  onStatus: true,
  onTimeout: false,
} as const;

/** Its timer stops at the response head (from 2 on `.json()` and the like bound the body by a second one); that counts as a bound. */
export const ky: ClientModel = {
  id: 'ky',
  modules: ['ky', 'ky/umd', 'ky-universal'],
  package: 'ky',
  failure: 'throws',
  makes: [
    { path: 'create', on: ['module', 'instance'], options: ['arg[0]'], types: ['KyInstance'] },
    { path: 'extend', on: ['module', 'instance'], options: ['arg[0]'], inherits: true },
  ],
  calls: [
    { paths: [''], options: ['arg[1]'], effect: { method: ['arg[1].method'], otherwise: 'read' }, target: 'arg[0]' },
    { paths: ['get', 'head', 'query'], options: ['arg[1]'], effect: 'read', target: 'arg[0]' },
    { paths: ['put', 'delete'], options: ['arg[1]'], effect: 'write', target: 'arg[0]' },
    { paths: ['post', 'patch'], options: ['arg[1]'], effect: 'write', target: 'arg[0]', without: ['default:retry'] },
  ],
  options: [
    { option: 'timeout', sets: 'timeout', off: [false], proved: true },
    { option: 'totalTimeout', versions: '>=2.0.0', sets: 'timeout', covers: 'total', off: [false] },
    { option: 'signal', sets: 'cancellation', unit: 'signal' },
    { option: 'retry', versions: '<1.0.0', sets: 'retry', off: [0], unbounded: ['Infinity'], plus: 0 },
    { option: 'retry', versions: '>=1.0.0', sets: 'retry', off: [0], unbounded: ['Infinity'] },
    { option: 'retry.limit', versions: '<1.0.0', sets: 'retry', off: [0], unbounded: ['Infinity'], plus: 0 },
    { option: 'retry.limit', versions: '>=1.0.0', sets: 'retry', off: [0], unbounded: ['Infinity'] },
    { option: 'retry.methods', sets: 'retry', field: 'writes' },
    { option: 'retry.delay', sets: 'retry', field: 'delayMs' },
    { option: 'retry.backoffLimit', sets: 'retry', field: 'maxDelayMs' },
    { option: 'retry.jitter', sets: 'retry', field: 'jitter' },
    { option: 'throwHttpErrors', sets: 'status', resolves: [false] },
  ],
  defaults: [
    { facet: 'timeout', covers: 'attempt', ms: 10_000, says: 'ky gives up an attempt whose response head is not there after 10 s' },
    ...fetchFloor,
    {
      ...repeats,
      versions: '>=1.0.0',
      attempts: 3,
      says: 'ky tries 3 times after network errors, 408, 413, 429 and most 5xx, but never a POST or PATCH',
    },
    { ...repeats, versions: '<1.0.0', attempts: 2, says: 'ky tries twice after network errors, 408, 413, 429 and most 5xx' },
  ],
  advice: 'ky.get(url, { signal: AbortSignal.timeout(10_000) })',
  evidence: [{ url: 'https://github.com/sindresorhus/ky#timeout', versions: '0.33, 1.14.3, 2.1.0', how: 'read' }],
};
