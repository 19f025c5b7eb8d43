import type { ClientModel } from '../../model/catalog/client';

/** Clients of one resource or of all of a sort, by the names that give them. */
const resources = [
  ...['actors', 'actor', 'builds', 'build', 'runs', 'run', 'log', 'tasks', 'task', 'schedules', 'schedule', 'user', 'store'],
  ...['webhooks', 'webhook', 'webhookDispatches', 'webhookDispatch', 'datasets', 'keyValueStores', 'requestQueues'],
];
const nested = ['builds', 'build', 'runs', 'lastRun', 'version', 'versions', 'envVar', 'envVars', 'webhooks', 'dispatches', 'log'];
const storages = ['dataset', 'keyValueStore', 'requestQueue'];

/** What storages are asked, by how long an attempt is given: 5 s for what is small, 30 s for what may be more. */
const small = {
  dataset: ['get', 'getStatistics', 'update', 'delete'],
  keyValueStore: ['get', 'delete', 'deleteRecord'],
  requestQueue: [
    'get',
    'update',
    'delete',
    'listHead',
    'addRequest',
    'getRequest',
    'deleteRequest',
    'batchDeleteRequests',
    'deleteRequestLock',
  ],
};
const medium = {
  dataset: ['pushItems'],
  keyValueStore: ['listKeys'],
  requestQueue: ['listAndLockHead', 'batchAddRequests', 'updateRequest', 'prolongRequestLock', 'listRequests', 'unlockRequests'],
};
const large = { dataset: ['listItems', 'downloadItems'], keyValueStore: ['update', 'getRecord', 'recordExists', 'setRecord'] };
const callsOf = (storage: Readonly<Record<string, readonly string[]>>): readonly string[] =>
  Object.entries(storage).flatMap(([kind, paths]) => paths.map((path) => `${kind}:${path}`));
const graded = '>=2.12.6';
/** As long as the client is given at most. */
const whole = { facet: 'timeout', covers: 'attempt', ms: 360_000 } as const;

export const apifyClient: ClientModel = {
  id: 'apify-client',
  title: 'Apify',
  modules: ['apify-client'],
  failure: 'throws',
  makes: [
    { path: 'ApifyClient', options: ['arg[0]'], types: ['ApifyClient'] },
    ...resources.map((path) => ({ path, on: ['instance'], kind: 'resource', inherits: true })),
    ...nested.map((path) => ({ path, on: ['resource'], kind: 'resource', inherits: true })),
    ...storages.map((kind) => ({ path: kind, on: ['instance', 'resource'], kind, inherits: true })),
  ],
  calls: [
    {
      paths: ['get', 'list', 'getLog', 'monthlyUsage', 'limits', 'getInput', 'getOpenApiDefinition', 'defaultBuild', 'validateInput'],
      on: ['resource'],
      effect: 'read',
    },
    { paths: ['stream'], on: ['resource'], effect: 'read', traits: ['stream'] },
    // It asks again and again until a run or a build has ended.
    { paths: ['waitForFinish'], on: ['resource'], effect: 'read', traits: ['job'] },
    { paths: ['call'], on: ['resource'], effect: 'write', traits: ['job'] },
    {
      paths: [
        ...['create', 'getOrCreate', 'update', 'delete', 'start', 'build', 'abort', 'metamorph', 'reboot', 'resurrect', 'charge'],
        ...['publish', 'unpublish', 'updateInput', 'updateLimits', 'test'],
      ],
      on: ['resource'],
      effect: 'write',
      idempotent: ['getOrCreate', 'update', 'delete', 'abort', 'publish', 'unpublish', 'updateInput', 'updateLimits'],
    },
    { paths: ['get', 'getStatistics', 'listItems', 'downloadItems'], on: ['dataset'], effect: 'read' },
    { paths: ['update', 'delete'], on: ['dataset'], effect: 'write', idempotent: ['*'] },
    { paths: ['pushItems'], on: ['dataset'], effect: 'write' },
    { paths: ['get', 'listKeys', 'getRecord', 'recordExists'], on: ['keyValueStore'], effect: 'read' },
    { paths: ['update', 'delete', 'setRecord', 'deleteRecord'], on: ['keyValueStore'], effect: 'write', idempotent: ['*'] },
    { paths: ['get', 'listHead', 'getRequest', 'listRequests'], on: ['requestQueue'], effect: 'read' },
    {
      // A request is known by its unique key, so that one which comes twice is one; a lock runs out.
      paths: [
        ...['update', 'delete', 'addRequest', 'batchAddRequests', 'updateRequest', 'deleteRequest', 'batchDeleteRequests'],
        ...['listAndLockHead', 'prolongRequestLock', 'deleteRequestLock', 'unlockRequests'],
      ],
      on: ['requestQueue'],
      effect: 'write',
      idempotent: ['*'],
    },
  ],
  options: [
    { option: 'timeoutSecs', at: 'instance', sets: 'timeout', unit: 's', off: [0] },
    { option: 'maxRetries', at: 'instance', sets: 'retry', off: [0], writes: true },
    { option: 'minDelayBetweenRetriesMillis', at: 'instance', sets: 'retry', field: 'delayMs' },
  ],
  defaults: [
    { ...whole, on: ['resource', ...callsOf(large)], says: 'Apify gives up an attempt after 360 s' },
    {
      ...whole,
      on: [...callsOf(small), ...callsOf(medium)],
      versions: '<2.12.6',
      says: 'Apify gives up an attempt after 360 s',
    },
    // Each further attempt is given a multiple of the one before, up to what the client is given.
    { ...whole, ms: 5_000, on: callsOf(small), versions: graded, says: 'Apify gives up a first attempt at what is small after 5 s' },
    { ...whole, ms: 30_000, on: callsOf(medium), versions: graded, says: 'Apify gives up a first attempt at what may be more after 30 s' },
    {
      facet: 'retry',
      attempts: 9,
      backoff: 'exponential',
      jitter: true,
      delayMs: 500,
      writes: true,
      onStatus: true,
      onTimeout: true,
      says: 'Apify tries 9 times after 429, 5xx, network errors and timeouts, writes as well',
    },
  ],
  advice: 'new ApifyClient({ token, timeoutSecs: 30, maxRetries: 3 })',
  evidence: [{ url: 'https://docs.apify.com/api/client/js/docs', versions: '2.12.4, 2.12.6, 2.25.0', how: 'read' }],
};
