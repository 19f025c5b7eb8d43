import type { ClientModel } from '../../model/catalog/client';
import { noTimeout } from '../families/floor';
import { batched, connectsAnew, redisCommands } from '../families/redis';

/** Command timeouts and signals end with the command's way into the socket: from there on only `socketTimeout` bounds it. */
export const redis: ClientModel = {
  id: 'redis',
  title: 'Redis',
  modules: ['redis', '@redis/client'],
  failure: 'throws',
  traits: ['database', 'keyed', 'pooled'],
  makes: [
    ...['createClient', 'createClientPool'].map((path) => ({
      path,
      options: ['arg[0]'] as const,
      types: ['RedisClientType', 'RedisClientPoolType'],
    })),
    { path: 'createCluster', options: ['arg[0].defaults'], types: ['RedisClusterType'] },
    { path: 'createSentinel', options: ['arg[0].nodeClientOptions'], types: ['RedisSentinelType'] },
    ...['on', 'duplicate', 'connect', 'withCommandOptions', 'withAbortSignal', 'asap'].map((path) => ({
      path,
      on: ['instance'],
      inherits: true,
    })),
    ...['multi', 'batch'].map((path) => ({ path, on: ['instance'], kind: 'batch', inherits: true as const })),
    batched,
  ],
  calls: [
    { paths: ['connect'], on: ['instance'], effect: 'read', traits: ['connection', 'database'] },
    ...redisCommands(['instance']),
    { paths: ['sendCommand', 'executeIsolated'], on: ['instance'], effect: 'unknown' },
    { paths: ['exec', 'execAsPipeline'], on: ['batch'], effect: 'write' },
  ],
  options: [
    { option: 'socket.socketTimeout', at: 'instance', versions: '>=5.1.0', sets: 'timeout', off: [0], idle: true },
    {
      option: 'socket.socketTimeout',
      at: 'instance',
      versions: '<5.1.0',
      sets: 'timeout',
      ignored: 'node-redis knows `socketTimeout` from 5.1 on only',
    },
    { option: 'socket.connectTimeout', at: 'instance', sets: 'timeout', covers: 'connect', off: [0] },
    {
      option: 'commandOptions.timeout',
      at: 'instance',
      sets: 'timeout',
      ignored: 'it ends a command that waits to be written, and none that waits for its answer',
    },
    {
      option: 'socket.reconnectStrategy',
      at: 'instance',
      sets: 'retry',
      reconnect: true,
      strategy: true,
      off: [false],
      field: 'delayMs',
      ends: { counts: 'retries', from: 0, by: "new Error('Redis did not come back')" },
    },
  ],
  stays: [{ option: 'socket.path' }],
  defaults: [
    { ...noTimeout('node-redis waits for an answer without end unless `socket.socketTimeout` is set'), versions: '>=5.1.0' },
    { ...noTimeout('node-redis before 5.1 waits for an answer without end, whatever its options say'), versions: '<5.1.0' },
    {
      facet: 'timeout',
      versions: '>=4.0.0',
      covers: 'connect',
      ms: 5_000,
      says: 'node-redis gives up a TCP connection after 5 s, but not the greeting behind it',
    },
    connectsAnew('node-redis connects anew without end unless `reconnectStrategy` gives up'),
    {
      facet: 'retry',
      versions: '<4.0.0',
      attempts: 'unbounded',
      backoff: 'exponential',
      jitter: false,
      delayMs: 200,
      totalMs: 3_600_000,
      writes: false,
      reconnect: true,
      says: 'node-redis before 4 connects anew for an hour unless `connect_timeout` or `retry_strategy` says otherwise',
    },
  ],
  advice:
    'createClient({ socket: { connectTimeout: 5_000, socketTimeout: 10_000, reconnectStrategy: (n) => n > 10 ? new Error() : 500 } })',
  evidence: [
    {
      url: 'https://github.com/redis/node-redis/blob/master/docs/client-configuration.md',
      versions: '4.7.1, 5.0.1, 5.1.0, 5.12.1, 6.3.1',
      how: 'read',
    },
    { url: 'https://github.com/redis/node-redis/blob/v3.1.2/index.js', versions: '3.1.2', how: 'read' },
  ],
};
