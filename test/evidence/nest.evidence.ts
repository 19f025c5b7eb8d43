import { describe, expect, it } from 'vitest';
import { claim } from './claims';
import { type Fault, mute, type Place, place } from './faults';
import { http2 } from './greeters';
import { load } from './packages/load.mjs';
import { proven, record } from './proofs';
import { rabbit } from './rabbit';
import { ended, fairly, inTurn } from './running';
import type { Options } from './table';

record(import.meta.filename);

await load('reflect-metadata');
const { Logger } = await load('@nestjs/common').then((loaded) => loaded.default ?? loaded);
Logger.overrideLogger(false);
const { ClientProxyFactory, Transport } = await load('@nestjs/microservices').then((loaded) => loaded.default ?? loaded);
const { AmqpConnection } = await load('@golevelup/nestjs-rabbitmq').then((loaded) => loaded.default ?? loaded);
const { firstValueFrom, timeout } = await load('rxjs');

const id = '@nestjs/microservices';

/** The transports by what is said to them first; each client is closed when its claim has been judged. */
function proxy(at: Place, transport: number, options: Options): Proxy {
  const made: Proxy = ClientProxyFactory.create({ transport, options });
  at.after(() => made.close());
  return made;
}

interface Proxy {
  readonly send: (pattern: string, data: object) => Answer;
  readonly emit: (pattern: string, data: object) => Answer;
  readonly connect: () => Promise<unknown>;
  readonly getService: (name: string) => { readonly say: (...given: unknown[]) => Answer };
  readonly close: () => unknown;
}

interface Answer {
  readonly pipe: (operator: unknown) => Answer;
}

const tcp = (at: Place, options: Options = {}): Proxy => proxy(at, Transport.TCP, { host: at.host, port: at.port, ...options });
const redis = (at: Place, options: Options = {}): Proxy => proxy(at, Transport.REDIS, { host: at.host, port: at.port, ...options });
const rmq = (at: Place): Proxy => proxy(at, Transport.RMQ, { urls: [`amqp://${at.host}:${at.port}`], queue: 'q' });

/** A Redis that takes messages and subscriptions, behind which nobody listens. */
const unheard = (fault: Fault): Promise<Place> =>
  fault === 'silent' ? mute((socket) => socket.on('data', (data) => socket.write(answersTo(data.toString())))) : place(fault);

function answersTo(asked: string): string {
  return [...asked.matchAll(/\*\d+\r\n\$\d+\r\n(\w+)\r\n(?:\$\d+\r\n([^\r]*))?/g)]
    .map(([, word = '', first = '']) => {
      if (/^info$/i.test(word)) return '$11\r\nloading:0\r\n\r\n';
      if (/^publish$/i.test(word)) return ':0\r\n';
      return /^subscribe$/i.test(word) ? `*3\r\n$9\r\nsubscribe\r\n$${first.length}\r\n${first}\r\n:1\r\n` : '+OK\r\n';
    })
    .join('');
}

/** A service as the loader of protocols makes it, of bytes that are passed on. */
const bytes = (value: unknown): unknown => value;
const say = { path: '/test.Echo/Say', requestStream: false, responseStream: false, originalName: 'say', options: {} };
const serialized = { requestSerialize: bytes, requestDeserialize: bytes, responseSerialize: bytes, responseDeserialize: bytes };
const packageDefinition = { 'test.Echo': { Say: { ...say, ...serialized } } };

const grpc = (at: Place): ReturnType<Proxy['getService']> =>
  proxy(at, Transport.GRPC, { url: `${at.host}:${at.port}`, package: 'test', packageDefinition }).getService('Echo');

