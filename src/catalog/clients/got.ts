import type { ClientModel } from '../../model/catalog';

/** `timeout.request` bounds one attempt, its own two retries come on top; a signal bounds them all. */
export const got: ClientModel = {
  id: 'got',
  modules: ['got'],
  failure: 'throws',
  makes: [{ path: 'extend', on: ['module', 'instance'], options: ['arg[0]'], inherits: true, types: ['Got', 'ExtendOptions'] }],
  calls: [
    {
      paths: ['', 'stream', 'paginate'],
      options: ['arg[1]', 'arg[0]'],
      target: 'arg[0]',
      effect: { method: ['arg[1].method', 'arg[0].method'], otherwise: 'read' },
    },
    {
      paths: ['get', 'head', 'query', 'stream.get', 'stream.head', 'paginate.all', 'paginate.each'],
      options: ['arg[1]', 'arg[0]'],
      target: 'arg[0]',
      effect: 'read',
    },
    {
      paths: ['post', 'put', 'patch', 'delete', 'stream.post', 'stream.put', 'stream.patch', 'stream.delete'],
      options: ['arg[1]', 'arg[0]'],
      target: 'arg[0]',
      effect: 'write',
      without: ['default:retry'],
    },
  ],
  options: [
    { option: 'timeout.request', sets: 'timeout', covers: 'attempt' },
    { option: 'timeout.response', sets: 'timeout', covers: 'headers' },
    { option: 'timeout.socket', sets: 'timeout', covers: 'idle' },
    { option: 'timeout.connect', sets: 'timeout', covers: 'connect' },
    { option: 'timeout', sets: 'timeout', covers: 'attempt', versions: '<12' },
    { option: 'signal', sets: 'cancellation', unit: 'signal' },
    { option: 'retry', sets: 'retry', plus: 1, off: [0, false], unbounded: ['Infinity'] },
    { option: 'retry.limit', sets: 'retry', plus: 1, off: [0], unbounded: ['Infinity'] },
    { option: 'retry.methods', sets: 'retry', field: 'writes' },
    { option: 'throwHttpErrors', sets: 'status', resolves: [false] },
  ],
  defaults: [
    { facet: 'timeout', covers: 'attempt', ms: 'unbounded', says: 'got has no timeout in any phase unless `timeout` is set' },
    {
      facet: 'retry',
      attempts: 3,
      backoff: 'exponential',
      jitter: true,
      delayMs: 1000,
      writes: false,
      onStatus: true,
      onTimeout: true,
      says: 'got repeats reads twice by default',
    },
  ],
  assigns: ['defaults.options'],
  advice: 'got(url, { timeout: { request: 5_000 } })',
  evidence: [
    { url: 'https://github.com/sindresorhus/got/blob/main/documentation/6-timeout.md', versions: '11.8.6, 14.6.6, 16.1.0', how: 'read' },
  ],
};
