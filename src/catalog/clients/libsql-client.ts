import type { ClientModel } from '../../model/catalog/client';
import { ownFetch } from '../families/fetch';
import { fetchFloor, noTimeout } from '../families/floor';
import { sqlEffect } from '../families/sql';

export const libsqlClient: ClientModel = {
  id: '@libsql/client',
  title: 'libSQL',
  modules: ['@libsql/client', '@libsql/client/*'],
  package: '@libsql/client',
  failure: 'throws',
  traits: ['database'],
  makes: [
    { path: 'createClient', options: ['arg[0]'], types: ['Client'] },
    { path: 'transaction', on: ['instance'], kind: 'transaction', inherits: true, types: ['Transaction'] },
  ],
  calls: [
    { paths: ['execute'], on: ['instance', 'transaction'], effect: sqlEffect('arg[0]', 'arg[0].sql') },
    { paths: ['batch', 'executeMultiple', 'migrate', 'sync'], on: ['instance', 'transaction'], effect: 'unknown' },
    { paths: ['transaction'], on: ['instance'], effect: 'write' },
    { paths: ['commit', 'rollback'], on: ['transaction'], effect: 'write' },
  ],
  options: [ownFetch, { option: 'concurrency', at: 'instance', sets: 'bulkhead', same: [0] }],
  defaults: [
    noTimeout('libSQL has no timeout of its own'),
    ...fetchFloor,
    { facet: 'bulkhead', limit: 20, says: 'libSQL sends at most 20 requests at once' },
  ],
  // A replica is a file as well, and asks its database.
  stays: [{ option: 'url', begins: ['file:', ':memory:'], unless: ['syncUrl'] }],
  advice: 'createClient({ url, fetch: (input, init) => fetch(input, { ...init, signal: AbortSignal.timeout(10_000) }) })',
  evidence: [{ url: 'https://docs.turso.tech/sdk/ts/reference', versions: '0.18.0', how: 'read' }],
};
