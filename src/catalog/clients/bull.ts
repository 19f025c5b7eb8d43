import type { ClientModel } from '../../model/catalog/client';
import { bullQueue } from '../families/bull';

export const bull: ClientModel = bullQueue(
  {
    id: 'bull',
    title: 'Bull',
    modules: ['bull'],
    makes: [
      { path: '', kind: 'queue', options: ['arg[2]', 'arg[1]'], types: ['Queue'] },
      { path: 'Queue', kind: 'queue', options: ['arg[2]', 'arg[1]'] },
    ],
    advice: 'new Queue(name, { redis: { enableOfflineQueue: false, maxRetriesPerRequest: 1, commandTimeout: 5_000 } })',
    evidence: [{ url: 'https://github.com/OptimalBits/bull/blob/develop/REFERENCE.md#queue', versions: '4.16.5', how: 'read' }],
  },
  'redis',
  // The pauses are powers of e.
  3,
  [1, 2].flatMap((i) => [
    {
      path: '',
      on: ['module'],
      constructs: true,
      attempts: `arg[${i}].defaultJobOptions.attempts`,
      backoff: `arg[${i}].defaultJobOptions.backoff`,
      name: 'arg[0]',
    } as const,
    {
      path: 'add',
      on: ['queue'],
      constructs: false,
      attempts: `arg[${i}].attempts`,
      backoff: `arg[${i}].backoff`,
      name: 'arg[0]',
    } as const,
  ]),
);
