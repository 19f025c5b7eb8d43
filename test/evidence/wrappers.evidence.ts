import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { claim } from './claims';
import { type Fault, made, type Place, place } from './faults';
import { grpc, nats as natsServer, natsLost, ssh } from './greeters';
import { load } from './packages/load.mjs';
import { record } from './proofs';
import type { Manner, Options, Table } from './table';
import { postgres } from './wires';
import { signalled } from './writing';

record(import.meta.filename);

/** Libraries that speak through another one: what that one does must come through. */

const soon = (): AbortSignal => AbortSignal.timeout(400);
const pending = { silent: 'pending', body: 'pending' } as const;
const both = { mute: true, hole: true };
const single = [
  { fault: 503, sends: 1 },
  { fault: 'reset', sends: 1 },
] as const;

const { default: isomorphic } = await load('isomorphic-fetch');
const { proxy } = await load('hono/proxy');
const { connect: nats } = await load('@nats-io/transport-node').then((loaded) => loaded.default ?? loaded);
const { default: Bull } = await load('bull');
const discord = await load('discord.js').then((loaded) => loaded.default ?? loaded);
const { default: Sftp } = await load('ssh2-sftp-client');
const { NodeSSH } = await load('node-ssh').then((loaded) => loaded.default ?? loaded);
const { default: Imap } = await load('imap');
const { Consumer } = await load('sqs-consumer');
const { SQSClient } = await load('@aws-sdk/client-sqs');
const { S3Client } = await load('@aws-sdk/client-s3');
const { DynamoDBClient } = await load('@aws-sdk/client-dynamodb');
const { Upload } = await load('@aws-sdk/lib-storage');
const { DynamoDBDocument } = await load('@aws-sdk/lib-dynamodb');
const { createClient: vercel } = await load('@vercel/kv');
const { App } = await load('@slack/bolt').then((loaded) => loaded.default ?? loaded);
const { MikroORM } = await load('@mikro-orm/postgresql').then((loaded) => loaded.default ?? loaded);
const { EntitySchema } = await load('@mikro-orm/core').then((loaded) => loaded.default ?? loaded);
const k8s = await load('@kubernetes/client-node');
const datadog = await load('@datadog/datadog-api-client').then((loaded) => loaded.default ?? loaded);
const sigstore = await load('@sigstore/sign').then((loaded) => loaded.default ?? loaded);
const { OTLPTraceExporter } = await load('@opentelemetry/exporter-trace-otlp-http').then((loaded) => loaded.default ?? loaded);
const { Agent: UndiciAgent } = await load('undici');
const sentry = await load('@sentry/node');
const temporal = await load('@temporalio/client').then((loaded) => loaded.default ?? loaded);
const { createStorefrontApiClient } = await load('@shopify/storefront-api-client');

interface Files {
  readonly list: (path: string) => Promise<unknown>;
  readonly put: (from: Buffer, to: string) => Promise<unknown>;
}

async function sftp(at: Place): Promise<Files> {
  const client = new Sftp();
  client.on('error', () => {});
  at.after(() => client.end());
  await client.connect({ host: at.host, port: at.port, username: 'u', password: 'p' });
  return client;
}

