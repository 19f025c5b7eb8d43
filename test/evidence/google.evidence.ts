import { claim } from './claims';
import type { Place } from './faults';
import { http2 } from './greeters';
import { load } from './packages/load.mjs';
import { record } from './proofs';
import type { CountClaim, Manner, Options, Table } from './table';

record(import.meta.filename);

// Nobody is asked who we are: the libraries would look for a server of Google's that tells them.
process.env.METADATA_SERVER_DETECTION = 'none';

const grpc = await load('google-gax').then((loaded) => loaded.grpc ?? loaded.default.grpc);
const spans = { silent: 'pending' } as const;

/** Where a generated client finds its service, without credentials. */
const service = (at: Place): Options => ({
  apiEndpoint: at.host,
  port: at.port,
  sslCreds: grpc.credentials.createInsecure(),
  projectId: 'p',
});

/** No code is worth a retry, so that the time is seen alone. */
const once = { retry: { retryCodes: [] } };

const settings = (more: Options): Options => ({
  retryCodes: [14],
  backoffSettings: {
    initialRetryDelayMillis: 50,
    retryDelayMultiplier: 1,
    maxRetryDelayMillis: 60,
    initialRpcTimeoutMillis: 5000,
    rpcTimeoutMultiplier: 1,
    maxRpcTimeoutMillis: 5000,
    totalTimeoutMillis: 20_000,
    ...more,
  },
});

/** The rows of google-gax: its pauses are drawn between nothing and the number. */
const rows: Readonly<Record<string, Manner>> = {
  maxRetries: { fault: 503, value: 3, tries: 3, with: { retry: settings({}) } },
  retry: { fault: 503, value: settings({ totalTimeoutMillis: 600 }), tries: 'several' },
  'retry.backoffSettings.initialRetryDelayMillis': {
    fault: 503,
    drawn: true,
    with: { maxRetries: 10, retry: settings({ maxRetryDelayMillis: 2000 }) },
  },
  'retry.backoffSettings.maxRetryDelayMillis': { skip: 'asserted by hand' },
  // Pauses of 50 ms on the whole: no machine is fast enough for thirty tries.
  'retry.backoffSettings.totalTimeoutMillis': {
    fault: 503,
    value: 1000,
    with: { retry: settings({ initialRetryDelayMillis: 100, maxRetryDelayMillis: 120 }) },
  },
  'default timeout': { with: once },
  'default retry': { fault: 503, ms: 2500 },
};

/** The second pause would be a thousand times the first, drawn between nothing and that. */
const capped: CountClaim = {
  fault: 503,
  sends: 4,
  gaps: [0, 0, 0],
  option: ['retry.backoffSettings.maxRetryDelayMillis', 200],
  with: { maxRetries: 4, retry: settings({ retryDelayMultiplier: 1000 }) },
};

type Method = (request: object, call: Options) => Promise<unknown>;

/** A client generated over google-gax: one class, one method that reads, and what it is asked for. */
const generated = (id: string, name: string, method: string, request: object, more: Partial<Table> = {}): Table => ({
  id,
  package: id,
  ...more,
  place: http2,
  calm: { with: once },
  how: { ...rows, ...more.how },
  get: async (at, call, made) => {
    const loaded = await load(id);
    const Client = (loaded.default ?? loaded)[name] ?? loaded[name];
    const client: Readonly<Record<string, Method>> & { readonly close: () => unknown } = new Client({ ...service(at), ...made });
    at.after(() => client.close());
    return client[method]?.(request, call);
  },
  bare: spans,
  counts: [capped],
  options: [{ option: 'timeout', value: 400, with: once, bounds: { silent: true, hole: true } }],
});

const parent = 'projects/p/locations/l';

claim(
  generated('@google-cloud/kms', 'KeyManagementServiceClient', 'getKeyRing', { name: `${parent}/keyRings/k` }),
  generated(
    '@google-cloud/secret-manager',
    'SecretManagerServiceClient',
    'getSecret',
    { name: 'projects/p/secrets/s' },
    { on: ['instance', 'getSecret'] },
  ),
  generated(
    '@google-cloud/secret-manager',
    'SecretManagerServiceClient',
    'accessSecretVersion',
    { name: 'projects/p/secrets/s/versions/1' },
    { on: ['accessSecretVersion'], how: { 'default retry': { fault: 503, ms: 14_000 } } },
  ),
  generated('@google-cloud/tasks', 'CloudTasksClient', 'getQueue', { name: `${parent}/queues/q` }),
  generated('@google-cloud/scheduler', 'CloudSchedulerClient', 'getJob', { name: `${parent}/jobs/j` }),
  generated('@google-cloud/run', 'JobsClient', 'getJob', { name: `${parent}/jobs/j` }),
  generated('@google-cloud/recaptcha-enterprise', 'RecaptchaEnterpriseServiceClient', 'getKey', { name: 'projects/p/keys/k' }),
  generated('@google-cloud/language', 'LanguageServiceClient', 'analyzeSentiment', { document: { content: 'a', type: 'PLAIN_TEXT' } }),
  generated('@google-cloud/text-to-speech', 'TextToSpeechClient', 'listVoices', {}),
  generated(
    '@google-cloud/speech',
    'SpeechClient',
    'recognize',
    { config: {}, audio: {} },
    { how: { 'default timeout': { skip: 'asserted through a hastened clock' } } },
  ),
  generated('@google-cloud/vision', 'ImageAnnotatorClient', 'batchAnnotateImages', { requests: [] }),
  generated('@google-cloud/translate', 'TranslationServiceClient', 'getGlossary', { name: `${parent}/glossaries/g` }),
  generated(
    '@google-cloud/documentai',
    'DocumentProcessorServiceClient',
    'getProcessor',
    { name: `${parent}/processors/p` },
    { on: ['instance', 'getProcessor'] },
  ),
  ...['processDocument', 'batchProcessDocuments'].map((method) =>
    generated(
      '@google-cloud/documentai',
      'DocumentProcessorServiceClient',
      method,
      { name: `${parent}/processors/p` },
      { on: [method], how: { 'default retry': { fault: 503, ms: 14_000 } } },
    ),
  ),
  generated('@google-cloud/dialogflow', 'IntentsClient', 'getIntent', { name: 'projects/p/agent/intents/i' }),
  generated('@google-cloud/monitoring', 'MetricServiceClient', 'getMetricDescriptor', { name: 'projects/p/metricDescriptors/m' }),
  generated('@google-cloud/aiplatform', 'EndpointServiceClient', 'getEndpoint', { name: `${parent}/endpoints/e` }),
);

