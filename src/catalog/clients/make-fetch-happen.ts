import type { ClientModel } from '../../model/catalog/client';
import { fetchEffect } from '../families/fetch';
import { noTimeout } from '../families/floor';

/** Its `timeout` counts from the connection on; `timeouts.connection` bounds the way there. */
export const makeFetchHappen: ClientModel = {
  id: 'make-fetch-happen',
  modules: ['make-fetch-happen'],
  failure: 'resolves',
  makes: [{ path: 'defaults', on: ['module', 'instance'], options: ['arg[1]', 'arg[0]'], inherits: true }],
  calls: [{ paths: [''], options: ['arg[1]'], effect: fetchEffect, target: 'arg[0]' }],
  options: [
    // Connecting is left to the agent, whose own limit is another option.
    { option: 'timeout', sets: 'timeout', covers: 'headers', off: [0] },
    { option: 'timeout', sets: 'timeout', covers: 'idle', off: [0] },
    { option: 'timeouts.connection', sets: 'timeout', covers: 'connect', off: [0] },
    { option: 'signal', sets: 'cancellation', unit: 'signal', proved: true },
    { option: 'retry', sets: 'retry', off: [0, false] },
    { option: 'retry.retries', sets: 'retry', off: [0], unbounded: ['Infinity'] },
    { option: 'retry.minTimeout', sets: 'retry', field: 'delayMs' },
    { option: 'retry.maxTimeout', sets: 'retry', field: 'maxDelayMs' },
    { option: 'retry.randomize', sets: 'retry', field: 'jitter' },
    { option: 'maxSockets', sets: 'bulkhead' },
  ],
  defaults: [
    noTimeout('make-fetch-happen has no timeout unless `timeout` is set'),
    {
      facet: 'retry',
      attempts: 1,
      backoff: 'exponential',
      jitter: false,
      delayMs: 1_000,
      writes: false,
      onStatus: true,
      says: 'make-fetch-happen repeats nothing unless `retry` is set, and never a POST',
    },
    { facet: 'bulkhead', limit: 15, says: 'make-fetch-happen opens at most 15 sockets to a host' },
  ],
  advice: 'fetch.defaults({ timeout: 10_000, timeouts: { connection: 5_000 } })',
  evidence: [{ url: 'https://github.com/npm/make-fetch-happen#extra-options', versions: '15.0.6, 16.0.1', how: 'read' }],
};
