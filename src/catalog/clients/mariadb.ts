import type { ClientModel } from '../../model/catalog/client';
import { mysqlClient } from '../families/mysql';

/** `queryTimeout`, and `timeout` beside the statement, are kept by the server: a dead one keeps nothing. */
export const mariadb: ClientModel = mysqlClient({
  id: 'mariadb',
  title: 'MariaDB',
  modules: ['mariadb', 'mariadb/callback', 'mariadb/promise'],
  pool: 'MariaDB has 10 connections',
  waits: 'MariaDB waits for an answer without end unless `socketTimeout` is set; `queryTimeout` is kept by the server',
  calls: [{ paths: ['batch', 'importFile'], on: ['pool', 'connection'], options: ['arg[0]'], effect: 'write' }],
  options: [
    // It counts silence on the socket, which for an answer that never comes is the whole attempt, and for a connection at rest its end.
    { option: 'socketTimeout', at: 'instance', sets: 'timeout', off: [0], idle: true },
    { option: 'acquireTimeout', at: 'instance', on: ['pool'], sets: 'timeout', covers: 'connect', kills: [0] },
    // Without one connection nobody ever gets one.
    { option: 'connectionLimit', at: 'instance', on: ['pool'], sets: 'bulkhead' },
  ],
  connects: [
    { facet: 'timeout', covers: 'connect', ms: 1_000, on: ['connection'], says: 'MariaDB gives up connecting after 1 s' },
    { facet: 'timeout', covers: 'connect', ms: 10_000, on: ['pool'], says: 'a pool of MariaDB gives up after 10 s without a connection' },
  ],
  advice: 'mariadb.createPool({ socketTimeout: 15_000, queryTimeout: 10_000 })',
  evidence: [
    {
      url: 'https://github.com/mariadb-corporation/mariadb-connector-nodejs/blob/master/documentation/promise-api.md',
      versions: '3.5.4',
      how: 'read',
    },
  ],
});
