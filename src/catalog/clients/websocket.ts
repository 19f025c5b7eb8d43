import type { ClientModel } from '../../model/catalog';

/** The platform's own: no option bounds anything, and nothing reconnects. */
export const websocket: ClientModel = {
  id: 'WebSocket',
  modules: [],
  globals: ['WebSocket'],
  failure: 'throws',
  traits: ['connection'],
  calls: [{ paths: [''], on: ['module'], constructs: true, target: 'arg[0]', effect: 'unknown' }],
  defaults: [{ facet: 'opaque', may: ['timeout'], says: 'a timer of your own may close it; the platform offers no option' }],
  evidence: [{ url: 'https://developer.mozilla.org/docs/Web/API/WebSocket', versions: 'Node 24.21', how: 'read' }],
};
