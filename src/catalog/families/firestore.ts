import { gaxRetry } from './google';
import type { CallModel } from '../../model/catalog/client';
import type { DefaultModel } from '../../model/catalog/default';
import type { MakeModel } from '../../model/catalog/instance';

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

/** Members that are answered by a stream; all others are one question with one answer. */
const streams = ['get', 'getAll', 'stream'];

const calls = firestoreCalls.flatMap(({ on = [], paths }) =>
  on.flatMap((kind) => paths.map((path) => ({ path, call: `${kind}:${path}` }))),
);
const streamed = calls.filter(({ path }) => streams.includes(path)).map(({ call }) => call);
const single = calls.filter(({ path }) => !streams.includes(path)).map(({ call }) => call);

/** What reads has five tries of three each. Where nothing is answered it gives up after 300 s, asks once more, and of the end of that nobody is told. */
const reads: readonly DefaultModel[] = [
  {
    facet: 'timeout',
    covers: 'attempt',
    ms: 'unbounded',
    says: 'Firestore never tells of a read that was not answered, and has no option for that',
  },
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
  ...reads.map((row) => ({ ...row, on: streamed })),
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
