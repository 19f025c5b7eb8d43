import type { ClientModel } from '../../model/catalog/client';

/** Keys are kept for ten minutes; whoever comes first, or comes with a new one after half a minute, waits for the issuer. */
export const jose: ClientModel = {
  id: 'jose',
  modules: ['jose', 'jose/*'],
  failure: 'throws',
  makes: [{ path: 'createRemoteJWKSet', kind: 'keys', options: ['arg[1]'] }],
  calls: [
    { paths: ['jwtVerify', 'compactVerify', 'flattenedVerify', 'generalVerify'], on: ['module'], through: 'arg[1]', effect: 'read' },
    { paths: ['', 'reload'], on: ['keys'], effect: 'read' },
  ],
  options: [
    { option: 'timeoutDuration', at: 'instance', versions: '>=6.0.0', sets: 'timeout', kills: [0] },
    // Between head and body it ends nothing, but a set of keys comes in one piece.
    { option: 'timeoutDuration', at: 'instance', versions: '<6.0.0', sets: 'timeout', off: [0] },
    { option: 'agent', at: 'instance', versions: '<6.0.0', sets: 'agent' },
  ],
  defaults: [{ facet: 'timeout', covers: 'attempt', ms: 5_000, says: 'jose gives up an issuer that is silent for 5 s' }],
  advice: 'createRemoteJWKSet(url, { timeoutDuration: 3_000 })',
  evidence: [{ url: 'https://github.com/panva/jose', versions: '5.10.0, 6.2.18', how: 'read' }],
};
