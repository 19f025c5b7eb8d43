import type { ClientModel } from '../../model/catalog/client';
import { noTimeout } from '../families/floor';
import { collectionCalls, cursorCalls, cursorMakes, databaseCalls, refinedCursors } from '../families/mongodb';

/** `maxTimeMS` is kept by the server alone; `timeoutMS` is heard by a few versions only, and silently not by the others. */
export const mongodb: ClientModel = {
  id: 'mongodb',
  title: 'MongoDB',
  modules: ['mongodb'],
  failure: 'throws',
  traits: ['database', 'pooled'],
  conflicts: [11000, 'E11000'],
  makes: [
    { path: 'MongoClient', options: ['arg[1]'] },
    { path: 'MongoClient.connect', options: ['arg[1]'] },
    { path: 'connect', on: ['instance'], inherits: true },
    { path: 'db', on: ['instance'], kind: 'db', inherits: true, types: ['Db'] },
    { path: 'collection', on: ['db'], kind: 'collection', inherits: true, types: ['Collection'] },
    ...cursorMakes(['collection', 'db']),
    ...refinedCursors,
  ],
  calls: [
    { paths: ['MongoClient.connect'], on: ['module'], options: ['arg[1]'], effect: 'read', traits: ['connection', 'database'] },
    { paths: ['connect'], on: ['instance'], effect: 'read', traits: ['connection', 'database'] },
    ...collectionCalls('collection'),
    cursorCalls,
    ...databaseCalls(['db']),
  ],
  options: [
    { option: 'signal', at: 'call', sets: 'cancellation', unit: 'signal' },
    // It counts silence on the socket, which for an answer that never comes is the whole attempt.
    { option: 'socketTimeoutMS', at: 'instance', sets: 'timeout', off: [0], overAddress: true, proved: true },
    { option: 'serverSelectionTimeoutMS', at: 'instance', sets: 'timeout', covers: 'connect' },
    { option: 'timeoutMS', versions: '>=7.0.0 <7.8.0', sets: 'timeout', off: [0] },
    {
      option: 'timeoutMS',
      versions: '<7.0.0 || >=7.8.0',
      sets: 'timeout',
      ignored: '`timeoutMS` has no effect in this version of the driver',
    },
    { option: 'retryReads', at: 'instance', sets: 'retry', off: [false], field: 'all' },
    { option: 'retryWrites', at: 'instance', sets: 'retry', off: [false], field: 'all' },
    { option: 'maxPoolSize', at: 'instance', sets: 'bulkhead', off: [0] },
  ],
  defaults: [
    noTimeout('MongoDB waits for an answer without end unless `socketTimeoutMS` is set or a `signal` is given'),
    { facet: 'timeout', covers: 'connect', ms: 30_000, says: 'MongoDB gives up looking for a server after 30 s' },
    // Connecting is looking for a server and shaking hands with it; both end by themselves.
    {
      facet: 'timeout',
      on: ['connect', 'MongoClient.connect'],
      covers: 'attempt',
      ms: 30_000,
      says: 'MongoDB gives up looking for a server after 30 s',
    },
    {
      facet: 'retry',
      on: ['collection', 'cursor'],
      attempts: 2,
      backoff: 'none',
      jitter: false,
      // Each write carries a number by which the server knows its repetition.
      writes: false,
      onTimeout: true,
      says: 'MongoDB tries what can be repeated once more after a network error',
    },
    { facet: 'bulkhead', limit: 100, says: 'MongoDB opens at most 100 connections' },
  ],
  advice: 'new MongoClient(url, { socketTimeoutMS: 30_000, serverSelectionTimeoutMS: 5_000, waitQueueTimeoutMS: 5_000 })',
  evidence: [
    {
      url: 'https://www.mongodb.com/docs/drivers/node/current/connect/connection-options/',
      versions: '6.22.0, 7.0.0, 7.8.0, 7.9.0',
      how: 'read',
    },
  ],
};
