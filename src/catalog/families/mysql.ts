import type { CallModel, ClientModel } from '../../model/catalog/client';
import type { DefaultModel } from '../../model/catalog/default';
import type { MakeModel } from '../../model/catalog/instance';
import type { OptionModel } from '../../model/catalog/option';
import { noTimeout } from './floor';
import { sqlEffect } from './sql';

const kinds = ['pool', 'connection'];

/** Ways to a connection or a pool that `mysql` and all its successors offer. */
const makes: readonly MakeModel[] = [
  { path: 'createPool', kind: 'pool', options: ['arg[0]'], types: ['Pool'] },
  { path: 'createConnection', kind: 'connection', options: ['arg[0]'], types: ['Connection', 'PoolConnection'] },
  { path: 'getConnection', on: ['pool'], kind: 'connection', inherits: true },
  { path: 'promise', on: ['pool'], kind: 'pool', inherits: true },
  { path: 'promise', on: ['connection'], kind: 'connection', inherits: true },
];

/** What sends a statement; the options of one stand beside its text: `{ sql, timeout }`. */
const calls: readonly CallModel[] = [
  { paths: ['query', 'execute'], on: kinds, options: ['arg[0]'], effect: sqlEffect('arg[0]', 'arg[0].sql'), statement: 'sql' },
  { paths: ['commit', 'rollback'], on: ['connection'], effect: 'write' },
  { paths: ['beginTransaction', 'ping', 'changeUser'], on: ['connection'], effect: 'read' },
];

const connectTimeout: OptionModel = { option: 'connectTimeout', at: 'instance', sets: 'timeout', covers: 'connect', off: [0] };

/** How many connections a pool has; in the older ones 0 is no limit. */
export const mysqlPool: OptionModel = { option: 'connectionLimit', at: 'instance', on: ['pool'], sets: 'bulkhead', off: [0] };

interface Part extends Pick<ClientModel, 'id' | 'title' | 'modules' | 'advice' | 'evidence'> {
  /** How the pool is called in sentences, and what else is said of it. */
  readonly pool: string;
  /** What an answer that never comes does. */
  readonly waits: string;
  /** What else rules should know of it. */
  readonly traits?: ClientModel['traits'];
  readonly calls?: readonly CallModel[];
  readonly options: readonly OptionModel[];
  readonly connects: readonly DefaultModel[];
}

/** `mysql`, and what was made in its image: connecting is bounded, an answer is not, and a pool has ten connections. */
export function mysqlClient({ pool, waits, traits = [], calls: more = [], options, connects, ...part }: Part): ClientModel {
  return {
    ...part,
    package: part.id,
    failure: 'throws',
    traits: ['database', 'pooled', ...traits],
    makes,
    calls: [...calls, ...more],
    options: [connectTimeout, ...options],
    stays: [{ option: 'socketPath' }],
    defaults: [noTimeout(waits), ...connects, { facet: 'bulkhead', on: ['pool'], limit: 10, says: `a pool of ${pool}` }],
  };
}

/** Both older drivers give connecting ten seconds. */
export const tenSeconds = (id: string): DefaultModel => ({
  facet: 'timeout',
  covers: 'connect',
  ms: 10_000,
  says: `${id} gives up connecting after 10 s`,
});
