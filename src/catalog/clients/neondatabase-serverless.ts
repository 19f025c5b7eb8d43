import type { ClientModel } from '../../model/catalog/client';
import { fetchFloor, noTimeout } from '../families/floor';
import { sqlEffect } from '../families/sql';

/** `neon()` speaks HTTP; its `Pool` and `Client` are those of `pg` over a WebSocket. */
export const neondatabaseServerless: ClientModel = {
  id: '@neondatabase/serverless',
  title: 'Neon',
  modules: ['@neondatabase/serverless'],
  failure: 'throws',
  traits: ['database'],
  makes: [
    { path: 'neon', kind: 'http', options: ['arg[1]'], types: ['NeonQueryFunction'] },
    { path: 'Pool', kind: 'pool', options: ['arg[0]'] },
    { path: 'Client', kind: 'pool', options: ['arg[0]'] },
    { path: 'connect', on: ['pool'], kind: 'pool', inherits: true },
  ],
  calls: [
    { paths: [''], on: ['http'], tags: true, effect: sqlEffect('arg[0]') },
    { paths: ['', 'query'], on: ['http'], options: ['arg[2]'], effect: sqlEffect('arg[0]') },
    { paths: ['transaction'], on: ['http'], options: ['arg[1]'], effect: 'unknown' },
    { paths: ['query'], on: ['pool'], options: ['arg[0]'], effect: sqlEffect('arg[0]', 'arg[0].text') },
  ],
  options: [
    { option: 'fetchOptions.signal', sets: 'cancellation', unit: 'signal' },
    { option: 'query_timeout', at: 'instance', on: ['pool'], sets: 'timeout', off: [0, false] },
    {
      option: 'query_timeout',
      at: 'call',
      on: ['pool'],
      sets: 'timeout',
      ignored: 'a pool of Neon reads `query_timeout` where it is made, not at a query',
    },
    { option: 'connectionTimeoutMillis', at: 'instance', on: ['pool'], sets: 'timeout', covers: 'connect', off: [0] },
  ],
  defaults: [
    { ...noTimeout('Neon has no timeout unless `fetchOptions.signal` is set'), on: ['http'] },
    { ...noTimeout('a pool of Neon waits for an answer without end unless `query_timeout` is set'), on: ['pool'] },
    ...fetchFloor.map((row) => ({ ...row, on: ['http'] })),
  ],
  advice: 'neon(url)(text, values, { fetchOptions: { signal: AbortSignal.timeout(10_000) } })',
  evidence: [{ url: 'https://github.com/neondatabase/serverless/blob/main/CONFIG.md', versions: '1.2.0', how: 'read' }],
};
