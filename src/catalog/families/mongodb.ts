import type { CallModel } from '../../model/catalog/client';
import type { MakeModel } from '../../model/catalog/instance';
import type { Path } from '../../model/catalog/paths';

/** What the driver of MongoDB offers, also to whoever comes to it through Mongoose: `prefix` is the way to a collection or a database. */
type Prefix = '' | `${string}.`;

const within = (prefixes: readonly Prefix[], names: readonly string[]): readonly Path[] =>
  prefixes.flatMap((prefix) => names.map((name) => `${prefix}${name}`));

const reads = ['findOne', 'countDocuments', 'estimatedDocumentCount', 'distinct', 'indexes', 'indexExists'];

export function collectionCalls(on: string, prefix: Prefix = ''): readonly CallModel[] {
  const at = (names: readonly string[], options: CallModel['options'], effect: CallModel['effect']): CallModel => ({
    paths: within([prefix], names),
    on: [on],
    ...(options === undefined ? {} : { options }),
    effect,
  });
  return [
    at(reads, ['arg[1]', 'arg[2]'], 'read'),
    at(['insertOne', 'insertMany', 'deleteOne', 'deleteMany', 'bulkWrite', 'createIndex', 'findOneAndDelete'], ['arg[1]'], 'write'),
    at(['updateOne', 'updateMany', 'replaceOne', 'findOneAndUpdate', 'findOneAndReplace'], ['arg[2]'], 'write'),
    at(['createIndexes', 'dropIndex', 'dropIndexes', 'drop', 'rename'], ['arg[1]', 'arg[0]'], 'write'),
    at(['watch'], ['arg[1]'], 'read'),
  ];
}

export function databaseCalls(on: readonly string[], prefixes: readonly Prefix[] = ['']): readonly CallModel[] {
  return [
    { paths: within(prefixes, ['command', 'stats', 'listCollections']), on, options: ['arg[1]'], effect: 'unknown' },
    { paths: within(prefixes, ['collections']), on, options: ['arg[0]'], effect: 'read' },
    {
      paths: within(prefixes, ['dropDatabase', 'createCollection', 'dropCollection']),
      on,
      options: ['arg[1]', 'arg[0]'],
      effect: 'write',
    },
  ];
}

const queries = ['find', 'aggregate', 'listIndexes'];
const refining = ['sort', 'limit', 'skip', 'project', 'batchSize', 'filter', 'hint', 'maxTimeMS', 'map'];

/** What is asked for, and not sent before somebody reads it. */
export function cursorMakes(on: readonly string[], prefix: Prefix = ''): readonly MakeModel[] {
  return within([prefix], queries).map((path) => ({
    path,
    on,
    kind: 'cursor',
    inherits: true,
    types: ['FindCursor', 'AggregationCursor'],
  }));
}

export const refinedCursors: readonly MakeModel[] = refining.map((path) => ({ path, on: ['cursor'], kind: 'cursor', inherits: true }));

export const cursorCalls: CallModel = {
  paths: ['toArray', 'next', 'hasNext', 'tryNext', 'forEach', 'count'],
  on: ['cursor'],
  effect: 'read',
};
