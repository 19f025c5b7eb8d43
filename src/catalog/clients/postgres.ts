import type { ClientModel } from '../../model/catalog/client';
import { noTimeout } from '../families/floor';

/** A query is sent when it is awaited, and nothing on the client's side bounds it: only `query.cancel()` ends it. */
export const postgres: ClientModel = {
  id: 'postgres',
  title: 'postgres.js',
  modules: ['postgres'],
  failure: 'throws',
  traits: ['database', 'pooled', 'lazy'],
  makes: [
    { path: '', options: ['arg[1]', 'arg[0]'], types: ['Sql', 'TransactionSql', 'ReservedSql'] },
    { path: 'reserve', on: ['instance'], inherits: true },
  ],
  calls: [
    { paths: [''], on: ['instance'], tags: true, effect: { method: ['arg[0]'], otherwise: 'unknown' } },
    { paths: ['unsafe', 'file'], on: ['instance'], effect: { method: ['arg[0]'], otherwise: 'unknown' } },
    { paths: ['begin', 'notify'], on: ['instance'], effect: 'write' },
    { paths: ['listen', 'subscribe'], on: ['instance'], effect: 'read', traits: ['connection', 'database'] },
  ],
  hands: [{ paths: ['begin', 'savepoint'], kind: 'instance' }],
  options: [
    { option: 'connect_timeout', at: 'instance', sets: 'timeout', covers: 'connect', unit: 's', off: [0] },
    { option: 'max', at: 'instance', sets: 'bulkhead' },
  ],
  defaults: [
    noTimeout('postgres.js waits for an answer without end; only the server may stop a statement, or `query.cancel()`'),
    { facet: 'timeout', covers: 'connect', ms: 30_000, says: 'postgres.js gives up connecting after 30 s' },
    { facet: 'bulkhead', limit: 10, says: 'postgres.js has 10 connections, and a line of any length before them' },
  ],
  advice: 'postgres(url, { connect_timeout: 5, connection: { statement_timeout: 10_000 } })',
  evidence: [{ url: 'https://github.com/porsager/postgres#connection-details', versions: '3.4.9', how: 'read' }],
};
