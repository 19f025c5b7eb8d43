import type { ClientModel } from '../../model/catalog/client';
import { noTimeout } from '../families/floor';

const reads = ['find', 'findOne', 'findOneOrFail', 'findAll', 'findAndCount', 'count', 'refresh', 'populate'];
const writes = [
  'flush',
  'persistAndFlush',
  'removeAndFlush',
  'nativeInsert',
  'nativeUpdate',
  'nativeDelete',
  'insert',
  'insertMany',
  'upsert',
  'upsertMany',
  'transactional',
  'commit',
];

export const mikroOrmCore: ClientModel = {
  id: '@mikro-orm/core',
  title: 'MikroORM',
  modules: [
    '@mikro-orm/core',
    '@mikro-orm/postgresql',
    '@mikro-orm/mysql',
    '@mikro-orm/mariadb',
    '@mikro-orm/mongodb',
    '@mikro-orm/mssql',
    '@mikro-orm/libsql',
  ],
  package: '@mikro-orm/core',
  failure: 'throws',
  traits: ['database', 'pooled'],
  makes: [
    ...['MikroORM.init', 'MikroORM.initSync', 'MikroORM'].map((path) => ({ path, options: ['arg[0]'] as const })),
    { path: 'em.fork', on: ['instance'], kind: 'manager', inherits: true, types: ['EntityManager', 'SqlEntityManager'] },
    { path: 'fork', on: ['manager'], kind: 'manager', inherits: true },
    { path: 'getRepository', on: ['manager'], kind: 'repository', inherits: true, types: ['EntityRepository'] },
    { path: 'em.getRepository', on: ['instance'], kind: 'repository', inherits: true },
  ],
  calls: [
    { paths: ['MikroORM.init'], on: ['module'], options: ['arg[0]'], effect: 'read', traits: ['connection', 'database'] },
    { paths: reads, on: ['manager', 'repository'], effect: 'read' },
    { paths: writes, on: ['manager', 'repository'], effect: 'write' },
    { paths: reads.map((name) => `em.${name}`), on: ['instance'], effect: 'read' },
    { paths: writes.map((name) => `em.${name}`), on: ['instance'], effect: 'write' },
  ],
  options: [
    { option: 'driverOptions.connection.query_timeout', sets: 'timeout', off: [0, false] },
    { option: 'driverOptions.connection.connectionTimeoutMillis', sets: 'timeout', covers: 'connect', off: [0] },
    { option: 'pool.acquireTimeoutMillis', sets: 'timeout', covers: 'connect' },
    { option: 'pool.max', at: 'instance', sets: 'bulkhead' },
  ],
  defaults: [
    noTimeout('MikroORM waits as long as the driver does, without end unless its options are set in `driverOptions`'),
    { facet: 'timeout', covers: 'connect', ms: 30_000, versions: '<7.0.0', says: 'MikroORM gives up connecting after 30 s' },
  ],
  advice: 'MikroORM.init({ driverOptions: { connection: { query_timeout: 15_000 } } })',
  evidence: [{ url: 'https://mikro-orm.io/docs/configuration#driver', versions: '6.4.3', how: 'read' }],
};
