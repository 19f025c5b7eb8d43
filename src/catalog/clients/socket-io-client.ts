import type { ClientModel } from '../../model/catalog/client';
import type { OptionModel } from '../../model/catalog/option';
import { noTimeout } from '../families/floor';

const reconnects: readonly OptionModel[] = [
  { option: 'reconnection', sets: 'retry', reconnect: true, field: 'all', off: [false] },
  { option: 'reconnectionAttempts', sets: 'retry', reconnect: true, unbounded: [0, 'Infinity'] },
  { option: 'reconnectionDelay', sets: 'retry', reconnect: true, field: 'delayMs' },
  { option: 'reconnectionDelayMax', sets: 'retry', reconnect: true, field: 'maxDelayMs' },
];

/** Who opens a socket connects at once, anew for ever; a message that wants an answer waits for it without end, also while there is no connection. */
export const socketIoClient: ClientModel = {
  id: 'socket.io-client',
  title: 'Socket.IO',
  modules: ['socket.io-client'],
  failure: 'throws',
  makes: [
    ...['', 'io', 'connect'].map((path) => ({ path, options: ['arg[1]', 'arg[0]'] as const, types: ['Socket'] })),
    { path: 'Manager', kind: 'manager', options: ['arg[1]'] },
    { path: 'socket', on: ['manager'], options: ['arg[1]'], inherits: true },
    { path: 'timeout', on: ['instance'], kind: 'timed', inherits: true },
    ...['volatile', 'compress'].map((path) => ({ path, on: ['instance'], inherits: true })),
  ],
  calls: [
    {
      paths: ['', 'io', 'connect'],
      on: ['module'],
      options: ['arg[1]', 'arg[0]'],
      effect: 'read',
      target: 'arg[0]',
      failure: 'resolves',
      traits: ['connection', 'emitter'],
    },
    { paths: ['emitWithAck'], on: ['instance'], effect: 'unknown' },
    { paths: ['emitWithAck'], on: ['timed'], effect: 'unknown' },
  ],
  options: [
    { option: 'ackTimeout', at: 'instance', sets: 'timeout' },
    { option: 'timeout', at: 'instance', sets: 'timeout', covers: 'connect', off: [false] },
    { option: 'retries', at: 'instance', sets: 'retry', writes: true },
    ...reconnects.map((row) => ({ ...row, at: 'instance' as const })),
    // The same options, where the connection that they bring about is spoken of.
    { option: 'timeout', at: 'call', on: ['module'], sets: 'timeout', off: [false], mends: false },
    ...reconnects.map((row) => ({ ...row, at: 'call' as const, on: ['module'] })),
  ],
  defaults: [
    { ...noTimeout('an acknowledgement of Socket.IO is awaited without end unless `.timeout(ms)` stands before it'), on: ['instance'] },
    { facet: 'opaque', on: ['timed'], may: ['timeout'], says: '`.timeout(ms)` bounds the wait for the acknowledgement' },
    { facet: 'timeout', on: ['module'], covers: 'attempt', ms: 20_000, says: 'Socket.IO gives up an attempt to connect after 20 s' },
    { facet: 'timeout', covers: 'connect', ms: 20_000, says: 'Socket.IO gives up an attempt to connect after 20 s' },
    {
      facet: 'retry',
      attempts: 'unbounded',
      backoff: 'exponential',
      jitter: true,
      delayMs: 1_000,
      maxDelayMs: 5_000,
      writes: false,
      reconnect: true,
      says: 'Socket.IO connects anew without end',
    },
  ],
  advice: "socket.timeout(10_000).emitWithAck('event')",
  evidence: [{ url: 'https://socket.io/docs/v4/client-options/', versions: '4.8.4', how: 'read' }],
};
