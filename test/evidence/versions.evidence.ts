import { Agent } from 'node:http';
import { describe, expect, it } from 'vitest';
import { bundled } from './bundled';
import { type Fault, type Place, place } from './faults';
import { clients, defaultsOf, optionsOf, versionOf } from './models';
import { load } from './packages/load.mjs';
import { proven, record, touch } from './proofs';
import { nameOf } from './rows';
import { ended, fairly, inTurn, near } from './running';
import { mongo, redis } from './wires';

record(import.meta.filename);

/** Rows that hold for other majors than the one that is run elsewhere, each with a package of such a version. */

const whole = (loaded: Awaited<ReturnType<typeof load>>) => loaded.default ?? loaded;
const named = async (alias: string) => whole(await load(alias));

interface Older {
  readonly id: string;
  /** Where a package of that version is installed. */
  readonly package: string;
  /** The row, by its name. */
  readonly row: string;
  readonly fault: Fault;
  readonly place?: (fault: Fault) => Promise<Place>;
  readonly run: (at: Place, agent: Agent) => unknown;
  /** How it ends: after so many milliseconds, or not at all. */
  readonly ends?: number | 'pending';
  /** How many requests or connections came until then. */
  readonly sends?: number;
  /** The agent that it is given is asked to connect. */
  readonly connects?: true;
  /** For how long it is watched. */
  readonly watched?: number;
}

function older(...all: readonly Older[]): void {
  for (const one of all) {
    describe.concurrent(`${one.id} ${versionOf(one.package)}`, () => {
      it.concurrent(one.row, async () => {
        const model = clients.get(one.id);
        const version = versionOf(one.package);
        const rows = model === undefined ? [] : [...optionsOf(model, version), ...defaultsOf(model, version)];
        const meant = rows.filter((row) => nameOf(row) === one.row);
        expect(meant, `${version} has the row`).toHaveLength(1);
        await fairly(() => inTurn(Number(one.ends) > 60_000, () => measured(one)));
        touch(one.id, ...meant);
        proven('clients', one.id, one.package);
      });
    });
  }
}

async function measured({ fault, place: own = place, run, ends, sends, connects, watched }: Older): Promise<void> {
  const at = await own(fault);
  let asked = 0;
  const agent = new Agent();
  const { createConnection } = agent;
  agent.createConnection = (...rest) => {
    asked += 1;
    return createConnection.apply(agent, rest);
  };
  try {
    const limit = watched ?? (typeof ends === 'number' ? ends * 1.3 + 3000 : ends === 'pending' ? 2500 : 30_000);
    const took = await ended(() => run(at, agent), limit);
    if (ends === 'pending') expect(took.ms, took.why).toBe('pending');
    else if (ends !== undefined) near(took, ends);
    if (sends !== undefined) expect(at.came, took.why).toHaveLength(sends);
    if (connects === true) expect(asked, took.why).toBeGreaterThan(0);
  } finally {
    await at.close();
  }
}

/** An agent of the platform, which later versions hand no more to their own `fetch`. */
const agents = (id: string, name: string, row: string, run: Older['run']): Older => ({
  id,
  package: name,
  row,
  fault: 200,
  run,
  connects: true,
});

const { getOctokit } = await load('actions-github-5').then((loaded) => (loaded.getOctokit === undefined ? loaded.default : loaded));
const { Octokit: Core } = await load('octokit-core-3');
const { Octokit: Rest } = await load('octokit-rest-18');
const { Octokit: Full } = await load('octokit-1');
const { request } = await load('octokit-request-5');
const { graphql } = await load('octokit-graphql-4');
const silent = { debug: () => {}, info: () => {}, warn: () => {}, error: () => {} };
const asks = (octokit: { request: (route: string) => unknown }): unknown => octokit.request('GET /a');

/** Version 19 of Angular asks for a core of its own version. */
const angular19 = await bundled(
  `import '@angular/compiler';
   import * as core from '@angular/core';
   import { HttpClient, provideHttpClient, withFetch } from '@angular/common/http';
   import { firstValueFrom } from 'rxjs';
   const scope = { provide: core.ɵINJECTOR_SCOPE, useValue: 'root' };
   const own = [scope, { provide: core.PLATFORM_ID, useValue: 'browser' }, core.provideExperimentalZonelessChangeDetection(), provideHttpClient(withFetch())];
   const http = core.createEnvironmentInjector(own, null).get(HttpClient);
   export const get = (url, options) => firstValueFrom(http.get(url, options));`,
  'server',
  false,
  { '@angular/common': 'angular-common-19', '@angular/compiler': 'angular-compiler-19', '@angular/core': 'angular-core-19' },
);

