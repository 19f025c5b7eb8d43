import type { ClientModel } from '../../model/catalog/client';

export const typesense: ClientModel = {
  id: 'typesense',
  title: 'Typesense',
  modules: ['typesense'],
  failure: 'throws',
  traits: ['database'],
  makes: [
    ...['Client', 'SearchClient'].map((path) => ({ path, options: ['arg[0]'] as const })),
    ...['collections', 'documents', 'overrides', 'synonyms', 'aliases', 'keys', 'analytics', 'operations', 'multiSearch'].map((path) => ({
      path,
      on: ['instance', 'resource'],
      kind: 'resource',
      inherits: true,
    })),
  ],
  calls: [
    { paths: ['search'], on: ['resource'], options: ['arg[1]'], effect: 'read' },
    { paths: ['retrieve', 'export', 'health.retrieve'], on: ['resource'], effect: 'read' },
    {
      paths: ['perform', 'multiSearch.perform', 'health.retrieve', 'metrics.retrieve'],
      on: ['instance'],
      options: ['arg[2]'],
      effect: 'read',
    },
    { paths: ['create', 'upsert', 'update', 'delete', 'import'], on: ['resource'], effect: 'write' },
  ],
  options: [
    { option: 'abortSignal', at: 'call', sets: 'cancellation', unit: 'signal' },
    { option: 'connectionTimeoutSeconds', at: 'instance', sets: 'timeout', unit: 's', same: [0], proved: true },
    { option: 'numRetries', at: 'instance', sets: 'retry', off: [0], writes: true },
    { option: 'retryIntervalSeconds', at: 'instance', sets: 'retry', field: 'delayMs', unit: 's' },
  ],
  defaults: [
    { facet: 'timeout', covers: 'attempt', ms: 5_000, says: 'Typesense gives up an attempt after 5 s' },
    {
      facet: 'retry',
      attempts: 'unknown',
      backoff: 'constant',
      jitter: false,
      delayMs: 100,
      writes: true,
      onStatus: true,
      onTimeout: true,
      says: 'Typesense tries as often as it has nodes, and once more, writes as well',
    },
  ],
  advice: 'new Client({ nodes, apiKey, connectionTimeoutSeconds: 5 })',
  evidence: [{ url: 'https://typesense.org/docs/latest/api/', versions: '3.1.0', how: 'read' }],
};