claim(
  {
    id,
    package: id,
    on: ['proxy', 'send'],
    get: (at) => firstValueFrom(tcp(at).send('a', {})),
    bare: { mute: 'pending', hole: 'pending' },
    counts: [{ fault: 'dropped', sends: 1 }],
  },
  {
    id,
    package: id,
    on: ['proxy', 'send'],
    place: unheard,
    get: (at) => firstValueFrom(redis(at, { commandTimeout: 400 }).send('a', {})),
    bare: { silent: 'pending' },
  },
  {
    id,
    package: id,
    on: ['proxy', 'send'],
    place: rabbit(60),
    get: (at) => firstValueFrom(rmq(at).send('a', {})),
    bare: { silent: 'pending', mute: 'pending' },
  },
  {
    id,
    package: id,
    on: ['service'],
    place: http2,
    get: (at, call) => firstValueFrom(grpc(at).say(Buffer.alloc(0), ...(call.deadline === undefined ? [] : [call]))),
    bare: { silent: 'pending', mute: 'pending' },
  },
);

const rabbitmq = '@golevelup/nestjs-rabbitmq';

interface Connection {
  readonly init: () => Promise<unknown>;
  readonly managedConnection: { readonly close: () => unknown };
  readonly request: (options: Options) => Promise<unknown>;
  readonly publish: (exchange: string, key: string, message: object, options?: Options) => Promise<unknown>;
}

/** As the module makes it, which need not wait for the broker. */
async function connected(at: Place, made: Options): Promise<Connection> {
  const connection: Connection = new AmqpConnection({
    uri: `amqp://${at.host}:${at.port}`,
    connectionInitOptions: { wait: false },
    ...made,
  });
  connection.init().catch(() => {});
  at.after(() => connection.managedConnection.close());
  return connection;
}

const gone = { mute: 'pending', refused: 'pending' } as const;

claim(
  {
    id: rabbitmq,
    package: rabbitmq,
    on: ['instance', 'request'],
    how: { 'default retry': { skip: 'asserted where a message is published' } },
    get: async (at, call, made) => (await connected(at, made)).request({ exchange: 'e', routingKey: 'r', ...call }),
    bare: { mute: 10_000 },
  },
  {
    id: rabbitmq,
    package: rabbitmq,
    on: ['instance', 'publish'],
    how: { 'default retry': { fault: 'dropped', ms: 13_000 } },
    get: async (at, call, made) => (await connected(at, made)).publish('e', 'r', {}, call),
    bare: gone,
  },
);

/** What the rows do not say: how each way to send ends. */
describe(id, () => {
  type Way = readonly [says: string, fault: Fault, ask: (at: Place) => unknown, ends: 'pending' | 'resolves' | 'throws'];
  const sent = (made: Proxy): Answer => made.send('a', {});
  const answered = (answer: Answer): unknown => firstValueFrom(answer);
  it.concurrent.each<Way>([
    ['an event over TCP is handed over, and nothing else is waited for', 'mute', (at) => answered(tcp(at).emit('a', {})), 'resolves'],
    ['an event waits for the greeting of Redis', 'mute', (at) => answered(redis(at).emit('a', {})), 'pending'],
    ['`connect` waits for the greeting of Redis', 'mute', (at) => redis(at).connect(), 'pending'],
    ['`connect` over TCP waits for the connection alone', 'mute', (at) => tcp(at).connect(), 'resolves'],
    ['a message that nobody takes', 'refused', (at) => answered(sent(tcp(at))), 'throws'],
    ['an event that nobody takes', 'refused', (at) => answered(tcp(at).emit('a', {})), 'throws'],
    ['a refusal by Redis, whatever is said of attempts', 'refused', (at) => answered(sent(redis(at, { retryAttempts: 2 }))), 'throws'],
    ['the operator `timeout`', 'mute', (at) => answered(sent(tcp(at)).pipe(timeout(400))), 'throws'],
    ['the operator `timeout` while it connects', 'hole', (at) => answered(sent(tcp(at)).pipe(timeout(400))), 'throws'],
    ['an error of gRPC', 503, (at) => answered(grpc(at).say(Buffer.alloc(0))), 'throws'],
  ])('%s', (_, fault, ask, ends) =>
    fairly(() =>
      inTurn(false, async () => {
        const spot = await (fault === 503 ? http2 : place)(fault);
        const took = await ended(() => ask(spot), 2500).finally(() => spot.close());
        expect(took.ms === 'pending' ? 'pending' : took.rejected ? 'throws' : 'resolves', took.why).toBe(ends);
        proven('clients', id, id);
      }),
    ),
  );
});
