import type { ClientModel } from '../../model/catalog/client';
import type { OptionModel } from '../../model/catalog/option';
import { noTimeout } from '../families/floor';
import { sqlEffect } from '../families/sql';

const reads = ['findAll', 'findOne', 'findByPk', 'findAndCountAll', 'findOrBuild', 'count', 'max', 'min', 'sum', 'aggregate'];
const writes = [
  'create',
  'bulkCreate',
  'findOrCreate',
  'findCreateFind',
  'update',
  'upsert',
  'destroy',
  'restore',
  'truncate',
  'increment',
  'decrement',
];

/** What gives one row, which can be stored again, and what gives a pair of one and whether it is new. */
const one = ['findOne', 'findByPk', 'create', 'build'];
const pair = ['findOrCreate', 'findCreateFind', 'findOrBuild', 'upsert'];
const ofRow = ['save', 'reload', 'update', 'destroy', 'restore', 'increment', 'decrement'];

/** Rows of a model that an instance defined, whose bounds they have. */
const defined = ['model', 'record', 'pair'];

const dialect = (...is: readonly string[]): NonNullable<OptionModel['beside']> => ({ option: 'dialect', is });

/** What the pool allows, it allows for a connection; the first use asks the server's version past the pool. */
export const sequelize: ClientModel = {
  id: 'sequelize',
  title: 'Sequelize',
  modules: ['sequelize', '@sequelize/core', 'sequelize-typescript'],
  package: 'sequelize',
  failure: 'throws',
  traits: ['database', 'pooled'],
  makes: [
    ...['Sequelize', ''].map((path) => ({ path, options: ['arg[3]', 'arg[1]', 'arg[0]'] as const })),
    { path: 'define', on: ['instance'], kind: 'model', inherits: true, byFile: true },
    // Before 6: the file of a model, which it loads itself.
    { path: 'import', on: ['instance'], kind: 'model', inherits: true },
    { path: 'model', on: ['instance'], kind: 'model', inherits: true },
    // A class of the project that extends `Model` reaches its calls through this.
    { path: 'Model', kind: 'row' },
    ...one.map((name) => ({ path: `Model.${name}`, kind: 'row' })),
    ...pair.map((name) => ({ path: `Model.${name}`, kind: 'pair-of-row' })),
    ...['', ...one].map((path) => ({ path, on: ['model'], kind: 'record', inherits: true })),
    ...pair.map((path) => ({ path, on: ['model'], kind: 'pair', inherits: true })),
  ],
  calls: [
    { paths: ['authenticate', 'databaseVersion'], on: ['instance'], effect: 'read', traits: ['connection', 'database'] },
    { paths: ['query'], on: ['instance'], options: ['arg[1]'], effect: sqlEffect('arg[0]', 'arg[0].query') },
    { paths: ['sync', 'drop', 'transaction'], on: ['instance'], effect: 'write' },
    { paths: reads, on: ['model'], effect: 'read' },
    { paths: writes, on: ['model'], effect: 'write' },
    { paths: reads.map((name) => `Model.${name}`), on: ['module'], effect: 'read' },
    { paths: writes.map((name) => `Model.${name}`), on: ['module'], effect: 'write' },
    { paths: ofRow, on: ['row', 'record'], effect: 'write' },
    { paths: ofRow.map((name) => `0.${name}`), on: ['pair-of-row', 'pair'], effect: 'write' },
  ],
  hands: [
    { paths: ['spread'], on: ['pair'], kind: 'record' },
    { paths: ['spread'], on: ['pair-of-row'], kind: 'row' },
  ],
  options: [
    { option: 'dialectOptions.query_timeout', at: 'instance', sets: 'timeout', off: [0, false], beside: dialect('postgres') },
    { option: 'dialectOptions.options.requestTimeout', at: 'instance', sets: 'timeout', off: [0], beside: dialect('mssql') },
    { option: 'dialectOptions.socketTimeout', at: 'instance', sets: 'timeout', off: [0], beside: dialect('mariadb') },
    {
      option: 'dialectOptions.connectionTimeoutMillis',
      at: 'instance',
      sets: 'timeout',
      covers: 'connect',
      off: [0],
      beside: dialect('postgres'),
    },
    {
      option: 'dialectOptions.connectTimeout',
      at: 'instance',
      sets: 'timeout',
      covers: 'connect',
      off: [0],
      beside: dialect('mysql', 'mariadb'),
    },
    { option: 'pool.acquire', at: 'instance', sets: 'timeout', covers: 'connect', off: [0] },
    { option: 'pool.max', at: 'instance', sets: 'bulkhead' },
    // The wait for each try of a query, its connection included.
    { option: 'retry.timeout', sets: 'timeout', off: [0], cancels: false, mends: false },
    { option: 'retry.max', sets: 'retry', plus: 0, unbounded: ['Infinity'] },
  ],
  stays: [{ option: 'dialect', is: ['sqlite'] }],
  defaults: [
    {
      ...noTimeout('Sequelize waits as long as the driver does, without end unless `dialectOptions.query_timeout` or its like is set'),
      on: ['instance', ...defined],
    },
    {
      facet: 'timeout',
      covers: 'attempt',
      ms: 15_000,
      beside: dialect('mssql'),
      on: ['instance', ...defined],
      says: 'the driver for SQL Server gives up a query after 15 s',
    },
    {
      facet: 'opaque',
      on: ['module', 'row', 'pair-of-row'],
      may: ['timeout', 'retry'],
      says: 'the Sequelize behind a model class is made elsewhere',
    },
    { facet: 'bulkhead', limit: 5, says: 'Sequelize opens at most 5 connections' },
  ],
  advice: 'new Sequelize(url, { dialectOptions: { connectionTimeoutMillis: 5_000, query_timeout: 15_000 } })',
  evidence: [{ url: 'https://sequelize.org/docs/v6/other-topics/connection-pool/', versions: '6.37.8', how: 'read' }],
};
