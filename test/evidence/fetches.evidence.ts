import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { claim } from './claims';
import type { Place } from './faults';
import { load } from './packages/load.mjs';
import { record } from './proofs';
import type { Table } from './table';

record(import.meta.filename);

const soon = (): AbortSignal => AbortSignal.timeout(400);
const everywhere = { silent: true, body: true, trickle: true, hole: true };
const nowhere = { silent: 'pending', body: 'pending', trickle: 'pending', hole: 'pending' } as const;
const aborts = 'signal';
const once = [
  { fault: 503, sends: 1 },
  { fault: 429, sends: 1 },
  { fault: 'reset', sends: 1 },
  { fault: 503, verb: 'post', sends: 1 },
  { fault: 'reset', verb: 'post', sends: 1 },
] as const;
const never = { silent: false, body: false, trickle: false };

const { default: nodeFetch2 } = await load('node-fetch');
const { default: nodeFetch3 } = await load('node-fetch-3');
const crossFetch = await load('cross-fetch');
const unfetch = await load('isomorphic-unfetch');
const undici = await load('undici');
const { default: ky } = await load('ky');
const { ofetch } = await load('ofetch');
const { default: redaxios } = await load('redaxios');
const { default: wretch } = await load('wretch');
const { default: AbortAddon } = await load('wretch/addons/abort');
const { betterFetch } = await load('@better-fetch/fetch');
const { createClient: heyApi } = await load('@hey-api/client-fetch');
const { default: openapiFetch } = await load('openapi-fetch');
const { default: xior } = await load('xior');
const { default: minipass } = await load('minipass-fetch');
const { default: makeFetchHappen } = await load('make-fetch-happen');

/** A dispatcher stands in the model with the options it is made with; its timers tick every half second. */
const slowly = Object.fromEntries(
  ['headersTimeout', 'bodyTimeout', 'connectTimeout', 'connect.timeout'].map((name) => [`dispatcher.${name}`, { value: 600, ms: 700 }]),
);

/** What holds for a whole process is set in one of its own, which has to start first. */
const processes = Object.fromEntries(
  Object.entries(slowly).map(([name, how]) => [name.replace('dispatcher.', 'process.'), { ...how, ms: 1000 }]),
);

/** Node's own `fetch` in a process whose dispatcher is made with these options. */
function dispatching(at: Place, options: unknown): Promise<void> {
  return new Promise((resolve, reject) => {
    const script = fileURLToPath(new URL('packages/dispatching.mjs', import.meta.url));
    const child = spawn(process.execPath, [script, at.url, JSON.stringify(options)], { stdio: 'ignore' });
    at.after(() => child.kill());
    child.on('exit', (code) => (code === 0 ? resolve() : reject(new Error(`the process ended with ${code}`))));
  });
}

const dispatched: Fetch = (url, init) => fetch(url, withDispatcher(init));

function withDispatcher(init: object): object {
  return 'dispatcher' in init && typeof init.dispatcher === 'object' ? { ...init, dispatcher: new undici.Agent(init.dispatcher) } : init;
}

type Fetch = (url: string, init: object) => Promise<{ text: () => Promise<string> }>;

/** What a person writes: the call, and the read of the body. */
const reads =
  (fetch: Fetch, method = 'GET') =>
  async (at: Place, call: object): Promise<string> => {
    const answer = await fetch(at.url, method === 'GET' ? call : { method, body: '{}', ...call });
    return answer.text();
  };

const like = (id: string, fetch: Fetch, name?: string): Table => ({
  id,
  ...(name === undefined ? {} : { package: name }),
  get: reads(fetch),
  post: reads(fetch, 'POST'),
  bare: nowhere,
  options: [{ option: 'signal', value: soon, bounds: everywhere }],
  counts: once,
  aborts,
});

const ignoring = (table: Table, name = 'timeout'): Table => ({
  ...table,
  options: [...(table.options ?? []), { option: name, value: 400, bounds: never }],
});

const bounding = (table: Table, bounds: object, name = 'timeout'): Table => ({
  ...table,
  options: [...(table.options ?? []), { option: name, value: 400, bounds }],
});

