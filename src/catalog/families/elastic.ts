import type { CallModel, MakeModel } from '../../model/catalog';

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

export const elasticMakes: readonly MakeModel[] = [
  { path: 'Client', options: ['arg[0]'] },
  { path: 'child', on: ['instance'], options: ['arg[0]'], inherits: true },
];

/** Both engines were one once: the first argument is the request, the second its options. */
export const elasticCalls: readonly CallModel[] = [
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
