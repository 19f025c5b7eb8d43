import type { ClientModel } from '../../model/catalog/client';

/** After a network error it connects anew without end, which is what it is for; after a bad status never. */
export const eventsource: ClientModel = {
  id: 'EventSource',
  modules: ['eventsource', 'event-source-polyfill'],
  globals: ['EventSource'],
  package: 'eventsource',
  failure: 'resolves',
  traits: ['connection'],
  calls: [
    {
      paths: ['', 'EventSource', 'EventSourcePolyfill', 'NativeEventSource'],
      on: ['module'],
      constructs: true,
      effect: 'read',
      target: 'arg[0]',
    },
  ],
  defaults: [
    { facet: 'opaque', may: ['timeout'], says: 'a stream stays open by design, and a timer of your own may close it' },
    {
      facet: 'retry',
      attempts: 'unbounded',
      backoff: 'constant',
      jitter: false,
      delayMs: 3_000,
      writes: false,
      onStatus: false,
      reconnect: true,
      says: '`EventSource` reconnects every 3 s without end',
    },
  ],
  evidence: [{ url: 'https://developer.mozilla.org/docs/Web/API/EventSource', versions: '4.1.1, 5.1.5', how: 'read' }],
};
