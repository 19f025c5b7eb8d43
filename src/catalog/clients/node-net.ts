import { socketClient } from '../families/sockets';

/** The system gives up connecting after about two minutes, and what is said over it afterwards is the program's own affair: a session. */
export const nodeNet = socketClient({
  id: 'node:net',
  title: 'net',
  modules: ['node:net', 'net'],
  traits: ['connection', 'emitter', 'session'],
  advice: 'net.connect({ port, host, signal: AbortSignal.timeout(10_000) })',
  evidence: [{ url: 'https://nodejs.org/api/net.html#netconnect', versions: 'Node 20.20.2, 24.21.0', how: 'read' }],
});
