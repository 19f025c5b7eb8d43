import type { ClientModel } from '../../model/catalog/client';
import { noTimeout } from '../families/floor';

/** Members of the generated interfaces that send; `init`, `setAccessToken` and the models beside them do not. */
const reads: readonly string[] = [
  'getPage',
  'getById',
  'getAll',
  'get',
  'read',
  'doSearch',
  'search',
  'getMany',
  'getByEmail',
  'getByName',
  'getOwnersPage',
];
const writes: readonly string[] = [
  'create',
  'update',
  'archive',
  'upsert',
  'merge',
  'replace',
  'purge',
  'gdprDelete',
  'createDefault',
  'send',
  'associate',
];

export const hubspotApiClient: ClientModel = {
  id: '@hubspot/api-client',
  title: 'HubSpot',
  modules: ['@hubspot/api-client'],
  failure: 'throws',
  makes: [{ path: 'Client', options: ['arg[0]'] }],
  calls: [
    {
      paths: reads.flatMap((member) => [`crm.**.${member}`, `cms.**.${member}`, `marketing.**.${member}`, `settings.**.${member}`]),
      on: ['instance'],
      effect: 'read',
    },
    {
      paths: writes.flatMap((member) => [`crm.**.${member}`, `cms.**.${member}`, `marketing.**.${member}`, `settings.**.${member}`]),
      on: ['instance'],
      effect: 'write',
    },
    {
      paths: [
        'oauth.tokensApi.create',
        'oauth.tokensApi.createToken',
        'oauth.accessTokensApi.get',
        'oauth.refreshTokensApi.get',
        'oauth.refreshTokensApi.archive',
        'events.send.behavioralEventsTrackingApi.send',
      ],
      on: ['instance'],
      effect: 'verb',
    },
    { paths: ['apiRequest'], on: ['instance'], effect: { method: ['arg[0].method'], otherwise: 'read' }, target: 'arg[0].path' },
  ],
  options: [
    // The number counts attempts, whatever its name says.
    { option: 'numberOfApiCallRetries', at: 'instance', sets: 'retry', plus: 0, off: [0, 1], writes: true },
    { option: 'limiterOptions.maxConcurrent', at: 'instance', sets: 'bulkhead' },
    // Later releases drop the agent together with the rest of their own middleware.
    { option: 'httpAgent', at: 'instance', versions: '<13', sets: 'agent' },
  ],
  defaults: [noTimeout('HubSpot has no timeout, and no option brings one')],
  advice: 'pTimeout(client.crm.contacts.basicApi.getPage(), { milliseconds: 10_000 })',
  evidence: [{ url: 'https://github.com/HubSpot/hubspot-api-nodejs', versions: '13.5.0, 14.0.1', how: 'read' }],
};
