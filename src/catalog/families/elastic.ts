import type { CallModel, ClientModel } from '../../model/catalog/client';
import type { DefaultModel } from '../../model/catalog/default';
import type { OptionModel } from '../../model/catalog/option';
import { proved } from './proved';

const reads = [
  'search',
  'get',
  'getSource',
  'mget',
  'msearch',
  'exists',
  'existsSource',
  'count',
  'scroll',
  'info',
  'ping',
  'explain',
  'fieldCaps',
  'validateQuery',
  'termvectors',
  'openPointInTime',
  'knnSearch',
];
const writes = [
  'index',
  'create',
  'update',
  'delete',
  'bulk',
  'updateByQuery',
  'deleteByQuery',
  'reindex',
  'closePointInTime',
  'clearScroll',
];
const snakes = ['get_source', 'exists_source', 'update_by_query', 'delete_by_query', 'clear_scroll'];

/** The first argument is the request, the second its options. */
const calls: readonly CallModel[] = [
  { paths: reads, on: ['instance'], options: ['arg[1]'], effect: 'read' },
  { paths: writes, on: ['instance'], options: ['arg[1]'], effect: 'write' },
  { paths: snakes, on: ['instance'], options: ['arg[1]'], effect: 'verb' },
  {
    paths: ['indices.*', 'cluster.*', 'cat.*', 'ingest.*', 'snapshot.*', 'tasks.*', 'nodes.*', 'security.*', 'ilm.*'],
    on: ['instance'],
    options: ['arg[1]'],
    effect: 'verb',
  },
  { paths: ['helpers.bulk'], on: ['instance'], options: ['arg[1]'], effect: 'write' },
  {
    paths: ['helpers.search', 'helpers.scrollSearch', 'helpers.msearch', 'helpers.esql'],
    on: ['instance'],
    options: ['arg[1]'],
    effect: 'read',
  },
];

const options: readonly OptionModel[] = [
  { option: 'requestTimeout', sets: 'timeout' },
  { option: 'maxRetries', sets: 'retry', off: [0], unbounded: ['Infinity'], writes: true },
];

type Part = Pick<ClientModel, 'id' | 'title' | 'modules' | 'advice' | 'evidence'>;

/** Both engines were one once, and so were their clients; how long they wait, and what else they repeat, came later. */
export function elasticEngine(
  part: Part,
  own: {
    readonly options?: readonly OptionModel[];
    /** Whether its `requestTimeout` was run at a server at fault; default false. */
    readonly proved?: true;
    readonly bounds: readonly DefaultModel[];
    readonly onTimeout: boolean;
    readonly tries: string;
  },
): ClientModel {
  return {
    ...part,
    package: part.id,
    failure: 'throws',
    traits: ['database', 'pooled'],
    makes: [
      { path: 'Client', options: ['arg[0]'] },
      { path: 'child', on: ['instance'], options: ['arg[0]'], inherits: true },
    ],
    calls,
    options: [...(own.proved === true ? proved('requestTimeout', options) : options), ...(own.options ?? [])],
    defaults: [
      ...own.bounds,
      {
        facet: 'retry',
        attempts: 4,
        backoff: 'none',
        jitter: false,
        writes: true,
        onStatus: true,
        onTimeout: own.onTimeout,
        says: own.tries,
      },
    ],
  };
}
