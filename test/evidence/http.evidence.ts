import { once } from 'node:events';
import http from 'node:http';
import http2 from 'node:http2';
import net from 'node:net';
import tls from 'node:tls';
import { claim } from './claims';
import { named, type Place, unread } from './faults';
import { http2 as opened } from './greeters';
import { load } from './packages/load.mjs';
import { record } from './proofs';
import { agentOverTls, secured } from './secured';
import type { Options, Table } from './table';

record(import.meta.filename);

const soon = (): AbortSignal => AbortSignal.timeout(400);
const everywhere = { silent: true, body: true, trickle: true, hole: true };
const silence = { silent: true, body: true, trickle: false, hole: true };
const nowhere = { silent: 'pending', body: 'pending', trickle: 'pending', hole: 'pending' } as const;
const never = { silent: false, body: false, trickle: false, hole: false };
/** More than the buffers of two sockets hold. */
const long = { allowGetBody: true, body: Buffer.alloc(32 * 1024 * 1024), retry: { limit: 0 } };
const aborts = 'signal';
const single = [
  { fault: 503, sends: 1 },
  { fault: 429, sends: 1 },
  { fault: 'reset', sends: 1 },
  { fault: 503, verb: 'post', sends: 1 },
  { fault: 'reset', verb: 'post', sends: 1 },
] as const;

const { default: axios } = await load('axios');
const { default: got } = await load('got');
const { default: superagent } = await load('superagent');
const { default: request } = await load('request');
const { default: requestPromise } = await load('request-promise-native');
const { default: needle } = await load('needle');
const { default: phin } = await load('phin');
const { default: bent } = await load('bent');
const { Gaxios } = await load('gaxios');
const { HttpClient } = await load('typed-rest-client/HttpClient.js');
const { http: followed } = await load('follow-redirects').then((loaded) => loaded.default);
const { HttpService } = await load('@nestjs/axios');
const { XMLHttpRequest } = await load('xhr2').then((loaded) => loaded.default ?? loaded);
const { firstValueFrom } = await load('rxjs');
const { fromFetch } = await load('rxjs/fetch');

type Request = (at: Place, options: Options) => http.ClientRequest;

/** What a person writes who knows that the answer comes in pieces. */
const heard =
  (send: Request) =>
  (at: Place, call: Options): Promise<string> =>
    new Promise((resolve, reject) => {
      const { listener, setTimeout: silence, socket, destroy, ...options } = call;
      const sent = send(at, options);
      at.after(() => sent.destroy());
      if (listener === true) sent.on('timeout', () => sent.destroy(new Error('timeout')));
      if (typeof silence === 'number') sent.setTimeout(silence);
      if (typeof destroy === 'number') setTimeout(() => sent.destroy(new Error('in time')), destroy);
      if (typeof socket === 'number') sent.on('socket', (own) => own.setTimeout(socket, () => sent.destroy(new Error('silent'))));
      sent.on('error', reject);
      sent.on('response', (answer) => {
        let text = '';
        answer.on('data', (chunk) => {
          text += chunk;
        });
        answer.on('end', () => resolve(text));
        answer.on('error', reject);
        answer.on('aborted', () => reject(new Error('aborted')));
      });
      sent.end();
    });

/** Without an agent of one's own, Node's global one makes every idle socket speak up after 5 s. */
const plain: Request = (at, options) => http.request(at.url, { ...options });
const posted: Request = (at, options) => http.request(at.url, { method: 'POST', ...options });

/** What a page would write: a failure is told by events, and a refusal is none. */
function asked(method: string, at: Place, call: Options): Promise<unknown> {
  const request = new XMLHttpRequest();
  request.open(method, at.url);
  Object.assign(request, call);
  at.after(() => request.abort());
  return new Promise((resolve, reject) => {
    for (const bad of ['error', 'timeout', 'abort']) request.addEventListener(bad, () => reject(new Error(bad)));
    request.addEventListener('load', resolve);
    request.send(method === 'POST' ? '{}' : null);
  });
}

/** The older way of axios to stop a call. */
const cancelled = (): unknown => {
  const { token, cancel } = axios.CancelToken.source();
  setTimeout(() => cancel(), 400);
  return token;
};

