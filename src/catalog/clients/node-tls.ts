import { socketClient } from '../families/sockets';

/** Once connected it waits for the handshake, which nobody ends. */
export const nodeTls = socketClient({
  id: 'node:tls',
  title: 'tls',
  modules: ['node:tls', 'tls'],
  traits: ['connection', 'emitter'],
  advice: 'tls.connect({ port, host, signal: AbortSignal.timeout(10_000) })',
  evidence: [{ url: 'https://nodejs.org/api/tls.html#tlsconnectoptions-callback', versions: 'Node 20.20.2, 24.21.0', how: 'read' }],
});
