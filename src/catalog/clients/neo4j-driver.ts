import type { ClientModel } from '../../model/catalog/client';
import { noTimeout } from '../families/floor';
import { sqlEffect } from '../families/sql';

/** The `timeout` of a transaction is kept by the server. */
export const neo4jDriver: ClientModel = {
  id: 'neo4j-driver',
  title: 'Neo4j',
  modules: ['neo4j-driver', 'neo4j-driver-lite'],
  package: 'neo4j-driver',
  failure: 'throws',
  traits: ['database', 'pooled'],
  makes: [
    { path: 'driver', options: ['arg[2]'], types: ['Driver'] },
    ...['session', 'rxSession'].map((path) => ({ path, on: ['instance'], kind: 'session', inherits: true, types: ['Session'] })),
    { path: 'beginTransaction', on: ['session'], kind: 'transaction', inherits: true, types: ['Transaction', 'ManagedTransaction'] },
  ],
  calls: [
    { paths: ['executeQuery'], on: ['instance'], effect: 'unknown' },
    {
      paths: ['verifyConnectivity', 'verifyAuthentication', 'getServerInfo'],
      on: ['instance'],
      effect: 'read',
      traits: ['connection', 'database'],
      // On a connection that is made for it they wait for no more than that.
      without: ['default:timeout'],
    },
    { paths: ['run'], on: ['session', 'transaction'], effect: sqlEffect('arg[0]'), without: ['default:retry'] },
    { paths: ['executeRead', 'readTransaction'], on: ['session'], effect: 'read' },
    { paths: ['executeWrite', 'writeTransaction'], on: ['session'], effect: 'write' },
    { paths: ['commit', 'rollback'], on: ['transaction'], effect: 'write', without: ['default:retry'] },
  ],
  options: [
    { option: 'connectionTimeout', at: 'instance', sets: 'timeout', covers: 'connect', off: [0] },
    { option: 'connectionAcquisitionTimeout', at: 'instance', sets: 'timeout', covers: 'connect' },
    { option: 'maxTransactionRetryTime', at: 'instance', sets: 'retry', field: 'totalMs', off: [0] },
    { option: 'maxConnectionPoolSize', at: 'instance', sets: 'bulkhead' },
  ],
  defaults: [
    noTimeout('Neo4j waits for an answer without end; the `timeout` of a transaction is kept by the server'),
    { facet: 'timeout', covers: 'connect', ms: 60_000, says: 'Neo4j gives up after 60 s without a connection' },
    {
      facet: 'retry',
      attempts: 'unknown',
      backoff: 'exponential',
      jitter: true,
      delayMs: 1_000,
      totalMs: 30_000,
      writes: true,
      says: 'Neo4j repeats managed transactions for 30 s',
    },
    { facet: 'bulkhead', limit: 100, says: 'the Neo4j driver opens at most 100 connections' },
  ],
  advice: 'neo4j.driver(url, auth, { connectionTimeout: 5_000, connectionAcquisitionTimeout: 10_000 })',
  evidence: [{ url: 'https://neo4j.com/docs/javascript-manual/current/connect-advanced/', versions: '6.3.0', how: 'read' }],
};
