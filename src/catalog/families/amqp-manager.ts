import type { DefaultModel } from '../../model/catalog/default';

/** A connection of amqp-connection-manager, also where another library stands on it. */
export const connectsAnew: DefaultModel = {
  facet: 'retry',
  attempts: 'unbounded',
  backoff: 'constant',
  jitter: false,
  delayMs: 5_000,
  writes: true,
  reconnect: true,
  says: 'it connects anew every 5 s without end',
};
