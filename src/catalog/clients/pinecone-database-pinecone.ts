import type { ClientModel } from '../../model/catalog/client';
import { ownFetch } from '../families/fetch';
import { fetchFloor, noTimeout } from '../families/floor';

export const pineconeDatabasePinecone: ClientModel = {
  id: '@pinecone-database/pinecone',
  title: 'Pinecone',
  modules: ['@pinecone-database/pinecone'],
  failure: 'throws',
  traits: ['database'],
  makes: [
    { path: 'Pinecone', options: ['arg[0]'] },
    { path: 'index', on: ['instance'], kind: 'index', inherits: true, types: ['Index'] },
    { path: 'Index', on: ['instance'], kind: 'index', inherits: true },
    { path: 'namespace', on: ['index'], kind: 'index', inherits: true },
  ],
  calls: [
    {
      paths: ['listIndexes', 'describeIndex', 'listCollections', 'describeCollection', 'inference.embed', 'inference.rerank'],
      on: ['instance'],
      effect: 'read',
    },
    {
      paths: [
        'createIndex',
        'createIndexForModel',
        'configureIndex',
        'deleteIndex',
        'createCollection',
        'deleteCollection',
        'createBackup',
        'deleteBackup',
      ],
      on: ['instance'],
      effect: 'write',
    },
    {
      paths: [
        'query',
        'fetch',
        'fetchByMetadata',
        'listPaginated',
        'describeIndexStats',
        'searchRecords',
        'listNamespaces',
        'describeNamespace',
      ],
      on: ['index'],
      effect: 'read',
    },
    {
      paths: [
        'upsert',
        'upsertRecords',
        'update',
        'deleteOne',
        'deleteMany',
        'deleteAll',
        'deleteNamespace',
        'startImport',
        'cancelImport',
      ],
      on: ['index'],
      effect: 'write',
    },
  ],
  options: [
    { option: 'maxRetries', at: 'instance', sets: 'retry', off: [0], writes: true },
    { ...ownFetch, option: 'fetchApi' },
  ],
  defaults: [
    noTimeout('Pinecone has no timeout; only a `fetchApi` of your own can bring one'),
    ...fetchFloor,
    {
      facet: 'retry',
      attempts: 4,
      backoff: 'exponential',
      jitter: true,
      delayMs: 200,
      // An upsert repeated after a refusal writes the same vectors again.
      writes: true,
      says: 'Pinecone tries 4 times after 5xx',
    },
  ],
  advice: 'pTimeout(index.query(request), { milliseconds: 10_000 })',
  evidence: [{ url: 'https://github.com/pinecone-io/pinecone-ts-client', versions: '8.2.0', how: 'read' }],
};