/** It begins an upload in parts, and takes no part. */
async function uploads(fault: Fault): Promise<Place> {
  if (fault !== 'silent') return place(fault);
  const start = performance.now();
  const came: number[] = [];
  const server = createServer((request, response) => {
    if (request.url?.includes('uploads') === true) {
      response.end('<InitiateMultipartUploadResult><UploadId>u</UploadId></InitiateMultipartUploadResult>');
      return;
    }
    came.push(performance.now() - start);
    request.resume();
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return made((server.address() as AddressInfo).port, came, () => {
    server.closeAllConnections();
    server.close();
  });
}

/** A dispatcher that tells when it is asked. */
const dispatched: Manner = {
  value: (_: unknown, heard: () => void) => {
    const agent = new UndiciAgent();
    const { dispatch } = agent;
    agent.dispatch = (...rest: readonly unknown[]) => {
      heard();
      return Reflect.apply(dispatch, agent, rest);
    };
    return agent;
  },
};

const keys = { region: 'us-east-1', credentials: { accessKeyId: 'a', secretAccessKey: 'b' } };
const quiet = { debug() {}, info() {}, warn() {}, error() {}, setLevel() {}, getLevel: () => 'error', setName() {} };

claim(
  {
    id: 'isomorphic-fetch',
    package: 'isomorphic-fetch',
    get: async (at, call) => (await isomorphic(at.url, call)).text(),
    post: async (at, call) => (await isomorphic(at.url, { method: 'POST', body: '{}', ...call })).text(),
    bare: { silent: 'pending', body: 'pending', hole: 'pending' },
    options: [
      { option: 'signal', value: soon, bounds: { silent: true, body: true, hole: true } },
      { option: 'timeout', value: 400, bounds: { silent: true, body: true, hole: true } },
    ],
    counts: [...single, { fault: 503, verb: 'post', sends: 1 }],
    aborts: 'signal',
  },
  {
    id: 'hono',
    package: 'hono',
    get: async (at, call) => (await proxy(at.url, call)).text(),
    bare: pending,
    options: [{ option: 'signal', value: soon, bounds: { silent: true, body: true, hole: true } }],
    counts: single,
    aborts: 'signal',
  },
  {
    id: '@vercel/kv',
    how: {
      retry: { value: { retries: 2, backoff: () => 50 }, tries: 3, fault: 'reset' },
      'retry.backoff': { value: () => 2000, fault: 'reset' },
    },
    package: '@vercel/kv',
    get: (at, _, made) => vercel({ url: at.url, token: 't', enableTelemetry: false, ...made }).get('a'),
    bare: pending,
    options: [{ option: 'signal', at: 'instance', value: () => () => AbortSignal.timeout(400), bounds: { silent: true } }],
    counts: [
      { fault: 503, sends: 1 },
      { fault: 'reset', sends: 6 },
    ],
  },
  {
    id: 'discord.js',
    package: 'discord.js',
    on: ['instance', 'rest'],
    how: { agent: dispatched, 'rest.agent': dispatched },
    get: (at, call, made) => new discord.REST({ api: at.url, version: '10', ...made, ...rest(made) }).setToken('t').get('/users/@me', call),
    post: (at, call, made) =>
      new discord.REST({ api: at.url, version: '10', ...made, ...rest(made) }).setToken('t').post('/users/@me', { body: {}, ...call }),
    bare: { silent: 'pending' },
    options: [
      { option: 'timeout', at: 'instance', value: 400, made: { retries: 0 }, bounds: { silent: true } },
      { option: 'signal', value: soon, made: { retries: 0 }, bounds: { silent: true } },
    ],
  },
  // What a bot sends goes through a manager of its own, which is told what it is told itself.
  {
    id: 'discord.js',
    package: 'discord.js',
    on: ['client', 'channel', 'message', 'webhook'],
    how: { 'rest.agent': dispatched },
    get: (at, _, made) => {
      const client = new discord.Client({ intents: [], ...made, rest: { api: at.url, version: '10', ...Object(made.rest) } });
      at.after(() => client.destroy());
      client.rest.setToken('t');
      return client.fetchInvite('a');
    },
    bare: { silent: 'pending' },
  },
  {
    id: 'sqs-consumer',
    package: 'sqs-consumer',
    get: (at) => {
      const sqs = new SQSClient({ endpoint: at.url, ...keys });
      const consumer = Consumer.create({ queueUrl: `${at.url}/q`, sqs, handleMessage: async () => undefined });
      consumer.on('error', () => {});
      at.after(() => consumer.stop({ abort: true }));
      consumer.start();
      return once(consumer, 'response_processed');
    },
    bare: { silent: 'pending' },
    how: { failure: { skip: 'told by an event, not by the call' } },
  },
  {
    id: '@aws-sdk/lib-storage',
    package: '@aws-sdk/lib-storage',
    get: (at, _, made) => new Upload({ client: s3(at), params: { Bucket: 'b', Key: 'k', Body: Buffer.from('a') }, ...made }).done(),
    bare: { silent: 'pending', hole: 'pending' },
    many: (at, count) =>
      new Upload({ client: s3(at), params: { Bucket: 'b', Key: 'k', Body: Buffer.alloc(count * 5 * 1024 * 1024) } }).done(),
    how: { 'default bulkhead': { place: uploads, ms: 4000 } },
  },
  {
    id: '@aws-sdk/lib-dynamodb',
    package: '@smithy/node-http-handler',
    get: (at, call) =>
      DynamoDBDocument.from(new DynamoDBClient({ endpoint: at.url, ...keys })).get({ TableName: 't', Key: { a: 1 } }, call),
    bare: { silent: 'pending' },
    options: [{ option: 'abortSignal', value: soon, bounds: { silent: true, hole: true } }],
  },
  {
    id: '@slack/bolt',
    package: '@slack/bolt',
    get: (at, _, made) => bolt(at, made).auth.test(),
    many: (at, count, _, made) => {
      const client = bolt(at, made);
      return Promise.all(Array.from({ length: count }, () => client.auth.test()));
    },
    bare: { silent: 'pending' },
    options: [
      {
        option: 'clientOptions.timeout',
        at: 'instance',
        value: 400,
        made: { clientOptions: { retryConfig: { retries: 0 } } },
        bounds: { silent: true, hole: true },
      },
    ],
    counts: [
      {
        fault: 503,
        sends: 4,
        option: ['clientOptions.retryConfig.maxTimeout', 700],
        made: { clientOptions: { retryConfig: { retries: 3, minTimeout: 500, factor: 10, randomize: false } } },
        gaps: [500, 700, 700],
      },
      {
        fault: 503,
        sends: 5,
        option: ['clientOptions.retryConfig.forever', true],
        made: { clientOptions: { retryConfig: { retries: 1, minTimeout: 1000, factor: 1, randomize: false } } },
        within: 4500,
        gaps: [1000, 1000, 1000],
      },
    ],
    how: {
      'clientOptions.retryConfig.maxTimeout': { skip: 'a first pause that is longer is refused; the second is asserted by hand' },
      'clientOptions.retryConfig.forever': { skip: 'without an end; asserted for a while, by hand' },
      'clientOptions.retryConfig': { value: { retries: 2, minTimeout: 50, randomize: false }, tries: 3 },
      'default retry': { skip: 'asserted through a hastened clock' },
      'default bulkhead': { ms: 8000 },
      'clientOptions.retryConfig.minTimeout': { made: { clientOptions: { retryConfig: { retries: 1, randomize: false } } } },
      'clientOptions.retryConfig.maxRetryTime': {
        made: { clientOptions: { retryConfig: { minTimeout: 300, retries: 20, factor: 1, randomize: false } } },
      },
      'clientOptions.retryConfig.randomize': { made: { clientOptions: { retryConfig: { retries: 6, minTimeout: 200, factor: 1 } } } },
    },
  },
  {
    id: 'bull',
    package: 'bull',
    get: (at, _, made) => {
      const redis = typeof made.redis === 'object' ? made.redis : {};
      const queue = new Bull('q', { ...made, redis: { host: at.host, port: at.port, ...redis } });
      queue.on('error', () => {});
      at.after(() => queue.close());
      return queue.add({});
    },
    bare: { mute: 'pending', refused: 'pending' },
  },
  {
    id: '@mikro-orm/core',
    package: '@mikro-orm/core',
    place: postgres,
    get: async (at, _, made) => (await orm(at, made)).em.getConnection().execute('select 1'),
    many: async (at, count, _, made) => {
      const { em } = await orm(at, made);
      return Promise.all(Array.from({ length: count }, () => em.getConnection().execute('select 1')));
    },
    bare: { silent: 'pending' },
    how: { 'pool.max': { made: { pool: { min: 0 } } } },
  },
  {
    id: '@kubernetes/client-node',
    package: '@kubernetes/client-node',
    get: (at, call) => cluster(at).listNamespace({}, call),
    bare: { silent: 'pending', hole: 'pending' },
    counts: single,
  },
  {
    id: '@datadog/datadog-api-client',
    package: '@datadog/datadog-api-client',
    get: (at, _, made) => {
      const { client, v1 } = datadog;
      const server = new client.BaseServerConfiguration(at.url, {});
      const authMethods = { apiKeyAuth: 'k', appKeyAuth: 'a' };
      const configuration = client.createConfiguration({ baseServer: server, authMethods, ...made });
      return new v1.MonitorsApi(configuration).listMonitors();
    },
    bare: { silent: 'pending' },
    how: {
      enableRetry: { tries: 2, value: true, made: { maxRetries: 1 } },
      maxRetries: { made: { enableRetry: true } },
      backoffBase: { made: { maxRetries: 1, enableRetry: true } },
    },
  },
  {
    id: '@sigstore/sign',
    package: '@sigstore/sign',
    get: (at, _, made) => {
      const own = typeof made.signer === 'object' ? made.signer : {};
      const identityProvider = { getToken: async () => `e30.${Buffer.from('{"sub":"a","iss":"b"}').toString('base64url')}.e30` };
      const signer = new sigstore.FulcioSigner({ fulcioBaseURL: at.url, identityProvider, ...own });
      return new sigstore.MessageSignatureBundleBuilder({ signer, witnesses: [] }).create({ data: Buffer.from('a') });
    },
    bare: { silent: 'pending' },
    how: { 'signer.retry': { value: 1, tries: 2 } },
  },
  {
    id: '@opentelemetry/otlp-exporter-base',
    package: '@opentelemetry/otlp-exporter-base',
    get: (at, _, made) => exported(new OTLPTraceExporter({ url: at.url, ...made })),
    many: (at, count, _, made) => {
      const exporter = new OTLPTraceExporter({ url: at.url, ...made });
      // What is more than the limit is refused at once.
      return Promise.allSettled(Array.from({ length: count }, () => exported(exporter)));
    },
    bare: { silent: 10_000 },
    how: { failure: { skip: 'told by a callback' }, 'default retry': { fault: 503 } },
  },
  {
    id: '@temporalio/client',
    package: '@temporalio/client',
    on: ['Connection.connect'],
    get: (at, call) => temporal.Connection.connect({ address: `${at.host}:${at.port}`, ...call }),
    bare: { mute: 10_000, hole: 10_000 },
    options: [{ option: 'connectTimeout', value: 400, bounds: both }],
  },
  {
    id: '@temporalio/client',
    package: '@temporalio/client',
    on: ['instance', 'workflows', 'schedules', 'handle', 'schedule'],
    place: (fault) => grpc(fault, /GetSystemInfo$/),
    get: async (at) => {
      const connection = await temporal.Connection.connect({ address: `${at.host}:${at.port}` });
      at.after(() => connection.close());
      return new temporal.Client({ connection }).workflow.start('w', { taskQueue: 'q', workflowId: 'a', args: [] });
    },
    bare: { silent: 'pending' },
    how: { 'default retry': { fault: 503 } },
  },
  {
    id: '@shopify/storefront-api-client',
    package: '@shopify/storefront-api-client',
    get: (at, call, made) => {
      const own = typeof made.customFetchApi === 'function' ? made.customFetchApi : fetch;
      const customFetchApi = (url: string, init: RequestInit) => own(url.replace(/^https:\/\/[^/]+/, at.url), init);
      const shop = { storeDomain: 'https://evidence.myshopify.com', apiVersion: '2025-10', publicAccessToken: 't' };
      return createStorefrontApiClient({ ...shop, ...made, customFetchApi, logger: () => {} }).request('{ shop { name } }', call);
    },
    bare: { silent: 'pending' },
    options: [{ option: 'signal', value: soon, bounds: { silent: true } }],
    how: { customFetchApi: { value: () => signalled }, failure: { skip: 'a refusal is told beside the data' } },
  },
);

const rest = (made: Options): Options => (typeof made.rest === 'object' ? { ...made.rest } : {});
const s3 = (at: Place): unknown => new S3Client({ endpoint: at.url, ...keys, forcePathStyle: true });

function bolt(at: Place, made: Options): { readonly auth: { readonly test: () => Promise<unknown> } } {
  const own = typeof made.clientOptions === 'object' ? made.clientOptions : {};
  const clientOptions = { slackApiUrl: `${at.url}/`, logger: quiet, ...own };
  return new App({ token: 'xoxb-t', signingSecret: 's', tokenVerificationEnabled: false, logger: quiet, ...made, clientOptions }).client;
}

interface Orm {
  readonly em: { readonly getConnection: () => { readonly execute: (text: string) => Promise<unknown> } };
  readonly close: (force: boolean) => unknown;
}

const Thing = new EntitySchema({ name: 'Thing', properties: { id: { type: 'number', primary: true } } });

async function orm(at: Place, made: Options): Promise<Orm> {
  const login = { user: 'u', password: 'p', dbName: 'd' };
  const made_: Orm = await MikroORM.init({ host: at.host, port: at.port, ...login, entities: [Thing], connect: false, ...made });
  at.after(() => made_.close(true));
  return made_;
}

function cluster(at: Place): { readonly listNamespace: (request: object, call: Options) => Promise<unknown> } {
  const config = new k8s.KubeConfig();
  config.loadFromClusterAndUser({ name: 'c', server: at.url, skipTLSVerify: true }, { name: 'u' });
  return config.makeApiClient(k8s.CoreV1Api);
}

/** One span, as a tracer hands it on. */
const span = {
  name: 'a',
  kind: 0,
  spanContext: () => ({ traceId: '0'.repeat(31).concat('1'), spanId: '0'.repeat(15).concat('1'), traceFlags: 1 }),
  startTime: [0, 0],
  endTime: [0, 1],
  status: { code: 0 },
  attributes: {},
  links: [],
  events: [],
  duration: [0, 1],
  ended: true,
  resource: { attributes: {}, getRawAttributes: () => [], asyncAttributesPending: false },
  instrumentationScope: { name: 'e' },
  droppedAttributesCount: 0,
  droppedEventsCount: 0,
  droppedLinksCount: 0,
};

interface Exporter {
  readonly export: (spans: readonly unknown[], told: (result: { readonly code: number; readonly error?: Error }) => void) => void;
}

const exported = (exporter: Exporter): Promise<unknown> =>
  new Promise((resolve, reject) => exporter.export([span], ({ code, error }) => (code === 0 ? resolve(code) : reject(error))));

/** NATS under its newer name. */
const newer = (more: Pick<Table, 'on' | 'get'> & Partial<Table>): Table => ({
  id: '@nats-io/transport-node',
  package: '@nats-io/transport-node',
  ...more,
});

interface Welcomed {
  readonly request: (subject: string, data: Uint8Array, call: object | undefined) => unknown;
  readonly flush: () => unknown;
  readonly close: () => unknown;
}

async function welcomed(at: Place): Promise<Welcomed> {
  const connection: Welcomed = await nats({ servers: `${at.host}:${at.port}` });
  at.after(() => connection.close());
  return connection;
}

const { jetstream } = await load('@nats-io/jetstream');
const lost = { skip: 'asserted once a connection was lost' };

claim(
  newer({
    on: ['publish', 'stream'],
    place: natsServer,
    get: async (at) => jetstream(await welcomed(at)).publish('s', new Uint8Array()),
    bare: { silent: 5000 },
  }),
  newer({
    on: ['instance', 'request'],
    how: {
      maxReconnectAttempts: lost,
      reconnectTimeWait: lost,
      'default retry': lost,
    },
    place: natsServer,
    get: async (at, call) => (await welcomed(at)).request('a', new Uint8Array(), Object.keys(call).length === 0 ? undefined : call),
  }),
  newer({
    on: ['flush'],
    how: { 'default timeout': { skip: 'asserted through a hastened clock' } },
    place: natsServer,
    get: async (at) => (await welcomed(at)).flush(),
  }),
  newer({
    on: ['instance', 'lost'],
    how: { timeout: { at: [] } },
    place: natsLost,
    get: async (at, _, made) => (await nats({ servers: `${at.host}:${at.port}`, reconnectJitter: 0, ...made })).closed(),
  }),
  newer({
    on: ['connect'],
    get: (at, _, made) => nats({ servers: `${at.host}:${at.port}`, ...made }),
    bare: { mute: 20_000, hole: 20_000 },
    options: [{ option: 'timeout', at: 'instance', value: 400, made: { reconnect: false }, bounds: both }],
  }),
);

/** What is caught goes to a buffer, and is waited for where one says so. */
claim({
  id: '@sentry/node',
  package: '@sentry/node',
  aside: 'The time is that of `flush`; sending itself is waited for by nobody.',
  get: (at) => {
    const { NodeClient, makeNodeTransport: transport, defaultStackParser: stackParser } = sentry;
    const client = new NodeClient({ dsn: `http://k@${at.host}:${at.port}/1`, transport, stackParser, integrations: [] });
    client.captureMessage('a');
    return client.flush(3000);
  },
  bare: { silent: 3000, hole: 3000 },
  counts: [
    { fault: 503, sends: 1 },
    { fault: 'reset', sends: 1 },
  ],
});

/** SSH in promises, and mail. */
claim(
  {
    id: 'ssh2-sftp-client',
    package: 'ssh2-sftp-client',
    on: ['instance', 'connect'],
    get: (at, call) => {
      const client = new Sftp();
      client.on('error', () => {});
      at.after(() => client.end());
      return client.connect({ host: at.host, port: at.port, username: 'u', password: 'p', ...call });
    },
    bare: { mute: 20_000, hole: 20_000 },
    options: [{ option: 'readyTimeout', value: 400, bounds: both }],
    how: { timeout: { fault: 'mute' } },
  },
  {
    id: 'ssh2-sftp-client',
    package: 'ssh2-sftp-client',
    on: ['list'],
    place: ssh,
    get: async (at) => {
      const client = await sftp(at);
      return client.list('/');
    },
    bare: { silent: 'pending' },
  },
  {
    id: 'ssh2-sftp-client',
    package: 'ssh2-sftp-client',
    on: ['put'],
    place: ssh,
    get: async (at) => {
      const client = await sftp(at);
      return client.put(Buffer.from('a'), '/a');
    },
    bare: { silent: 'pending' },
  },
  {
    id: 'node-ssh',
    package: 'node-ssh',
    on: ['instance', 'connect'],
    get: (at, call) => {
      const client = new NodeSSH();
      at.after(() => client.dispose());
      return client.connect({ host: at.host, port: at.port, username: 'u', password: 'p', ...call });
    },
    bare: { mute: 20_000, hole: 20_000 },
    options: [{ option: 'readyTimeout', value: 400, bounds: both }],
    how: { timeout: { fault: 'mute' } },
  },
  {
    id: 'node-ssh',
    package: 'node-ssh',
    on: ['execCommand'],
    place: ssh,
    get: async (at) => {
      const client = new NodeSSH();
      at.after(() => client.dispose());
      await client.connect({ host: at.host, port: at.port, username: 'u', password: 'p' });
      return client.execCommand('true');
    },
  },
  {
    id: 'imap',
    package: 'imap',
    get: (at, _, made) => {
      const client = new Imap({ host: at.host, port: at.port, user: 'u', password: 'p', ...made });
      at.after(() => client.destroy());
      return new Promise((resolve, reject) => {
        client.once('ready', resolve);
        client.once('error', reject);
        client.connect();
      });
    },
    bare: { hole: 10_000 },
    how: {
      connTimeout: { fault: 'hole' },
      authTimeout: { fault: 'mute' },
      socketTimeout: { fault: 'mute', made: { authTimeout: 0 } },
      'default timeout headers': { fault: 'mute' },
      'default timeout attempt': { fault: 'mute', made: { authTimeout: 0 } },
      failure: { skip: 'no status is spoken' },
    },
  },
);
