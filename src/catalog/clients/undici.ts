import type { ClientModel } from '../../model/catalog';

/** `headersTimeout` and `bodyTimeout` bound silence; a signal bounds the whole, but not while connecting (6 to 8). */
export const undici: ClientModel = {
  id: 'undici',
  modules: ['undici'],
  failure: 'resolves',
  traits: ['pooled'],
  makes: [
    { path: 'Agent', kind: 'dispatcher', options: ['arg[0]'] },
    { path: 'Client', kind: 'dispatcher', options: ['arg[1]'] },
    { path: 'Pool', kind: 'dispatcher', options: ['arg[1]'] },
    { path: 'BalancedPool', kind: 'dispatcher', options: ['arg[1]'] },
    { path: 'ProxyAgent', kind: 'dispatcher', options: ['arg[0]'] },
    { path: 'EnvHttpProxyAgent', kind: 'dispatcher', options: ['arg[0]'] },
    { path: 'RetryAgent', kind: 'dispatcher', options: ['arg[1]'] },
    { path: 'compose', on: ['dispatcher'], kind: 'dispatcher', inherits: true },
  ],
  calls: [
    { paths: ['fetch'], on: ['module'], options: ['arg[1]'], target: 'arg[0]', effect: { method: ['arg[1].method'], otherwise: 'read' } },
    {
      paths: ['request', 'stream', 'pipeline'],
      on: ['module'],
      options: ['arg[1]'],
      target: 'arg[0]',
      effect: { method: ['arg[1].method'], otherwise: 'read' },
    },
    {
      paths: ['request', 'stream', 'pipeline', 'dispatch'],
      on: ['dispatcher'],
      options: ['arg[0]'],
      effect: { method: ['arg[0].method'], otherwise: 'read' },
    },
    { paths: ['WebSocket', 'EventSource'], on: ['module'], constructs: true, target: 'arg[0]', effect: 'unknown', traits: ['connection'] },
  ],
  options: [
    { option: 'signal', sets: 'cancellation', unit: 'signal', at: 'call' },
    { option: 'bodyTimeout', sets: 'timeout', covers: 'attempt', off: [0], needs: 'headersTimeout' },
    { option: 'headersTimeout', sets: 'timeout', covers: 'headers', off: [0] },
    { option: 'connectTimeout', sets: 'timeout', covers: 'connect', off: [0], at: 'instance' },
    { option: 'connect.timeout', sets: 'timeout', covers: 'connect', off: [0], at: 'instance' },
    { option: 'dispatcher.headersTimeout', sets: 'timeout', covers: 'headers', off: [0], at: 'call' },
    { option: 'dispatcher.bodyTimeout', sets: 'timeout', covers: 'attempt', off: [0], needs: 'dispatcher.headersTimeout', at: 'call' },
    { option: 'maxRetries', sets: 'retry', plus: 1, off: [0], unbounded: ['Infinity'], at: 'instance' },
  ],
  defaults: [
    { facet: 'timeout', covers: 'connect', ms: 10_000, platform: true, says: 'undici gives up connecting after 10 s' },
    {
      facet: 'timeout',
      covers: 'idle',
      ms: 300_000,
      platform: true,
      says: 'undici waits 300 s for the head of an answer and again between any two chunks, and without end in all',
    },
  ],
  advice: 'request(url, { signal: AbortSignal.timeout(5_000) })',
  evidence: [{ url: 'https://undici.nodejs.org/#/docs/api/Client', versions: '5, 6.24.1, 7.30.2, 8.12.4', how: 'read' }],
};
