import { createSocket } from 'node:dgram';
import { promises as dns } from 'node:dns';
import { once } from 'node:events';
import { claim } from './claims';
import { made as joined, type Place } from './faults';
import { tunnelled } from './greeters';
import { load } from './packages/load.mjs';
import { record } from './proofs';
import { both } from './running';
import type { Options } from './table';
import { postgres } from './wires';

record(import.meta.filename);

const soon = (): AbortSignal => AbortSignal.timeout(400);
const pending = { silent: 'pending', body: 'pending' } as const;

const { CosmosClient } = await load('@azure/cosmos').then((loaded) => loaded.default ?? loaded);
const { GoogleAuth, OAuth2Client } = await load('google-auth-library').then((loaded) => loaded.default ?? loaded);
const { auth } = await load('@googleapis/drive').then((loaded) => loaded.default ?? loaded);
const { PostHog } = await load('posthog-node');
const { default: WebSocket } = await load('ws');
const { Pool, neon, neonConfig } = await load('@neondatabase/serverless');
const { connect: planetscale } = await load('@planetscale/database').then((loaded) => loaded.default ?? loaded);
const { fetch: nativeFetch } = await load('node-fetch-native');
const { HttpClient } = await load('@actions/http-client').then((loaded) => loaded.default ?? loaded);

Object.assign(neonConfig, {
  webSocketConstructor: WebSocket,
  useSecureWebSocket: false,
  pipelineConnect: false,
  wsProxy: (host: string, port: number) => `${host}:${port}/v2`,
});
neonConfig.fetchEndpoint = (host: string, port: number) => `http://${host}:${port}/sql`;

/** Without a look at the account first, and without a second region. */
const alone = { connectionPolicy: { enableEndpointDiscovery: false } };

const endpoints = (at: Place): Options => ({ oauth2TokenUrl: at.url });

/** Who has refreshed before asks here for a token. */
const refreshed = (at: Place, made: Options): Options =>
  both(
    {
      credentials: { type: 'authorized_user', client_id: 'c', client_secret: 's', refresh_token: 'r' },
      clientOptions: { endpoints: endpoints(at) },
    },
    made,
  );

interface Asking {
  readonly setCredentials: (credentials: object) => void;
  readonly getRequestHeaders: () => Promise<unknown>;
}

function oauth(client: Asking): Asking {
  client.setCredentials({ refresh_token: 'r' });
  return client;
}

type Send = (url: string, init: RequestInit) => Promise<Response>;

/** A name server that hears every question and answers none. */
async function mutedNames(): Promise<Place> {
  const start = performance.now();
  const came: number[] = [];
  const socket = createSocket('udp4');
  socket.on('message', () => came.push(performance.now() - start));
  socket.bind(0, '127.0.0.1');
  await once(socket, 'listening');
  return joined(socket.address().port, came, () => socket.close());
}

