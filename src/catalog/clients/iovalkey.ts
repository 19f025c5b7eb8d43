import type { ClientModel } from '../../model/catalog/client';
import { ioRedis, resends } from '../families/ioredis';

export const iovalkey: ClientModel = ioRedis({
  id: 'iovalkey',
  title: 'iovalkey',
  retries: [resends('iovalkey', 'linear', 2_000)],
  url: 'https://github.com/valkey-io/iovalkey#auto-reconnect',
  versions: '0.4.0',
});
