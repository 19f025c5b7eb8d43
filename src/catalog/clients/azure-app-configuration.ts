import type { ClientModel } from '../../model/catalog/client';
import { azureDefaults, azureOptions } from '../families/azure';
import { proved } from '../families/proved';

export const azureAppConfiguration: ClientModel = {
  id: '@azure/app-configuration',
  title: 'Azure App Configuration',
  modules: ['@azure/app-configuration'],
  failure: 'throws',
  makes: [{ path: 'AppConfigurationClient', options: ['arg[2]', 'arg[1]'] }],
  calls: [
    { paths: ['getConfigurationSetting', 'getSnapshot'], on: ['instance'], options: ['arg[1]'], effect: 'read' },
    {
      paths: ['listConfigurationSettings', 'listRevisions', 'listSnapshots', 'listLabels'],
      on: ['instance'],
      options: ['arg[0]'],
      effect: 'read',
      traits: ['lazy'],
    },
    {
      paths: [
        'addConfigurationSetting',
        'setConfigurationSetting',
        'deleteConfigurationSetting',
        'beginCreateSnapshot',
        'archiveSnapshot',
        'recoverSnapshot',
      ],
      on: ['instance'],
      options: ['arg[1]'],
      effect: 'write',
    },
    { paths: ['setReadOnly'], on: ['instance'], options: ['arg[2]'], effect: 'write' },
  ],
  options: proved('abortSignal', azureOptions),
  defaults: azureDefaults,
  advice: 'client.getConfigurationSetting({ key }, { abortSignal: AbortSignal.timeout(10_000) })',
  evidence: [
    { url: 'https://learn.microsoft.com/javascript/api/@azure/app-configuration', versions: 'core-rest-pipeline 1.24.0', how: 'read' },
  ],
};
