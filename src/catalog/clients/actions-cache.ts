import type { ClientModel } from '../../model/catalog/client';

/** What a workflow keeps between runs. The service and the store behind it are bounded part by part, and not as a whole. */
export const actionsCache: ClientModel = {
  id: '@actions/cache',
  modules: ['@actions/cache'],
  failure: 'throws',
  calls: [
    { paths: ['restoreCache'], on: ['module'], effect: 'read', traits: ['slow'] },
    // A key is taken once, and a second save of it does nothing.
    { paths: ['saveCache'], on: ['module'], effect: 'write', traits: ['slow', 'idempotent'] },
  ],
  defaults: [{ facet: 'opaque', may: ['timeout', 'retry'], says: '@actions/cache bounds and repeats parts of its work by itself' }],
  evidence: [{ url: 'https://github.com/actions/toolkit/tree/main/packages/cache', versions: '6.0.1', how: 'read' }],
};
