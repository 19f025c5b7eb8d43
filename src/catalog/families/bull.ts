import type { ClientModel } from '../../model/catalog/client';
import { noTimeout } from './floor';
import { strategyRow } from './ioredis';

/** Bull and its successor: the connection is that of ioredis, and its options stand under one name. */
export function bullQueue(
  part: Pick<ClientModel, 'id' | 'title' | 'modules' | 'makes' | 'advice' | 'evidence'>,
  under: string,
  firstPauseMs: number,
  jobs: ClientModel['jobs'],
): ClientModel {
  return {
    ...part,
    ...(jobs === undefined ? {} : { jobs }),
    failure: 'throws',
    traits: ['queue', 'pooled'],
    calls: [
      ...(part.makes?.some((make) => make.kind === 'flow') === true
        ? [{ paths: ['add', 'addBulk'], on: ['flow'], effect: 'write' } as const]
        : []),
      {
        paths: ['add', 'addBulk', 'upsertJobScheduler', 'drain', 'obliterate', 'clean', 'pause', 'resume', 'remove', 'removeJobs'],
        on: ['queue'],
        effect: 'write',
      },
      {
        paths: [
          'getJob',
          'getJobs',
          'getJobCounts',
          'getWaiting',
          'getActive',
          'getCompleted',
          'getFailed',
          'getDelayed',
          'getWaitingCount',
          'getActiveCount',
          'count',
        ],
        on: ['queue'],
        effect: 'read',
      },
    ],
    options: [
      // A worker waits on purpose, and this would end its wait too.
      { option: `${under}.commandTimeout`, at: 'instance', sets: 'timeout', mends: false },
      { option: `${under}.connectTimeout`, at: 'instance', sets: 'timeout', covers: 'connect' },
      // Without a line to wait in a command fails at once while there is no connection.
      strategyRow(`${under}.retryStrategy`),
    ],
    defaults: [
      noTimeout(`${part.title ?? part.id} waits for Redis without end while it is gone`),
      { facet: 'timeout', covers: 'connect', ms: 10_000, says: `${part.title ?? part.id} gives up connecting after 10 s` },
      {
        facet: 'retry',
        attempts: 'unbounded',
        backoff: 'exponential',
        jitter: false,
        delayMs: firstPauseMs,
        maxDelayMs: 20_000,
        writes: true,
        reconnect: true,
        says: `${part.title ?? part.id} connects anew without end`,
      },
    ],
  };
}
