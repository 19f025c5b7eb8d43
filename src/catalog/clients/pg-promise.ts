import type { CallModel, ClientModel } from '../../model/catalog/client';
import { noTimeout } from '../families/floor';
import { sqlEffect } from '../families/sql';

/** A database, a connection of it that is held for longer, and what a task or a transaction is handed. */
const kinds = ['instance', 'connection', 'handed'];
/** They wait for a connection, and send nothing themselves. */
const connects = ['connect', 'task', 'taskIf'];
const sent = { on: kinds, effect: sqlEffect('arg[0]', 'arg[0].text') } as const satisfies Partial<CallModel>;

/** Statements go to `pg` as texts, so that its bounds stand where the connection is described, and no statement has one of its own. */
export const pgPromise: ClientModel = {
  id: 'pg-promise',
  modules: ['pg-promise'],
  failure: 'throws',
  traits: ['database', 'pooled'],
  makes: [
    { path: '', kind: 'library', types: ['IMain'] },
    { path: '', on: ['library'], options: ['arg[0]'], statement: 'connectionString', types: ['IDatabase', 'IBaseProtocol'] },
    { path: 'connect', on: ['instance'], kind: 'connection', inherits: true, types: ['IConnected'] },
    ...['task', 'tx'].map((path) => ({ path, on: ['connection'], kind: 'handed', inherits: true, types: ['ITask'] })),
  ],
  calls: [
    { paths: ['query', 'any', 'one', 'none', 'many', 'oneOrNone', 'manyOrNone', 'result', 'multi', 'multiResult', 'map', 'each'], ...sent },
    { paths: ['func', 'proc'], on: kinds, effect: 'unknown' },
    { paths: ['stream'], on: kinds, effect: 'read', traits: ['database', 'stream'], without: ['query_timeout'] },
    { paths: ['tx', 'txIf'], on: ['instance', 'handed'], effect: 'write' },
    { paths: connects, on: ['instance'], effect: 'read', traits: ['connection', 'database'], without: ['query_timeout'] },
  ],
  hands: [{ paths: ['task', 'taskIf', 'tx', 'txIf'], on: ['instance', 'handed'], kind: 'handed' }],
  options: [
    { option: 'query_timeout', at: 'instance', on: kinds, sets: 'timeout', off: [0, false], breaks: ['pg-query-stream'] },
    { option: 'connectionTimeoutMillis', at: 'instance', sets: 'timeout', covers: 'connect', off: [0] },
    // To a pool it is the bound on waiting for a connection, a free one or a new one.
    { option: 'connectionTimeoutMillis', at: 'instance', on: connects, sets: 'timeout', off: [0] },
    { option: 'max', at: 'instance', sets: 'bulkhead' },
  ],
  defaults: [
    noTimeout(
      'pg-promise waits for an answer without end unless `query_timeout` is set; the timeouts of the server do not help when it has gone',
    ),
    {
      facet: 'timeout',
      covers: 'connect',
      ms: 'unbounded',
      says: 'pg-promise waits for a connection without end unless `connectionTimeoutMillis` is set',
    },
    {
      facet: 'bulkhead',
      on: ['instance'],
      limit: 10,
      says: 'a database of pg-promise has 10 connections, and a line of any length before them',
    },
  ],
  advice: 'pgp({ connectionString, connectionTimeoutMillis: 5_000, query_timeout: 15_000 })',
  evidence: [{ url: 'https://github.com/vitaly-t/pg-promise/wiki/Connection-Syntax', versions: '12.7.1', how: 'read' }],
};
