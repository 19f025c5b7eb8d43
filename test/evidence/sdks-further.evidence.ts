import { claim } from './claims';
import type { Place } from './faults';
import { fernCounts } from './fern';
import { load } from './packages/load.mjs';
import { record } from './proofs';
import type { Options } from './table';
import { signalled } from './writing';

record(import.meta.filename);

const tus = await load('tus-js-client');

const { Agent, buildConnector } = await load('undici');
/** The SDK takes its address from here when it is loaded, and the agent leads from there to a place. */
process.env.EXPO_BASE_URL = 'http://expo.test';
const { Expo } = await load('expo-server-sdk');

const { InfluxDB, setLogger } = await load('@influxdata/influxdb-client').then((loaded) => loaded.default ?? loaded);
setLogger({ error() {}, warn() {} });

/** The scheme of the address is looked at when the SDK is loaded. */
process.env.CLOUDINARY_URL = 'cloudinary://k:s@c?upload_prefix=http://127.0.0.1';
const { v2: cloudinary } = await load('cloudinary').then((loaded) => loaded.default ?? loaded);

const { default: jwksClient } = await load('jwks-rsa');
const { createRemoteJWKSet, jwtVerify } = await load('jose');
/** What is signed by a key that nobody has yet. */
const unknownToken = `${Buffer.from(JSON.stringify({ alg: 'RS256', kid: 'k' })).toString('base64url')}.e30.c2ln`;

const { default: Airtable } = await load('airtable');
const { ManagementClient } = await load('auth0').then((loaded) => loaded.default ?? loaded);
const older = await load('auth0-4').then((loaded) => loaded.default ?? loaded);

type Send = (url: string | URL, init?: RequestInit) => Promise<Response>;

/** What a client of Auth0's is made with so that it asks here, without TLS. */
const tenant = (at: Place, { fetch: own = fetch, ...made }: Options): Options => {
  const send: Send = (url, init) => (own as Send)(String(url).replace('https:', 'http:'), init);
  return { domain: `${at.host}:${at.port}`, token: 't', clientId: 'i', clientSecret: 's', ...made, fetch: send };
};

const near = await load('near-api-js').then((loaded) => loaded.default ?? loaded);
interface Account {
  readonly viewFunction: (asked: object) => Promise<unknown>;
}

const nearAt = (at: Place): Promise<{ readonly account: (id: string) => Promise<Account> }> =>
  near.connect({ networkId: 'n', nodeUrl: at.url, keyStore: new near.keyStores.InMemoryKeyStore() });

const whole = { silent: 'pending', body: 'pending', hole: 'pending' } as const;

const single = [
  { fault: 503, sends: 1 },
  { fault: 'reset', sends: 1 },
] as const;

/** Requests that are broken off after 400 ms. */
const briefStack = () => {
  const stack = new tus.DefaultHttpStack({});
  return {
    getName: () => 'brief',
    createRequest: (method: string, url: string) => {
      const request = stack.createRequest(method, url);
      const send = request.send.bind(request);
      request.send = (body: unknown) => {
        const sent = send(body);
        setTimeout(() => request.abort(), 400);
        return sent;
      };
      return request;
    },
  };
};

type Connect = (options: object, callback: () => void) => void;

/** An Expo whose agent stands in the model with the options it is made with. */
const expo = (at: Place, { httpAgent, ...made }: Options) => {
  const { heard, ...agent } = { heard: () => {}, ...(httpAgent as { readonly heard?: () => void }) };
  const connector: Connect = buildConnector({});
  const connect: Connect = (options, callback) => {
    heard();
    connector({ ...options, hostname: at.host, port: at.port }, callback);
  };
  const dispatcher = new Agent({ ...agent, connect });
  at.after(() => dispatcher.destroy());
  return new Expo({ httpAgent: dispatcher, ...made });
};

const message = [{ to: 'ExponentPushToken[a]', body: 'text' }];
/** Timers of undici tick every half second. */
const agentTimeouts = { value: 600, ms: 700 };

