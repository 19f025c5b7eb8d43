import type { ClientModel } from '../../model/catalog/client';
import { collectionCalls, cursorCalls, cursorMakes, databaseCalls, refinedCursors } from '../families/mongodb';

const reads = ['find', 'findOne', 'findById', 'countDocuments', 'estimatedDocumentCount', 'distinct', 'exists', 'aggregate'];
const writes = [
  'create',
  'insertMany',
  'updateOne',
  'updateMany',
  'replaceOne',
  'deleteOne',
  'deleteMany',
  'findOneAndUpdate',
  'findOneAndReplace',
  'findOneAndDelete',
  'findByIdAndUpdate',
  'findByIdAndDelete',
  'bulkWrite',
  'bulkSave',
];

/** What gives one document, which can be stored again. */
const found = ['create', 'findOne', 'findById', 'findOneAndUpdate', 'findByIdAndUpdate'];

/** The driver beneath is reached through a connection, be it the one of the module. */
const connected = ['module', 'connection'];
const native = databaseCalls(connected, ['connection.db.', 'db.']);

const kinds = ['model', 'document', 'collection', 'cursor'];

/** A model is tied to a connection somewhere else, so what was set there is not seen at its calls. */
export const mongoose: ClientModel = {
  id: 'mongoose',
  title: 'Mongoose',
  modules: ['mongoose'],
  failure: 'throws',
  traits: ['database', 'lazy'],
  conflicts: [11000, 'E11000', 'VersionError'],
  makes: [
    ...['createConnection', 'connect'].map((path) => ({
      path,
      kind: 'connection',
      options: ['arg[1]'] as const,
      types: ['Connection', 'Mongoose'],
    })),
    { path: 'asPromise', on: ['connection'], kind: 'connection', inherits: true },
    { path: 'model', kind: 'model', types: ['Model'] },
    { path: 'model', on: ['connection'], kind: 'model', inherits: true },
    { path: '', on: ['model'], kind: 'document', inherits: true },
    ...found.map((path) => ({ path, on: ['model'], kind: 'document', inherits: true })),
    ...['collection', 'connection.collection', 'db.collection', 'connection.db.collection'].map((path) => ({
      path,
      on: connected,
      kind: 'collection',
      inherits: true,
    })),
    ...cursorMakes(['collection']),
    ...cursorMakes(['model'], 'collection.'),
    ...refinedCursors,
  ],
  calls: [
    { paths: ['connect', 'createConnection'], on: ['module'], options: ['arg[1]'], effect: 'read', traits: ['connection', 'database'] },
    { paths: reads, on: ['model'], options: ['arg[2]', 'arg[1]'], effect: 'read' },
    { paths: writes, on: ['model'], options: ['arg[2]', 'arg[1]'], effect: 'write' },
    { paths: ['syncIndexes', 'createIndexes', 'ensureIndexes', 'createCollection'], on: ['model'], options: ['arg[0]'], effect: 'write' },
    { paths: ['save'], on: ['document'], options: ['arg[0]'], effect: 'write' },
    { paths: ['deleteOne', 'updateOne', 'replaceOne'], on: ['document'], options: ['arg[1]', 'arg[0]'], effect: 'write' },
    ...collectionCalls('collection'),
    ...collectionCalls('model', 'collection.'),
    cursorCalls,
    ...native,
  ],
  options: [
    { option: 'socketTimeoutMS', sets: 'timeout', off: [0], proved: true },
    { option: 'serverSelectionTimeoutMS', sets: 'timeout', covers: 'connect' },
  ],
  defaults: [
    {
      facet: 'opaque',
      on: [...kinds, ...native.flatMap(({ paths }) => paths)],
      may: ['timeout'],
      says: 'the connection behind a Mongoose model is opened elsewhere',
    },
    { facet: 'timeout', covers: 'connect', ms: 30_000, says: 'Mongoose gives up looking for a server after 30 s' },
    // Looking for a server is all that connecting waits for.
    {
      facet: 'timeout',
      on: ['connect', 'createConnection'],
      covers: 'attempt',
      ms: 30_000,
      says: 'Mongoose gives up looking for a server after 30 s',
    },
    {
      facet: 'retry',
      on: kinds,
      attempts: 2,
      backoff: 'none',
      jitter: false,
      writes: false,
      onTimeout: true,
      says: 'MongoDB tries what can be repeated once more after a network error',
    },
  ],
  advice: 'mongoose.connect(url, { socketTimeoutMS: 30_000, serverSelectionTimeoutMS: 5_000 })',
  evidence: [{ url: 'https://mongoosejs.com/docs/connections.html#options', versions: '9.12.1', how: 'read' }],
};
