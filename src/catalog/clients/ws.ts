import type { ClientModel } from '../../model/catalog';
import { noTimeout } from '../families/floor';

/** Once the socket stands, a dead peer is noticed by TCP alone, unless you ping it yourself. */
export const ws: ClientModel = {
  id: 'ws',
  title: 'WebSocket',
  modules: ['ws', 'isomorphic-ws'],
  package: 'ws',
  failure: 'resolves',
  traits: ['connection', 'emitter'],
  calls: [{ paths: ['', 'WebSocket'], on: ['module'], constructs: true, options: ['arg[2]', 'arg[1]'], effect: 'read', target: 'arg[0]' }],
  options: [
    { option: 'handshakeTimeout', at: 'call', sets: 'timeout', off: [0], proved: true },
    { option: 'signal', at: 'call', sets: 'cancellation', unit: 'signal' },
    { option: 'agent', at: 'call', sets: 'agent' },
  ],
  defaults: [noTimeout('`ws` waits for the handshake without a limit unless `handshakeTimeout` is set')],
  advice: 'new WebSocket(url, { handshakeTimeout: 10_000 })',
  evidence: [{ url: 'https://github.com/websockets/ws/blob/master/doc/ws.md', versions: '7, 8.23.0', how: 'read' }],
};
