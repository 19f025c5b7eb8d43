import type { ClientModel } from '../../model/catalog/client';

/** What a workflow hands on between jobs. The service and the store behind it are bounded part by part, and not as a whole. */
export const actionsArtifact: ClientModel = {
  id: '@actions/artifact',
  modules: ['@actions/artifact'],
  failure: 'throws',
  makes: [{ path: 'DefaultArtifactClient' }],
  calls: [
    { paths: ['listArtifacts', 'getArtifact'], on: ['module', 'instance'], effect: 'read' },
    { paths: ['downloadArtifact'], on: ['module', 'instance'], effect: 'read', traits: ['slow'] },
    { paths: ['uploadArtifact'], on: ['module', 'instance'], effect: 'write', traits: ['slow'] },
    { paths: ['deleteArtifact'], on: ['module', 'instance'], effect: 'write' },
  ],
  defaults: [{ facet: 'opaque', may: ['timeout', 'retry'], says: '@actions/artifact bounds and repeats parts of its work by itself' }],
  evidence: [{ url: 'https://github.com/actions/toolkit/tree/main/packages/artifact', versions: '2, 6.2.2', how: 'read' }],
};
