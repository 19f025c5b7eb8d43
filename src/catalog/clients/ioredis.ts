import type { ClientModel } from '../../model/catalog/client';
import { ioRedis, resends } from '../families/ioredis';

export const ioredis: ClientModel = ioRedis({
  id: 'ioredis',
  title: 'ioredis',
  retries: [
    { ...resends('ioredis', 'exponential', 5_000), versions: '>=6.0.0' },
    { ...resends('ioredis', 'linear', 2_000), versions: '<6.0.0' },
  ],
  unbounded: '<4.25.0',
  url: 'https://github.com/redis/ioredis#auto-reconnect',
  versions: '5.11.1, 6.0.0',
});