const insecure = (at: Place): Options => ({
  projectId: 'p',
  apiEndpoint: `${at.host}:${at.port}`,
  sslCreds: grpc.credentials.createInsecure(),
});
const { Datastore } = await load('@google-cloud/datastore').then((loaded) => loaded.default ?? loaded);
const { Logging } = await load('@google-cloud/logging').then((loaded) => loaded.default ?? loaded);
const { PubSub, v1: pubsub } = await load('@google-cloud/pubsub').then((loaded) => loaded.default ?? loaded);
const { Firestore } = await load('@google-cloud/firestore').then((loaded) => loaded.default ?? loaded);

const emulated = (at: Place) => new PubSub({ ...insecure(at), emulatorMode: true });

/** The rows of google-gax under the name that a library written over a generated client gives them. */
const under = (name: string): Readonly<Record<string, Manner>> => ({
  ...rows,
  [`${name}.timeout`]: { with: { [name]: once } },
  [`${name}.maxRetries`]: { fault: 503, value: 3, tries: 3, with: { [name]: { retry: settings({}) } } },
  'default retry': { fault: 503, ms: 4000 },
  'default timeout': {},
});

const firestore = (at: Place) => new Firestore({ projectId: 'p', host: at.host, port: at.port, ssl: false });

/** Written over generated clients, and each asked in its own way. */
claim(
  {
    id: '@google-cloud/datastore',
    package: '@google-cloud/datastore',
    place: http2,
    on: ['instance', 'get'],
    how: under('gaxOptions'),
    get: (at, call, _) => {
      const datastore = new Datastore(insecure(at));
      return datastore.get(datastore.key(['k', 1]), call);
    },
    bare: spans,
  },
  {
    id: '@google-cloud/datastore',
    package: '@google-cloud/datastore',
    place: http2,
    on: ['save'],
    how: rows,
    counts: [capped],
    calm: { with: once },
    get: (at, call, _) => {
      const datastore = new Datastore(insecure(at));
      return datastore.save({ key: datastore.key(['k', 1]), data: {} }, call);
    },
    bare: spans,
  },
  {
    id: '@google-cloud/logging',
    package: '@google-cloud/logging',
    place: http2,
    on: ['instance', 'log'],
    how: under('gaxOptions'),
    get: (at, call, _) => {
      const log = new Logging(service(at)).log('l');
      return log.write(log.entry({ resource: { type: 'global' } }, 'a'), call);
    },
    bare: spans,
  },
  {
    id: '@google-cloud/logging',
    package: '@google-cloud/logging',
    on: ['delete'],
    place: http2,
    how: rows,
    counts: [capped],
    calm: { with: once },
    get: (at, call, _) => new Logging(service(at)).log('l').delete(call),
    bare: spans,
  },
  {
    id: '@google-cloud/pubsub',
    package: '@google-cloud/pubsub',
    on: ['instance'],
    place: http2,
    how: under('gaxOpts'),
    get: (at, call, _) => emulated(at).getTopics(call),
    bare: spans,
  },
  {
    id: '@google-cloud/pubsub',
    package: '@google-cloud/pubsub',
    on: ['topic'],
    place: http2,
    get: (at, _, made) =>
      emulated(at)
        .topic('t', made)
        .publishMessage({ data: Buffer.from('a') }),
    bare: spans,
    options: [{ option: 'gaxOpts.timeout', at: 'instance', value: 400, bounds: { silent: true } }],
  },
  {
    id: '@google-cloud/pubsub',
    package: '@google-cloud/pubsub',
    on: ['generated'],
    place: http2,
    how: rows,
    counts: [capped],
    calm: { with: once },
    get: (at, call, _) => new pubsub.PublisherClient(service(at)).getTopic({ topic: 'projects/p/topics/t' }, call),
    bare: spans,
    options: [{ option: 'timeout', value: 400, with: once, bounds: { silent: true } }],
  },
  {
    id: '@google-cloud/firestore',
    package: '@google-cloud/firestore',
    place: http2,
    on: ['document:get'],
    get: (at) => firestore(at).doc('a/b').get(),
    bare: spans,
    // After 300 s the next try begins, and after that of the second nothing: `hours.evidence.ts` waits for it.
    how: { 'default retry': { fault: 503 } },
  },
  {
    id: '@google-cloud/firestore',
    package: '@google-cloud/firestore',
    place: http2,
    on: ['document:set'],
    get: (at) => firestore(at).doc('a/b').set({}),
    bare: { silent: 60_000 },
    how: { 'default retry': { fault: 503, ms: 4000 } },
  },
);
