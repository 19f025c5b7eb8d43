import type { ClientModel } from '../../model/catalog/client';

/** Downloads of tools for a runner, over `@actions/http-client`: its three minutes of silence, and three tries. */
export const actionsToolCache: ClientModel = {
  id: '@actions/tool-cache',
  modules: ['@actions/tool-cache'],
  failure: 'throws',
  calls: [
    { paths: ['downloadTool'], on: ['module'], target: 'arg[0]', effect: 'read', traits: ['slow'] },
    { paths: ['getManifestFromRepo'], on: ['module'], effect: 'read' },
  ],
  defaults: [
    { facet: 'timeout', covers: 'attempt', ms: 180_000, says: '@actions/tool-cache gives up after 180 s of silence' },
    {
      facet: 'retry',
      on: ['downloadTool'],
      attempts: 3,
      backoff: 'constant',
      jitter: true,
      delayMs: 10_000,
      maxDelayMs: 20_000,
      writes: true,
      onStatus: true,
      onTimeout: true,
      says: '@actions/tool-cache tries a download 3 times, with pauses of 10 to 20 s',
    },
  ],
  evidence: [{ url: 'https://github.com/actions/toolkit/tree/main/packages/tool-cache', versions: '4.0.0', how: 'read' }],
};
