import type { ClientModel } from '../../model/catalog';
import { noTimeout } from '../families/floor';
import { mysqlCalls, mysqlMakes, mysqlPool } from '../families/mysql';

/** The connect timeout covers TCP alone; through a pool `acquireTimeout` covers the greeting too. */
export const mysql: ClientModel = {
  id: 'mysql',
  title: 'MySQL',
  modules: ['mysql', 'promise-mysql'],
  package: 'mysql',
  failure: 'throws',
  traits: ['database', 'pooled', 'emitter'],
  makes: mysqlMakes,
  calls: [
    ...mysqlCalls,
    { paths: ['connect'], on: ['connection'], options: ['arg[0]'], effect: 'read', traits: ['connection', 'database'] },
  ],
  options: [
    { option: 'timeout', at: 'call', sets: 'timeout', off: [0] },
    { option: 'connectTimeout', at: 'instance', sets: 'timeout', covers: 'connect', off: [0] },
    { option: 'acquireTimeout', at: 'instance', on: ['pool'], sets: 'timeout', covers: 'connect', off: [0] },
    mysqlPool,
  ],
  defaults: [
    noTimeout('mysql waits for an answer without end unless the statement has a `timeout`'),
    { facet: 'timeout', covers: 'connect', ms: 10_000, says: 'mysql gives up connecting after 10 s' },
    { facet: 'bulkhead', on: ['pool'], limit: 10, says: 'a pool of mysql has 10 connections, and a line of any length before them' },
  ],
  advice: "pool.query({ sql: 'select 1', timeout: 10_000 }, onRows)",
  evidence: [{ url: 'https://github.com/mysqljs/mysql#timeouts', versions: '2.18.1', how: 'read' }],
};
