import type { ClientModel } from '../../model/catalog/client';
import { mysqlClient, mysqlPool, tenSeconds } from '../families/mysql';

/** Waiting for a free connection has no bound of its own: only `queueLimit` and `waitForConnections` help. */
export const mysql2: ClientModel = mysqlClient({
  id: 'mysql2',
  title: 'MySQL',
  modules: ['mysql2', 'mysql2/promise', 'mysql2/promise.js'],
  pool: 'mysql2 has 10 connections, and a line of any length before them',
  waits: 'mysql2 waits for an answer without end unless the statement has a `timeout`',
  options: [
    // It stops waiting, but leaves the connection in the middle of the statement.
    { option: 'timeout', at: 'call', sets: 'timeout', off: [0], cancels: false },
    mysqlPool,
  ],
  connects: [tenSeconds('mysql2')],
  advice: "pool.query({ sql: 'select 1', timeout: 10_000 })",
  evidence: [{ url: 'https://sidorares.github.io/node-mysql2/docs/documentation', versions: '3.24.6', how: 'read' }],
});
