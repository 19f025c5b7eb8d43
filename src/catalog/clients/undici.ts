import type { ClientModel } from '../../model/catalog/client';
import { fetchCall, fetchEffect, ignoredTimeout } from '../families/fetch';
import { noTimeout, undiciFloor } from '../families/floor';
import { dispatcherOptions } from '../families/undici';

const members = ['request', 'stream', 'pipeline', 'connect', 'upgrade', 'dispatch'];

/** A signal is not heard before there is a connection (6 to 8): a connect stall lasts until the connect timeout. */
export const undici: ClientModel = {
  id: 'undici',
  modules: ['undici'],
  failure: 'resolves',
  traits: ['pooled'],
  makes: [
    ...['Client', 'Pool', 'BalancedPool', 'RoundRobinPool'].map((path) => ({ path, kind: 'dispatcher', options: ['arg[1]'] as const })),
    ...['Agent', 'ProxyAgent', 'EnvHttpProxyAgent'].map((path) => ({ path, kind: 'dispatcher', options: ['arg[0]'] as const })),
    { path: 'Dispatcher', kind: 'dispatcher' },
    // It repeats what another dispatcher sends, and then throws on the statuses it repeats.
    { path: 'RetryAgent', kind: 'retrying', options: ['arg[1]'] },
    { path: 'compose', on: ['dispatcher'], kind: 'dispatcher', inherits: true },
    { path: 'compose', on: ['retrying'], kind: 'retrying', inherits: true },
  ],
  calls: [
    { ...fetchCall('fetch'), traits: ['head-first'] },
    {
      paths: ['request'],
      on: ['module'],
      options: ['arg[1]'],
      effect: fetchEffect,
      target: 'arg[0]',
      traits: ['head-first'],
      head: ['statusCode', 'statusText', 'headers', 'body.destroy'],
    },
    { paths: members.slice(1, 5), on: ['module'], options: ['arg[1]'], effect: fetchEffect, target: 'arg[0]' },
    {
      paths: members,
      on: ['dispatcher'],
      options: ['arg[0]'],
      effect: { method: ['arg[0].method'], otherwise: 'read' },
      target: 'arg[0].origin',
    },
    {
      paths: members,
      on: ['retrying'],
      options: ['arg[0]'],
      effect: { method: ['arg[0].method'], otherwise: 'read' },
      target: 'arg[0].origin',
      failure: 'throws',
    },
    { paths: ['WebSocket', 'EventSource'], on: ['module'], constructs: true, effect: 'read', target: 'arg[0]', traits: ['connection'] },
  ],
  options: [
    { option: 'signal', at: 'call', sets: 'cancellation', unit: 'signal', proved: true },
    { option: 'headersTimeout', at: 'call', sets: 'timeout', covers: 'headers', off: [0] },
    { option: 'bodyTimeout', at: 'call', sets: 'timeout', covers: 'idle', off: [0] },
    ignoredTimeout('undici knows `headersTimeout` and `bodyTimeout`, but no `timeout`'),
    ...dispatcherOptions(''),
    ...dispatcherOptions('dispatcher.'),
    ...dispatcherOptions('process.'),
    { option: 'maxRetries', at: 'instance', on: ['retrying'], sets: 'retry', off: [0], unbounded: ['Infinity'] },
    { option: 'minTimeout', at: 'instance', on: ['retrying'], sets: 'retry', field: 'delayMs' },
    { option: 'maxTimeout', at: 'instance', on: ['retrying'], sets: 'retry', field: 'maxDelayMs' },
    { option: 'methods', at: 'instance', on: ['retrying'], sets: 'retry', field: 'writes' },
    { option: 'connections', at: 'instance', sets: 'bulkhead', off: [null] },
  ],
  defaults: [
    noTimeout('undici bounds connecting, the head and silence, but not the whole request'),
    ...undiciFloor,
    {
      facet: 'opaque',
      on: ['WebSocket', 'EventSource'],
      may: ['timeout'],
      says: 'a timer of your own may close it; there is no option for that',
    },
    {
      facet: 'retry',
      on: ['retrying'],
      attempts: 6,
      backoff: 'exponential',
      jitter: false,
      delayMs: 500,
      maxDelayMs: 30_000,
      writes: false,
      onStatus: true,
      onTimeout: false,
      says: 'a RetryAgent tries 6 times after 429, 5xx and network errors, but never a POST or PATCH',
    },
  ],
  // Node's own `fetch` is sent by it as well.
  chains: [{ member: 'setGlobalDispatcher', as: 'process', at: 'process', replacedBy: 'dispatcher' }],
  advice: 'undici.request(url, { signal: AbortSignal.timeout(10_000) })',
  evidence: [{ url: 'https://undici.nodejs.org/#/docs/api/Client', versions: '5, 6, 7.30.2, 8.12.4', how: 'read' }],
};
