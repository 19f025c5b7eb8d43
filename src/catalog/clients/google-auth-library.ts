import type { ClientModel } from '../../model/catalog/client';
import { noTimeout } from '../families/floor';

export const googleAuthLibrary: ClientModel = {
  id: 'google-auth-library',
  title: 'Google Auth',
  modules: ['google-auth-library'],
  failure: 'throws',
  makes: [
    // It hands what is meant for its clients on.
    { path: 'GoogleAuth', kind: 'GoogleAuth', options: ['arg[0]'] },
    ...[
      'OAuth2Client',
      'JWT',
      'Compute',
      'UserRefreshClient',
      'Impersonated',
      'ExternalAccountClient',
      'IdTokenClient',
      'DownscopedClient',
    ].map((path) => ({
      path,
      options: ['arg[0]'] as const,
    })),
    { path: 'getClient', on: ['GoogleAuth'], kind: 'GoogleAuth', inherits: true },
    // It is made without the options of what makes it.
    { path: 'getIdTokenClient', on: ['GoogleAuth'], kind: 'idToken' },
    { path: 'fromJSON', on: ['GoogleAuth'], kind: 'GoogleAuth', inherits: true },
  ],
  calls: [
    {
      paths: ['request', 'fetch'],
      on: ['instance', 'GoogleAuth', 'idToken'],
      options: ['arg[0]', 'arg[1]'],
      effect: { method: ['arg[0].method', 'arg[1].method'], otherwise: 'read' },
      target: 'arg[0].url',
    },
    {
      paths: [
        'getAccessToken',
        'getToken',
        'getTokenInfo',
        'getRequestHeaders',
        'getIdTokenClient',
        'fetchIdToken',
        'verifyIdToken',
        'getFederatedSignonCerts',
        'getProjectId',
        'getCredentials',
        'refreshAccessToken',
        'authorize',
        'sign',
      ],
      on: ['instance', 'GoogleAuth', 'idToken'],
      effect: 'read',
    },
    { paths: ['revokeToken', 'revokeCredentials'], on: ['instance', 'GoogleAuth'], effect: 'write' },
  ],
  options: [
    { option: 'timeout', at: 'call', sets: 'timeout', off: [0], proved: true },
    { option: 'transporterOptions.timeout', at: 'instance', on: ['instance'], versions: '>=9.2.0', sets: 'timeout', off: [0] },
    {
      option: 'clientOptions.transporterOptions.timeout',
      at: 'instance',
      on: ['GoogleAuth'],
      versions: '>=9.2.0',
      sets: 'timeout',
      off: [0],
    },
    { option: 'signal', at: 'call', sets: 'cancellation', unit: 'signal', proved: true },
    { option: 'retry', at: 'call', sets: 'retry', field: 'all', off: [false] },
    { option: 'retryConfig.retry', at: 'call', sets: 'retry', off: [0] },
  ],
  defaults: [noTimeout('Google Auth has no timeout unless `timeout` is set')],
  advice: 'new GoogleAuth({ clientOptions: { transporterOptions: { timeout: 10_000 } } })',
  evidence: [{ url: 'https://github.com/googleapis/google-auth-library-nodejs', versions: '10.9.1 on gaxios 7.3.1', how: 'read' }],
};
