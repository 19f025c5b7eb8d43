import type { ClientModel } from '../../model/catalog/client';
import { azureDefaults, azureOptions } from '../families/azure';

export const azureIdentity: ClientModel = {
  id: '@azure/identity',
  title: 'Azure Identity',
  modules: ['@azure/identity'],
  failure: 'throws',
  makes: [
    { path: 'DefaultAzureCredential', options: ['arg[0]'] },
    { path: 'ClientSecretCredential', options: ['arg[3]'] },
    { path: 'ClientCertificateCredential', options: ['arg[3]'] },
    { path: 'ClientAssertionCredential', options: ['arg[3]'] },
    { path: 'ManagedIdentityCredential', options: ['arg[1]', 'arg[0]'] },
    { path: 'WorkloadIdentityCredential', options: ['arg[0]'] },
    { path: 'EnvironmentCredential', options: ['arg[0]'] },
    { path: 'AzureCliCredential', options: ['arg[0]'] },
    { path: 'AzureDeveloperCliCredential', options: ['arg[0]'] },
    { path: 'AzurePowerShellCredential', options: ['arg[0]'] },
    { path: 'InteractiveBrowserCredential', options: ['arg[0]'] },
    { path: 'DeviceCodeCredential', options: ['arg[0]'] },
    { path: 'UsernamePasswordCredential', options: ['arg[4]'] },
    { path: 'OnBehalfOfCredential', options: ['arg[0]'] },
    { path: 'AuthorizationCodeCredential', options: ['arg[5]'] },
    { path: 'AzurePipelinesCredential', options: ['arg[4]'] },
    // Each of its credentials asks with options of its own.
    { path: 'ChainedTokenCredential', of: ['arg[0]'] },
    { path: 'VisualStudioCodeCredential', options: ['arg[0]'] },
  ],
  calls: [{ paths: ['getToken', 'authenticate'], on: ['instance'], options: ['arg[1]'], effect: 'read' }],
  // Neither a signal nor a time of the call reaches the library that asks for the token.
  options: azureOptions.filter(({ at }) => at === 'instance'),
  defaults: azureDefaults,
  advice: 'pTimeout(credential.getToken(scope), { milliseconds: 10_000 })',
  evidence: [{ url: 'https://learn.microsoft.com/javascript/api/@azure/identity', versions: 'core-rest-pipeline 1.24.0', how: 'read' }],
};
