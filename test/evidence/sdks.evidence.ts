import { expect, test } from 'vitest';
import { claim } from './claims';
import { type Place, place } from './faults';
import { load } from './packages/load.mjs';
import { record } from './proofs';
import { agentOverTls } from './secured';
import type { CountClaim, Options, Table } from './table';

record(import.meta.filename);

const soon = (): AbortSignal => AbortSignal.timeout(400);
const pending = { silent: 'pending', body: 'pending', trickle: 'pending', hole: 'pending' } as const;
const waits = { silent: 'pending', body: 'pending' } as const;
const all = { silent: true, body: true, trickle: true, hole: true };
const head = { silent: true, hole: true };
const single: readonly CountClaim[] = [
  { fault: 503, sends: 1 },
  { fault: 'reset', sends: 1 },
];

const { Agent } = await load('undici');
const endless = new Agent({ headersTimeout: 0, bodyTimeout: 0 });
const waiting = (url: string, init: object): Promise<Response> => fetch(url, { ...init, dispatcher: endless } as object);

/** One generator wrote these SDKs, so they share their calls, their options and their retries. */
const stainless = async (id: string, made: object = {}): Promise<Table> => {
  const { default: Client } = await load(id);
  const client = (at: Place, options: object) => new Client({ apiKey: 'k', baseURL: at.url, ...made, ...options });
  return {
    id,
    package: id,
    get: (at, call, options) => client(at, options).get('/a', call),
    post: (at, call, options) => client(at, options).post('/a', { body: {}, ...call }),
    bare: pending,
    options: [
      { option: 'timeout', value: 400, with: { maxRetries: 0 }, bounds: head },
      { option: 'timeout', at: 'instance', value: 400, made: { maxRetries: 0 }, bounds: head },
      { option: 'signal', value: soon, bounds: all },
    ],
    counts: [
      { fault: 503, sends: 3 },
      { fault: 'reset', sends: 3 },
      { fault: 503, verb: 'post', sends: 3 },
      { fault: 'reset', verb: 'post', sends: 3 },
      { fault: 503, sends: 1, option: ['maxRetries', 0] },
      { fault: 503, sends: 2, option: ['maxRetries', 1] },
      { fault: 'silent', sends: 3, made: { timeout: 300 } },
    ],
    aborts: 'signal',
    // Node's own fetch gives up silence after 300 s, so a longer bound is seen through a fetch that waits.
    how: { 'default timeout attempt': { made: { fetch: waiting } } },
  };
};

claim(
  await stainless('openai'),
  await stainless('@anthropic-ai/sdk'),
  await stainless('groq-sdk'),
  await stainless('@cerebras/cerebras_cloud_sdk', { warmTCPConnection: false }),
  await stainless('together-ai'),
  await stainless('cloudflare', { apiToken: 't' }),
  await stainless('lithic'),
  await stainless('modern-treasury', { organizationID: 'o' }),
  await stainless('@runwayml/sdk'),
  await stainless('@browserbasehq/sdk'),
);

type Send = { request: (route: string, options: object) => unknown };

/** They all end in the same `request`, which takes only a signal. */
const octokit = (id: string, send: (at: Place, made: Options) => Send, counts: readonly CountClaim[] = single): Table => ({
  id,
  package: id,
  get: (at, call, made) => send(at, made).request('GET /a', call),
  post: (at, call, made) => send(at, made).request('POST /a', call),
  bare: waits,
  options: [
    { option: 'request.signal', value: soon, with: { request: { retries: 0 } }, bounds: { silent: true, body: true, hole: true } },
    { option: 'request.timeout', value: 400, bounds: { silent: false, body: false } },
  ],
  counts: [...counts, ...counts.map((row) => ({ ...row, verb: 'post' }) as const)],
});

