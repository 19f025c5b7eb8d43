import type { ClientModel } from '../../model/catalog/client';
import { natsClient } from '../families/nats';

export const nats: ClientModel = natsClient({
  id: 'nats',
  modules: ['nats', 'nats.ws'],
  evidence: [{ url: 'https://github.com/nats-io/nats.deno#connect-options', versions: '2.29.3', how: 'read' }],
});
