import type { ClientModel } from '../../model/catalog/client';
import { noTimeout } from '../families/floor';
import { sqlEffect } from '../families/sql';

const kinds = ['pool', 'client'];

/** `statement_timeout` is the server's own bound, and no help when the server has gone. */
export const pg: ClientModel = {
  id: 'pg',
  title: 'PostgreSQL',
  modules: ['pg', 'pg-pool'],
  package: 'pg',
  failure: 'throws',
  traits: ['database', 'pooled'],
  makes: [
    ...['Pool', 'native.Pool', ''].map((path) => ({ path, kind: 'pool', options: ['arg[0]'] as const, types: ['Pool'] })),
    ...['Client', 'native.Client'].map((path) => ({
      path,
      kind: 'client',
      options: ['arg[0]'] as const,
      statement: 'connectionString',
      types: ['Client', 'ClientBase', 'PoolClient'],
    })),
    { path: 'connect', on: ['pool'], kind: 'client', inherits: true },
  ],
  calls: [
    { paths: ['query'], on: kinds, options: ['arg[0]'], effect: sqlEffect('arg[0]', 'arg[0].text'), statement: 'text' },
    { paths: ['connect'], on: kinds, effect: 'read', traits: ['connection', 'database'], without: ['query_timeout'] },
  ],
  hands: [{ paths: ['connect'], on: ['pool'], param: 1 }],
  options: [
    // The timer goes around a callback that a cursor does not have.
    { option: 'query_timeout', at: 'instance', sets: 'timeout', off: [0, false], proved: true, breaks: ['pg-cursor', 'pg-query-stream'] },
    // At a query, nothing falls back to what the pool was given.
    { option: 'query_timeout', at: 'call', sets: 'timeout', same: [0, false], proved: true, untyped: true },
    { option: 'connectionTimeoutMillis', at: 'instance', sets: 'timeout', covers: 'connect', off: [0] },
    // To a pool it is the bound on waiting for a connection, a free one or a new one.
    { option: 'connectionTimeoutMillis', at: 'instance', on: ['connect'], sets: 'timeout', off: [0] },
    { option: 'max', at: 'instance', on: ['pool'], sets: 'bulkhead' },
  ],
  defaults: [
    noTimeout('pg waits for an answer without end unless `query_timeout` is set; the timeouts of the server do not help when it has gone'),
    {
      facet: 'timeout',
      covers: 'connect',
      ms: 'unbounded',
      says: 'pg waits for a connection without end unless `connectionTimeoutMillis` is set',
    },
    { facet: 'bulkhead', on: ['pool'], limit: 10, says: 'a pool of pg has 10 connections, and a line of any length before them' },
  ],
  advice: 'new Pool({ connectionTimeoutMillis: 5_000, query_timeout: 15_000, statement_timeout: 10_000 })',
  evidence: [{ url: 'https://node-postgres.com/apis/client', versions: '8.23.1', how: 'read' }],
};
