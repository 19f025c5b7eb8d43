import type { CallModel, MakeModel, OptionModel } from '../../model/catalog';
import { sqlEffect } from './sql';

const kinds = ['pool', 'connection'];

/** Ways to a connection or a pool that `mysql` and all its successors offer. */
export const mysqlMakes: readonly MakeModel[] = [
  { path: 'createPool', kind: 'pool', options: ['arg[0]'], types: ['Pool'] },
  { path: 'createConnection', kind: 'connection', options: ['arg[0]'], types: ['Connection', 'PoolConnection'] },
  { path: 'getConnection', on: ['pool'], kind: 'connection', inherits: true },
  { path: 'promise', on: ['pool'], kind: 'pool', inherits: true },
  { path: 'promise', on: ['connection'], kind: 'connection', inherits: true },
];

/** What sends a statement; the options of one stand beside its text: `{ sql, timeout }`. */
export const mysqlCalls: readonly CallModel[] = [
  { paths: ['query', 'execute'], on: kinds, options: ['arg[0]'], effect: sqlEffect('arg[0]', 'arg[0].sql'), statement: 'sql' },
  { paths: ['commit', 'rollback'], on: ['connection'], effect: 'write' },
  { paths: ['beginTransaction', 'ping', 'changeUser'], on: ['connection'], effect: 'read' },
];

export const mysqlPool: OptionModel = { option: 'connectionLimit', at: 'instance', on: ['pool'], sets: 'bulkhead', off: [0] };
