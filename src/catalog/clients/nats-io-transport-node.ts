import type { ClientModel } from '../../model/catalog/client';
import { natsClient } from '../families/nats';

export const natsIoTransportNode: ClientModel = natsClient({
  id: '@nats-io/transport-node',
  modules: ['@nats-io/transport-node', '@nats-io/nats-core'],
  evidence: [{ url: 'https://github.com/nats-io/nats.js#connecting', versions: '3.4.0', how: 'read' }],
});
