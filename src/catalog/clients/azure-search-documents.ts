import type { ClientModel } from '../../model/catalog/client';
import { azureDefaults, azureOptions } from '../families/azure';
import { proved } from '../families/proved';

export const azureSearchDocuments: ClientModel = {
  id: '@azure/search-documents',
  title: 'Azure AI Search',
  modules: ['@azure/search-documents'],
  failure: 'throws',
  makes: [
    { path: 'SearchClient', options: ['arg[3]'] },
    { path: 'SearchIndexClient', options: ['arg[2]'] },
    { path: 'SearchIndexerClient', options: ['arg[2]'] },
  ],
  calls: [
    {
      paths: [
        'search',
        'getDocument',
        'getIndex',
        'getIndexStatistics',
        'getSynonymMap',
        'getIndexer',
        'getIndexerStatus',
        'getDataSourceConnection',
        'getSkillset',
      ],
      on: ['instance'],
      options: ['arg[1]'],
      effect: 'read',
    },
    { paths: ['suggest', 'autocomplete', 'analyzeText'], on: ['instance'], options: ['arg[2]'], effect: 'read' },
    { paths: ['getDocumentsCount', 'getServiceStatistics'], on: ['instance'], options: ['arg[0]'], effect: 'read' },
    {
      paths: ['listIndexes', 'listIndexesNames', 'listIndexers', 'listSynonymMaps'],
      on: ['instance'],
      options: ['arg[0]'],
      effect: 'read',
      traits: ['lazy'],
    },
    {
      paths: [
        'uploadDocuments',
        'mergeDocuments',
        'mergeOrUploadDocuments',
        'indexDocuments',
        'createIndex',
        'createOrUpdateIndex',
        'deleteIndex',
        'createSynonymMap',
        'deleteSynonymMap',
        'createIndexer',
        'createOrUpdateIndexer',
        'deleteIndexer',
        'runIndexer',
        'resetIndexer',
        'createDataSourceConnection',
        'createSkillset',
      ],
      on: ['instance'],
      options: ['arg[1]'],
      effect: 'write',
    },
    // Its types take options behind documents as well, and hand on none of them.
    { paths: ['deleteDocuments'], on: ['instance'], options: ['arg[2]'], effect: 'write' },
  ],
  options: proved('abortSignal', azureOptions),
  defaults: azureDefaults,
  advice: 'client.search(text, { abortSignal: AbortSignal.timeout(10_000) })',
  evidence: [
    { url: 'https://learn.microsoft.com/javascript/api/@azure/search-documents', versions: 'core-rest-pipeline 1.24.0', how: 'read' },
  ],
};
