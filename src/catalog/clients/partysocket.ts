import type { ClientModel } from '../../model/catalog/client';
import { reconnectingSocket } from '../families/reconnecting';

export const partysocket: ClientModel = reconnectingSocket(
  {
    id: 'partysocket',
    title: 'PartySocket',
    modules: ['partysocket', 'partysocket/ws'],
    evidence: [{ url: 'https://github.com/partykit/partykit/tree/main/packages/partysocket', versions: '1.3.0', how: 'read' }],
  },
  ['', 'PartySocket', 'WebSocket'],
  { delayMs: 3_000, jitter: false },
);
