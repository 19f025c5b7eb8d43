import type { ClientModel } from '../../model/catalog/client';
import type { DefaultModel } from '../../model/catalog/default';
import type { OptionModel } from '../../model/catalog/option';
import { noTimeout } from './floor';
import { batched, lowerRedisCommands } from './redis';

/** ioredis and what was made from it: one file for both names. */
export interface IoRedis {
  readonly id: string;
  readonly title: string;
  readonly retries: readonly DefaultModel[];
  /** Releases that know no bound on the whole of a command yet. */
  readonly unbounded?: string;
  readonly url: string;
  readonly versions: string;
}

/** The function, or number, that says when a lost connection is opened again; what it is asked counts from 1, and `null` ends it. */
export function strategyRow(option: string): OptionModel {
  return {
    option,
    at: 'instance',
    sets: 'retry',
    reconnect: true,
    strategy: true,
    off: [false, null],
    ends: { counts: 'times', from: 1, by: 'null' },
  };
}

export function ioRedis(library: IoRedis): ClientModel {
  const classes = ['', 'Redis'];
  return {
    id: library.id,
    title: library.title,
    modules: [library.id],
    failure: 'throws',
    traits: ['database', 'keyed', 'pooled'],
    makes: [
      ...classes.map((path) => ({ path, options: ['arg[2]', 'arg[1]', 'arg[0]'] as const, types: ['Redis', 'Commander'] })),
      ...['Cluster', 'Redis.Cluster'].map((path) => ({ path, options: ['arg[1].redisOptions'] as const })),
      { path: 'duplicate', on: ['instance'], inherits: true },
      ...['pipeline', 'multi'].map((path) => ({ path, on: ['instance'], kind: 'batch', inherits: true })),
      batched,
    ],
    calls: [
      { paths: ['connect'], on: ['instance'], effect: 'read', traits: ['connection', 'database'] },
      ...lowerRedisCommands(['instance']),
      { paths: ['call', 'sendCommand'], on: ['instance'], effect: 'unknown' },
      { paths: ['exec'], on: ['batch'], effect: 'write' },
    ],
    defines: [{ path: 'defineCommand', name: 'arg[0]', not: ownMembers }],
    options: [
      // From the call on, the time in line included; it also ends what waits on purpose.
      // The store of that package sends its scripts when it is made, and hears nothing of their failure, which ends the process then.
      {
        option: 'commandTimeout',
        at: 'instance',
        sets: 'timeout',
        breaks: ['rate-limit-redis'],
        ...(library.unbounded === undefined ? {} : { untyped: { package: library.id, versions: library.unbounded, fails: true } }),
      },
      { option: 'connectTimeout', at: 'instance', sets: 'timeout', covers: 'connect' },
      {
        option: 'socketTimeout',
        at: 'instance',
        sets: 'timeout',
        ignored: 'it ends the connection, and the next one sends the command again',
      },
      // Queues demand that it has no end.
      { option: 'maxRetriesPerRequest', at: 'instance', sets: 'retry', unbounded: [null], off: [0], mends: false },
      strategyRow('retryStrategy'),
    ],
    stays: [{ option: 'path' }],
    defaults: [
      noTimeout(`${library.title} waits for an answer without end unless \`commandTimeout\` is set`),
      {
        facet: 'timeout',
        covers: 'connect',
        ms: 10_000,
        says: `${library.title} gives up a TCP connection after 10 s, but not the greeting behind it`,
      },
      ...library.retries,
    ],
    advice: 'new Redis({ connectTimeout: 5_000, commandTimeout: 5_000, maxRetriesPerRequest: 3 })',
    evidence: [{ url: library.url, versions: library.versions, how: 'read' }],
  };
}

/** What an instance has beside its commands. */
const ownMembers = [
  ...'on once off addListener removeListener removeAllListeners prependListener prependOnceListener emit silentEmit'.split(' '),
  ...'listeners rawListeners listenerCount eventNames setMaxListeners getMaxListeners'.split(' '),
  ...'disconnect end duplicate pipeline multi defineCommand getBuiltinCommands createBuiltinCommand addBuiltinCommand'.split(' '),
  ...'nodes setStatus resetCommandQueue resetOfflineQueue recoverFromFatalError handleReconnection flushQueue parseOptions'.split(' '),
];

/** A command is sent again after each lost connection, 20 times; in six the pauses grow twofold. */
export function resends(title: string, backoff: 'linear' | 'exponential', maxDelayMs: number): DefaultModel & { facet: 'retry' } {
  return {
    facet: 'retry',
    attempts: 21,
    backoff,
    jitter: backoff === 'exponential',
    delayMs: 50,
    maxDelayMs,
    writes: true,
    says: `${title} sends a command up to 21 times when connections are lost`,
  };
}
