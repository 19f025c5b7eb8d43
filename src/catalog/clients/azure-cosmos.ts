import type { ClientModel } from '../../model/catalog/client';

export const azureCosmos: ClientModel = {
  id: '@azure/cosmos',
  title: 'Azure Cosmos DB',
  modules: ['@azure/cosmos'],
  failure: 'throws',
  traits: ['database'],
  makes: [
    { path: 'CosmosClient', options: ['arg[0]'] },
    { path: 'database', on: ['instance'], kind: 'database', inherits: true, types: ['Database'] },
    { path: 'container', on: ['database'], kind: 'container', inherits: true, types: ['Container'] },
    { path: 'item', on: ['container'], kind: 'item', inherits: true, types: ['Item'] },
    ...['items.query', 'items.readAll', 'items.changeFeed', 'items.getChangeFeedIterator'].map((path) => ({
      path,
      on: ['container'],
      kind: 'iterator',
      options: ['arg[1]', 'arg[0]'] as const,
      inherits: true,
    })),
    ...['containers.query', 'containers.readAll', 'databases.query', 'databases.readAll'].map((path) => ({
      path,
      on: ['instance', 'database'],
      kind: 'iterator',
      options: ['arg[1]', 'arg[0]'] as const,
      inherits: true,
    })),
  ],
  calls: [
    // The options of a query stand where the iterator is made.
    { paths: ['fetchAll', 'fetchNext', 'readNext', 'getAsyncIterator'], on: ['iterator'], effect: 'read' },
    { paths: ['read', 'readOffer'], on: ['item', 'container', 'database'], options: ['arg[0]'], effect: 'read' },
    { paths: ['getDatabaseAccount'], on: ['instance'], options: ['arg[0]'], effect: 'read' },
    {
      paths: ['items.create', 'items.upsert', 'items.batch', 'items.bulk', 'items.executeBulkOperations'],
      on: ['container'],
      options: ['arg[1]', 'arg[2]'],
      effect: 'write',
    },
    { paths: ['replace', 'patch'], on: ['item', 'container'], options: ['arg[1]'], effect: 'write' },
    { paths: ['delete'], on: ['item', 'container', 'database'], options: ['arg[0]'], effect: 'write' },
    { paths: ['databases.create', 'databases.createIfNotExists'], on: ['instance'], options: ['arg[1]'], effect: 'write' },
    { paths: ['containers.create', 'containers.createIfNotExists'], on: ['database'], options: ['arg[1]'], effect: 'write' },
  ],
  options: [
    { option: 'connectionPolicy.requestTimeout', at: 'instance', sets: 'timeout', proved: true },
    // The first call looks at the account before, and that does not hear of the signal.
    { option: 'abortSignal', at: 'call', sets: 'cancellation', unit: 'signal' },
    { option: 'connectionPolicy.retryOptions.maxRetryAttemptCount', at: 'instance', sets: 'retry', off: [0], writes: true },
    { option: 'connectionPolicy.retryOptions.fixedRetryIntervalInMilliseconds', at: 'instance', sets: 'retry', field: 'delayMs' },
    // Seconds, unlike the interval beside it.
    { option: 'connectionPolicy.retryOptions.maxWaitTimeInSeconds', at: 'instance', sets: 'retry', field: 'totalMs', unit: 's' },
  ],
  defaults: [
    { facet: 'timeout', covers: 'attempt', ms: 60_000, says: 'Cosmos DB gives up an attempt after 60 s' },
    {
      // Throttled requests come again; a request that failed elsewhere moves to another region up to 120 times.
      facet: 'retry',
      attempts: 10,
      backoff: 'constant',
      jitter: false,
      totalMs: 30_000,
      writes: true,
      onTimeout: true,
      says: 'Cosmos DB tries a throttled request 10 times within 30 s and repeats a timed-out one',
    },
  ],
  advice: 'new CosmosClient({ endpoint, key, connectionPolicy: { requestTimeout: 10_000 } })',
  evidence: [{ url: 'https://learn.microsoft.com/javascript/api/@azure/cosmos/connectionpolicy', versions: '4.9.3', how: 'read' }],
};
