import type { ClientModel } from '../../model/catalog/client';
import { noTimeout } from '../families/floor';

const sqlServer = { option: 'client', is: ['mssql'] };
const postgres = { option: 'client', is: ['pg', 'postgres', 'postgresql', 'cockroachdb', 'redshift'] };

/** A builder is sent when it is awaited, and every step gives the builder back, so only the entry counts as the call. */
export const knex: ClientModel = {
  id: 'knex',
  title: 'Knex',
  modules: ['knex'],
  failure: 'throws',
  traits: ['database', 'pooled', 'lazy'],
  makes: [
    ...['', 'knex'].map((path) => ({ path, options: ['arg[0]'] as const, types: ['Knex'] })),
    { path: 'transaction', on: ['instance'], inherits: true },
    { path: 'withSchema', on: ['instance'], inherits: true },
  ],
  calls: [
    { paths: [''], on: ['instance'], effect: 'unknown' },
    { paths: ['select', 'from', 'first', 'distinct', 'count'], on: ['instance'], effect: 'read' },
    { paths: ['insert', 'update', 'delete', 'del'], on: ['instance'], effect: 'write' },
    // What these give back are promises, which know no `.timeout()`.
    { paths: ['batchInsert'], on: ['instance'], effect: 'write', without: ['timeout'] },
    { paths: ['raw'], on: ['instance'], effect: { method: ['arg[0]'], otherwise: 'unknown' } },
    {
      paths: ['transaction', 'migrate.latest', 'migrate.up', 'migrate.rollback', 'seed.run'],
      on: ['instance'],
      effect: 'write',
      traits: ['database'],
      without: ['timeout'],
    },
  ],
  hands: [{ paths: ['transaction'], kind: 'instance' }],
  chains: [{ member: 'timeout', as: 'timeout' }],
  options: [
    { option: 'timeout', at: 'call', sets: 'timeout', connected: true },
    { option: 'connection.query_timeout', at: 'instance', sets: 'timeout', off: [0, false], beside: postgres },
    { option: 'connection.requestTimeout', at: 'instance', sets: 'timeout', off: [0], beside: sqlServer },
    { option: 'connection.connectionTimeoutMillis', at: 'instance', sets: 'timeout', covers: 'connect', off: [0], beside: postgres },
    { option: 'acquireConnectionTimeout', at: 'instance', sets: 'timeout', covers: 'connect' },
    { option: 'pool.createTimeoutMillis', at: 'instance', sets: 'timeout', covers: 'connect' },
    { option: 'pool.max', at: 'instance', sets: 'bulkhead' },
  ],
  stays: [
    { option: 'client', is: ['sqlite3', 'better-sqlite3'] },
    { option: 'connection', absent: true },
  ],
  defaults: [
    noTimeout('Knex waits for an answer without end unless the query has a `.timeout()` or the driver an option'),
    { facet: 'timeout', covers: 'attempt', ms: 15_000, beside: sqlServer, says: 'Knex tells SQL Server to give up a query after 15 s' },
    { facet: 'timeout', covers: 'connect', ms: 30_000, says: 'Knex gives up connecting after 30 s' },
    { facet: 'bulkhead', limit: 10, says: 'Knex opens at most 10 connections' },
  ],
  advice: "knex({ client: 'pg', connection: { connectionString, query_timeout: 15_000, statement_timeout: 10_000 } })",
  evidence: [{ url: 'https://knexjs.org/guide/query-builder.html#timeout', versions: '3.3.0', how: 'read' }],
};
