import type { ClientModel } from '../../model/catalog/client';
import { said, unanswered } from '../families/sockets';

/** The platform's own: no option bounds anything, and nothing reconnects. */
export const websocket: ClientModel = {
  id: 'WebSocket',
  modules: [],
  globals: ['WebSocket'],
  failure: 'resolves',
  traits: ['connection', 'emitter'],
  makes: [{ path: '', kind: 'socket' }],
  calls: [said('send', ['socket']), { paths: [''], on: ['module'], constructs: true, effect: 'read', target: 'arg[0]' }],
  defaults: [
    unanswered('send'),
    { facet: 'opaque', may: ['timeout'], says: 'a timer of your own may close it; the platform offers no option' },
    { facet: 'timeout', covers: 'connect', ms: 10_000, platform: true, context: 'server', says: 'Node gives up connecting after 10 s' },
  ],
  evidence: [{ url: 'https://developer.mozilla.org/docs/Web/API/WebSocket', versions: 'Node 24.21.0', how: 'read' }],
};
