import type { ClientModel } from '../../model/catalog/client';
import { mysqlClient, mysqlPool, tenSeconds } from '../families/mysql';

/** The connect timeout covers TCP alone; through a pool `acquireTimeout` covers the greeting too. */
export const mysql: ClientModel = mysqlClient({
  id: 'mysql',
  title: 'MySQL',
  modules: ['mysql', 'promise-mysql'],
  pool: 'mysql has 10 connections, and a line of any length before them',
  traits: ['emitter'],
  waits: 'mysql waits for an answer without end unless the statement has a `timeout`',
  calls: [{ paths: ['connect'], on: ['connection'], options: ['arg[0]'], effect: 'read', traits: ['connection', 'database'] }],
  options: [
    { option: 'timeout', at: 'call', sets: 'timeout', off: [0], proved: true },
    { option: 'acquireTimeout', at: 'instance', on: ['pool'], sets: 'timeout', covers: 'connect', off: [0] },
    mysqlPool,
  ],
  connects: [tenSeconds('mysql')],
  advice: "pool.query({ sql: 'select 1', timeout: 10_000 }, onRows)",
  evidence: [{ url: 'https://github.com/mysqljs/mysql#timeouts', versions: '2.18.1', how: 'read' }],
});
