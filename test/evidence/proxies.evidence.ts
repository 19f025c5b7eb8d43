import { once } from 'node:events';
import { createServer, type IncomingMessage, type RequestListener, request, type ServerResponse } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import { expect, it } from 'vitest';
import { claim } from './claims';
import { type Place, place } from './faults';
import { versionOf } from './models';
import { load } from './packages/load.mjs';
import { proven, record } from './proofs';
import { ended, fairly, inTurn } from './running';
import type { Driver, Options } from './table';

record(import.meta.filename);

/** What passes requests on: a server stands in front, and what is measured is how long whoever asked there waits. */

const nowhere = { silent: 'pending', body: 'pending', trickle: 'pending', hole: 'pending' } as const;
const silence = { silent: true, body: true, trickle: false, hole: true };
const head = { silent: true, body: false, trickle: false, hole: false };
const connected = 'It starts once the connection stands, and the kernel ends what never does.';
const single = [
  { fault: 503, sends: 1 },
  { fault: 'reset', sends: 1 },
  { fault: 503, verb: 'post', sends: 1 },
  { fault: 'reset', verb: 'post', sends: 1 },
] as const;

const { default: httpProxy } = await load('http-proxy');
const { createProxyMiddleware } = await load('http-proxy-middleware').then((loaded) => loaded.default ?? loaded);
const { createProxyMiddleware: fourth } = await load('http-proxy-middleware-4');

type Upgrade = (request: IncomingMessage, socket: Socket, head: Buffer) => void;

/** Asks a server that does this with what it is asked. */
async function asked(at: Place, method: string, handle: RequestListener, upgrade?: Upgrade): Promise<string> {
  const front = createServer(handle);
  if (upgrade !== undefined) front.on('upgrade', upgrade);
  front.listen(0, at.host);
  await once(front, 'listening');
  at.after(() => {
    front.closeAllConnections();
    front.close();
  });
  const headers = upgrade === undefined ? {} : { connection: 'Upgrade', upgrade: 'websocket' };
  return new Promise((resolve, reject) => {
    const sent = request({ port: (front.address() as AddressInfo).port, host: at.host, method, headers, agent: false });
    at.after(() => sent.destroy());
    sent.on('error', reject);
    sent.on('response', (answer) => {
      answer.on('error', reject);
      answer.on('data', () => {});
      answer.on('end', () => resolve(String(answer.statusCode)));
    });
    sent.end(method === 'POST' ? '{}' : undefined);
  });
}

function proxyOf(made: Options) {
  const proxy = httpProxy.createProxyServer(made);
  proxy.on('error', (_: Error, __: IncomingMessage, answer: ServerResponse) => answer.destroy());
  return proxy;
}

const web =
  (method: string): Driver =>
  (at, call, made) => {
    const proxy = proxyOf(made);
    return asked(at, method, (request, response) => proxy.web(request, response, { target: at.url, ...call }));
  };

const handled =
  (make: typeof createProxyMiddleware, method: string): Driver =>
  (at, call) =>
    asked(at, method, make({ target: at.url, ...call }));

claim(
  {
    id: 'http-proxy',
    package: 'http-proxy',
    get: (at, call, made) => web('GET')(at, call, made),
    post: (at, call, made) => web('POST')(at, call, made),
    bare: nowhere,
    options: [
      { option: 'proxyTimeout', value: 400, bounds: head },
      { option: 'proxyTimeout', at: 'instance', value: 400, bounds: head },
      { option: 'timeout', value: 400, bounds: silence },
      { option: 'timeout', at: 'instance', value: 400, bounds: silence },
    ],
    counts: single,
  },
  {
    id: 'http-proxy',
    package: 'http-proxy',
    on: ['ws'],
    get: (at, call, made) => {
      const proxy = proxyOf(made);
      const refuse: RequestListener = (_, response) => response.destroy();
      return asked(at, 'GET', refuse, (request, socket, head) => proxy.ws(request, socket, head, { target: at.url, ...call }));
    },
    bare: { silent: 'pending', hole: 'pending' },
    options: [
      { option: 'proxyTimeout', value: 400, bounds: { silent: false, hole: false } },
      { option: 'timeout', value: 400, bounds: { silent: false, hole: false } },
    ],
  },
  {
    id: 'http-proxy-middleware',
    package: 'http-proxy-middleware',
    get: (at, call) => handled(createProxyMiddleware, 'GET')(at, call, {}),
    post: (at, call) => handled(createProxyMiddleware, 'POST')(at, call, {}),
    bare: nowhere,
    options: [
      { option: 'proxyTimeout', value: 400, bounds: head },
      { option: 'timeout', value: 400, bounds: silence },
    ],
    counts: single,
  },
  {
    id: 'http-proxy-middleware',
    package: 'http-proxy-middleware-4',
    get: (at, call) => handled(fourth, 'GET')(at, call, {}),
    post: (at, call) => handled(fourth, 'POST')(at, call, {}),
    bare: nowhere,
    options: [
      { option: 'proxyTimeout', value: 400, bounds: { silent: true, body: true, trickle: false } },
      { option: 'proxyTimeout', value: 400, bounds: { hole: false }, aside: connected },
      { option: 'timeout', value: 400, bounds: silence },
    ],
    counts: single,
  },
);

/** What becomes of the request that was passed on when whoever asked is let go. */
const stays = [
  { id: 'http-proxy', package: 'http-proxy', get: web('GET'), left: 0 },
  { id: 'http-proxy-middleware', package: 'http-proxy-middleware', get: handled(createProxyMiddleware, 'GET'), left: 0 },
  { id: 'http-proxy-middleware', package: 'http-proxy-middleware-4', get: handled(fourth, 'GET'), left: 1 },
];

it.concurrent.each(stays)('$package, after `timeout`: $left of one ended', async ({ id, package: name, get, left }) => {
  const run = async (): Promise<void> => {
    const at = await place('silent');
    const took = await ended(() => get(at, { timeout: 400 }, {}), 3000);
    await new Promise((resolve) => setTimeout(resolve, 1000));
    const seen = [took.rejected, at.came.length, at.left];
    await at.close();
    expect(seen, `${versionOf(name)}: ${took.why}`).toEqual([true, 1, left]);
  };
  await fairly(() => inTurn(false, run));
  proven('clients', id, name);
});
