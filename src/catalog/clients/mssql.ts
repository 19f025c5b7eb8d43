import type { ClientModel } from '../../model/catalog/client';
import { sqlEffect } from '../families/sql';

export const mssql: ClientModel = {
  id: 'mssql',
  title: 'SQL Server (mssql)',
  modules: ['mssql', 'mssql/msnodesqlv8', 'mssql/tedious'],
  package: 'mssql',
  failure: 'throws',
  traits: ['database', 'pooled'],
  makes: [
    { path: 'connect', kind: 'pool', options: ['arg[0]'] },
    { path: 'ConnectionPool', kind: 'pool', options: ['arg[0]'] },
    { path: 'connect', on: ['pool'], kind: 'pool', inherits: true },
    { path: 'Request', kind: 'request', options: ['arg[1]'], of: ['arg[0]'] },
    { path: 'request', on: ['pool', 'transaction'], kind: 'request', inherits: true },
    { path: 'Transaction', kind: 'transaction', of: ['arg[0]'] },
    { path: 'transaction', on: ['pool'], kind: 'transaction', inherits: true },
    { path: 'PreparedStatement', kind: 'prepared', of: ['arg[0]'] },
    ...['input', 'output'].map((path) => ({ path, on: ['request'], kind: 'request', inherits: true })),
  ],
  calls: [
    { paths: ['connect'], on: ['module', 'pool'], options: ['arg[0]'], effect: 'read', traits: ['connection', 'database'] },
    { paths: ['query'], on: ['module', 'pool', 'request'], effect: sqlEffect('arg[0]') },
    { paths: ['query'], on: ['module', 'pool', 'request'], tags: true, effect: sqlEffect('arg[0]') },
    { paths: ['batch', 'execute'], on: ['request', 'pool', 'prepared'], effect: 'unknown' },
    { paths: ['begin', 'commit', 'rollback'], on: ['transaction'], effect: 'write' },
    { paths: ['bulk'], on: ['request'], effect: 'write', without: ['default:timeout', 'requestTimeout'] },
  ],
  options: [
    { option: 'requestTimeout', at: 'instance', sets: 'timeout', off: [0, 'Infinity'] },
    { option: 'options.requestTimeout', at: 'instance', sets: 'timeout', off: [0, 'Infinity'] },
    { option: 'connectionTimeout', at: 'instance', sets: 'timeout', covers: 'connect', kills: [0] },
    { option: 'pool.max', at: 'instance', sets: 'bulkhead' },
  ],
  defaults: [
    { facet: 'timeout', covers: 'attempt', ms: 15_000, says: 'mssql gives up a request after 15 s' },
    { facet: 'timeout', covers: 'connect', ms: 15_000, says: 'mssql gives up connecting after 15 s' },
    { facet: 'bulkhead', limit: 10, says: 'a pool of mssql has 10 connections' },
  ],
  advice: 'sql.connect({ connectionTimeout: 5_000, requestTimeout: 10_000 })',
  evidence: [{ url: 'https://github.com/tediousjs/node-mssql#general-same-for-all-drivers', versions: '12.7.14', how: 'read' }],
};
