import type { CallModel, ClientModel } from '../../model/catalog/client';
import { noTimeout } from '../families/floor';

const at = { options: ['arg[1]', 'arg[0]'], target: 'arg[0]' } as const satisfies Partial<CallModel>;
const effect = { method: ['arg[1].method', 'arg[0].method'], otherwise: 'read' } as const;

/** `timeout.request` bounds one attempt, its own two repeats come on top; a signal bounds them all. */
export const got: ClientModel = {
  id: 'got',
  modules: ['got'],
  failure: 'throws',
  makes: [{ path: 'extend', on: ['module', 'instance'], options: ['arg[0]', 'arg[1]'], inherits: true, types: ['Got', 'ExtendedGot'] }],
  calls: [
    { paths: [''], ...at, effect },
    { paths: ['get', 'head', 'query', 'paginate', 'paginate.all', 'paginate.each'], ...at, effect: 'read' },
    { paths: ['put', 'delete'], ...at, effect: 'write' },
    { paths: ['post', 'patch'], ...at, effect: 'write', without: ['default:retry'] },
    { paths: ['stream'], ...at, effect, traits: ['emitter', 'stream'], without: ['default:retry'] },
    { paths: ['stream.get', 'stream.head'], ...at, effect: 'read', traits: ['emitter', 'stream'], without: ['default:retry'] },
    {
      paths: ['stream.post', 'stream.put', 'stream.patch', 'stream.delete'],
      ...at,
      effect: 'write',
      traits: ['emitter', 'stream'],
      without: ['default:retry'],
    },
  ],
  options: [
    // From version 12 on a number here throws.
    { option: 'timeout', versions: '<12.0.0', sets: 'timeout', off: [false] },
    { option: 'timeout.request', sets: 'timeout', proved: true },
    { option: 'timeout.lookup', sets: 'timeout', covers: 'connect' },
    { option: 'timeout.connect', sets: 'timeout', covers: 'connect' },
    { option: 'timeout.secureConnect', sets: 'timeout', covers: 'connect' },
    { option: 'timeout.send', sets: 'timeout', covers: 'headers' },
    { option: 'timeout.response', sets: 'timeout', covers: 'headers' },
    { option: 'timeout.socket', sets: 'timeout', covers: 'idle' },
    { option: 'timeout.read', sets: 'timeout', covers: 'idle' },
    // Before 12 it goes on to Node's request as it is, and the types do not hold it.
    { option: 'signal', sets: 'cancellation', unit: 'signal', proved: true, untyped: { package: 'got', versions: '<12.0.0' } },
    // From version 12 on a number here throws as well.
    { option: 'retry', versions: '<12.0.0', sets: 'retry', off: [0, false], unbounded: ['Infinity'] },
    { option: 'retry.limit', sets: 'retry', off: [0], unbounded: ['Infinity'] },
    { option: 'retry.methods', sets: 'retry', field: 'writes' },
    { option: 'retry.backoffLimit', sets: 'retry', field: 'maxDelayMs' },
    // Up to version 15 a positive answer repeats the request whatever the limit says, and 0 ends it.
    {
      option: 'retry.calculateDelay',
      versions: '<16.0.0',
      unless: 'retry.enforceRetryRules',
      sets: 'retry',
      strategy: true,
      off: [0],
      ends: { counts: 'retry.attemptCount', from: 1, by: '0' },
    },
    { option: 'retry.calculateDelay', versions: '>=16.0.0', sets: 'retry', field: 'delayMs' },
    { option: 'throwHttpErrors', sets: 'status', resolves: [false] },
    { option: 'agent', sets: 'agent' },
  ],
  assigns: ['defaults.options'],
  hooks: [{ option: 'hooks.beforeRequest', param: 0 }],
  defaults: [
    noTimeout('got has no timeout in any phase unless `timeout` is set'),
    {
      facet: 'retry',
      attempts: 3,
      backoff: 'exponential',
      jitter: true,
      delayMs: 1_000,
      writes: false,
      onStatus: true,
      onTimeout: true,
      says: 'got tries 3 times after network errors, timeouts, 408, 413, 429 and most 5xx, but never a POST or PATCH',
    },
  ],
  advice: 'got.extend({ timeout: { request: 10_000 } })',
  evidence: [
    { url: 'https://github.com/sindresorhus/got/blob/main/documentation/6-timeout.md', versions: '11.8.6, 14.6.6, 16.1.0', how: 'read' },
  ],
};
