import type { CallModel } from '../../model/catalog/client';
import type { MakeModel } from '../../model/catalog/instance';

/** What is asked of a Keyv and of what it keeps things in, by the same names. */
export const keyvCalls: readonly CallModel[] = [
  { paths: ['get', 'getMany', 'getRaw', 'getManyRaw', 'has', 'hasMany'], on: ['instance'], effect: 'read' },
  { paths: ['set', 'setMany', 'setRaw', 'setManyRaw', 'delete', 'deleteMany', 'clear'], on: ['instance'], effect: 'write' },
];

/** A Keyv over its store, which may stand among the options or in front of them. */
export const overStore = (path: string): MakeModel => ({ path, options: ['arg[0]'], of: ['arg[0].store', 'arg[1].store', 'arg[0]'] });

/** Without a store it keeps things in memory. */
export const inMemory = { option: 'store', absent: true } as const;
