import type { ClientModel } from '../../model/catalog/client';

/** The functions of 6, which are handed a configuration. */
export const openidClient: ClientModel = {
  id: 'openid-client',
  title: 'OpenID Connect',
  modules: ['openid-client'],
  failure: 'throws',
  calls: [
    { paths: ['discovery'], on: ['module'], options: ['arg[4]'], effect: 'read', target: 'arg[0]' },
    { paths: ['dynamicClientRegistration'], on: ['module'], options: ['arg[3]'], effect: 'write', target: 'arg[0]' },
    { paths: ['fetchUserInfo', 'tokenIntrospection', 'clientCredentialsGrant'], on: ['module'], effect: 'read' },
    {
      paths: [
        'authorizationCodeGrant',
        'refreshTokenGrant',
        'genericGrantRequest',
        'tokenRevocation',
        'initiateDeviceAuthorization',
        'initiateBackchannelAuthentication',
        'buildAuthorizationUrlWithPAR',
        'fetchProtectedResource',
      ],
      on: ['module'],
      effect: 'write',
    },
  ],
  options: [{ option: 'timeout', at: 'call', on: ['discovery', 'dynamicClientRegistration'], sets: 'timeout', unit: 's' }],
  defaults: [{ facet: 'timeout', covers: 'attempt', ms: 30_000, says: 'openid-client ends a request after 30 s' }],
  advice: 'client.discovery(issuer, id, metadata, undefined, { timeout: 10 })',
  evidence: [
    {
      url: 'https://github.com/panva/openid-client/blob/main/docs/interfaces/DiscoveryRequestOptions.md#timeout',
      versions: '6.9.0',
      how: 'read',
    },
  ],
};
