import { claim } from './claims';
import type { Place } from './faults';
import { fernCounts } from './fern';
import { load } from './packages/load.mjs';
import { record } from './proofs';
import { agentOverTls, heardAgent, secured } from './secured';
import type { Options } from './table';
import { signalled } from './writing';

record(import.meta.filename);

const { InferenceClient } = await load('@huggingface/inference');

const { TwitterApi } = await load('twitter-api-v2');
const twitter = (made: Options) => new TwitterApi('t', { httpAgent: heardAgent(() => {}), ...made });
const { default: vault } = await load('node-vault');
const { LinearClient } = await load('@linear/sdk');
const { IntercomClient } = await load('intercom-client');
const { default: jsforce } = await load('jsforce');
const salesforce = (at: Place) => new jsforce.Connection({ instanceUrl: at.url, accessToken: 't' });
const { ConfidentialClientApplication } = await load('@azure/msal-node');

/** An authority of TLS, which need not be asked: where tokens are given out is known before. */
const confidential = (at: Place, made: Options) => {
  const known = { authorization_endpoint: at.url, token_endpoint: at.url, issuer: at.url, jwks_uri: at.url };
  const authority = { authority: 'https://login.test/t', knownAuthorities: ['login.test'], authorityMetadata: JSON.stringify(known) };
  return new ConfidentialClientApplication({ auth: { clientId: 'c', clientSecret: 's', ...authority }, ...made });
};
/** A network module of one's own, which brings its bound. */
const boundedNetwork = () => {
  const send = async (url: string, given: RequestInit, method: string) => {
    const answer = await signalled(url, { ...given, method });
    return { headers: {}, body: await answer.json(), status: answer.status };
  };
  return {
    sendGetRequestAsync: (url: string, { headers = {} }: RequestInit) => send(url, { headers }, 'GET'),
    sendPostRequestAsync: (url: string, { headers = {}, body = '' }: RequestInit) => send(url, { headers, body }, 'POST'),
  };
};
const { DeepgramClient } = await load('@deepgram/sdk');
const deepgram = (at: Place, made: Options) => new DeepgramClient({ apiKey: 'k', baseUrl: at.url, ...made });
const { Gitlab } = await load('@gitbeaker/rest');
const gitlab = (at: Place, made: Options) => new Gitlab({ host: at.url, token: 't', ...made });

const { Agent, buildConnector } = await load('undici');
/** A dispatcher of undici that tells when it connects. */
const heardDispatcher = (_: unknown, heard: () => void) => {
  const connect: (options: object, callback: () => void) => void = buildConnector({});
  return new Agent({
    connect: (options: object, callback: () => void) => {
      heard();
      connect(options, callback);
    },
  });
};
const { default: Pusher } = await load('pusher');
const pusher = (at: Place, made: Options) => new Pusher({ appId: '1', key: 'k', secret: 's', host: at.host, port: at.port, ...made });
const { default: Razorpay } = await load('razorpay');
/** Its address is fixed, and is led here within the client. */
const razorpay = (at: Place) => {
  const client = new Razorpay({ key_id: 'k', key_secret: 's' });
  client.api.rq.defaults.baseURL = at.url;
  return client;
};
const { default: nano } = await load('nano');
/** A CouchDB whose agent stands in the model with the options it is made with. */
const couch = (at: Place, { agentOptions, ...made }: Options) => {
  const ready = agentOptions === undefined || agentOptions instanceof Agent;
  return nano({ url: at.url, ...(ready ? { agentOptions } : { agentOptions: new Agent(agentOptions) }), ...made });
};
/** Timers of undici tick every half second. */
const agentTimeouts = { value: 600, ms: 700 };

const single = [
  { fault: 503, sends: 1 },
  { fault: 429, sends: 1 },
  { fault: 'reset', sends: 1 },
  { fault: 503, verb: 'post', sends: 1 },
] as const;

/** An SDK whose timer ends with the head of an answer, and whose body is bounded by the platform alone. */
const untilHead = (with_: Options) => [
  { option: 'timeoutInSeconds', value: 1, ms: 1000, with: with_, bounds: { silent: true, hole: true } },
  {
    option: 'timeoutInSeconds',
    value: 1,
    ms: 1000,
    with: with_,
    bounds: { body: false },
    aside: 'A body that stops is given up by the platform.',
  },
];

const question = { messages: [{ role: 'user', content: 'text' }] };
const model = (at: Place, made: Options) => new InferenceClient('k', { endpointUrl: at.url, ...made });

