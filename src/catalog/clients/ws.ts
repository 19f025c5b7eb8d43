import type { ClientModel } from '../../model/catalog';

/** No bound on the handshake by default, and a dead peer is noticed only by TCP. */
export const ws: ClientModel = {
  id: 'ws',
  modules: ['ws', 'isomorphic-ws'],
  failure: 'throws',
  traits: ['connection'],
  calls: [
    { paths: ['', 'WebSocket'], on: ['module'], constructs: true, options: ['arg[2]', 'arg[1]'], target: 'arg[0]', effect: 'unknown' },
  ],
  options: [
    { option: 'handshakeTimeout', sets: 'timeout', covers: 'attempt', off: [0] },
    { option: 'signal', sets: 'cancellation', unit: 'signal' },
  ],
  defaults: [
    {
      facet: 'timeout',
      covers: 'connect',
      ms: 'unbounded',
      says: '`ws` waits without end for the handshake unless `handshakeTimeout` is set',
    },
  ],
  advice: 'new WebSocket(url, { handshakeTimeout: 5_000 })',
  evidence: [
    {
      url: 'https://github.com/websockets/ws/blob/master/doc/ws.md#new-websocketaddress-protocols-options',
      versions: '8.23.0',
      how: 'read',
    },
  ],
};
