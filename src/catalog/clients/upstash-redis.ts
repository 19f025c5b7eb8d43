import type { ClientModel } from '../../model/catalog/client';
import { batched } from '../families/redis';
import { upstash } from '../families/upstash';

export const upstashRedis: ClientModel = upstash(
  {
    id: '@upstash/redis',
    title: 'Upstash Redis',
    modules: ['@upstash/redis', '@upstash/redis/*'],
    makes: [
      { path: 'Redis', options: ['arg[0]'] },
      { path: 'Redis.fromEnv', options: ['arg[0]'] },
      ...['pipeline', 'multi'].map((path) => ({ path, on: ['instance'], kind: 'batch', inherits: true })),
      batched,
    ],
    advice: 'new Redis({ url, token, signal: () => AbortSignal.timeout(5_000) })',
    evidence: [{ url: 'https://upstash.com/docs/redis/sdks/ts/retries', versions: '1.35.0, 1.35.1, 1.39.0', how: 'read' }],
  },
  ['instance'],
);
