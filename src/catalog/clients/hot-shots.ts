import type { ClientModel } from '../../model/catalog/client';

/** Datagrams: nothing is waited for, so nothing can hang. */
export const hotShots: ClientModel = {
  id: 'hot-shots',
  title: 'StatsD',
  modules: ['hot-shots'],
  failure: 'resolves',
  traits: ['telemetry', 'local', 'emitter'],
  makes: [
    { path: '', options: ['arg[0]'] },
    { path: 'StatsD', options: ['arg[0]'] },
    { path: 'childClient', on: ['instance'], inherits: true },
  ],
  calls: [
    {
      paths: ['increment', 'decrement', 'gauge', 'gaugeDelta', 'histogram', 'distribution', 'timing', 'set', 'unique', 'event', 'check'],
      on: ['instance'],
      effect: 'write',
    },
  ],
  options: [],
  defaults: [{ facet: 'opaque', may: ['timeout'], says: 'a datagram is sent and not waited for' }],
  evidence: [{ url: 'https://github.com/brightcove/hot-shots', versions: '>=10', how: 'read' }],
};
