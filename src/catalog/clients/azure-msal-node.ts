import type { ClientModel } from '../../model/catalog/client';
import { fetchFloor, noTimeout } from '../families/floor';

/** A token is asked for where the cache holds none; where its services are, only an authority is asked that it does not know by itself. */
export const azureMsalNode: ClientModel = {
  id: '@azure/msal-node',
  title: 'MSAL',
  modules: ['@azure/msal-node'],
  failure: 'throws',
  makes: [
    { path: 'ConfidentialClientApplication', options: ['arg[0]'] },
    { path: 'PublicClientApplication', options: ['arg[0]'] },
  ],
  calls: [
    {
      paths: [
        'acquireTokenByClientCredential',
        'acquireTokenByRefreshToken',
        'acquireTokenByUsernamePassword',
        'acquireTokenOnBehalfOf',
        'acquireTokenByUserFederatedIdentityCredential',
        'acquireTokenSilent',
      ],
      on: ['instance'],
      effect: 'read',
    },
    // A code is taken once.
    { paths: ['acquireTokenByCode'], on: ['instance'], effect: 'write' },
  ],
  options: [
    // A network module of one's own sends in its place, and may bound each request.
    { option: 'system.networkClient', at: 'instance', sets: 'timeout', unit: 'fetch' },
  ],
  defaults: [
    noTimeout('MSAL has no timeout, and no option of its own brings one'),
    ...fetchFloor.map((row) => ({ ...row, versions: '>=5.0.0' })),
  ],
  advice: 'pTimeout(app.acquireTokenByClientCredential({ scopes }), { milliseconds: 10_000 })',
  evidence: [
    {
      url: 'https://github.com/AzureAD/microsoft-authentication-library-for-js/tree/dev/lib/msal-node',
      versions: '7.2.3',
      how: 'read',
    },
  ],
};
