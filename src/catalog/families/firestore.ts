import { gaxRetry } from './google';
import type { CallModel, DefaultModel, MakeModel } from '../../model/catalog';

/** From a Firestore database to documents, queries, batches and bulk writers. */
export const firestoreMakes: readonly MakeModel[] = [
  { path: 'collection', on: ['instance', 'document'], kind: 'query', types: ['CollectionReference', 'Query', 'CollectionGroup'] },
  { path: 'collectionGroup', on: ['instance'], kind: 'query' },
  { path: 'doc', on: ['instance', 'query'], kind: 'document', types: ['DocumentReference'] },
  ...[
    'where',
    'orderBy',
    'limit',
    'limitToLast',
    'offset',
    'select',
    'startAt',
    'startAfter',
    'endAt',
    'endBefore',
    'withConverter',
    'count',
    'aggregate',
    'findNearest',
  ].map((path) => ({ path, on: ['query'], kind: 'query' })),
  { path: 'withConverter', on: ['document'], kind: 'document' },
  { path: 'batch', on: ['instance'], kind: 'batch', types: ['WriteBatch'] },
  ...['set', 'update', 'delete', 'create'].map((path) => ({ path, on: ['batch'], kind: 'batch' })),
];

/** The members that send; building a query or a batch sends nothing. */
export const firestoreCalls: readonly CallModel[] = [
  { paths: ['get', 'listCollections'], on: ['document'], effect: 'read' },
  { paths: ['get', 'listDocuments'], on: ['query'], effect: 'read' },
  { paths: ['stream'], on: ['query'], effect: 'read', traits: ['lazy'] },
  { paths: ['getAll', 'listCollections'], on: ['instance'], effect: 'read' },
  { paths: ['set', 'update', 'delete', 'create'], on: ['document'], effect: 'write' },
  { paths: ['add'], on: ['query'], effect: 'write' },
  { paths: ['commit'], on: ['batch'], effect: 'write' },
  { paths: ['runTransaction', 'recursiveDelete'], on: ['instance'], effect: 'write' },
];

/** Members that are answered by a stream. */
const streamed = ['get', 'getAll', 'stream'];

/** All others; each is one question with one answer. */
const single = firestoreCalls.flatMap(({ paths }) => paths).filter((path) => !streamed.includes(path));

/** What reads has five tries of three each, and a time after which the next begins. */
export const firestoreReads: readonly DefaultModel[] = [
  { facet: 'timeout', covers: 'attempt', ms: 300_000, says: 'Firestore waits up to 300 s for an answer, and no option shortens it' },
  {
    facet: 'retry',
    attempts: 15,
    backoff: 'exponential',
    jitter: true,
    delayMs: 1_000,
    maxDelayMs: 60_000,
    writes: true,
    says: 'Firestore tries up to 15 times with pauses from 1 s on',
  },
];

export const firestoreDefaults: readonly DefaultModel[] = [
  ...firestoreReads.map((row) => ({ ...row, on: streamed })),
  {
    facet: 'timeout',
    on: single,
    covers: 'attempt',
    ms: 60_000,
    says: 'Firestore gives up a write after 60 s, and no option shortens it',
  },
  gaxRetry({
    on: single,
    writes: true,
    says: 'Firestore repeats a write that was refused for up to 600 s',
  }),
];