const { Octokit: Core } = await load('@octokit/core');
const { Octokit: Rest } = await load('@octokit/rest');
const { Octokit: Full } = await load('octokit');
const { request: octokitRequest } = await load('@octokit/request');
const { graphql } = await load('@octokit/graphql');
const { getOctokit } = await load('@actions/github');
const { retry: retrying } = await load('@octokit/plugin-retry');
const silentLog = { debug: () => {}, info: () => {}, warn: () => {}, error: () => {} };
const quiet = { ...silentLog, setLevel: () => {}, setName: () => {}, getLevel: () => 'error' };

claim(
  octokit('@octokit/core', (at, made) => new Core({ baseUrl: at.url, ...made })),
  octokit('@octokit/rest', (at, made) => new Rest({ baseUrl: at.url, log: silentLog, ...made })),
  octokit('@octokit/request', (at, made) => ({ request: octokitRequest.defaults({ baseUrl: at.url, ...made }) })),
  octokit('@octokit/graphql', (at, made) => ({
    request: (_, options) => graphql.defaults({ baseUrl: at.url, ...made })('{ a }', options),
  })),
  {
    // Who repeats is a plug-in, which is handed in.
    ...octokit('@actions/github', (at, made) => getOctokit('t', { baseUrl: at.url, ...made }, ...('retry' in made ? [retrying] : []))),
    how: { 'request.retries': { made: { retry: { enabled: true } } } },
  },
  octokit('octokit', (at, made) => new Full({ baseUrl: at.url, log: silentLog, ...made }), [
    { fault: 503, sends: 4, gaps: [1000, 4000, 9000] },
  ]),
);

test('`paginate` of Octokit hands no signal on to its pages', async () => {
  const spot = await place('silent');
  const rest = new Rest({ baseUrl: spot.url, log: silentLog });
  const late = new Promise((resolve) => setTimeout(() => resolve('waits on'), 2500));
  const ended = (work: Promise<unknown>) =>
    Promise.race([
      late,
      work.then(
        () => 'answers',
        () => 'ends',
      ),
    ]);
  const given = () => ({ request: { signal: soon() } });
  const asked = [
    rest.request('GET /a', given()),
    rest.paginate('GET /a', given()),
    rest.paginate(rest.rest.repos.listForOrg, { org: 'a', ...given() }),
  ];
  expect(await Promise.all(asked.map(ended))).toEqual(['ends', 'waits on', 'waits on']);
  await spot.close();
});

/** The plugin takes an abort for a failure worth repeating, with the signal that has fired already. */
claim({
  ...octokit('octokit', (at, made) => new Full({ baseUrl: at.url, log: silentLog, ...made }), []),
  bare: {},
  options: [{ option: 'request.signal', value: soon, ms: 14_400, bounds: { silent: true } }],
});

const { default: nodeFetch } = await load('node-fetch');
const { default: Stripe } = await load('stripe');
const { default: twilio } = await load('twilio');
const { MailService } = await load('@sendgrid/mail').then((loaded) => loaded.default);
const { Client: SendGrid } = await load('@sendgrid/client').then((loaded) => loaded.default);
const { default: Mailgun } = await load('mailgun.js');
const { default: FormData } = await load('form-data');
const postmark = await load('postmark').then((loaded) => loaded.default ?? loaded);
const { Resend } = await load('resend');
const { WebClient } = await load('@slack/web-api').then((loaded) => loaded.default ?? loaded);
/** Pauses that would grow tenfold, and pauses that are all the same. */
const growing = { retries: 3, minTimeout: 500, factor: 10, randomize: false };
const steady = { retries: 1, minTimeout: 1000, factor: 1, randomize: false };
const { IncomingWebhook } = await load('@slack/webhook').then((loaded) => loaded.default ?? loaded);
const { Telegraf } = await load('telegraf').then((loaded) => loaded.default ?? loaded);
const { Api, Bot } = await load('grammy').then((loaded) => loaded.default ?? loaded);
const { default: TelegramBot } = await load('node-telegram-bot-api');
const { REST } = await load('@discordjs/rest');
const { Client: Notion } = await load('@notionhq/client').then((loaded) => loaded.default ?? loaded);
const { Client: HubSpot } = await load('@hubspot/api-client').then((loaded) => loaded.default ?? loaded);
const plaid = await load('plaid').then((loaded) => loaded.default ?? loaded);

