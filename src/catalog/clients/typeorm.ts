import type { ClientModel } from '../../model/catalog/client';
import type { OptionModel } from '../../model/catalog/option';

const type = (...is: readonly string[]): NonNullable<OptionModel['beside']> => ({ option: 'type', is });
const postgres = ['postgres', 'cockroachdb'];
const mysql = type('mysql', 'mariadb');

const reads = [
  'find',
  'findBy',
  'findOne',
  'findOneBy',
  'findOneOrFail',
  'findOneByOrFail',
  'findAndCount',
  'findAndCountBy',
  'count',
  'countBy',
  'exists',
  'existsBy',
];
const writes = [
  'save',
  'insert',
  'update',
  'upsert',
  'delete',
  'remove',
  'softDelete',
  'softRemove',
  'restore',
  'recover',
  'increment',
  'decrement',
  'clear',
];
const steps = [
  'select',
  'addSelect',
  'from',
  'where',
  'andWhere',
  'orWhere',
  'leftJoin',
  'leftJoinAndSelect',
  'innerJoin',
  'innerJoinAndSelect',
  'orderBy',
  'addOrderBy',
  'groupBy',
  'having',
  'limit',
  'offset',
  'take',
  'skip',
  'insert',
  'into',
  'values',
  'update',
  'set',
  'delete',
  'setParameter',
  'setParameters',
];

/** The options of the driver go into `extra`; injected repositories are tied to a source we do not see. */
export const typeorm: ClientModel = {
  id: 'typeorm',
  title: 'TypeORM',
  modules: ['typeorm'],
  failure: 'throws',
  traits: ['database', 'pooled'],
  makes: [
    { path: 'DataSource', options: ['arg[0]'] },
    { path: 'createConnection', options: ['arg[0]'], types: ['Connection'] },
    { path: 'initialize', on: ['instance'], inherits: true },
    {
      path: 'getRepository',
      on: ['instance', 'manager'],
      kind: 'repository',
      inherits: true,
      types: ['Repository', 'MongoRepository', 'TreeRepository'],
    },
    {
      path: 'createQueryBuilder',
      on: ['instance', 'manager', 'repository'],
      kind: 'builder',
      inherits: true,
      types: ['SelectQueryBuilder'],
    },
    { path: 'createQueryRunner', on: ['instance'], kind: 'manager', inherits: true, types: ['QueryRunner', 'EntityManager'] },
    ...steps.map((path) => ({ path, on: ['builder'], kind: 'builder', inherits: true })),
  ],
  calls: [
    { paths: ['initialize'], on: ['instance'], effect: 'read', traits: ['connection', 'database'] },
    { paths: [...reads, 'query'], on: ['repository', 'manager'], effect: 'verb' },
    { paths: writes, on: ['repository', 'manager'], effect: 'write' },
    { paths: [...reads, ...writes, 'query'].map((name) => `manager.${name}`), on: ['instance', 'manager'], effect: 'verb' },
    { paths: ['query'], on: ['instance'], effect: { method: ['arg[0]'], otherwise: 'unknown' } },
    {
      paths: ['getMany', 'getOne', 'getOneOrFail', 'getManyAndCount', 'getRawMany', 'getRawOne', 'getCount', 'getExists', 'stream'],
      on: ['builder'],
      effect: 'read',
    },
    { paths: ['execute'], on: ['builder'], effect: 'write' },
    { paths: ['transaction', 'manager.transaction'], on: ['instance'], effect: 'write' },
  ],
  hands: [{ paths: ['transaction', 'manager.transaction'], on: ['instance', 'manager'], kind: 'manager' }],
  options: [
    { option: 'extra.query_timeout', at: 'instance', sets: 'timeout', off: [0, false], beside: type(...postgres) },
    { option: 'extra.connectionTimeoutMillis', at: 'instance', sets: 'timeout', covers: 'connect', off: [0], beside: type(...postgres) },
    { option: 'connectTimeoutMS', at: 'instance', sets: 'timeout', covers: 'connect', off: [0], beside: type(...postgres, 'mongodb') },
    { option: 'connectTimeout', at: 'instance', sets: 'timeout', covers: 'connect', off: [0], beside: mysql },
    { option: 'requestTimeout', at: 'instance', sets: 'timeout', off: [0], beside: type('mssql') },
    { option: 'socketTimeoutMS', at: 'instance', sets: 'timeout', off: [0], beside: type('mongodb') },
    // Only as the bound on each statement; without that it is the length from which one is logged, which nobody meant as a bound.
    { option: 'maxQueryExecutionTime', at: 'instance', sets: 'timeout', needs: 'enableQueryTimeout', beside: mysql, mends: false },
  ],
  stays: [{ option: 'type', is: ['sqlite', 'better-sqlite3', 'sqljs'] }],
  defaults: [
    {
      facet: 'timeout',
      covers: 'attempt',
      ms: 'unbounded',
      says: 'TypeORM waits as long as the driver does, without end unless `extra.query_timeout` or its like is set',
    },
    {
      facet: 'timeout',
      covers: 'attempt',
      ms: 15_000,
      beside: type('mssql'),
      says: 'the driver for SQL Server gives up a query after 15 s',
    },
  ],
  advice: "new DataSource({ type: 'postgres', connectTimeoutMS: 5_000, extra: { query_timeout: 15_000, statement_timeout: 10_000 } })",
  evidence: [{ url: 'https://typeorm.io/docs/data-source/data-source-options', versions: '1.1.1', how: 'read' }],
};
