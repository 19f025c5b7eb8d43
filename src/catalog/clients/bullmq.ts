import type { ClientModel } from '../../model/catalog/client';
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
  [
    {
      path: 'Queue',
      on: ['module'],
      constructs: true,
      attempts: 'arg[1].defaultJobOptions.attempts',
      backoff: 'arg[1].defaultJobOptions.backoff',
      name: 'arg[0]',
    },
    { path: 'add', on: ['queue'], constructs: false, attempts: 'arg[2].attempts', backoff: 'arg[2].backoff', name: 'arg[0]' },
  ],
);