older({
  id: '@angular/common/http',
  package: 'angular-common-19',
  row: 'timeout at call <20.0.0',
  fault: 'silent',
  run: (at) => angular19.get(at.url, { timeout: 300 }),
  ends: 'pending',
  sends: 1,
});

/** What sent through `node-fetch` 2: an agent and a timeout are handed to it, and the limits of the platform's own `fetch` are none of its. */
const sentByNodeFetch = (
  id: string,
  name: string,
  until: string,
  asked: (at: Place, request: object, log: typeof silent) => unknown,
): Older[] => {
  const row = `request.timeout <${until}`;
  return [
    agents(id, name, `request.agent <${until}`, (at, agent) => asked(at, { agent }, silent)),
    { id, package: name, row, fault: 'silent', run: (at) => asked(at, { timeout: 400, retries: 0 }, silent), ends: 400, sends: 1 },
    // The body has as long once more.
    { id, package: name, row, fault: 'body', run: (at) => asked(at, { timeout: 400, retries: 0 }, silent), ends: 400, sends: 1 },
    { id, package: name, row, fault: 'trickle', run: (at) => asked(at, { timeout: 400, retries: 0 }, silent), ends: 400, sends: 1 },
    {
      id,
      package: name,
      row: `default timeout attempt <${until}`,
      fault: 'silent',
      run: (at) => asked(at, {}, silent),
      ends: 'pending',
      sends: 1,
    },
  ];
};

older(
  ...sentByNodeFetch('@actions/github', 'actions-github-5', '6.0.0', (at, request) => asks(getOctokit('t', { baseUrl: at.url, request }))),
  ...sentByNodeFetch('@octokit/core', 'octokit-core-3', '4.0.0', (at, request) => asks(new Core({ baseUrl: at.url, request }))),
  ...sentByNodeFetch('@octokit/rest', 'octokit-rest-18', '19.0.0', (at, request, log) => asks(new Rest({ baseUrl: at.url, log, request }))),
  ...sentByNodeFetch('octokit', 'octokit-1', '2.0.0', (at, request, log) => asks(new Full({ baseUrl: at.url, log, request }))),
  ...sentByNodeFetch('@octokit/request', 'octokit-request-5', '6.1.0', (at, own) =>
    request.defaults({ baseUrl: at.url, request: own })('GET /a'),
  ),
  ...sentByNodeFetch('@octokit/graphql', 'octokit-graphql-4', '5.0.0', (at, own) =>
    graphql.defaults({ baseUrl: at.url, request: own })('{ a }'),
  ),
);

/** What a function among the options sets just before a request is sent, in the oldest and the newest version. */
for (const name of ['got-11', 'got']) {
  const got = await named(name);
  describe.concurrent(`got ${versionOf(name)}`, () => {
    for (const hook of clients.get('got')?.hooks ?? []) {
      it.concurrent(nameOf(hook), async () => {
        const at = await place('silent');
        const bound = (options: { timeout: object }): void => {
          options.timeout = { request: 400 };
        };
        try {
          near(
            await ended(
              () =>
                got
                  .extend({ retry: { limit: 0 }, hooks: { beforeRequest: [bound] } })
                  .get(at.url)
                  .text(),
              4000,
            ),
            400,
          );
        } finally {
          await at.close();
        }
        touch('got', hook);
        proven('clients', 'got', name);
      });
    }
  });
}

