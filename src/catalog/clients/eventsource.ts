import type { ClientModel } from '../../model/catalog';

/** Reconnects after a network error every three seconds without end, which is what it is for. */
export const eventsource: ClientModel = {
  id: 'EventSource',
  modules: ['eventsource'],
  globals: ['EventSource'],
  failure: 'throws',
  traits: ['connection'],
  calls: [{ paths: ['', 'EventSource'], on: ['module'], constructs: true, target: 'arg[0]', effect: 'read' }],
  defaults: [
    { facet: 'opaque', may: ['timeout'], says: 'a stream stays open by design' },
    {
      facet: 'retry',
      attempts: 'unbounded',
      backoff: 'constant',
      jitter: false,
      delayMs: 3000,
      writes: false,
      reconnect: true,
      says: 'it reconnects every 3 s without end',
    },
  ],
  evidence: [{ url: 'https://developer.mozilla.org/docs/Web/API/EventSource', versions: '4.1.1, 5.1.5', how: 'read' }],
};
