import type { ClientModel } from '../../model/catalog/client';
import { noTimeout } from '../families/floor';
import { sqlEffect } from '../families/sql';

/** It adds nothing of its own to the driver it is given; a query is sent when it is awaited. */
export const drizzleOrm: ClientModel = {
  id: 'drizzle-orm',
  title: 'Drizzle',
  modules: ['drizzle-orm', 'drizzle-orm/*'],
  package: 'drizzle-orm',
  failure: 'throws',
  traits: ['database', 'lazy'],
  makes: [
    {
      path: 'drizzle',
      of: ['arg[0]', 'arg[0].client', 'arg[0].connection'],
      // None of these drivers bounds a query by itself; those of SQLite stay in the process and are left out.
      dials: ['drizzle-orm/node-postgres', 'drizzle-orm/postgres-js', 'drizzle-orm/mysql2'],
      types: ['NodePgDatabase', 'PostgresJsDatabase', 'MySql2Database', 'LibSQLDatabase', 'NeonHttpDatabase', 'PlanetScaleDatabase'],
    },
    { path: 'with', on: ['instance'], inherits: true },
  ],
  calls: [
    {
      paths: ['select', 'selectDistinct', 'selectDistinctOn', '$count', 'query.*.findMany', 'query.*.findFirst'],
      on: ['instance'],
      effect: 'read',
    },
    { paths: ['insert', 'update', 'delete', 'refreshMaterializedView', 'transaction', 'batch'], on: ['instance'], effect: 'write' },
    { paths: ['execute', 'run', 'all', 'values'], on: ['instance'], effect: sqlEffect('arg[0]') },
  ],
  hands: [{ paths: ['transaction'], kind: 'instance' }],
  defaults: [noTimeout('Drizzle waits as long as its driver does')],
  advice: 'drizzle(new Pool({ connectionTimeoutMillis: 5_000, query_timeout: 15_000 }))',
  evidence: [{ url: 'https://orm.drizzle.team/docs/connect-overview', versions: '0.45.4', how: 'read' }],
};
