import type { ClientModel } from '../../model/catalog/client';

/** Version 2 speaks through Node's own client, and later ones through undici. */
export const urllib: ClientModel = {
  id: 'urllib',
  modules: ['urllib'],
  // A bad status resolves, but is repeated where `retry` is set, so that a retry around it may have no need to see one.
  failure: 'unknown',
  makes: [
    { path: 'HttpClient', options: ['arg[0].defaultArgs'] },
    { path: 'create', options: ['arg[0].defaultArgs'] },
    { path: 'HttpClient2', kind: 'second', options: ['arg[0].defaultArgs'] },
  ],
  calls: [
    {
      paths: ['request', 'curl'],
      on: ['module', 'instance', 'second'],
      options: ['arg[1]'],
      effect: { method: ['arg[1].method', 'arg[1].type'], otherwise: 'read' },
      target: 'arg[0]',
    },
  ],
  options: [
    // Once the connection stands it counts silence until the head, and then anew; before version 3, all of it on the clock.
    { option: 'timeout', sets: 'timeout', same: [0] },
    { option: 'signal', at: 'call', versions: '>=3.23.0', sets: 'cancellation', unit: 'signal' },
    { option: 'signal', at: 'call', versions: '<3.23.0', sets: 'cancellation', ignored: 'urllib knows `signal` from 3.23 on only' },
    { option: 'retry', versions: '>=3.0.0', sets: 'retry', same: [0], writes: true },
    { option: 'retry', on: ['second'], versions: '<3.0.0', sets: 'retry', off: [0], writes: true },
    { option: 'retryDelay', versions: '>=3.0.0', sets: 'retry', field: 'delayMs' },
    { option: 'socketErrorRetry', versions: '>=3.17.1', sets: 'retry', off: [0], writes: true },
    { option: 'agent', at: 'call', versions: '<3.0.0', sets: 'agent' },
  ],
  defaults: [
    { facet: 'timeout', covers: 'attempt', ms: 5_000, says: 'urllib gives up after 5 s of silence' },
    { facet: 'timeout', versions: '>=3.0.0', covers: 'connect', ms: 10_000, says: 'urllib gives up connecting after 10 s' },
    {
      facet: 'retry',
      versions: '>=3.17.1',
      attempts: 2,
      backoff: 'none',
      jitter: false,
      writes: true,
      onStatus: false,
      onTimeout: false,
      says: 'urllib sends once more what lost its connection, writes too',
    },
  ],
  advice: 'urllib.request(url, { timeout: 10_000, socketErrorRetry: 0 })',
  evidence: [{ url: 'https://github.com/node-modules/urllib#api-doc', versions: '2.44.0, 4.9.2', how: 'read' }],
};