/** SDKs of one generator, whose older versions brought a `fetch` of their own. */
const generated: readonly (readonly [id: string, alias: string, row: string, made?: object])[] = [
  ['@anthropic-ai/sdk', 'anthropic-sdk-0.41', '<=0.41.0'],
  ['cloudflare', 'cloudflare-4', '<=6.5.0', { apiToken: 't' }],
  ['groq-sdk', 'groq-sdk-0', '<=0.37.0'],
  ['lithic', 'lithic-0.119', '<=0.119.0'],
  ['modern-treasury', 'modern-treasury-0', '<=0.11.0', { organizationId: 'o', organizationID: 'o' }],
  ['openai', 'openai-4', '<=4.104.0'],
  ['@runwayml/sdk', 'runwayml-sdk-2', '<=2.11.0'],
  ['together-ai', 'together-ai-0.20', '<=0.20.0'],
];
for (const [id, alias, versions, made = {}] of generated) {
  const Client = await named(alias);
  older(
    agents(id, alias, `httpAgent at instance ${versions}`, (at, httpAgent) =>
      new Client({ apiKey: 'k', baseURL: at.url, httpAgent, maxRetries: 0, ...made }).get('/a'),
    ),
  );
}
const { AnthropicBedrock } = await load('anthropic-bedrock-sdk-0.12');
const { AnthropicVertex } = await load('anthropic-vertex-sdk-0.7');
const { Client: HubSpot } = await named('hubspot-api-client-12');
const { App } = await named('slack-bolt-4');
const asked = { model: 'm', max_tokens: 1, messages: [] };
const keys = { awsRegion: 'us-east-1', awsAccessKey: 'a', awsSecretKey: 'b' };
const authClient = { getRequestHeaders: async () => ({}), projectId: 'p' };
const googleAuth = { getClient: async () => authClient };
const quiet = { ...silent, setLevel: () => {}, setName: () => {}, getLevel: () => 'error' };

older(
  agents('@anthropic-ai/bedrock-sdk', 'anthropic-bedrock-sdk-0.12', 'httpAgent at instance <=0.12.6', (at, httpAgent) =>
    new AnthropicBedrock({ baseURL: at.url, ...keys, httpAgent, maxRetries: 0 }).messages.create(asked),
  ),
  agents('@anthropic-ai/vertex-sdk', 'anthropic-vertex-sdk-0.7', 'httpAgent at instance <=0.7.0', (at, httpAgent) =>
    new AnthropicVertex({ baseURL: at.url, region: 'r', projectId: 'p', googleAuth, httpAgent, maxRetries: 0 }).messages.create(asked),
  ),
  agents('@hubspot/api-client', 'hubspot-api-client-12', 'httpAgent at instance <13', (at, httpAgent) =>
    new HubSpot({ accessToken: 't', basePath: at.url, httpAgent }).crm.contacts.basicApi.getPage(),
  ),
  agents('@slack/bolt', 'slack-bolt-4', 'clientOptions.agent at instance <5.0.0', (at, agent) => {
    const clientOptions = { slackApiUrl: `${at.url}/`, logger: quiet, agent };
    return new App({
      token: 'xoxb-t',
      signingSecret: 's',
      tokenVerificationEnabled: false,
      logger: quiet,
      clientOptions,
    }).client.auth.test();
  }),
);

const axios = await named('axios-0');
const apisauce = await named('apisauce-2');
const urllib = await named('urllib-2');
const got = await named('got-11');
const ky = await named('ky-0');
const { MongoClient } = await named('mongodb-7.7');
const { Api } = await named('node-telegram-bot-api-2');
const { Redis } = await named('ioredis-6');
const { Client: Elastic19 } = await named('elasticsearch-8.19');
const { Client: Elastic10 } = await named('elasticsearch-8.10');
const Stripe = await named('stripe-16');
const { Telegraf } = await named('telegraf-4.11');
const Provider = await named('web3-providers-http-1');
const { createSolanaRpc } = await load('solana-web3.js-2');
const { Connection } = await named('solana-web3.js-1.73');
const Sftp = await named('ssh2-sftp-client-11');
const { Storage } = await named('google-cloud-storage-5');

const { NodeHttpHandler } = await load('smithy-node-http-handler-4.2');
const { DynamoDBClient } = await named('@aws-sdk/client-dynamodb');
const { DynamoDBDocument } = await named('@aws-sdk/lib-dynamodb');
const inRegion = { region: 'us-east-1', credentials: { accessKeyId: 'a', secretAccessKey: 'b' }, maxAttempts: 1 };

const undici = await load('undici');
const endless = new undici.Agent({ headersTimeout: 0, bodyTimeout: 0 });
const waiting = (url: string, init: object): Promise<Response> => fetch(url, { ...init, dispatcher: endless } as object);