claim(
  {
    id: '@azure/cosmos',
    package: '@azure/cosmos',
    get: (at, call, made) => {
      const client = new CosmosClient({ endpoint: at.url, key: 'a2V5', ...made });
      at.after(() => client.dispose());
      return client.database('d').read(call);
    },
    bare: { silent: 'pending' },
    options: [
      { option: 'abortSignal', value: soon, made: alone, bounds: { silent: true, body: true } },
      { option: 'abortSignal', value: soon, bounds: { silent: false }, aside: 'The first call looks at the account, without the signal.' },
      { option: 'connectionPolicy.requestTimeout', at: 'instance', value: 400, made: alone, bounds: { silent: true, body: true } },
      {
        option: 'connectionPolicy.requestTimeout',
        at: 'instance',
        value: 400,
        bounds: { silent: false },
        aside: 'Each try ends, and the next begins, up to 120 times.',
      },
    ],
    how: {
      'default retry': { fault: 429, made: alone },
      'connectionPolicy.retryOptions.maxRetryAttemptCount': { fault: 429, made: alone },
      'connectionPolicy.retryOptions.fixedRetryIntervalInMilliseconds': { fault: 429, made: alone },
      'connectionPolicy.retryOptions.maxWaitTimeInSeconds': {
        fault: 429,
        made: both(alone, { connectionPolicy: { retryOptions: { fixedRetryIntervalInMilliseconds: 400 } } }),
      },
      'default timeout': { made: alone },
    },
  },
  {
    id: 'google-auth-library',
    package: 'google-auth-library',
    get: (at, call, made) => {
      const client = new OAuth2Client(made);
      client.setCredentials({ access_token: 't', expiry_date: Date.now() + 3_600_000 });
      return client.request({ url: at.url, ...call });
    },
    bare: pending,
    options: [
      { option: 'timeout', value: 400, with: { retry: false }, bounds: { silent: true, body: true, hole: true } },
      { option: 'signal', value: soon, with: { retry: false }, bounds: { silent: true, body: true } },
    ],
    how: { 'clientOptions.transporterOptions.timeout': { skip: 'belongs to a `GoogleAuth`' } },
  },
  {
    id: 'google-auth-library',
    package: 'google-auth-library',
    on: ['GoogleAuth'],
    get: (at, _, made) => new GoogleAuth(refreshed(at, made)).getRequestHeaders(),
    options: [{ option: 'clientOptions.transporterOptions.timeout', at: 'instance', value: 400, bounds: { silent: true, body: true } }],
  },
  {
    id: 'googleapis',
    package: '@googleapis/drive',
    on: ['auth', 'GoogleAuth'],
    get: (at, _, made) =>
      'clientOptions' in made || !('transporterOptions' in made)
        ? new auth.GoogleAuth(refreshed(at, made)).getRequestHeaders()
        : oauth(new auth.OAuth2({ endpoints: endpoints(at), ...made })).getRequestHeaders(),
    options: [
      { option: 'clientOptions.transporterOptions.timeout', at: 'instance', value: 400, bounds: { silent: true, body: true } },
      { option: 'transporterOptions.timeout', at: 'instance', value: 400, bounds: { silent: true, body: true } },
    ],
  },
  {
    id: 'posthog-node',
    package: 'posthog-node',
    on: ['instance', 'captureImmediate'],
    get: (at, _, made) => {
      const client = new PostHog('k', { host: at.url, disableCompression: true, ...made });
      at.after(() => client.shutdown(100));
      return client.captureImmediate({ distinctId: 'a', event: 'e' });
    },
    bare: { silent: 'pending' },
    how: { failure: { skip: 'a failed event is told by an event' } },
  },
  {
    id: 'posthog-node',
    package: 'posthog-node',
    on: ['getFeatureFlag', 'isFeatureEnabled', 'getAllFlags'],
    get: (at, _, made) => {
      const client = new PostHog('k', { host: at.url, disableCompression: true, ...made });
      at.after(() => client.shutdown(100));
      return client.getFeatureFlag('f', 'a');
    },
  },
  {
    id: '@neondatabase/serverless',
    place: tunnelled(postgres),
    package: '@neondatabase/serverless',
    on: ['pool'],
    get: (at, call, made) => {
      const pool = new Pool({ host: at.host, port: at.port, user: 'u', password: 'p', database: 'd', ...made });
      pool.on('error', () => {});
      return pool.query({ text: 'select 1', ...call });
    },
  },
  {
    id: '@neondatabase/serverless',
    package: '@neondatabase/serverless',
    on: ['instance', 'http'],
    get: (at, _, made) => neon(`postgresql://u:p@${at.host}:${at.port}/d`, made)`select 1`,
    bare: pending,
    options: [{ option: 'fetchOptions.signal', at: 'instance', value: soon, bounds: { silent: true, body: true, hole: true } }],
    counts: [
      { fault: 503, sends: 1 },
      { fault: 'reset', sends: 1 },
    ],
  },
  {
    id: '@planetscale/database',
    package: '@planetscale/database',
    get: (at, _, made) => {
      const send: Send =
        typeof made.fetch === 'function' ? (url, init) => Reflect.apply(Object(made.fetch), undefined, [url, init]) : fetch;
      const overHttp: Send = (url, init) => send(url.replace('https:', 'http:'), init);
      return planetscale({ host: `${at.host}:${at.port}`, username: 'u', password: 'p', fetch: overHttp }).execute('select 1');
    },
    bare: pending,
    counts: [
      { fault: 503, sends: 1 },
      { fault: 'reset', sends: 1 },
    ],
  },
  {
    id: 'node-fetch-native',
    package: 'node-fetch-native',
    get: async (at, call) => (await nativeFetch(at.url, call)).text(),
    post: async (at, call) => (await nativeFetch(at.url, { method: 'POST', body: '{}', ...call })).text(),
    bare: pending,
    counts: [
      { fault: 503, sends: 1 },
      { fault: 503, verb: 'post', sends: 1 },
      { fault: 'reset', sends: 1 },
    ],
    aborts: 'signal',
  },
  {
    id: '@actions/http-client',
    package: '@actions/http-client',
    get: async (at, _, made) => (await new HttpClient('evidence', [], made).get(at.url)).readBody(),
    post: async (at, _, made) => (await new HttpClient('evidence', [], made).post(at.url, '{}')).readBody(),
    bare: pending,
    counts: [
      { fault: 503, sends: 1 },
      { fault: 503, verb: 'post', sends: 1 },
    ],
  },
  {
    id: 'node:dns',
    place: mutedNames,
    get: (at, _, made) => {
      const resolver = new dns.Resolver(made);
      resolver.setServers([`${at.host}:${at.port}`]);
      at.after(() => resolver.cancel());
      return resolver.resolve4('evidence.test');
    },
    how: {
      timeout: { made: { tries: 1 } },
      tries: { made: { timeout: 200 } },
      'default timeout': { made: { tries: 1 } },
      'default retry': { made: { timeout: 100 } },
    },
  },
);
