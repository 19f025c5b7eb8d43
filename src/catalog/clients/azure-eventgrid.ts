import type { ClientModel } from '../../model/catalog/client';
import { azureDefaults, azureOptions } from '../families/azure';
import { proved } from '../families/proved';

export const azureEventgrid: ClientModel = {
  id: '@azure/eventgrid',
  title: 'Azure Event Grid',
  modules: ['@azure/eventgrid', '@azure/web-pubsub'],
  failure: 'throws',
  makes: [
    { path: 'EventGridPublisherClient', options: ['arg[3]'] },
    { path: 'WebPubSubServiceClient', options: ['arg[2]', 'arg[3]'] },
  ],
  calls: [
    {
      paths: ['send', 'sendToAll', 'addUserToGroup', 'removeUserFromAllGroups', 'closeConnection', 'closeAllConnections'],
      on: ['instance'],
      options: ['arg[1]'],
      effect: 'write',
    },
    { paths: ['sendToUser', 'sendToConnection'], on: ['instance'], options: ['arg[2]'], effect: 'write' },
    {
      paths: ['getClientAccessToken', 'connectionExists', 'userExists', 'groupExists'],
      on: ['instance'],
      options: ['arg[1]'],
      effect: 'read',
    },
  ],
  options: proved('abortSignal', azureOptions),
  defaults: azureDefaults,
  advice: 'client.send(events, { abortSignal: AbortSignal.timeout(10_000) })',
  evidence: [{ url: 'https://learn.microsoft.com/javascript/api/@azure/eventgrid', versions: 'core-rest-pipeline 1.24.0', how: 'read' }],
};
