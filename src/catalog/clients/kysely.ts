import type { ClientModel } from '../../model/catalog/client';
import { noTimeout } from '../families/floor';

const steps = [
  'select',
  'selectAll',
  'from',
  'where',
  'whereRef',
  'innerJoin',
  'leftJoin',
  'rightJoin',
  'fullJoin',
  'orderBy',
  'groupBy',
  'having',
  'limit',
  'offset',
  'distinct',
  'distinctOn',
  'values',
  'set',
  'returning',
  'returningAll',
  'onConflict',
  'onDuplicateKeyUpdate',
  'forUpdate',
  '$if',
  '$call',
];

/** It adds nothing of its own to the driver; a query is sent by `execute` and its like. */
export const kysely: ClientModel = {
  id: 'kysely',
  title: 'Kysely',
  modules: ['kysely'],
  failure: 'throws',
  traits: ['database'],
  makes: [
    { path: 'Kysely', of: ['arg[0].dialect.pool', 'arg[0].dialect.postgres', 'arg[0].dialect.database'], types: ['Transaction'] },
    ...['withSchema', 'withPlugin', 'with'].map((path) => ({ path, on: ['instance'], inherits: true })),
    { path: 'selectFrom', on: ['instance'], kind: 'reading', inherits: true, types: ['SelectQueryBuilder'] },
    ...['insertInto', 'updateTable', 'deleteFrom', 'replaceInto', 'mergeInto'].map((path) => ({
      path,
      on: ['instance'],
      kind: 'writing',
      inherits: true,
      types: ['InsertQueryBuilder', 'UpdateQueryBuilder', 'DeleteQueryBuilder'],
    })),
    ...steps.flatMap((path) => ['reading', 'writing'].map((kind) => ({ path, on: [kind], kind, inherits: true }))),
    { path: 'transaction', on: ['instance'], kind: 'transaction', inherits: true },
  ],
  calls: [
    { paths: ['execute', 'executeTakeFirst', 'executeTakeFirstOrThrow', 'stream'], on: ['reading'], options: ['arg[0]'], effect: 'read' },
    { paths: ['execute', 'executeTakeFirst', 'executeTakeFirstOrThrow', 'stream'], on: ['writing'], options: ['arg[0]'], effect: 'write' },
    { paths: ['executeQuery'], on: ['instance'], options: ['arg[1]'], effect: 'unknown' },
    { paths: ['execute'], on: ['transaction'], effect: 'write' },
  ],
  hands: [{ paths: ['execute'], on: ['transaction'], kind: 'instance' }],
  options: [{ option: 'signal', at: 'call', versions: '>=0.29.0', sets: 'cancellation', unit: 'signal' }],
  defaults: [noTimeout('Kysely waits as long as its driver does')],
  advice: 'new PostgresDialect({ pool: new Pool({ connectionTimeoutMillis: 5_000, query_timeout: 15_000 }) })',
  evidence: [{ url: 'https://kysely-org.github.io/kysely-apidoc/classes/Kysely.html', versions: '0.28.18, 0.29.9', how: 'read' }],
};
