import type { ClientModel } from '../../model/catalog/client';

/** Keys are kept once they are there; whoever comes first, or comes with a new one, waits for the issuer. */
export const jwksRsa: ClientModel = {
  id: 'jwks-rsa',
  title: 'jwks-rsa',
  modules: ['jwks-rsa'],
  failure: 'throws',
  makes: [
    { path: '', options: ['arg[0]'] },
    { path: 'JwksClient', options: ['arg[0]'] },
  ],
  calls: [{ paths: ['getSigningKey', 'getSigningKeys', 'getKeys'], on: ['instance'], effect: 'read' }],
  options: [
    // Between head and body it ends the request and tells nobody, but a set of keys comes in one piece.
    { option: 'timeout', at: 'instance', sets: 'timeout', off: [0] },
    { option: 'fetcher', at: 'instance', sets: 'timeout', unit: 'fetch' },
    { option: 'requestAgent', at: 'instance', sets: 'agent' },
  ],
  defaults: [{ facet: 'timeout', covers: 'attempt', ms: 30_000, says: 'jwks-rsa gives up an issuer that is silent for 30 s' }],
  advice: 'jwksClient({ jwksUri, timeout: 5_000 })',
  evidence: [{ url: 'https://github.com/auth0/node-jwks-rsa', versions: '4.1.0', how: 'read' }],
};
