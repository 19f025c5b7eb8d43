import type { ClientModel } from '../../model/catalog/client';
import { fernDefaults, fernOptions, type FernSdk } from '../families/fern';
import { ownFetch } from '../families/fetch';
import { fetchFloor } from '../families/floor';

const verbs = 'get list create update delete set add assign remove link unlink import export verify rotate revoke deploy patch'.split(' ');
const old = '>=3.0.0 <5.0.0';
const management: FernSdk = {
  title: 'the management client of Auth0',
  timeoutMs: 60_000,
  versions: '>=5.0.0',
  on: ['instance'],
  unproved: true,
};

/** Two clients: one administers, and is generated anew since version 5; the other asks for tokens, and is gone in version 7. */
export const auth0: ClientModel = {
  id: 'auth0',
  title: 'Auth0',
  modules: ['auth0', 'auth0/management'],
  package: 'auth0',
  failure: 'throws',
  makes: [
    { path: 'ManagementClient', options: ['arg[0]'] },
    { path: 'AuthenticationClient', kind: 'authentication', options: ['arg[0]'] },
  ],
  calls: [
    { paths: verbs.map((verb) => `**.${verb}*`), on: ['instance'], options: ['arg[2]', 'arg[1]'], effect: 'verb' },
    {
      paths: [
        'oauth.authorizationCodeGrant',
        'oauth.authorizationCodeGrantWithPKCE',
        'oauth.clientCredentialsGrant',
        'oauth.passwordGrant',
        'oauth.refreshTokenGrant',
        'oauth.revokeRefreshToken',
        'oauth.pushedAuthorization',
        'oauth.tokenForConnection',
        'database.signUp',
        'database.changePassword',
        'passwordless.sendEmail',
        'passwordless.sendSMS',
        'passwordless.loginWithEmail',
        'passwordless.loginWithSMS',
        'backchannel.authorize',
        'backchannel.backchannelGrant',
        'tokenExchange.exchangeToken',
      ],
      on: ['authentication'],
      effect: 'write',
    },
  ],
  options: [
    ...fernOptions(management),
    // As are theirs, the timers of the others end with the head of the answer.
    { option: 'timeoutDuration', at: 'instance', on: ['instance'], versions: old, sets: 'timeout' },
    { option: 'retry.enabled', at: 'instance', on: ['instance'], versions: old, sets: 'retry', field: 'all', off: [false] },
    { option: 'retry.maxRetries', at: 'instance', on: ['instance'], versions: old, sets: 'retry', off: [0] },
    { option: 'timeoutDuration', at: 'instance', on: ['authentication'], sets: 'timeout' },
    // It repeats nothing unless it is told to.
    { option: 'retry.maxRetries', at: 'instance', on: ['authentication'], needs: 'retry.enabled', sets: 'retry', off: [0] },
    ownFetch,
  ],
  defaults: [
    ...fernDefaults(management),
    { facet: 'timeout', on: ['instance'], versions: old, covers: 'attempt', ms: 10_000, says: 'Auth0 gives up an attempt after 10 s' },
    { facet: 'timeout', on: ['authentication'], covers: 'attempt', ms: 10_000, says: 'Auth0 gives up an attempt after 10 s' },
    {
      facet: 'retry',
      on: ['instance'],
      versions: old,
      attempts: 4,
      backoff: 'exponential',
      jitter: true,
      delayMs: 500,
      maxDelayMs: 10_000,
      // Only a refusal for too many requests is repeated, which did nothing.
      writes: false,
      says: 'Auth0 tries 4 times after 429',
    },
    ...fetchFloor,
    { facet: 'opaque', versions: '<3.0.0', may: ['timeout', 'retry'], says: 'Auth0 was another client before version 3' },
  ],
  advice: 'new ManagementClient({ domain, clientId, clientSecret, timeoutInSeconds: 10 })',
  evidence: [{ url: 'https://github.com/auth0/node-auth0', versions: '7.1.0, 4.37.1', how: 'read' }],
};