const soon = (): AbortSignal => AbortSignal.timeout(400);
const metadata = (at: Place, made: object): unknown => {
  const storage = new Storage({ apiEndpoint: at.url, projectId: 'p', ...made });
  storage.authClient.authorizeRequest = async (options: object) => options;
  return storage.bucket('b').file('f').getMetadata();
};
const secondOf = (id: string, name: string, row: string, more: Omit<Older, 'id' | 'package' | 'row'>): Older => ({
  id,
  package: name,
  row,
  ...more,
});

older(
  secondOf('axios', 'axios-0', 'signal <0.22.0', {
    fault: 'silent',
    ends: 'pending',
    run: (at) => axios.get(at.url, { signal: soon() }),
  }),
  secondOf('apisauce', 'apisauce-2', 'signal <3.0.0', {
    fault: 'silent',
    ends: 'pending',
    run: (at) => apisauce.create({ baseURL: at.url }).get('/', {}, { signal: soon() }),
  }),
  secondOf('urllib', 'urllib-2', 'signal at call <3.23.0', {
    fault: 'silent',
    ends: 5000,
    run: (at) => urllib.request(at.url, { signal: soon() }),
  }),
  // All of the body is on the clock here.
  secondOf('urllib', 'urllib-2', 'timeout', { fault: 'trickle', ends: 400, run: (at) => urllib.request(at.url, { timeout: 400 }) }),
  secondOf('urllib', 'urllib-2', 'timeout', { fault: 'hole', ends: 400, run: (at) => urllib.request(at.url, { timeout: 400 }) }),
  secondOf('urllib', 'urllib-2', 'retry of second <3.0.0', {
    fault: 503,
    sends: 3,
    run: (at) => new urllib.HttpClient2().request(at.url, { retry: 2 }),
  }),
  agents('urllib', 'urllib-2', 'agent at call <3.0.0', (at, agent) => urllib.request(at.url, { agent })),
  secondOf('got', 'got-11', 'timeout <12.0.0', { fault: 'silent', ends: 400, run: (at) => got(at.url, { timeout: 400, retry: 0 }) }),
  secondOf('got', 'got-11', 'retry <12.0.0', { fault: 503, sends: 2, run: (at) => got(at.url, { retry: 1 }) }),
  secondOf('ky', 'ky-0', 'retry <1.0.0', { fault: 503, sends: 3, run: (at) => ky.get(at.url, { retry: 3 }) }),
  secondOf('ky', 'ky-0', 'retry.limit <1.0.0', { fault: 503, sends: 3, run: (at) => ky.get(at.url, { retry: { limit: 3 } }) }),
  secondOf('ky', 'ky-0', 'default retry <1.0.0', { fault: 503, sends: 2, run: (at) => ky.get(at.url) }),
  secondOf('mongodb', 'mongodb-7.7', 'timeoutMS >=7.0.0 <7.8.0', {
    fault: 'silent',
    place: mongo,
    ends: 400,
    run: (at) => {
      const client = new MongoClient(`mongodb://${at.host}:${at.port}/?directConnection=true`, { timeoutMS: 400 });
      at.after(() => client.close(true));
      return client.db('d').collection('c').findOne({});
    },
  }),
  secondOf('node-telegram-bot-api', 'node-telegram-bot-api-2', 'timeoutMs at instance >=2', {
    fault: 'silent',
    ends: 400,
    run: (at) => new Api('1:a', { apiRoot: at.url, timeoutMs: 400, maxRetries: 0 }).getMe(),
  }),
  secondOf('node-telegram-bot-api', 'node-telegram-bot-api-2', 'maxRetries at instance >=2', {
    fault: 503,
    sends: 2,
    run: (at) => new Api('1:a', { apiRoot: at.url, maxRetries: 1 }).getMe(),
  }),
  secondOf('node-telegram-bot-api', 'node-telegram-bot-api-2', 'default retry >=2', {
    fault: 503,
    sends: 3,
    run: (at) => new Api('1:a', { apiRoot: at.url }).getMe(),
  }),
  secondOf('node-telegram-bot-api', 'node-telegram-bot-api-2', 'default timeout attempt >=2', {
    fault: 'silent',
    ends: 300_000,
    // Node's own fetch gives up silence after 300 s as well, so the bound is seen through a fetch that waits.
    run: (at) => new Api('1:a', { apiRoot: at.url, maxRetries: 0, fetch: waiting }).getMe(),
  }),
  secondOf('ioredis', 'ioredis-6', 'default retry >=6.0.0', {
    fault: 'dropped',
    place: redis,
    sends: 21,
    watched: 120_000,
    run: (at) => {
      const client = new Redis({ host: at.host, port: at.port });
      client.on('error', () => {});
      at.after(() => client.disconnect());
      return client.get('a');
    },
  }),
  secondOf('@elastic/elasticsearch', 'elasticsearch-8.19', 'default timeout attempt >=8.19.2 <9.0.0', {
    fault: 'silent',
    ends: 600_000,
    run: (at) => new Elastic19({ node: at.url, maxRetries: 0 }).search({}),
  }),
  secondOf('@elastic/elasticsearch', 'elasticsearch-8.10', 'default timeout attempt <8.19.2', {
    fault: 'silent',
    ends: 30_000,
    run: (at) => new Elastic10({ node: at.url, maxRetries: 0 }).search({}),
  }),
  secondOf('stripe', 'stripe-16', 'default retry >=13 <17', {
    fault: 503,
    sends: 2,
    run: (at) => new Stripe('sk_test_1', { host: at.host, port: at.port, protocol: 'http', telemetry: false }).customers.list({}),
  }),
  secondOf('telegraf', 'telegraf-4.11', 'default timeout attempt <4.12.0', {
    fault: 'silent',
    ends: 'pending',
    run: (at) => new Telegraf('1:a', { telegram: { apiRoot: at.url } }).telegram.getMe(),
  }),
  secondOf('web3', 'web3-providers-http-1', 'timeout at instance of provider <4', {
    fault: 'silent',
    ends: 400,
    run: (at) =>
      new Promise((resolve, reject) => {
        const answered = (failure: unknown, answer: unknown): void => (failure ? reject(failure) : resolve(answer));
        new Provider(at.url, { timeout: 400 }).send({ jsonrpc: '2.0', id: 1, method: 'eth_blockNumber', params: [] }, answered);
      }),
  }),
  secondOf('@solana/web3.js', 'solana-web3.js-2', 'abortSignal at call of pending', {
    fault: 'silent',
    ends: 400,
    run: (at) => createSolanaRpc(at.url).getSlot().send({ abortSignal: soon() }),
  }),
  secondOf('@solana/web3.js', 'solana-web3.js-1.73', 'default timeout attempt >=1.70.2 <1.78.1', {
    fault: 'silent',
    ends: 38_000,
    run: (at) => new Connection(at.url).getSlot(),
  }),
  secondOf('ssh2-sftp-client', 'ssh2-sftp-client-11', 'retries at call of connect <12', {
    fault: 'dropped',
    sends: 3,
    run: (at) => {
      const client = new Sftp();
      client.on('error', () => {});
      return client.connect({ host: at.host, port: at.port, username: 'u', password: 'p', retries: 2, retry_minTimeout: 50 });
    },
  }),
  secondOf('@google-cloud/storage', 'google-cloud-storage-5', 'autoRetry at instance <6.0.0', {
    fault: 503,
    sends: 1,
    run: (at) => metadata(at, { autoRetry: false }),
  }),
  secondOf('@google-cloud/storage', 'google-cloud-storage-5', 'maxRetries at instance <6.0.0', {
    fault: 503,
    sends: 2,
    run: (at) => metadata(at, { maxRetries: 1 }),
  }),
  secondOf('@aws-sdk/lib-dynamodb', 'smithy-node-http-handler-4.2', 'requestTimeout at call >=4.1.0 <4.4.0', {
    fault: 'silent',
    ends: 400,
    run: (at) => {
      const client = new DynamoDBClient({ endpoint: at.url, ...inRegion, requestHandler: new NodeHttpHandler({}) });
      return DynamoDBDocument.from(client).get({ TableName: 't', Key: { a: 1 } }, { requestTimeout: 400 });
    },
  }),
  secondOf('jose', 'jose-6', 'timeoutDuration at instance >=6.0.0', {
    fault: 'body',
    ends: 400,
    run: async (at) => {
      const { createRemoteJWKSet, jwtVerify } = await load('jose-6');
      const token = `${Buffer.from(JSON.stringify({ alg: 'RS256', kid: 'k' })).toString('base64url')}.e30.c2ln`;
      return jwtVerify(token, createRemoteJWKSet(new URL(at.url), { timeoutDuration: 400 }));
    },
  }),
);
