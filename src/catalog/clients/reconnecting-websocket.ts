import type { ClientModel } from '../../model/catalog/client';
import { reconnectingSocket } from '../families/reconnecting';

export const reconnectingWebsocket: ClientModel = reconnectingSocket(
  {
    id: 'reconnecting-websocket',
    title: 'ReconnectingWebSocket',
    modules: ['reconnecting-websocket'],
    evidence: [{ url: 'https://github.com/pladaria/reconnecting-websocket#available-options', versions: '4.4.0', how: 'read' }],
  },
  [''],
  // A second at least and five at most, drawn once for a process.
  { delayMs: 3_000, jitter: true },
);
