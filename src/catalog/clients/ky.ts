import type { ClientModel } from '../../model/catalog';

/** Ten seconds by default, until the head of the answer; a stalled body outlives it. */
export const ky: ClientModel = {
  id: 'ky',
  modules: ['ky', 'ky-universal'],
  failure: 'throws',
  makes: [
    { path: 'create', on: ['module', 'instance'], options: ['arg[0]'], types: ['KyInstance'] },
    { path: 'extend', on: ['module', 'instance'], options: ['arg[0]'], inherits: true },
  ],
  calls: [
    { paths: [''], options: ['arg[1]'], target: 'arg[0]', effect: { method: ['arg[1].method'], otherwise: 'read' } },
    { paths: ['get', 'head', 'query'], options: ['arg[1]'], target: 'arg[0]', effect: 'read' },
    { paths: ['post', 'put', 'patch', 'delete'], options: ['arg[1]'], target: 'arg[0]', effect: 'write', without: ['default:retry'] },
  ],
  options: [
    // The head is bounded and the body is not; ten seconds by default is protection enough not to call it missing.
    { option: 'timeout', sets: 'timeout', covers: 'attempt', off: [false] },
    { option: 'totalTimeout', sets: 'timeout', covers: 'total', off: [false], versions: '>=2' },
    { option: 'signal', sets: 'cancellation', unit: 'signal' },
    { option: 'retry', sets: 'retry', plus: 1, off: [0], unbounded: ['Infinity'] },
    { option: 'retry.limit', sets: 'retry', plus: 1, off: [0], unbounded: ['Infinity'] },
    { option: 'retry.methods', sets: 'retry', field: 'writes' },
    { option: 'throwHttpErrors', sets: 'status', resolves: [false] },
  ],
  defaults: [
    { facet: 'timeout', covers: 'attempt', ms: 10_000, says: 'ky gives up after 10 s without the head of an answer' },
    {
      facet: 'retry',
      attempts: 3,
      backoff: 'exponential',
      jitter: false,
      delayMs: 300,
      writes: false,
      onStatus: true,
      onTimeout: false,
      says: 'ky repeats reads twice by default',
    },
  ],
  advice: 'ky(url, { timeout: 5_000 })',
  evidence: [{ url: 'https://github.com/sindresorhus/ky#timeout', versions: '0.33, 1.14.3, 2.1.0', how: 'read' }],
};