claim(
  {
    id: 'node:http',
    // What the kernel does by itself is at home here.
    how: { 'default timeout': {} },
    get: heard(plain),
    post: heard(posted),
    bare: nowhere,
    options: [
      { option: 'signal', value: soon, bounds: everywhere },
      { option: 'timeout', value: 400, with: { listener: true }, bounds: silence },
      { option: 'timeout', value: 400, bounds: never, aside: 'Alone it does nothing; the listener is a chain of the model.' },
    ],
    counts: single,
    aborts,
  },
  {
    id: 'XMLHttpRequest',
    package: 'xhr2',
    get: (at, call) => asked('GET', at, call),
    post: (at, call) => asked('POST', at, call),
    bare: nowhere,
    options: [
      { option: 'timeout', value: 400, bounds: { silent: true, body: true } },
      { option: 'timeout', value: 400, bounds: { trickle: false, hole: false }, aside: 'In a page it bounds these as well.' },
    ],
    counts: single,
  },
  {
    id: 'follow-redirects',
    package: 'follow-redirects',
    get: heard((at, options) => followed.request(at.url, options)),
    post: heard((at, options) => followed.request(at.url, { method: 'POST', ...options })),
    bare: nowhere,
    counts: single,
  },
  {
    id: 'node:http2',
    how: { setTimeout: { skip: 'a member of the stream, which a server that says nothing never opens; asserted where one is' } },
    get: async (at, call) => {
      const session = http2.connect(at.url);
      at.after(() => session.destroy());
      const stream = session.request({ ':path': '/' }, call);
      stream.on('data', () => {});
      await Promise.race([once(stream, 'end'), once(session, 'error').then(([error]) => Promise.reject(error))]);
    },
    bare: { mute: 'pending', hole: 'pending' },
    options: [{ option: 'signal', value: soon, bounds: { mute: true, hole: true } }],
  },
  {
    id: 'node:http2',
    place: opened,
    get: async (at, { setTimeout: silence, ...call }) => {
      const session = http2.connect(at.url);
      at.after(() => session.destroy());
      const stream = session.request({ ':path': '/' }, call);
      if (typeof silence === 'number') stream.setTimeout(silence, () => stream.destroy(new Error('silent')));
      stream.on('data', () => {});
      await once(stream, 'end');
    },
    bare: { silent: 'pending' },
    options: [
      { option: 'setTimeout', value: 400, bounds: { silent: true } },
      { option: 'signal', value: soon, bounds: { silent: true } },
    ],
  },
  ...[
    { id: 'node:net', connect: (to: net.NetConnectOpts): net.Socket => net.connect(to) },
    { id: 'node:tls', connect: (to: tls.ConnectionOptions): net.Socket => tls.connect(to) },
  ].map(
    ({ id, connect }): Table => ({
      id,
      get: async (at, call) => {
        const { setTimeout: silence, destroy, ...options } = call;
        const socket = connect({ port: at.port, host: at.host, ...options });
        if (typeof silence === 'number') socket.setTimeout(silence);
        if (typeof destroy === 'number') setTimeout(() => socket.destroy(new Error('in time')), destroy);
        at.after(() => socket.destroy());
        if (call.listener === true) socket.on('timeout', () => socket.destroy(new Error('timeout')));
        await once(socket, 'data');
      },
      bare: { mute: 'pending', hole: 'pending' },
      options: [
        { option: 'signal', value: soon, bounds: { mute: true, hole: true } },
        {
          option: 'timeout',
          value: 400,
          bounds: { mute: false, hole: false },
          aside: 'Alone it does nothing; the listener is a chain of the model.',
        },
      ],
    }),
  ),
  {
    id: 'node:net',
    get: async (at, _call, made) => {
      const socket = new net.Socket(made);
      at.after(() => socket.destroy());
      // What stands beside the address is not read of a socket that is there.
      socket.connect({ port: at.port, host: at.host, timeout: 400, signal: soon() } as net.SocketConnectOpts);
      await once(socket, 'data');
    },
    bare: { mute: 'pending', hole: 'pending' },
    options: [{ option: 'signal', at: 'instance', value: soon, bounds: { mute: true, hole: true } }],
  },
  {
    id: 'axios',
    package: 'axios',
    how: {
      cancelToken: { value: cancelled },
      httpsAgent: agentOverTls,
    },
    get: (at, call, made) => axios.create(made).get(at.url, call),
    post: (at, call, made) => axios.create(made).post(at.url, {}, call),
    bare: nowhere,
    options: [
      { option: 'timeout', value: 400, bounds: silence },
      { option: 'timeout', at: 'instance', value: 400, bounds: silence },
      { option: 'timeout', value: 400, with: { adapter: 'fetch' }, bounds: everywhere },
      { option: 'signal', value: soon, bounds: everywhere },
    ],
    counts: single,
    aborts,
  },
  {
    id: 'got',
    package: 'got',
    how: {
      'timeout.lookup': { fault: 'silent', place: named, with: { dnsLookup: () => {} } },
      'timeout.secureConnect': { fault: 'mute', place: secured() },
      'timeout.send': { fault: 'silent', place: unread, with: long, made: long },
      agent: { value: (agent: unknown) => ({ http: agent }) },
    },
    get: (at, call, made) => got.extend(made).get(at.url, call).text(),
    post: (at, call, made) => got.extend(made).post(at.url, call).text(),
    bare: nowhere,
    options: [
      { option: 'timeout.request', value: 400, with: { retry: { limit: 0 } }, bounds: everywhere },
      { option: 'timeout.request', at: 'instance', value: 400, made: { retry: { limit: 0 } }, bounds: everywhere },
      {
        option: 'timeout.response',
        value: 400,
        with: { retry: { limit: 0 } },
        bounds: { silent: true, body: false, trickle: false, hole: false },
      },
      { option: 'timeout.connect', value: 400, with: { retry: { limit: 0 } }, bounds: { silent: false, body: false, hole: true } },
      { option: 'timeout.socket', value: 400, with: { retry: { limit: 0 } }, bounds: { silent: true, body: true, trickle: false } },
      { option: 'signal', value: soon, bounds: everywhere },
    ],
    counts: [
      { fault: 503, sends: 3, gaps: [1000, 2000] },
      { fault: 429, sends: 3 },
      { fault: 'reset', sends: 3 },
      { fault: 503, verb: 'post', sends: 1 },
      { fault: 'reset', verb: 'post', sends: 1 },
      { fault: 503, sends: 2, option: ['retry.limit', 1] },
      { fault: 503, sends: 1, option: ['retry.limit', 0] },
      {
        fault: 503,
        sends: 5,
        option: ['retry.calculateDelay', ({ attemptCount }: { attemptCount: number }) => (attemptCount < 5 ? 10 : 0)],
      },
      { fault: 'silent', sends: 3, with: { timeout: { request: 300 } } },
    ],
    aborts,
  },
  {
    id: 'superagent',
    package: 'superagent',
    get: (at, call) => chained(superagent.get(at.url), call),
    post: (at, call) => chained(superagent.post(at.url).send({}), call),
    bare: nowhere,
    options: [
      { option: 'timeout', value: 400, bounds: everywhere },
      { option: 'timeout.deadline', value: 400, bounds: everywhere },
      { option: 'timeout.response', value: 400, bounds: { silent: true, body: false, trickle: false, hole: true } },
    ],
    counts: [
      ...single,
      { fault: 503, sends: 4, option: ['retry', 3], gaps: [0, 0, 0] },
      { fault: 503, verb: 'post', sends: 4, option: ['retry', 3] },
      { fault: 'reset', verb: 'post', sends: 4, option: ['retry', 3] },
    ],
  },
  {
    id: 'superagent',
    package: 'superagent',
    place: unread,
    get: (at, call) => chained(superagent.post(at.url).send('a'.repeat(20_000_000)), call),
    bare: { silent: 'pending' },
    options: [
      { option: 'timeout.upload', value: 400, bounds: { silent: false } },
      { option: 'timeout.deadline', value: 400, bounds: { silent: true } },
    ],
  },
  {
    id: 'request',
    package: 'request',
    get: (at, call, made) => told((done) => request.defaults(made).get(at.url, call, done)),
    post: (at, call, made) => told((done) => request.defaults(made).post(at.url, call, done)),
    bare: nowhere,
    options: [
      { option: 'timeout', value: 400, bounds: silence },
      { option: 'timeout', at: 'instance', value: 400, bounds: silence },
    ],
    counts: single,
  },
  {
    id: 'request-promise-native',
    package: 'request-promise-native',
    get: (at, call) => requestPromise.get(at.url, call),
    post: (at, call) => requestPromise.post(at.url, call),
    bare: nowhere,
    options: [{ option: 'timeout', value: 400, bounds: silence }],
    counts: single,
  },
  {
    id: 'needle',
    package: 'needle',
    get: (at, call) => needle('get', at.url, call),
    post: (at, call) => needle('post', at.url, {}, call),
    bare: { ...nowhere, hole: 10_000 },
    options: [
      { option: 'timeout', value: 400, bounds: { silent: false, body: false, trickle: false, hole: true } },
      { option: 'open_timeout', value: 400, bounds: { silent: false, body: false, trickle: false, hole: true } },
      { option: 'response_timeout', value: 400, bounds: { silent: true, body: false, trickle: false, hole: false } },
      { option: 'read_timeout', value: 400, bounds: { silent: false, body: true, hole: false } },
      { option: 'read_timeout', value: 400, bounds: { trickle: true }, aside: 'It bounds the whole body, for which there is no phase.' },
      { option: 'signal', value: soon, bounds: everywhere },
    ],
    counts: single,
    aborts,
  },
  {
    id: 'phin',
    package: 'phin',
    get: (at, call) => phin({ url: at.url, ...call }),
    post: (at, call) => phin({ url: at.url, method: 'POST', data: {}, ...call }),
    bare: nowhere,
    options: [{ option: 'timeout', value: 400, bounds: silence }],
    counts: single,
  },
  {
    id: 'bent',
    package: 'bent',
    get: (at) => bent('GET', at.url, 'string')('/'),
    post: (at) => bent('POST', at.url, 'string')('/', {}),
    bare: nowhere,
    counts: single,
  },
  {
    id: 'gaxios',
    package: 'gaxios',
    get: (at, call, made) => new Gaxios(made).request({ url: at.url, ...call }),
    post: (at, call, made) => new Gaxios(made).request({ url: at.url, method: 'POST', data: {}, ...call }),
    bare: nowhere,
    options: [
      { option: 'timeout', value: 400, bounds: everywhere },
      { option: 'timeout', at: 'instance', value: 400, bounds: everywhere },
      { option: 'signal', value: soon, bounds: everywhere },
    ],
    counts: [
      ...single,
      { fault: 503, sends: 4, option: ['retry', true], gaps: [100, 500, 1500] },
      { fault: 'reset', sends: 3, option: ['retry', true] },
      { fault: 503, verb: 'post', sends: 1, option: ['retry', true] },
    ],
    aborts,
  },
  {
    id: 'typed-rest-client',
    package: 'typed-rest-client',
    get: async (at, _, made) => (await new HttpClient('evidence', [], made).get(at.url)).readBody(),
    post: async (at, _, made) => (await new HttpClient('evidence', [], made).post(at.url, '{}')).readBody(),
    bare: nowhere,
    options: [{ option: 'socketTimeout', at: 'instance', value: 400, bounds: { silent: true, hole: true } }],
    counts: single,
  },
  {
    id: '@nestjs/axios',
    how: { cancelToken: { value: cancelled }, httpsAgent: agentOverTls },
    package: '@nestjs/axios',
    get: (at, call, made) => firstValueFrom(new HttpService(axios.create(made)).get(at.url, call)),
    post: (at, call, made) => firstValueFrom(new HttpService(axios.create(made)).post(at.url, {}, call)),
    bare: nowhere,
    options: [
      { option: 'timeout', value: 400, bounds: silence },
      { option: 'signal', value: soon, bounds: everywhere },
    ],
    counts: single,
    aborts,
  },
  {
    id: 'rxjs/fetch',
    package: 'rxjs',
    get: (at, call) => firstValueFrom(fromFetch(at.url, { selector: (answer: Response) => answer.text(), ...call })),
    post: (at, call) => firstValueFrom(fromFetch(at.url, { method: 'POST', body: '{}', ...call })),
    bare: nowhere,
    options: [{ option: 'signal', value: soon, bounds: everywhere }],
    counts: single,
  },
);

interface Chain {
  timeout: (value: unknown) => Chain;
  retry: (value: unknown) => Chain;
}

/** superagent takes its options as members called on the pending request. */
function chained(pending: Chain, call: Options): Chain {
  const timed = call.timeout === undefined ? pending : pending.timeout(call.timeout);
  return call.retry === undefined ? timed : timed.retry(call.retry);
}

function told(send: (done: (error: unknown, answer: unknown) => void) => unknown): Promise<unknown> {
  return new Promise((resolve, reject) => {
    send((error, answer) => (error === null || error === undefined ? resolve(answer) : reject(error)));
  });
}
