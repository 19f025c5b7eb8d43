import type { ClientModel } from '../../model/catalog';
import { noTimeout } from '../families/floor';
import { mysqlCalls, mysqlMakes, mysqlPool } from '../families/mysql';

/** Waiting for a free connection has no bound of its own: only `queueLimit` and `waitForConnections` help. */
export const mysql2: ClientModel = {
  id: 'mysql2',
  title: 'MySQL',
  modules: ['mysql2', 'mysql2/promise', 'mysql2/promise.js'],
  package: 'mysql2',
  failure: 'throws',
  traits: ['database', 'pooled'],
  makes: mysqlMakes,
  calls: mysqlCalls,
  options: [
    // It stops waiting, but leaves the connection in the middle of the statement.
    { option: 'timeout', at: 'call', sets: 'timeout', off: [0], cancels: false },
    { option: 'connectTimeout', at: 'instance', sets: 'timeout', covers: 'connect', off: [0] },
    mysqlPool,
  ],
  defaults: [
    noTimeout('mysql2 waits for an answer without end unless the statement has a `timeout`'),
    { facet: 'timeout', covers: 'connect', ms: 10_000, says: 'mysql2 gives up connecting after 10 s' },
    { facet: 'bulkhead', on: ['pool'], limit: 10, says: 'a pool of mysql2 has 10 connections, and a line of any length before them' },
  ],
  advice: "pool.query({ sql: 'select 1', timeout: 10_000 })",
  evidence: [{ url: 'https://sidorares.github.io/node-mysql2/docs/documentation', versions: '3.24.6', how: 'read' }],
};
