import type { ClientModel } from '../../model/catalog/client';
import { said, socketClient } from '../families/sockets';

const socket: ClientModel = socketClient({
  id: 'node:net',
  title: 'net',
  modules: ['node:net', 'net'],
  traits: ['connection', 'emitter', 'session'],
  advice: 'net.connect({ port, host, signal: AbortSignal.timeout(10_000) })',
  evidence: [{ url: 'https://nodejs.org/api/net.html#netconnect', versions: 'Node 20.20.2, 24.21.0', how: 'read' }],
});

/** The system gives up connecting after about two minutes, and what is said over it afterwards is the program's own affair: a session. */
export const nodeNet: ClientModel = {
  ...socket,
  makes: [...(socket.makes ?? []), { path: 'Socket', options: ['arg[0]'], pending: true }],
  // Of a socket that is there, `timeout` and `signal` beside the address are not read.
  calls: [...socket.calls, said('write', ['instance']), { paths: ['connect'], on: ['instance'], effect: 'read', target: 'arg[0]' }],
  options: [...(socket.options ?? []), { option: 'signal', at: 'instance', sets: 'cancellation', unit: 'signal', mends: false }],
};
