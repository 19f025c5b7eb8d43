import type { ClientModel } from '../../model/catalog/client';
import { noTimeout } from '../families/floor';

/** Each word to the queue is a statement of `pg`, whose bounds are told with the connection, or of the `db` that is brought. */
export const pgBoss: ClientModel = {
  id: 'pg-boss',
  modules: ['pg-boss'],
  failure: 'throws',
  traits: ['queue', 'database', 'pooled'],
  makes: ['', 'PgBoss'].map((path) => ({
    path,
    options: ['arg[0]'] as const,
    statement: 'connectionString',
    of: ['arg[0].db'] as const,
    types: ['PgBoss'],
  })),
  calls: [
    { paths: ['start'], on: ['instance'], effect: 'read' },
    {
      paths: [
        ...['send', 'sendAfter', 'sendThrottled', 'sendDebounced', 'insert', 'publish', 'fetch', 'complete', 'fail', 'retry', 'resume'],
        ...['cancel', 'deleteJob', 'createQueue', 'updateQueue', 'deleteQueue', 'purgeQueue', 'clearStorage', 'schedule', 'unschedule'],
        ...['subscribe', 'unsubscribe', 'maintain'],
      ],
      on: ['instance'],
      effect: 'write',
      idempotent: [
        ...['complete', 'fail', 'cancel', 'resume', 'deleteJob', 'createQueue', 'updateQueue', 'deleteQueue', 'purgeQueue'],
        ...['clearStorage', 'schedule', 'unschedule', 'subscribe', 'unsubscribe', 'maintain'],
      ],
    },
    {
      paths: ['getJobById', 'getQueue', 'getQueues', 'getQueueSize', 'getSchedules', 'isInstalled', 'schemaVersion'],
      on: ['instance'],
      effect: 'read',
    },
  ],
  options: [
    { option: 'query_timeout', at: 'instance', sets: 'timeout', off: [0, false], unless: 'db' },
    { option: 'connectionTimeoutMillis', at: 'instance', sets: 'timeout', covers: 'connect', off: [0], unless: 'db' },
    { option: 'max', at: 'instance', sets: 'bulkhead' },
  ],
  defaults: [
    noTimeout('pg-boss waits for an answer of its database without end unless `query_timeout` is set'),
    { facet: 'timeout', covers: 'connect', ms: 'unbounded', versions: '<12.22.0', says: 'pg-boss waits for a connection without end' },
    {
      facet: 'timeout',
      covers: 'connect',
      ms: 10_000,
      versions: '>=12.22.0',
      says: 'pg-boss gives up waiting for a connection after 10 s',
    },
    { facet: 'bulkhead', limit: 10, says: 'pg-boss has 10 connections, and a line of any length before them' },
  ],
  advice: 'new PgBoss({ connectionString, connectionTimeoutMillis: 5_000, query_timeout: 15_000 })',
  evidence: [{ url: 'https://github.com/timgit/pg-boss', versions: '10.4.2, 12.21.0, 12.38.0', how: 'read' }],
};
