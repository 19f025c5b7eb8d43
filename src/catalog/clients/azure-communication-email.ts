import type { ClientModel } from '../../model/catalog/client';
import { azureDefaults, azureOptions } from '../families/azure';

export const azureCommunicationEmail: ClientModel = {
  id: '@azure/communication-email',
  title: 'Azure Communication',
  modules: ['@azure/communication-email', '@azure/communication-sms'],
  failure: 'throws',
  makes: [
    { path: 'EmailClient', options: ['arg[2]', 'arg[1]'] },
    { path: 'SmsClient', options: ['arg[2]', 'arg[1]'] },
  ],
  calls: [{ paths: ['beginSend', 'send'], on: ['instance'], options: ['arg[1]'], effect: 'write' }],
  options: azureOptions,
  defaults: azureDefaults,
  advice: 'client.beginSend(message, { abortSignal: AbortSignal.timeout(10_000) })',
  evidence: [
    { url: 'https://learn.microsoft.com/javascript/api/@azure/communication-email', versions: 'core-rest-pipeline 1.24.0', how: 'read' },
  ],
};