claim(
  {
    id: 'stripe',
    package: 'stripe',
    get: (at, call, made) => stripeOf(at, made).customers.list({}, call),
    post: (at, call, made) => stripeOf(at, made).customers.create({}, call),
    bare: pending,
    options: [
      { option: 'timeout', value: 400, with: { maxNetworkRetries: 0 }, bounds: { silent: true, body: true, trickle: false } },
      {
        option: 'timeout',
        at: 'instance',
        value: 400,
        made: { maxNetworkRetries: 0 },
        bounds: { silent: true, body: true, trickle: false },
      },
      {
        option: 'timeout',
        value: 400,
        with: { maxNetworkRetries: 0 },
        bounds: { hole: false },
        aside: 'It is a limit on silence, which starts once connected.',
      },
    ],
    counts: [
      { fault: 503, sends: 3 },
      { fault: 503, verb: 'post', sends: 3, aside: 'The idempotency key that it sends by itself makes the repeat harmless.' },
      { fault: 503, sends: 2, option: ['maxNetworkRetries', 1] },
      { fault: 503, sends: 1, option: ['maxNetworkRetries', 0] },
      { fault: 'silent', sends: 3, made: { timeout: 300 } },
    ],
  },
  {
    id: 'twilio',
    how: { maxRetries: { fault: 429 }, failure: { skip: 'the driver sends a bare request, which resolves' } },
    package: 'twilio',
    get: (at, call, made) => twilio('AC1', 't', made).request({ method: 'get', uri: at.url, ...call }),
    bare: waits,
    options: [{ option: 'timeout', at: 'instance', value: 400, bounds: { silent: true, body: true, hole: true } }],
    counts: [...single, { fault: 429, sends: 1 }],
  },
  {
    id: '@sendgrid/mail',
    package: '@sendgrid/mail',
    get: (at, _, made) => {
      const client = new SendGrid();
      const service = new MailService();
      service.setClient(client);
      service.setApiKey('SG.k');
      // The key chooses a host, so the address comes last.
      client.setDefaultRequest('baseUrl', at.url);
      if (typeof made.timeout === 'number') service.setTimeout(made.timeout);
      return service.send({ to: 'a@b.c', from: 'a@b.c', subject: 's', text: 't' });
    },
    bare: pending,
    counts: single,
  },
  {
    id: 'mailgun.js',
    package: 'mailgun.js',
    get: (at, _, made) => new Mailgun(FormData).client({ username: 'api', key: 'k', url: at.url, ...made }).domains.list(),
    bare: pending,
    options: [{ option: 'timeout', at: 'instance', value: 400, bounds: { silent: true, body: true, hole: true } }],
    counts: single,
  },
  {
    id: 'postmark',
    package: 'postmark',
    get: (at, _, made) => new postmark.ServerClient('t', { requestHost: `${at.host}:${at.port}`, useHttps: false, ...made }).getServer(),
    bare: waits,
    options: [{ option: 'timeout', at: 'instance', value: 1, ms: 1000, bounds: { silent: true, hole: true } }],
    counts: single,
  },
  {
    id: 'resend',
    package: 'resend',
    post: (at, call) => new Resend('re_1', { baseUrl: at.url }).emails.send({ from: 'a@b.c', to: 'a@b.c', subject: 's', text: 't' }, call),
    how: { idempotencyKey: { at: ['call'] } },
    get: (at, call) => new Resend('re_1', { baseUrl: at.url }).emails.get('x', call),
    bare: waits,
    counts: single,
  },
  {
    id: '@slack/web-api',
    many: (at, count, _, made) => {
      const client = new WebClient('t', { slackApiUrl: `${at.url}/`, logger: quiet, ...made });
      return Promise.all(Array.from({ length: count }, () => client.auth.test()));
    },
    how: {
      'retryConfig.maxTimeout': { skip: 'a first pause that is longer is refused; the second is asserted by hand' },
      'retryConfig.forever': { skip: 'without an end; asserted for a while, by hand' },
      retryConfig: { value: { retries: 2, minTimeout: 50, randomize: false }, tries: 3 },
      'default retry': { skip: 'asserted through a hastened clock' },
      'default bulkhead': { ms: 8000 },
      'retryConfig.minTimeout': { made: { retryConfig: { retries: 1, randomize: false } } },
      'retryConfig.maxRetryTime': { made: { retryConfig: { minTimeout: 300, retries: 20, factor: 1, randomize: false } } },
      'retryConfig.randomize': { made: { retryConfig: { retries: 6, minTimeout: 200, factor: 1 } } },
    },
    package: '@slack/web-api',
    get: (at, _, made) => new WebClient('t', { slackApiUrl: `${at.url}/`, logger: quiet, ...made }).auth.test(),
    counts: [
      { fault: 503, sends: 3, made: { retryConfig: { retries: 2, minTimeout: 50, randomize: false } } },
      { fault: 503, sends: 4, option: ['retryConfig.maxTimeout', 700], made: { retryConfig: growing }, gaps: [500, 700, 700] },
      {
        fault: 503,
        sends: 5,
        option: ['retryConfig.forever', true],
        made: { retryConfig: steady },
        within: 4500,
        gaps: [1000, 1000, 1000],
      },
    ],
    bare: waits,
    options: [
      {
        option: 'timeout',
        at: 'instance',
        value: 400,
        made: { retryConfig: { retries: 0 } },
        bounds: { silent: true, body: true, hole: true },
      },
    ],
  },
  {
    id: '@slack/webhook',
    how: { retryConfig: { value: { retries: 2, minTimeout: 50 }, tries: 3 } },
    package: '@slack/webhook',
    get: (at, _, made) => new IncomingWebhook(at.url, made).send('a'),
    bare: waits,
    options: [{ option: 'timeout', at: 'instance', value: 400, bounds: { silent: true } }],
    counts: single,
  },
  {
    id: 'telegraf',
    how: { 'telegram.agent': agentOverTls, 'default timeout': { skip: 'asserted through a hastened clock' } },
    package: 'telegraf',
    get: (at, _, made) => {
      const telegram = typeof made.telegram === 'object' ? made.telegram : {};
      return new Telegraf('1:a', { ...made, telegram: { apiRoot: at.url, ...telegram } }).telegram.getMe();
    },
    bare: waits,
    counts: single,
  },
  {
    id: 'telegraf',
    package: 'telegraf',
    on: ['telegram.callApi'],
    get: (at, call) => new Telegraf('1:a', { telegram: { apiRoot: at.url } }).telegram.callApi('getMe', {}, call),
  },
  {
    id: 'grammy',
    package: 'grammy',
    on: ['instance', 'context'],
    // What a handler is handed asks as the bot does.
    get: async (at, _, made) => {
      const client = { apiRoot: at.url, ...(typeof made.client === 'object' ? made.client : {}) };
      const bot = new Bot('1:a', { client, botInfo: { id: 1, is_bot: true, first_name: 'a', username: 'a' } });
      let answer: Promise<unknown> | undefined;
      bot.on('message', (ctx: { getChat(): Promise<unknown> }) => {
        answer = ctx.getChat();
      });
      await bot.handleUpdate({
        update_id: 1,
        message: { message_id: 1, date: 0, text: 'a', chat: { id: 1, type: 'private', first_name: 'a' } },
      });
      return answer;
    },
    bare: waits,
    options: [{ option: 'client.timeoutSeconds', at: 'instance', value: 1, ms: 1000, bounds: { silent: true, hole: true } }],
    counts: single,
  },
  {
    id: 'grammy',
    package: 'grammy',
    on: ['api'],
    get: (at, _, made) => new Api('1:a', { apiRoot: at.url, ...made }).getMe(),
  },
  {
    id: 'node-telegram-bot-api',
    package: 'node-telegram-bot-api',
    get: (at, _, made) => new TelegramBot('1:a', { baseApiUrl: at.url, ...made }).getMe(),
    bare: waits,
    options: [{ option: 'request.timeout', at: 'instance', value: 400, bounds: { silent: true, body: true, hole: true } }],
    counts: single,
  },
  {
    id: '@discordjs/rest',
    how: { agent: { value: (_: unknown, heard: () => void) => overheard(heard) } },
    package: '@discordjs/rest',
    get: (at, call, made) => new REST({ api: at.url, version: '10', ...made }).setToken('t').get('/users/@me', call),
    post: (at, call, made) => new REST({ api: at.url, version: '10', ...made }).setToken('t').post('/users/@me', { body: {}, ...call }),
    bare: { silent: 'pending' },
    options: [
      { option: 'timeout', at: 'instance', value: 400, made: { retries: 0 }, bounds: { silent: true } },
      { option: 'signal', value: soon, bounds: { silent: true } },
      { option: 'signal', value: soon, bounds: { hole: false }, aside: 'undici looks at a signal only once it is connected.' },
    ],
    counts: [
      { fault: 503, sends: 4, gaps: [0, 0, 0] },
      { fault: 503, verb: 'post', sends: 4 },
      { fault: 'reset', verb: 'post', sends: 4 },
      { fault: 503, sends: 2, option: ['retries', 1] },
      { fault: 503, sends: 1, option: ['retries', 0] },
    ],
  },
  {
    id: '@notionhq/client',
    how: {
      fetch: { value: nodeFetch },
      agent: { made: { fetch: nodeFetch } },
      'retry.maxRetryDelayMs': { made: { retry: { initialRetryDelayMs: 4000 } } },
    },
    package: '@notionhq/client',
    get: (at, _, made) => new Notion({ auth: 't', baseUrl: at.url, logger: () => {}, ...made }).users.list({}),
    post: (at, _, made) => new Notion({ auth: 't', baseUrl: at.url, logger: () => {}, ...made }).search({}),
    bare: waits,
    options: [{ option: 'timeoutMs', at: 'instance', value: 400, made: { retry: false }, bounds: { silent: true, hole: true } }],
    counts: [
      { fault: 503, sends: 3 },
      { fault: 503, verb: 'post', sends: 1 },
    ],
  },
  {
    id: '@hubspot/api-client',
    many: (at, count, _, made) => {
      const client = new HubSpot({ accessToken: 't', basePath: at.url, ...made });
      return Promise.all(Array.from({ length: count }, () => client.crm.contacts.basicApi.getPage()));
    },
    package: '@hubspot/api-client',
    get: (at, _, made) => new HubSpot({ accessToken: 't', basePath: at.url, ...made }).crm.contacts.basicApi.getPage(),
    bare: pending,
    counts: [...single, { fault: 503, sends: 3, option: ['numberOfApiCallRetries', 3] }],
  },
  {
    id: 'plaid',
    how: { 'baseOptions.httpsAgent': agentOverTls },
    package: 'plaid',
    get: (at, call, made) =>
      new plaid.PlaidApi(new plaid.Configuration({ basePath: at.url, ...made })).itemGet({ access_token: 't' }, call),
    bare: pending,
    options: [
      { option: 'baseOptions.timeout', at: 'instance', value: 400, bounds: { silent: true, body: true, hole: true } },
      { option: 'timeout', value: 400, bounds: { silent: true, body: true, hole: true } },
      { option: 'signal', value: soon, bounds: all },
    ],
    counts: single,
  },
);

/** A dispatcher that tells when it is asked to send. */
function overheard(heard: () => void): unknown {
  const agent = new Agent();
  return agent.compose((dispatch: (...rest: unknown[]) => unknown) => (...rest: unknown[]) => {
    heard();
    return dispatch(...rest);
  });
}

interface StripeCalls {
  readonly customers: Record<'list' | 'create', (params: object, call: object) => unknown>;
}

function stripeOf(at: Place, made: object): StripeCalls {
  return new Stripe('sk_test_1', { host: at.host, port: at.port, protocol: 'http', telemetry: false, ...made });
}
