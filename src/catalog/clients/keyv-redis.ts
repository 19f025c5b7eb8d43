import type { ClientModel } from '../../model/catalog/client';
import { inMemory, keyvCalls, overStore } from '../families/keyv';
import { noTimeout } from '../families/floor';
import { connectsAnew } from '../families/redis';

/** A failed command is told to listeners alone: what was asked for counts as not there. `connectionTimeout` ends with the connection. */
export const keyvRedis: ClientModel = {
  id: '@keyv/redis',
  title: 'KeyvRedis',
  modules: ['@keyv/redis'],
  failure: 'resolves',
  traits: ['database', 'keyed', 'pooled'],
  makes: [
    // An address, options of node-redis, or a client of it.
    ...['', 'createKeyv'].map((path) => ({ path, options: ['arg[0]'] as const, of: ['arg[0]'] as const, dials: ['@keyv/redis'] })),
    overStore('Keyv'),
  ],
  calls: keyvCalls,
  options: [{ option: 'socket.socketTimeout', at: 'instance', versions: '>=5.0.0', sets: 'timeout', off: [0], idle: true }],
  stays: [{ option: 'socket.path' }, inMemory],
  defaults: [
    noTimeout('KeyvRedis waits for an answer without end unless `socket.socketTimeout` is set, and for a connection likewise'),
    connectsAnew('KeyvRedis connects anew without end, the first time as well'),
  ],
  advice: 'new KeyvRedis({ url, socket: { socketTimeout: 10_000 } })',
  evidence: [{ url: 'https://keyv.org/docs/storage-adapters/redis/', versions: '5.1.6', how: 'read' }],
};
