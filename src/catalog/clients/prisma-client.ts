import type { ClientModel } from '../../model/catalog/client';

const reads = ['findUnique', 'findUniqueOrThrow', 'findFirst', 'findFirstOrThrow', 'findMany', 'count', 'aggregate', 'groupBy'];
const writes = [
  'create',
  'createMany',
  'createManyAndReturn',
  'update',
  'updateMany',
  'updateManyAndReturn',
  'upsert',
  'delete',
  'deleteMany',
];

/** Where the generator `prisma-client`, which 7 asks for, writes the client into the project: `output = "../src/generated/prisma"`. */
const generated = ['generated/prisma', 'generated/prisma-client', 'generated/client', 'prisma/generated'].flatMap((folder) => [
  `*/${folder}`,
  `*/${folder}/*`,
]);

/**
 * From 7 on the driver adapter decides, before it the address of the database does: what bounds a query is said there.
 * `timeout` of an interactive transaction is looked at between its statements: one that hangs is waited for. `maxWait` ends the
 * wait for its beginning.
 */
export const prismaClient: ClientModel = {
  id: '@prisma/client',
  title: 'Prisma',
  modules: ['@prisma/client', '@prisma/client/*', ...generated],
  package: '@prisma/client',
  failure: 'throws',
  traits: ['database', 'pooled', 'lazy'],
  conflicts: ['P2002', 'P2034'],
  makes: [
    { path: 'PrismaClient', options: ['arg[0]'] },
    { path: '$extends', on: ['instance'], inherits: true },
  ],
  calls: [
    { paths: reads.map((name) => `*.${name}`), on: ['instance'], effect: 'read' },
    { paths: writes.map((name) => `*.${name}`), on: ['instance'], effect: 'write' },
    ...[false, true].flatMap((tags) => [
      { paths: ['$queryRaw'], on: ['instance'], effect: 'read', ...(tags ? { tags } : {}) } as const,
      { paths: ['$executeRaw'], on: ['instance'], effect: 'write', ...(tags ? { tags } : {}) } as const,
    ]),
    { paths: ['$queryRawUnsafe'], on: ['instance'], effect: 'read' },
    { paths: ['$executeRawUnsafe'], on: ['instance'], effect: 'write' },
    { paths: ['$transaction'], on: ['instance'], options: ['arg[1]'], effect: 'write' },
    { paths: ['$connect'], on: ['instance'], effect: 'read', traits: ['connection', 'database'] },
  ],
  hands: [{ paths: ['$transaction'], kind: 'instance' }],
  options: [
    { option: 'adapter.query_timeout', at: 'instance', sets: 'timeout', off: [0] },
    { option: 'adapter.connectionTimeoutMillis', at: 'instance', sets: 'timeout', covers: 'connect', off: [0] },
    { option: 'maxWait', at: 'call', on: ['$transaction'], sets: 'timeout', covers: 'connect' },
    { option: 'transactionOptions.maxWait', at: 'instance', on: ['$transaction'], sets: 'timeout', covers: 'connect' },
  ],
  defaults: [
    { facet: 'opaque', may: ['timeout'], says: 'the driver or the address of the database decides how long Prisma waits' },
    {
      facet: 'timeout',
      on: ['$transaction'],
      covers: 'connect',
      ms: 2_000,
      says: 'Prisma waits 2 s for a transaction to begin, and for each of its statements as long as the driver does',
    },
  ],
  advice: 'new PrismaPg({ connectionString, connectionTimeoutMillis: 5_000, query_timeout: 15_000 })',
  evidence: [
    { url: 'https://www.prisma.io/docs/orm/prisma-client/setup-and-configuration/databases-connections', versions: '7.10.0', how: 'read' },
  ],
};
