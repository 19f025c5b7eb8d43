import type { ClientModel } from '../../model/catalog/client';

export const sanityClient: ClientModel = {
  id: '@sanity/client',
  title: 'Sanity',
  modules: ['@sanity/client', 'next-sanity'],
  failure: 'throws',
  makes: [
    { path: 'createClient', options: ['arg[0]'], types: ['SanityClient'] },
    { path: '', options: ['arg[0]'] },
    { path: 'withConfig', on: ['instance'], options: ['arg[0]'], inherits: true },
    { path: 'patch', on: ['instance'], kind: 'pending', inherits: true },
    { path: 'transaction', on: ['instance'], kind: 'pending', inherits: true },
    ...['set', 'setIfMissing', 'unset', 'inc', 'dec', 'insert', 'append', 'prepend', 'create', 'createOrReplace', 'delete', 'patch'].map(
      (path) => ({
        path,
        on: ['pending'],
        kind: 'pending',
        inherits: true,
      }),
    ),
  ],
  calls: [
    { paths: ['fetch'], on: ['instance'], options: ['arg[2]'], effect: 'read' },
    { paths: ['getDocument', 'getDocuments'], on: ['instance'], options: ['arg[1]'], effect: 'read' },
    {
      paths: ['create', 'createOrReplace', 'createIfNotExists', 'delete', 'mutate', 'action'],
      on: ['instance'],
      options: ['arg[1]'],
      effect: 'write',
    },
    { paths: ['assets.upload'], on: ['instance'], options: ['arg[2]'], effect: 'write' },
    { paths: ['assets.delete'], on: ['instance'], effect: 'write' },
    { paths: ['projects.list', 'projects.getById', 'datasets.list', 'users.getById'], on: ['instance'], effect: 'read' },
    { paths: ['datasets.create', 'datasets.edit', 'datasets.delete'], on: ['instance'], effect: 'write' },
    {
      paths: ['request'],
      on: ['instance'],
      options: ['arg[0]'],
      effect: { method: ['arg[0].method'], otherwise: 'read' },
      target: 'arg[0].url',
    },
    { paths: ['commit'], on: ['pending'], options: ['arg[0]'], effect: 'write' },
  ],
  options: [
    { option: 'timeout', sets: 'timeout', off: [0], proved: true },
    { option: 'maxRetries', at: 'instance', sets: 'retry', off: [0] },
    // It is a function of the attempt's number.
    { option: 'retryDelay', at: 'instance', sets: 'retry', field: 'delayMs' },
    { option: 'signal', at: 'call', sets: 'cancellation', unit: 'signal' },
  ],
  defaults: [
    { facet: 'timeout', covers: 'attempt', ms: 300_000, says: 'Sanity gives up an attempt after 300 s' },
    {
      facet: 'retry',
      attempts: 6,
      backoff: 'exponential',
      jitter: true,
      delayMs: 100,
      writes: false,
      says: 'Sanity tries queries 6 times',
    },
  ],
  advice: 'createClient({ projectId, dataset, timeout: 10_000, maxRetries: 2 })',
  evidence: [{ url: 'https://github.com/sanity-io/client', versions: '7.28.0', how: 'read' }],
};
