import type { ClientModel } from '../../model/catalog/client';
import { noTimeout } from '../families/floor';
import { said, unanswered } from '../families/sockets';

/** Once the socket stands, a dead peer is noticed by TCP alone, unless you ping it yourself. */
export const ws: ClientModel = {
  id: 'ws',
  title: 'WebSocket',
  modules: ['ws', 'isomorphic-ws'],
  package: 'ws',
  failure: 'resolves',
  traits: ['connection', 'emitter'],
  makes: ['', 'WebSocket'].map((path) => ({ path, kind: 'socket' })),
  calls: [
    { paths: ['', 'WebSocket'], on: ['module'], constructs: true, options: ['arg[2]', 'arg[1]'], effect: 'read', target: 'arg[0]' },
    ...['send', 'ping'].map((member) => said(member, ['socket'])),
  ],
  options: [
    { option: 'handshakeTimeout', at: 'call', sets: 'timeout', off: [0], proved: true },
    // A timer of the program's own that ends the socket.
    { option: 'terminate', at: 'call', sets: 'timeout', mends: false },
    // `http.request` reads it; its own pages and types do not name it.
    { option: 'signal', at: 'call', sets: 'cancellation', unit: 'signal', mends: false },
    { option: 'agent', at: 'call', sets: 'agent' },
  ],
  chains: [
    { member: 'terminate', as: 'terminate', timed: true },
    { member: 'close', as: 'terminate', timed: true },
  ],
  defaults: [
    noTimeout('`ws` waits for the handshake without a limit unless `handshakeTimeout` is set'),
    unanswered('send'),
    unanswered('ping'),
  ],
  advice: 'new WebSocket(url, { handshakeTimeout: 10_000 })',
  evidence: [{ url: 'https://github.com/websockets/ws/blob/master/doc/ws.md', versions: '7, 8.23.0', how: 'read' }],
};
