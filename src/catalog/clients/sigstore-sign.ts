import type { ClientModel } from '../../model/catalog/client';

/** A bundle is signed by one service and witnessed by others; what is said of the signer holds for its requests. */
export const sigstoreSign: ClientModel = {
  id: '@sigstore/sign',
  modules: ['@sigstore/sign'],
  failure: 'throws',
  makes: [
    { path: 'DSSEBundleBuilder', options: ['arg[0]'], types: ['DSSEBundleBuilder', 'BundleBuilder'] },
    { path: 'MessageSignatureBundleBuilder', options: ['arg[0]'] },
  ],
  calls: [{ paths: ['create'], on: ['instance'], effect: 'write' }],
  options: [
    { option: 'signer.timeout', at: 'instance', sets: 'timeout', covers: 'attempt' },
    { option: 'signer.retry', at: 'instance', sets: 'retry', off: [0, false] },
    { option: 'signer.retry.retries', at: 'instance', sets: 'retry', off: [0] },
  ],
  defaults: [
    {
      facet: 'timeout',
      covers: 'attempt',
      ms: 'unbounded',
      says: 'signing has no timeout unless its signer and witnesses are given `timeout`',
    },
  ],
  advice: 'new FulcioSigner({ identityProvider, timeout: 10_000, retry: 3 })',
  evidence: [{ url: 'https://github.com/sigstore/sigstore-js/tree/main/packages/sign', versions: '4.1.1', how: 'read' }],
};
