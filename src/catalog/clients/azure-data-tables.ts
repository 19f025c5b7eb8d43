import type { ClientModel } from '../../model/catalog/client';
import { azureDefaults, azureOptions } from '../families/azure';
import { proved } from '../families/proved';

export const azureDataTables: ClientModel = {
  id: '@azure/data-tables',
  title: 'Azure Tables',
  modules: ['@azure/data-tables'],
  failure: 'throws',
  makes: [
    { path: 'TableClient', options: ['arg[3]', 'arg[2]'] },
    { path: 'TableServiceClient', options: ['arg[2]', 'arg[1]'] },
    { path: 'TableClient.fromConnectionString', options: ['arg[2]'] },
    { path: 'TableServiceClient.fromConnectionString', options: ['arg[1]'] },
  ],
  calls: [
    { paths: ['getEntity'], on: ['instance'], options: ['arg[2]'], effect: 'read' },
    { paths: ['listEntities', 'listTables'], on: ['instance'], options: ['arg[0]'], effect: 'read', traits: ['lazy'] },
    { paths: ['getAccessPolicy', 'getProperties', 'getStatistics'], on: ['instance'], options: ['arg[0]'], effect: 'read' },
    { paths: ['createEntity', 'setAccessPolicy', 'setProperties'], on: ['instance'], options: ['arg[1]'], effect: 'write' },
    {
      paths: ['updateEntity', 'upsertEntity', 'deleteEntity', 'submitTransaction'],
      on: ['instance'],
      options: ['arg[2]', 'arg[1]'],
      effect: 'write',
    },
    { paths: ['createTable', 'deleteTable'], on: ['instance'], options: ['arg[0]', 'arg[1]'], effect: 'write' },
  ],
  options: proved('abortSignal', azureOptions),
  defaults: azureDefaults,
  advice: 'client.getEntity(partition, row, { abortSignal: AbortSignal.timeout(10_000) })',
  evidence: [{ url: 'https://learn.microsoft.com/javascript/api/@azure/data-tables', versions: 'core-rest-pipeline 1.24.0', how: 'read' }],
};
