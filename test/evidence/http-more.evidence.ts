import { expect, it } from 'vitest';
import { claim } from './claims';
import { type Fault, type Place, place } from './faults';
import { versionOf } from './models';
import { load } from './packages/load.mjs';
import { proven, record } from './proofs';
import { fairly, inTurn } from './running';
import { agentOverTls, heardAgent, secured } from './secured';
import type { Options } from './table';

record(import.meta.filename);

/** Smaller HTTP clients, and what passes requests on. */

const soon = (): AbortSignal => AbortSignal.timeout(400);
const everywhere = { silent: true, body: true, trickle: true, hole: true };
const silence = { silent: true, body: true, trickle: false, hole: true };
const nowhere = { silent: 'pending', body: 'pending', trickle: 'pending', hole: 'pending' } as const;
const single = [
  { fault: 503, sends: 1 },
  { fault: 429, sends: 1 },
  { fault: 'reset', sends: 1 },
  { fault: 503, verb: 'post', sends: 1 },
  { fault: 'reset', verb: 'post', sends: 1 },
] as const;

const { create: apisauce, CancelToken } = await load('apisauce').then((loaded) => loaded.default ?? loaded);

const { default: wreck } = await load('@hapi/wreck');
const urllib = await load('urllib');
const { default: get } = await load('simple-get');
const { default: Parser } = await load('rss-parser');
const { default: webPush } = await load('web-push');

/** The older way of axios to stop a call. */
const cancelled = (): unknown => {
  const { token, cancel } = CancelToken.source();
  setTimeout(() => cancel(), 400);
  return token;
};

/** What a table has no word for, asked again when the process was late. */
function fact(id: string, fault: Fault, says: string, run: (at: Place) => Promise<void>, own = place): void {
  it.concurrent(`${id} ${versionOf(id)}: ${says}`, async () => {
    const asked = async (): Promise<void> => {
      const at = await own(fault);
      await run(at).finally(at.close);
    };
    await fairly(() => inTurn(false, asked));
    proven('clients', id, id);
  });
}

/** What answers by a callback. */
const called = (send: (done: (error: Error | null) => void) => void): Promise<void> =>
  new Promise((resolve, reject) => send((error) => (error === null ? resolve() : reject(error))));

const pushed = (at: Place, call: Options = {}): Promise<unknown> =>
  webPush.sendNotification({ endpoint: `${at.url}/a` }, undefined, { agent: heardAgent(() => {}), ...call });

