import type { ClientModel } from '../../model/catalog/client';
import { gaxOptions, gaxOptionsUnder, gaxRetry } from '../families/google';

export const googleCloudDatastore: ClientModel = {
  id: '@google-cloud/datastore',
  title: 'Google Datastore',
  modules: ['@google-cloud/datastore'],
  failure: 'throws',
  traits: ['database'],
  makes: [
    { path: 'Datastore', options: ['arg[0]'] },
    { path: 'transaction', on: ['instance'], kind: 'transaction', types: ['Transaction'] },
    { path: 'createQuery', on: ['instance'], kind: 'query' },
    ...['filter', 'order', 'limit', 'offset', 'select', 'hasAncestor', 'start', 'end', 'groupBy'].map((path) => ({
      path,
      on: ['query'],
      kind: 'query',
    })),
  ],
  calls: [
    {
      paths: ['get', 'runQuery', 'runAggregationQuery', 'allocateIds'],
      on: ['instance', 'transaction'],
      options: ['arg[1]'],
      effect: 'read',
    },
    { paths: ['save', 'insert', 'update', 'upsert', 'delete', 'merge'], on: ['instance'], options: ['arg[1]'], effect: 'write' },
    { paths: ['run'], on: ['query'], options: ['arg[0]'], effect: 'read' },
    { paths: ['run', 'rollback'], on: ['transaction'], options: ['arg[0]'], effect: 'read' },
    { paths: ['commit'], on: ['transaction'], options: ['arg[0]'], effect: 'write' },
  ],
  options: [
    // What changes something takes them as they are, what asks takes them under a name.
    ...gaxOptions.map((row) => ({ ...row, on: ['save', 'delete', 'commit', 'rollback'] })),
    ...gaxOptionsUnder('gaxOptions').map((row) => ({
      ...row,
      at: 'call' as const,
      on: ['get', 'runQuery', 'runAggregationQuery', 'allocateIds', 'run'],
    })),
  ],
  defaults: [
    { facet: 'timeout', covers: 'attempt', ms: 60_000, says: 'Datastore gives up most calls after 60 s' },
    gaxRetry({
      writes: false,
      says: 'Datastore repeats what its configuration calls repeatable, for up to 600 s',
    }),
  ],
  advice: 'datastore.get(key, { gaxOptions: { timeout: 10_000 } })',
  evidence: [{ url: 'https://cloud.google.com/nodejs/docs/reference/datastore/latest', versions: 'google-gax 5.0.8', how: 'read' }],
};