claim(
  {
    id: 'tus-js-client',
    package: 'tus-js-client',
    get: (at, _, made) =>
      new Promise((resolve, reject) => {
        const upload = new tus.Upload(Buffer.from('text'), { endpoint: at.url, ...made, onSuccess: resolve, onError: reject });
        at.after(() => upload.abort());
        upload.start();
      }),
    bare: whole,
    cap: 8000,
    how: { httpStack: { value: briefStack } },
    counts: [
      { fault: 503, sends: 5, gaps: [0, 1000, 3000, 5000] },
      { fault: 'reset', sends: 5 },
      { fault: 503, sends: 3, option: ['retryDelays', [100, 100]], gaps: [100, 100] },
      { fault: 503, sends: 1, option: ['retryDelays', []] },
      { fault: 404, sends: 1, aside: 'It repeats no answer of 4xx but 409 and 423.' },
      { fault: 429, sends: 1, aside: 'It repeats no answer of 4xx but 409 and 423.' },
    ],
  },
  {
    id: 'tus-js-client',
    package: 'tus-js-client',
    on: ['Upload.terminate'],
    get: (at, call) => tus.Upload.terminate(`${at.url}/1`, call),
    bare: whole,
    how: { httpStack: { value: briefStack } },
    counts: [
      { fault: 503, sends: 5 },
      { fault: 503, sends: 1, with: { retryDelays: null } },
    ],
  },
  {
    id: 'expo-server-sdk',
    package: 'expo-server-sdk',
    on: ['instance', 'getPushNotificationReceiptsAsync'],
    get: (at, _, made) => expo(at, made).getPushNotificationReceiptsAsync(['a']),
    bare: { silent: 'pending', body: 'pending' },
    how: {
      'httpAgent.headersTimeout': agentTimeouts,
      'httpAgent.bodyTimeout': agentTimeouts,
      httpAgent: { value: (_: unknown, heard: () => void) => ({ heard }) },
    },
    counts: [
      { fault: 429, sends: 1 },
      { fault: 503, sends: 1 },
    ],
  },
  {
    id: 'expo-server-sdk',
    package: 'expo-server-sdk',
    on: ['sendPushNotificationsAsync'],
    get: (at, _, made) => expo(at, made).sendPushNotificationsAsync(message),
    many: (at, count, _, made) => {
      const client = expo(at, made);
      return Promise.all(Array.from({ length: count }, () => client.sendPushNotificationsAsync(message)));
    },
    how: { retryMinTimeout: { fault: 429 }, 'default retry': { fault: 429 } },
    counts: [
      { fault: 503, sends: 1 },
      { fault: 'reset', sends: 1 },
      { fault: 429, sends: 3, gaps: [1000, 2000] },
    ],
  },
  {
    id: '@influxdata/influxdb-client',
    package: '@influxdata/influxdb-client',
    on: ['instance', 'query'],
    get: (at, _, made) => new InfluxDB({ url: at.url, token: 't', ...made }).getQueryApi('o').collectRows('q'),
    cap: 12_500,
    bare: { silent: 10_000, body: 10_000, hole: 10_000, trickle: 'pending' },
    options: [{ option: 'timeout', at: 'instance', value: 400, bounds: { silent: true, body: true, hole: true, trickle: false } }],
    counts: single,
  },
  {
    id: '@influxdata/influxdb-client',
    package: '@influxdata/influxdb-client',
    on: ['writer'],
    get: (at, _, made) => {
      const writer = new InfluxDB({ url: at.url, token: 't', ...made }).getWriteApi('o', 'b');
      at.after(() => writer.dispose());
      writer.writeRecord('m v=1');
      return writer.flush();
    },
    bare: { silent: 10_000 },
    options: [{ option: 'timeout', at: 'instance', value: 400, bounds: { silent: true, hole: true } }],
    counts: single,
  },
  {
    id: 'cloudinary',
    package: 'cloudinary',
    on: ['v2.uploader.upload'],
    get: (at, call) => cloudinary.uploader.upload('data:text/plain;base64,YQ==', { upload_prefix: at.url, ...call }),
    bare: { silent: 60_000 },
    options: [{ option: 'timeout', value: 400, bounds: { silent: true, body: true, hole: false, trickle: false } }],
    counts: single,
  },
  {
    id: 'cloudinary',
    package: 'cloudinary',
    on: ['instance', 'search'],
    get: (at, call) => cloudinary.search.expression('a').execute({ upload_prefix: at.url, ...call }),
    cap: 66_000,
    bare: whole,
    counts: single,
  },
  {
    id: 'cloudinary',
    package: 'cloudinary',
    on: ['v2.api.resources', 'v2.api.resource'],
    get: (at, call) => cloudinary.api.resource('a', { upload_prefix: at.url, ...call }),
    post: (at, call) => cloudinary.api.delete_resources(['a'], { upload_prefix: at.url, ...call }),
    cap: 66_000,
    bare: { silent: 'pending' },
    counts: [...single, { fault: 503, verb: 'post', sends: 1 }],
  },
  {
    id: 'jwks-rsa',
    package: 'jwks-rsa',
    get: (at, _, made) => jwksClient({ jwksUri: at.url, ...made }).getSigningKey('k'),
    bare: { silent: 30_000 },
    options: [
      { option: 'timeout', at: 'instance', value: 400, bounds: { silent: true, hole: true, trickle: false } },
      {
        option: 'timeout',
        at: 'instance',
        value: 400,
        bounds: { body: false },
        aside: 'Once the head is there the request is ended and nobody is told; a set of keys comes in one piece with it.',
      },
    ],
    counts: single,
    how: { fetcher: { value: () => (uri: string) => signalled(uri).then((answer) => answer.json()) } },
  },
  {
    id: 'jose',
    package: 'jose',
    get: (at, _, made) => jwtVerify(unknownToken, createRemoteJWKSet(new URL(at.url), made)),
    bare: { silent: 5_000 },
    options: [
      { option: 'timeoutDuration', at: 'instance', value: 400, bounds: { silent: true, hole: true, trickle: false } },
      {
        option: 'timeoutDuration',
        at: 'instance',
        value: 400,
        bounds: { body: false },
        aside: 'Before 6 nobody hears of a body that stops; a set of keys comes in one piece.',
      },
    ],
    counts: single,
  },
  {
    id: 'near-api-js',
    package: 'near-api-js',
    get: (at, _, made) => new near.providers.JsonRpcProvider({ url: at.url }, made).status(),
    bare: whole,
    how: { 'default retry': { fault: 503, made: { wait: 10 } } },
    counts: [
      { fault: 'reset', sends: 1 },
      { fault: 429, sends: 1, aside: 'It repeats 408, 500 and 503.' },
      { fault: 500, sends: 3, option: ['retries', 3], gaps: [500, 750] },
    ],
  },
  {
    id: 'near-api-js',
    package: 'near-api-js',
    on: ['account'],
    get: async (at) => (await (await nearAt(at)).account('a')).viewFunction({ contractId: 'c', methodName: 'm', args: {} }),
    bare: { silent: 'pending', body: 'pending' },
    how: { 'default retry': { skip: 'asserted of the provider, which the account asks' } },
  },
  {
    id: 'near-api-js',
    package: 'near-api-js',
    on: ['contract'],
    get: async (at) => {
      const contract = new near.Contract(await (await nearAt(at)).account('a'), 'c', { viewMethods: ['m'], changeMethods: [] });
      return contract.m({});
    },
    bare: { silent: 'pending', body: 'pending' },
    how: { 'default retry': { skip: 'asserted of the provider, which the contract asks' } },
  },
  {
    id: 'auth0',
    package: 'auth0',
    get: (at, call, made) => new ManagementClient(tenant(at, made)).users.get('u', {}, call),
    post: (at, call, made) => new ManagementClient(tenant(at, made)).users.create({ connection: 'c' }, call),
    bare: { silent: 60_000 },
    counts: fernCounts,
    aborts: 'abortSignal',
  },
  {
    id: 'auth0',
    package: 'auth0-4',
    on: ['instance'],
    get: (at, _, made) => new older.ManagementClient(tenant(at, made)).users.get({ id: 'u' }),
    bare: { silent: 10_000 },
    how: { 'default retry': { fault: 429 }, 'retry.maxRetries': { fault: 429 }, 'retry.enabled': { fault: 429 } },
    counts: [...single, { fault: 429, sends: 4, gaps: [600, 1100, 2100] }],
  },
  {
    id: 'auth0',
    package: 'auth0-4',
    on: ['authentication'],
    get: (at, _, made) => new older.AuthenticationClient(tenant(at, made)).oauth.clientCredentialsGrant({ audience: 'a' }),
    bare: { silent: 10_000 },
    how: { 'retry.maxRetries': { fault: 429 } },
    counts: [
      ...single,
      { fault: 429, sends: 1 },
      { fault: 429, sends: 1, made: { retry: { maxRetries: 3 } } },
      { fault: 429, sends: 4, made: { retry: { enabled: true } } },
    ],
  },
  {
    id: 'airtable',
    package: 'airtable',
    get: (at, _, made) => new Airtable({ apiKey: 'k', endpointUrl: at.url, ...made }).base('b')('t').find('r'),
    post: (at, _, made) => new Airtable({ apiKey: 'k', endpointUrl: at.url, ...made }).base('b')('t').create({ a: 'b' }),
    bare: { silent: 300_000, body: 'pending' },
    options: [{ option: 'requestTimeout', at: 'instance', value: 400, bounds: { silent: true, hole: true, body: false } }],
    how: { noRetryIfRateLimited: { fault: 429 }, 'default retry': { fault: 429 } },
    counts: [
      { fault: 503, sends: 1, aside: 'It repeats 429 alone.' },
      { fault: 'reset', sends: 1 },
      { fault: 503, verb: 'post', sends: 1 },
    ],
  },
);
