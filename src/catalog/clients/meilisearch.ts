import type { ClientModel } from '../../model/catalog/client';
import { fetchFloor, noTimeout } from '../families/floor';

const reads = [
  'search',
  'multiSearch',
  'getDocument',
  'getDocuments',
  'getStats',
  'getSettings',
  'getRawIndex',
  'getRawIndexes',
  'getIndexes',
  'getTasks',
  'getTask',
  'health',
  'isHealthy',
  'getVersion',
  'getKeys',
  'getRawInfo',
];
const writes = [
  'addDocuments',
  'addDocumentsInBatches',
  'updateDocuments',
  'deleteDocument',
  'deleteDocuments',
  'deleteAllDocuments',
  'updateSettings',
  'resetSettings',
  'createIndex',
  'updateIndex',
  'deleteIndex',
  'createKey',
  'createDump',
  'createSnapshot',
  'swapIndexes',
  'delete',
  'update',
];

export const meilisearch: ClientModel = {
  id: 'meilisearch',
  title: 'Meilisearch',
  modules: ['meilisearch'],
  failure: 'throws',
  traits: ['database'],
  makes: [
    ...['Meilisearch', 'MeiliSearch'].map((path) => ({ path, options: ['arg[0]'] as const })),
    { path: 'index', on: ['instance'], kind: 'index', inherits: true, types: ['Index'] },
  ],
  calls: [
    { paths: reads, on: ['instance', 'index'], options: ['arg[2]', 'arg[1]'], effect: 'read' },
    { paths: writes, on: ['instance', 'index'], options: ['arg[2]', 'arg[1]'], effect: 'write' },
  ],
  options: [
    { option: 'timeout', at: 'instance', versions: '>=0.36.0', sets: 'timeout', kills: [0], proved: true },
    { option: 'requestInit.signal', at: 'instance', sets: 'cancellation', unit: 'signal' },
    { option: 'signal', at: 'call', sets: 'cancellation', unit: 'signal' },
  ],
  defaults: [noTimeout('Meilisearch has no timeout unless `timeout` is set'), ...fetchFloor],
  advice: 'new Meilisearch({ host, timeout: 10_000 })',
  evidence: [{ url: 'https://github.com/meilisearch/meilisearch-js#-usage', versions: '0.62.0', how: 'read' }],
};
