import type { ClientModel } from '../../model/catalog/client';

const reads = [
  'search',
  'searchSingleIndex',
  'searchForHits',
  'searchForFacets',
  'getObject',
  'getObjects',
  'getSettings',
  'listIndices',
  'browse',
  'browseObjects',
  'getTask',
  'waitForTask',
];
const writes = [
  'saveObject',
  'saveObjects',
  'addOrUpdateObject',
  'partialUpdateObject',
  'partialUpdateObjects',
  'deleteObject',
  'deleteObjects',
  'deleteBy',
  'clearObjects',
  'batch',
  'multipleBatch',
  'setSettings',
  'saveRule',
  'saveRules',
  'saveSynonym',
  'saveSynonyms',
  'replaceAllObjects',
];

/** It bounds everything and goes on to the next host by itself. */
export const algoliasearch: ClientModel = {
  id: 'algoliasearch',
  title: 'Algolia',
  modules: ['algoliasearch', 'algoliasearch/lite', '@algolia/client-search'],
  package: 'algoliasearch',
  failure: 'throws',
  makes: [
    ...['', 'algoliasearch', 'liteClient', 'searchClient'].map((path) => ({
      path,
      options: ['arg[2]'] as const,
      types: ['Algoliasearch', 'SearchClient', 'LiteClient'],
    })),
    // Up to version 4.
    { path: 'initIndex', on: ['instance'], kind: 'index', inherits: true, types: ['SearchIndex'] },
  ],
  calls: [
    { paths: reads, on: ['instance', 'index'], options: ['arg[1]'], effect: 'read' },
    { paths: writes, on: ['instance', 'index'], options: ['arg[1]'], effect: 'write' },
  ],
  options: [
    // The clock of the connection stops with the head of the answer, and only then that of the body starts.
    { option: 'timeouts.read', on: reads, sets: 'timeout', covers: 'idle' },
    { option: 'timeouts.write', on: writes, sets: 'timeout', covers: 'idle' },
    { option: 'timeouts.connect', sets: 'timeout', covers: 'headers' },
  ],
  defaults: [
    { facet: 'timeout', covers: 'attempt', ms: 5_000, on: reads, says: 'Algolia gives up the body of an answer to a read after 5 s' },
    { facet: 'timeout', covers: 'attempt', ms: 30_000, on: writes, says: 'Algolia gives up the body of an answer to a write after 30 s' },
    { facet: 'timeout', covers: 'headers', ms: 2_000, says: 'Algolia gives up on a host whose response head is not there after 2 s' },
    {
      facet: 'retry',
      attempts: 4,
      backoff: 'none',
      jitter: false,
      writes: true,
      onStatus: true,
      onTimeout: true,
      says: 'Algolia goes on to each of its 4 hosts',
    },
  ],
  advice: 'algoliasearch(id, key)',
  evidence: [{ url: 'https://www.algolia.com/doc/libraries/sdk/customize/javascript', versions: '5.64.0', how: 'read' }],
};
