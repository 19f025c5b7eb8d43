import type { ClientModel } from '../../model/catalog';
import { bullQueue } from '../families/bull';

export const bullmq: ClientModel = bullQueue(
  {
    id: 'bullmq',
    title: 'BullMQ',
    modules: ['bullmq'],
    makes: [
      { path: 'Queue', kind: 'queue', options: ['arg[1]'] },
      { path: 'FlowProducer', kind: 'flow', options: ['arg[0]'] },
    ],
    advice: 'new Queue(name, { connection: { enableOfflineQueue: false, maxRetriesPerRequest: 1, commandTimeout: 5_000 } })',
    evidence: [{ url: 'https://docs.bullmq.io/patterns/failing-fast-when-redis-is-down', versions: '6.7.0', how: 'read' }],
  },
  'connection',
  1_000,
);