claim(
  {
    id: '@huggingface/inference',
    package: '@huggingface/inference',
    get: (at, call, made) => model(at, made).chatCompletion(question, call),
    bare: { silent: 'pending', body: 'pending', trickle: 'pending' },
    how: { 'default retry': { ms: 300 } },
    counts: [
      { fault: 429, sends: 1, aside: 'It repeats 503 alone.' },
      { fault: 500, sends: 1, aside: 'It repeats 503 alone.' },
      { fault: 'reset', sends: 1 },
    ],
    aborts: 'signal',
  },
  {
    id: 'twitter-api-v2',
    package: 'twitter-api-v2',
    get: (at, call, made) => twitter(made).v2.get('users/me', {}, { prefix: `${at.url}/`, ...call }),
    post: (at, call, made) => twitter(made).v2.post('tweets', { text: 'text' }, { prefix: `${at.url}/`, ...call }),
    place: secured(),
    bare: { silent: 'pending', body: 'pending' },
    options: [{ option: 'timeout', value: 400, bounds: { silent: true, body: true, hole: true, trickle: false } }],
    how: { httpAgent: agentOverTls },
    counts: single,
  },
  {
    id: 'node-vault',
    package: 'node-vault',
    get: (at, call, made) => vault({ endpoint: at.url, token: 't', ...made }).read('secret/a', call),
    post: (at, call, made) => vault({ endpoint: at.url, token: 't', ...made }).write('secret/a', { a: 'b' }, call),
    bare: { silent: 'pending', body: 'pending' },
    options: [
      { option: 'timeout', value: 400, bounds: { silent: true, body: true, hole: true } },
      { option: 'requestOptions.timeout', at: 'instance', value: 400, bounds: { silent: true, body: true, hole: true } },
    ],
    how: { 'requestOptions.httpsAgent': agentOverTls },
    counts: single,
  },
  {
    id: '@linear/sdk',
    package: '@linear/sdk',
    get: (at, _, made) => new LinearClient({ apiKey: 'k', apiUrl: at.url, ...made }).issue('i'),
    post: (at, _, made) => new LinearClient({ apiKey: 'k', apiUrl: at.url, ...made }).createIssue({ teamId: 't', title: 'text' }),
    bare: { silent: 'pending', body: 'pending' },
    counts: single,
  },
  {
    id: 'intercom-client',
    package: 'intercom-client',
    get: (at, call, made) => new IntercomClient({ token: 't', baseUrl: at.url, ...made }).contacts.find({ contact_id: 'c' }, call),
    post: (at, call, made) =>
      new IntercomClient({ token: 't', baseUrl: at.url, ...made }).events.create({ event_name: 'e', created_at: 1 }, call),
    bare: { silent: 20_000 },
    options: untilHead({ maxRetries: 0 }),
    counts: fernCounts,
    aborts: 'abortSignal',
  },
  {
    id: 'jsforce',
    package: 'jsforce',
    get: (at, call) => salesforce(at).requestGet('/a', call),
    post: (at, call) => salesforce(at).requestPost('/a', { a: 'b' }, call),
    bare: { silent: 'pending', body: 'pending' },
    options: [{ option: 'timeout', value: 400, bounds: { silent: true, hole: true, body: false } }],
    counts: [
      { fault: 503, sends: 6, gaps: [500, 1000, 2000, 4000, 8000] },
      { fault: 'reset', sends: 6 },
      { fault: 503, verb: 'post', sends: 1 },
      { fault: 503, sends: 2, option: ['retry.maxRetries', 1] },
    ],
  },
  {
    id: 'jsforce',
    package: 'jsforce',
    on: ['sobject'],
    get: (at) => salesforce(at).sobject('Account').retrieve('1'),
    post: (at) => salesforce(at).sobject('Account').create({ Name: 'text' }),
    bare: { silent: 'pending', body: 'pending' },
    counts: [
      { fault: 503, sends: 6 },
      { fault: 503, verb: 'post', sends: 1 },
    ],
  },
  {
    id: '@azure/msal-node',
    package: '@azure/msal-node',
    get: (at, _, made) => confidential(at, made).acquireTokenByClientCredential({ scopes: ['s/.default'] }),
    bare: { silent: 'pending', body: 'pending' },
    how: { 'system.networkClient': { value: boundedNetwork } },
    counts: single.filter((row) => !('verb' in row)),
  },
  {
    id: '@deepgram/sdk',
    package: '@deepgram/sdk',
    get: (at, call, made) => deepgram(at, made).listen.v1.media.transcribeUrl({ url: 'https://a.test/a.wav' }, call),
    post: (at, call, made) => deepgram(at, made).manage.v1.projects.keys.create('p', {}, call),
    bare: { silent: 60_000 },
    options: untilHead({ maxRetries: 0 }),
    counts: fernCounts,
    aborts: 'abortSignal',
  },
  {
    id: '@gitbeaker/rest',
    package: '@gitbeaker/rest',
    get: (at, _, made) => gitlab(at, made).Projects.show(1),
    post: (at, _, made) => gitlab(at, made).Projects.create({ name: 'text' }),
    bare: { silent: 300_000 },
    options: [{ option: 'queryTimeout', at: 'instance', value: 400, bounds: { silent: true, body: true, trickle: true, hole: true } }],
    how: { agent: { value: heardDispatcher }, 'default retry': { fault: 429 } },
    counts: [
      { fault: 429, sends: 10, gaps: [0, 0, 0] },
      { fault: 429, verb: 'post', sends: 10 },
      { fault: 503, sends: 1, aside: 'It repeats 429 and 502 alone.' },
      { fault: 'reset', sends: 1 },
    ],
  },
  {
    id: 'pusher',
    package: 'pusher',
    get: (at, _, made) => pusher(at, made).get({ path: '/channels' }),
    post: (at, _, made) => pusher(at, made).trigger('c', 'e', { a: 'b' }),
    bare: { silent: 'pending' },
    options: [{ option: 'timeout', at: 'instance', value: 400, bounds: { silent: true, hole: true } }],
    counts: single,
  },
  {
    id: 'razorpay',
    package: 'razorpay',
    get: (at) => razorpay(at).orders.fetch('o'),
    post: (at) => razorpay(at).orders.create({ amount: 100, currency: 'INR' }),
    bare: { silent: 'pending', body: 'pending' },
    counts: single,
  },
  {
    id: 'nano',
    package: 'nano',
    get: (at, call, made) => couch(at, made).request({ db: 'd', ...call }),
    post: (at, call, made) => couch(at, made).request({ db: 'd', method: 'POST', body: { a: 'b' }, ...call }),
    bare: { silent: 'pending', body: 'pending' },
    how: {
      'agentOptions.headersTimeout': agentTimeouts,
      // A JSON that breaks off is taken for an empty answer.
      'agentOptions.bodyTimeout': agentTimeouts,
      agentOptions: { value: heardDispatcher },
    },
    counts: single,
    aborts: 'signal',
  },
);