claim(
  {
    id: 'apisauce',
    package: 'apisauce',
    how: { cancelToken: { value: cancelled }, httpsAgent: agentOverTls },
    get: (at, call, made) => apisauce({ baseURL: at.url, ...made }).get('/', {}, call),
    post: (at, call, made) => apisauce({ baseURL: at.url, ...made }).post('/', {}, call),
    bare: nowhere,
    options: [
      { option: 'timeout', value: 400, bounds: silence },
      { option: 'timeout', at: 'instance', value: 400, bounds: silence },
      { option: 'signal', value: soon, bounds: everywhere },
    ],
    counts: single,
    aborts: 'signal',
  },
  {
    id: '@hapi/wreck',
    package: '@hapi/wreck',
    get: (at, call, made) => wreck.defaults(made).get(at.url, call),
    post: (at, call, made) => wreck.defaults(made).post(at.url, { payload: {}, ...call }),
    bare: nowhere,
    options: [
      { option: 'timeout', value: 400, bounds: everywhere },
      { option: 'timeout', at: 'instance', value: 400, bounds: everywhere },
    ],
    counts: single,
  },
  {
    id: '@hapi/wreck',
    package: '@hapi/wreck',
    on: ['request'],
    get: async (at, call, made) => {
      const client = wreck.defaults(made);
      return client.read(await client.request('GET', at.url, call), call);
    },
    bare: nowhere,
    options: [
      { option: 'timeout', value: 400, bounds: everywhere },
      { option: 'timeout', at: 'instance', value: 400, bounds: everywhere },
    ],
  },
  {
    id: 'urllib',
    package: 'urllib',
    how: { retry: { fault: 503 }, retryDelay: { fault: 503, with: { retry: 1 } } },
    get: (at, call, made) => new urllib.HttpClient({ defaultArgs: made }).request(at.url, call),
    post: (at, call, made) => new urllib.HttpClient({ defaultArgs: made }).request(at.url, { method: 'POST', data: {}, ...call }),
    bare: { silent: 5000, body: 5000, trickle: 'pending', hole: 10_000 },
    options: [
      { option: 'timeout', value: 400, bounds: { silent: true, body: true, trickle: false } },
      { option: 'timeout', at: 'instance', value: 400, bounds: { silent: true, body: true, trickle: false } },
      { option: 'timeout', value: 400, bounds: { hole: false }, aside: 'Connecting has a bound of its own, which undici keeps.' },
      { option: 'signal', value: soon, bounds: { silent: true, body: true, trickle: true } },
    ],
    counts: [
      { fault: 503, sends: 1 },
      { fault: 503, verb: 'post', sends: 1 },
      { fault: 'reset', sends: 2, gaps: [0] },
      { fault: 'reset', verb: 'post', sends: 2 },
      { fault: 'reset', sends: 4, option: ['socketErrorRetry', 3] },
      { fault: 'reset', verb: 'post', sends: 1, option: ['socketErrorRetry', 0] },
      { fault: 503, sends: 3, option: ['retry', 2], gaps: [0, 0] },
      { fault: 503, verb: 'post', sends: 3, option: ['retry', 2] },
      { fault: 'silent', sends: 1, with: { timeout: 400, retry: 2 } },
    ],
    aborts: 'signal',
  },
  {
    id: 'simple-get',
    package: 'simple-get',
    get: (at, call) => called((done) => get.concat({ url: at.url, ...call }, done)),
    post: (at, call) => called((done) => get.concat({ url: at.url, method: 'POST', body: '{}', ...call }, done)),
    bare: nowhere,
    options: [
      { option: 'timeout', value: 400, bounds: silence },
      { option: 'signal', value: soon, bounds: everywhere },
    ],
    counts: single,
    aborts: 'signal',
  },
  {
    id: 'rss-parser',
    package: 'rss-parser',
    get: (at, _, made) => new Parser(made).parseURL(at.url),
    bare: { silent: 60_000, body: 60_000, trickle: 60_000, hole: 60_000 },
    options: [
      { option: 'timeout', at: 'instance', value: 400, bounds: everywhere },
      { option: 'requestOptions.signal', at: 'instance', value: soon, bounds: everywhere },
      {
        option: 'requestOptions.timeout',
        at: 'instance',
        value: 400,
        bounds: { silent: false },
        aside: 'The time of the socket, which nobody listens to.',
      },
    ],
    counts: single.filter((row) => !('verb' in row)),
  },
  {
    id: 'web-push',
    package: 'web-push',
    place: secured(),
    how: { agent: agentOverTls },
    get: (at, call) => pushed(at, call),
    bare: nowhere,
    options: [{ option: 'timeout', value: 400, bounds: silence }],
    counts: single.filter((row) => !('verb' in row)),
  },
);

const told = async (at: Place): Promise<unknown> => (await apisauce({ baseURL: at.url, timeout: 400 }).get('/')).problem;
fact('apisauce', 'silent', 'its own timeout resolves', async (at) => expect(await told(at)).toBe('TIMEOUT_ERROR'));
fact('apisauce', 'refused', 'a refusal resolves', async (at) => expect(await told(at)).toBe('CONNECTION_ERROR'));
fact('apisauce', 503, 'the axios inside throws', (at) =>
  expect(apisauce({ baseURL: at.url }).axiosInstance.get('/')).rejects.toThrow('503'),
);

fact('@hapi/wreck', 503, '`request` resolves', async (at) => expect((await wreck.request('GET', at.url)).statusCode).toBe(503));
fact('@hapi/wreck', 'silent', 'a head that is late ends its request', async (at) => expect(await leftOf(at)).toBe(1));
fact('@hapi/wreck', 'body', 'a body that is late goes on arriving', async (at) => expect(await leftOf(at)).toBe(0));

/** How many requests had ended half a second after they were given up. */
async function leftOf(at: Place, send: () => Promise<unknown> = () => wreck.get(at.url, { timeout: 400 })): Promise<number> {
  await expect(send()).rejects.toThrow();
  await new Promise((resolve) => setTimeout(resolve, 500));
  return at.left;
}

fact('urllib', 503, 'it resolves', async (at) => expect((await urllib.request(at.url)).status).toBe(503));

fact('rss-parser', 'trickle', 'a feed that is late goes on arriving', async (at) =>
  expect(await leftOf(at, () => new Parser({ timeout: 400 }).parseURL(at.url))).toBe(0),
);

fact('web-push', 503, 'it throws', (at) => expect(pushed(at)).rejects.toMatchObject({ statusCode: 503 }), secured());