claim(
  ignoring({
    ...like('fetch', dispatched),
    bare: { ...nowhere, hole: 10_500 },
    how: { ...slowly, 'default timeout': {} },
  }),
  bounding(like('node-fetch', nodeFetch2, 'node-fetch'), everywhere),
  ignoring(like('node-fetch', nodeFetch3, 'node-fetch-3')),
  bounding(like('cross-fetch', crossFetch.default, 'cross-fetch'), everywhere),
  like('isomorphic-unfetch', unfetch.default, 'isomorphic-unfetch'),
  bounding(like('minipass-fetch', minipass, 'minipass-fetch'), everywhere),
  bounding(
    {
      ...like('make-fetch-happen', makeFetchHappen, 'make-fetch-happen'),
      how: {
        'retry.maxTimeout': { skip: 'a first pause that is longer is refused; the second is asserted by hand' },
        'retry.randomize': { with: { retry: { retries: 6, minTimeout: 200, factor: 1 } } },
      },
      many: (at, count, call) => Promise.all(Array.from({ length: count }, () => makeFetchHappen(at.url, call))),
      counts: [
        {
          fault: 503,
          sends: 4,
          option: ['retry.maxTimeout', 700],
          with: { retry: { retries: 3, minTimeout: 500, factor: 10, randomize: false } },
          gaps: [500, 700, 700],
        },
      ],
    },
    { silent: true, body: true, hole: false },
  ),
  {
    id: 'undici',
    package: 'undici',
    get: async (at, call, made) => {
      if (made.process !== undefined) return dispatching(at, made.process);
      const dispatcher = new undici.Agent(made);
      at.after(() => dispatcher.destroy());
      const answer = await undici.request(at.url, { dispatcher, ...withDispatcher(call) });
      return answer.body.text();
    },
    post: async (at, call) => {
      const answer = await undici.request(at.url, { method: 'POST', body: '{}', ...call });
      return answer.body.text();
    },
    many: (at, count, call, made) => {
      const dispatcher = new undici.Agent(made);
      at.after(() => dispatcher.destroy());
      return Promise.all(Array.from({ length: count }, () => undici.request(at.url, { dispatcher, ...call })));
    },
    how: { ...slowly, ...processes },
    bare: { ...nowhere, hole: 10_500 },
    options: [
      { option: 'signal', value: soon, bounds: { silent: true, body: true, trickle: true } },
      { option: 'headersTimeout', value: 600, ms: 700, bounds: { silent: true, body: false, hole: false } },
      { option: 'bodyTimeout', value: 600, ms: 700, bounds: { silent: false, body: true, trickle: false } },
      { option: 'headersTimeout', at: 'instance', value: 600, ms: 700, bounds: { silent: true, body: false, hole: false } },
      { option: 'connect.timeout', at: 'instance', value: 600, ms: 700, bounds: { silent: false, hole: true } },
      { option: 'connectTimeout', at: 'instance', value: 600, ms: 700, bounds: { silent: false, hole: true } },
    ],
    counts: once,
    aborts,
  },
  {
    id: 'undici',
    package: 'undici',
    on: ['retrying'],
    get: (at, _, made) => retrying(at, made, 'GET'),
    post: (at, _, made) => retrying(at, made, 'POST'),
    how: { maxTimeout: { made: { minTimeout: 4000 } } },
  },
  {
    id: 'ky',
    package: 'ky',
    get: (at, call) => ky.get(at.url, call).text(),
    post: (at, call) => ky.post(at.url, { json: {}, ...call }).text(),
    bare: { ...nowhere, silent: 10_000, hole: 10_000 },
    options: [
      { option: 'timeout', value: 400, with: { retry: 0 }, bounds: { silent: true, trickle: false, hole: true } },
      {
        option: 'timeout',
        value: 400,
        with: { retry: 0 },
        bounds: { body: false },
        aside: 'ky 2 bounds the body too, and the model speaks of it.',
      },
      { option: 'signal', value: soon, bounds: everywhere },
    ],
    counts: [
      { fault: 503, sends: 3, gaps: [300, 600] },
      { fault: 'reset', sends: 3 },
      { fault: 503, verb: 'post', sends: 1 },
      { fault: 'reset', verb: 'post', sends: 1 },
      { fault: 503, sends: 2, option: ['retry.limit', 1] },
      { fault: 503, sends: 1, option: ['retry', 0] },
      { fault: 503, sends: 3, option: ['retry.jitter', () => 1500], gaps: [1500, 1500] },
    ],
    how: {
      'retry.delay': { value: () => 2000 },
      'retry.backoffLimit': { with: { retry: { limit: 1, delay: () => 4000 } } },
      'retry.methods': { value: ['post'] },
    },
    aborts,
  },
  {
    id: 'ofetch',
    package: 'ofetch',
    get: (at, call) => ofetch(at.url, call),
    post: (at, call) => ofetch(at.url, { method: 'POST', body: {}, ...call }),
    bare: nowhere,
    options: [
      { option: 'timeout', value: 400, with: { retry: false }, bounds: { silent: true, body: false, trickle: false, hole: true } },
      { option: 'signal', value: soon, bounds: everywhere },
    ],
    counts: [
      { fault: 503, sends: 2, gaps: [0] },
      { fault: 'reset', sends: 2 },
      { fault: 503, verb: 'post', sends: 1 },
      { fault: 503, verb: 'post', sends: 4, option: ['retry', 3], gaps: [0, 0, 0] },
      { fault: 503, sends: 1, option: ['retry', false] },
    ],
    aborts,
  },
  {
    id: 'redaxios',
    package: 'redaxios',
    get: (at, call, made) => redaxios.create(made).get(at.url, call),
    post: (at, call) => redaxios.post(at.url, {}, call),
    bare: nowhere,
    options: [
      { option: 'timeout', value: 400, bounds: never },
      { option: 'signal', value: soon, bounds: never },
    ],
    counts: once,
  },
  {
    id: 'wretch',
    package: 'wretch',
    get: (at, call, made) => {
      const sent = wretch(at.url, made).addon(AbortAddon()).get();
      return (typeof call.timeout === 'number' ? sent.setTimeout(call.timeout) : sent).text();
    },
    post: (at, _, made) => wretch(at.url, made).post({}).text(),
    bare: nowhere,
    options: [{ option: 'signal', at: 'instance', value: soon, bounds: everywhere }],
    counts: once,
  },
  {
    id: '@better-fetch/fetch',
    how: { 'retry.attempts': { with: { retry: { type: 'linear', delay: 50 } } } },
    package: '@better-fetch/fetch',
    get: (at, call) => betterFetch(at.url, call),
    post: (at, call) => betterFetch(at.url, { method: 'POST', body: {}, ...call }),
    bare: nowhere,
    options: [
      { option: 'timeout', value: 400, bounds: { silent: true, body: false, trickle: false, hole: true } },
      { option: 'signal', value: soon, bounds: { silent: true, body: true } },
    ],
    counts: once,
  },
  {
    id: '@hey-api/client-fetch',
    package: '@hey-api/client-fetch',
    get: (at, call, made) => heyApi({ baseUrl: at.url, ...made }).get({ url: '/', ...call }),
    post: (at, call) => heyApi({ baseUrl: at.url }).post({ url: '/', body: {}, ...call }),
    bare: nowhere,
    options: [{ option: 'signal', value: soon, bounds: everywhere }],
    counts: once,
    aborts,
  },
  {
    id: 'openapi-fetch',
    package: 'openapi-fetch',
    get: (at, call, made) => openapiFetch({ baseUrl: at.url, ...made }).GET('/', call),
    post: (at, call) => openapiFetch({ baseUrl: at.url }).POST('/', { body: {}, ...call }),
    bare: nowhere,
    options: [{ option: 'signal', value: soon, bounds: everywhere }],
    counts: once,
    aborts,
  },
  {
    id: 'xior',
    package: 'xior',
    get: (at, call, made) => xior.create(made).get(at.url, call),
    post: (at, call) => xior.create().post(at.url, {}, call),
    bare: nowhere,
    options: [
      { option: 'timeout', value: 400, bounds: everywhere },
      { option: 'timeout', at: 'instance', value: 400, bounds: everywhere },
      { option: 'signal', value: soon, bounds: everywhere },
    ],
    counts: once,
    aborts,
  },
);

function retrying(at: Place, made: object, method: string): unknown {
  const agent = new undici.RetryAgent(new undici.Agent(), made);
  at.after(() => agent.destroy());
  return agent.request({ origin: at.url, path: '/', method, ...(method === 'POST' ? { body: '{}' } : {}) });
}
