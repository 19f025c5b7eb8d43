import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import { type AddressInfo, connect as dial } from 'node:net';
import { expect, it } from 'vitest';
import { bolt } from './bolt';
import { claim } from './claims';
import { cql, overloaded, unavailable } from './cql';
import type { Place } from './faults';
import { greeting, http2, ldap, nats as natsServer, natsLost, ssh } from './greeters';
import { acknowledging } from './greeters';
import { kafka } from './kafka';
import { load } from './packages/load.mjs';
import { record } from './proofs';
import { fairly } from './running';
import { rabbit } from './rabbit';
import type { Options, Table } from './table';

record(import.meta.filename);

const soon = (): AbortSignal => AbortSignal.timeout(400);
const both = { mute: 'pending', hole: 'pending' } as const;
const everywhere = { mute: true, hole: true };

const { default: WebSocket, WebSocketServer } = await load('ws');
const undici = await load('undici');
const { default: StatsD } = await load('hot-shots');
const { default: Reconnecting } = await load('reconnecting-websocket').then((loaded) =>
  loaded.default?.default === undefined ? loaded : loaded.default,
);
const { WebSocket: PartySocket } = await load('partysocket');
const { io } = await load('socket.io-client');
const { EventSource } = await load('eventsource');
const mqtt = await load('mqtt').then((loaded) => loaded.default ?? loaded);
const { default: nodemailer } = await load('nodemailer');
const { Client: Ssh } = await load('ssh2').then((loaded) => loaded.default);
const { Client: Ftp } = await load('basic-ftp').then((loaded) => loaded.default ?? loaded);
// In tests it would have other defaults.
process.env.NODE_ENV = 'production';
const { Kafka, logLevel } = await load('kafkajs').then((loaded) => loaded.default ?? loaded);
const { default: amqp } = await load('amqplib');
const { default: amqpCallbacks } = await load('amqplib/callback_api');
const { default: amqpManager } = await load('amqp-connection-manager').then((loaded) =>
  loaded.default?.default === undefined ? loaded : loaded.default,
);
const { connect: nats } = await load('nats').then((loaded) => loaded.default ?? loaded);
const { Queue } = await load('bullmq').then((loaded) => loaded.default ?? loaded);
const { default: ldapjs } = await load('ldapjs');
const { Client: Ldapts } = await load('ldapts').then((loaded) => loaded.default ?? loaded);
const { ImapFlow } = await load('imapflow').then((loaded) => loaded.default ?? loaded);
const { default: neo4j } = await load('neo4j-driver');
const { Client: Cassandra } = await load('cassandra-driver').then((loaded) => loaded.default);
const { handleAll, noop, retry } = await load('cockatiel');
const { Etcd3 } = await load('etcd3').then((loaded) => loaded.default ?? loaded);

interface Emitter {
  readonly on: (event: string, heard: (what: unknown) => void) => unknown;
}

/** Resolves or rejects with what an emitter says first. */
function first(emitter: Emitter, good: string, bad: string): Promise<unknown> {
  return new Promise((resolve, reject) => {
    emitter.on(good, resolve);
    emitter.on(bad, reject);
  });
}

/** A connection to a broker, whose loss is heard by whoever waits on it. */
async function beating(opened: Promise<unknown>): Promise<Broker> {
  const connection = (await opened) as Broker;
  connection.on('error', () => {});
  return connection;
}

interface Broker extends Emitter {
  readonly createChannel: (done?: (failure: unknown, value: unknown) => void) => unknown;
}

const socket = (at: Place): string => at.url.replace('http', 'ws');

const mailer: Table = {
  how: {
    greetingTimeout: { fault: 'mute', made: { secure: false } },
    'default timeout connect': { fault: 'hole' },
    'default timeout attempt': { place: greeting('220 planned ESMTP\r\n'), fault: 'silent' },
  },
  id: 'nodemailer',
  package: 'nodemailer',
  get: (at, _, made) => nodemailer.createTransport({ host: at.host, port: at.port, ...made }).verify(),
  bare: { mute: 30_000, hole: 'pending' },
  options: [
    {
      option: 'greetingTimeout',
      at: 'instance',
      value: 400,
      bounds: { mute: true, hole: false },
      aside: 'It bounds the first words of the server.',
    },
    { option: 'connectionTimeout', at: 'instance', value: 400, bounds: { mute: true, hole: true } },
  ],
};

claim(
  // Node 20 has it behind a flag alone; from 22 on it is undici's.
  {
    id: 'WebSocket',
    package: 'undici',
    how: { failure: { skip: 'told by an event, not by the call' } },
    get: (at) => {
      const client = new undici.WebSocket(socket(at));
      at.after(() => client.close());
      return new Promise((resolve, reject) => {
        client.addEventListener('open', resolve);
        client.addEventListener('error', () => reject(new Error('it failed')));
      });
    },
    bare: { silent: 'pending', hole: 10_000 },
    counts: [{ fault: 503, sends: 1 }],
  },
  // A datagram is gone once the system has it, whether somebody listens or not.
  {
    id: 'hot-shots',
    package: 'hot-shots',
    get: (at) => {
      const client = new StatsD({ host: at.host, port: at.port, errorHandler: () => {} });
      at.after(() => client.close());
      return new Promise((resolve, reject) =>
        client.increment('a', 1, (failure: unknown) => (failure ? reject(failure) : resolve('sent'))),
      );
    },
    bare: { refused: 1, mute: 1 },
    aside: 'What is not waited for has no bound.',
  },
  {
    id: 'node:dgram',
    how: { failure: { skip: 'there is no answer that could be a bad one' } },
    get: (at) => {
      const client = createSocket('udp4');
      at.after(() => client.close());
      return new Promise((resolve, reject) =>
        client.send('a', at.port, at.host, (failure) => (failure ? reject(failure) : resolve('sent'))),
      );
    },
    bare: { refused: 1, mute: 1 },
    aside: 'What is not waited for has no bound.',
  },
  {
    id: 'ws',
    package: 'ws',
    how: { failure: { skip: 'told by an event, not by the call' } },
    // `terminate` stands for a timer of the program's own.
    get: (at, { terminate, ...call }) => {
      const client = new WebSocket(socket(at), call);
      if (typeof terminate === 'number') setTimeout(() => client.terminate(), terminate);
      at.after(() => client.terminate());
      return first(client, 'open', 'error');
    },
    bare: { silent: 'pending', hole: 'pending' },
    options: [{ option: 'handshakeTimeout', value: 400, bounds: { silent: true, hole: true } }],
  },
  {
    id: 'reconnecting-websocket',
    how: {
      connectionTimeout: { with: { maxRetries: 0 } },
      'default timeout': { fault: 'silent', with: { maxRetries: 0 } },
      failure: { skip: 'told by an event, not by the call' },
    },
    package: 'reconnecting-websocket',
    get: (at, call) => {
      const client = new Reconnecting(socket(at), [], { WebSocket, ...call });
      at.after(() => client.close());
      return new Promise((resolve, reject) => {
        client.addEventListener('open', resolve);
        if (call.maxRetries === 0) client.addEventListener('error', reject);
      });
    },
    bare: { silent: 'pending', refused: 'pending' },
  },
  {
    id: 'partysocket',
    how: {
      connectionTimeout: { with: { maxRetries: 0 } },
      'default timeout': { fault: 'silent', with: { maxRetries: 0 } },
      failure: { skip: 'told by an event, not by the call' },
    },
    package: 'partysocket',
    get: (at, call) => {
      const client = new PartySocket(socket(at), [], { WebSocket, ...call });
      at.after(() => client.close());
      return new Promise((resolve, reject) => {
        client.addEventListener('open', resolve);
        if (call.maxRetries === 0) client.addEventListener('error', reject);
      });
    },
    bare: { silent: 'pending', refused: 'pending' },
  },
  {
    id: 'socket.io-client',
    how: {
      // Each try ends; without more of them, the event tells.
      timeout: { fault: 'mute', made: { reconnection: false } },
      'default timeout connect': { fault: 'mute', made: { reconnection: false } },
      failure: { skip: 'told by an event, not by the call' },
      retries: { place: acknowledging, fault: 'silent', made: { ackTimeout: 300 } },
    },
    package: 'socket.io-client',
    get: (at, call, made) => {
      const client = io(at.url, { transports: ['websocket'], forceNew: true, ...made });
      at.after(() => client.close());
      const asked = (typeof call.timeout === 'number' ? client.timeout(call.timeout) : client).emitWithAck('a');
      const failed = new Promise((_, reject) => client.on('connect_error', reject));
      return made.reconnection === false ? Promise.race([asked, failed]) : asked;
    },
    bare: { silent: 'pending', refused: 'pending' },
    options: [
      {
        option: 'timeout',
        value: 400,
        bounds: { silent: true, refused: true },
        aside: 'A member of the socket, called before the message.',
      },
      { option: 'ackTimeout', at: 'instance', value: 400, bounds: { silent: true } },
    ],
  },
  {
    id: 'socket.io-client',
    on: ['module'],
    how: {
      // Each try ends; without more of them, the event tells.
      timeout: { fault: 'mute', with: { reconnection: false } },
      'default timeout': { fault: 'mute', with: { reconnection: false } },
      failure: { skip: 'told by an event, not by the call' },
    },
    package: 'socket.io-client',
    get: (at, call) => {
      const client = io(at.url, { transports: ['websocket'], forceNew: true, ...call });
      at.after(() => client.close());
      const opened = new Promise((resolve) => client.on('connect', resolve));
      if (call.reconnection !== false) return opened;
      return Promise.race([opened, new Promise((_, reject) => client.on('connect_error', reject))]);
    },
    bare: { silent: 'pending', refused: 'pending' },
  },
  {
    id: 'EventSource',
    how: { failure: { skip: 'told by an event, not by the call' } },
    package: 'eventsource',
    get: (at) => {
      const client = new EventSource(at.url);
      at.after(() => client.close());
      return new Promise((resolve) => client.addEventListener('open', resolve));
    },
    bare: { silent: 'pending' },
    counts: [{ fault: 'reset', sends: 3, gaps: [3000, 3000], within: 8000, aside: 'It goes on for ever.' }],
  },
  {
    id: '@microsoft/fetch-event-source',
    how: { failure: { skip: 'it goes on for ever' }, onerror: { fault: 503, value: () => 2000 } },
    package: '@microsoft/fetch-event-source',
    get: async (at, call) => {
      // It was written for browsers, and asks the document whether it is seen.
      Object.assign(globalThis, {
        window: globalThis,
        document: { hidden: false, addEventListener: () => {}, removeEventListener: () => {} },
      });
      const { fetchEventSource } = await load('@microsoft/fetch-event-source');
      const controller = new AbortController();
      at.after(() => controller.abort());
      await fetchEventSource(at.url, { signal: controller.signal, ...call });
    },
    bare: { silent: 'pending' },
    options: [{ option: 'signal', value: soon, bounds: { silent: true } }],
    counts: [{ fault: 503, sends: 4, gaps: [1000, 1000], within: 3800, aside: 'It goes on for ever.' }],
  },
  {
    id: 'mqtt',
    package: 'mqtt',
    how: { 'default timeout attempt': { fault: 'refused', made: { publish: true } } },
    get: (at, _, made) => {
      const address = `mqtt://${at.host}:${at.port}`;
      if (made.publish !== true) return mqtt.connectAsync(address, made);
      const client = mqtt.connect(address, made);
      client.on('error', () => {});
      at.after(() => client.end(true));
      return client.publishAsync('a', 'b');
    },
    bare: { mute: 30_000, hole: 30_000 },
    options: [{ option: 'connectTimeout', at: 'instance', value: 400, bounds: { mute: true, hole: true } }],
  },
  mailer,
  {
    id: 'ssh2',
    package: 'ssh2',
    on: ['instance', 'connect'],
    get: (at, call) => {
      const client = new Ssh();
      at.after(() => client.end());
      const ready = first(client, 'ready', call.listener === true ? 'timeout' : 'error');
      client.connect({ host: at.host, port: at.port, username: 'u', password: 'p', ...call });
      return ready;
    },
    bare: { mute: 20_000, hole: 20_000 },
    options: [{ option: 'readyTimeout', value: 400, bounds: everywhere }],
  },
  {
    id: 'ssh2',
    package: 'ssh2',
    on: ['exec'],
    place: ssh,
    get: async (at) => {
      const client = new Ssh();
      at.after(() => client.end());
      const ready = first(client, 'ready', 'error');
      client.connect({ host: at.host, port: at.port, username: 'u', password: 'p' });
      await ready;
      await new Promise((resolve, reject) => {
        client.exec('true', (error: unknown, stream: Emitter) => (error ? reject(error) : stream.on('close', resolve)));
      });
    },
  },
  {
    id: 'basic-ftp',
    package: 'basic-ftp',
    get: (at, _, made) => {
      const client = new Ftp(...('' in made ? [made['']] : []));
      at.after(() => client.close());
      return client.access({ host: at.host, port: at.port });
    },
    bare: { mute: 30_000, hole: 30_000 },
    options: [{ option: '', at: 'instance', value: 400, bounds: everywhere }],
  },
  {
    id: 'kafkajs',
    aside: 'Each try ends, and five more come on top.',
    on: ['admin'],
    package: 'kafkajs',
    get: (at, _, made) => {
      const admin = new Kafka({ brokers: [`${at.host}:${at.port}`], logLevel: logLevel.NOTHING, ...made }).admin();
      at.after(() => admin.disconnect());
      return admin.connect();
    },
    bare: both,
    options: [
      { option: 'requestTimeout', at: 'instance', value: 400, made: { retry: { retries: 0 } }, bounds: { mute: true } },
      { option: 'connectionTimeout', at: 'instance', value: 400, made: { retry: { retries: 0 } }, bounds: { mute: false, hole: true } },
    ],
  },
  {
    id: 'kafkajs',
    package: 'kafkajs',
    on: ['instance', 'producer', 'send'],
    place: kafka,
    get: async (at, _, made) => {
      const producer = new Kafka({ brokers: [`${at.host}:${at.port}`], logLevel: logLevel.NOTHING, ...made }).producer(made);
      at.after(() => producer.disconnect());
      await producer.connect();
      return producer.send({ topic: 't', messages: [{ value: 'a' }] });
    },
    calm: { made: { retry: { retries: 0 } } },
    bare: { silent: 'pending' },
    counts: [
      { fault: 503, sends: 6, gaps: [300, 600, 1200, 2400, 4800] },
      // The first pause is none of those that are capped.
      {
        fault: 503,
        sends: 4,
        option: ['retry.maxRetryTime', 600],
        made: { retry: { retries: 3, initialRetryTime: 500, multiplier: 20 } },
        gaps: [500, 600, 600],
      },
    ],
    how: {
      'retry.retries': { fault: 503 },
      'retry.initialRetryTime': { fault: 503 },
      'retry.maxRetryTime': { skip: 'the first pause is not capped, the second is' },
      idempotent: { fault: 503, value: true, seen: 'InitProducerId', made: { retry: { retries: 1 } } },
      'default timeout connect': { fault: 'hole' },
    },
  },
  {
    id: 'amqplib',
    package: 'amqplib',
    get: async (at, call) => {
      const connection = await amqp.connect(`amqp://${at.host}:${at.port}`, call);
      return connection.createChannel();
    },
    bare: both,
    options: [{ option: 'timeout', value: 400, bounds: everywhere }],
  },
  {
    id: 'amqplib/callback_api',
    package: 'amqplib',
    get: async (at, call) => {
      const connection = await told((done) => amqpCallbacks.connect(`amqp://${at.host}:${at.port}`, call, done));
      return told((done) => Object(connection).createChannel(done));
    },
    bare: both,
    options: [{ option: 'timeout', value: 400, bounds: everywhere }],
  },
  {
    id: 'amqplib',
    package: 'amqplib',
    on: ['channel', 'createChannel', 'createConfirmChannel'],
    place: rabbit(60),
    how: { heartbeat: { place: rabbit(1) } },
    cap: 5000,
    get: async (at, _, made) => (await beating(amqp.connect({ hostname: at.host, port: at.port, ...made }))).createChannel(),
    bare: { silent: 180_000 },
    options: [{ option: 'heartbeat', at: 'instance', value: 1, ms: 3000, bounds: { silent: true } }],
  },
  {
    id: 'amqplib/callback_api',
    package: 'amqplib',
    on: ['channel', 'createChannel', 'createConfirmChannel'],
    place: rabbit(60),
    how: { heartbeat: { place: rabbit(1) } },
    cap: 5000,
    get: async (at, _, made) => {
      const connection = await beating(told((done) => amqpCallbacks.connect({ hostname: at.host, port: at.port, ...made }, done)));
      return told((done) => connection.createChannel(done));
    },
    bare: { silent: 180_000 },
    options: [{ option: 'heartbeat', at: 'instance', value: 1, ms: 3000, bounds: { silent: true } }],
  },
  {
    id: 'amqp-connection-manager',
    package: 'amqp-connection-manager',
    get: (at) => {
      const connection = amqpManager.connect([`amqp://${at.host}:${at.port}`]);
      connection.on('connectFailed', () => {});
      at.after(() => connection.close());
      return connection.createChannel({ json: true }).waitForConnect();
    },
    bare: { mute: 'pending', refused: 'pending' },
  },
  {
    id: 'amqp-connection-manager',
    package: 'amqp-connection-manager',
    on: ['publish', 'sendToQueue'],
    get: (at, call, made) => {
      const connection = amqpManager.connect([`amqp://${at.host}:${at.port}`]);
      connection.on('connectFailed', () => {});
      at.after(() => connection.close());
      return connection.createChannel({ json: true, ...made }).publish('', 'q', {}, call);
    },
    bare: { mute: 'pending', refused: 'pending' },
  },
  {
    id: 'nats',
    package: 'nats',
    on: ['instance', 'request'],
    how: {
      maxReconnectAttempts: { skip: 'asserted once a connection was lost' },
      reconnectTimeWait: { skip: 'asserted once a connection was lost' },
      'default retry': { skip: 'asserted once a connection was lost' },
    },
    place: natsServer,
    get: async (at, call) => (await welcomed(at)).request('a', new Uint8Array(), Object.keys(call).length === 0 ? undefined : call),
  },
  {
    id: 'nats',
    package: 'nats',
    on: ['flush'],
    how: { 'default timeout': { skip: 'asserted through a hastened clock' } },
    place: natsServer,
    get: async (at) => (await welcomed(at)).flush(),
  },
  {
    id: 'nats',
    package: 'nats',
    on: ['stream'],
    place: natsServer,
    get: async (at) => (await welcomed(at)).jetstream().publish('a'),
  },
  {
    id: 'nats',
    package: 'nats',
    on: ['instance', 'lost'],
    how: { timeout: { at: [] } },
    place: natsLost,
    get: async (at, _, made) => (await nats({ servers: `${at.host}:${at.port}`, reconnectJitter: 0, ...made })).closed(),
  },
  {
    id: 'nats',
    package: 'nats',
    on: ['connect'],
    get: (at, _, made) => nats({ servers: `${at.host}:${at.port}`, ...made }),
    bare: { mute: 20_000, hole: 20_000 },
    options: [{ option: 'timeout', at: 'instance', value: 400, made: { reconnect: false }, bounds: everywhere }],
  },
  {
    id: 'bullmq',
    package: 'bullmq',
    get: (at, _, made) => {
      const connection = typeof made.connection === 'object' ? made.connection : {};
      const queue = new Queue('q', { connection: { host: at.host, port: at.port, ...connection } });
      queue.on('error', () => {});
      at.after(() => queue.disconnect());
      return queue.add('a', {});
    },
    bare: { mute: 'pending', refused: 'pending' },
  },
  {
    id: 'ldapjs',
    how: {
      reconnect: { skip: 'asserted where connecting fails' },
      'reconnect.failAfter': { skip: 'asserted where connecting fails' },
    },
    package: 'ldapjs',
    get: (at, _, made) =>
      new Promise((resolve, reject) => {
        const client = ldapjs.createClient({ url: `ldap://${at.host}:${at.port}`, ...made });
        at.after(() => client.destroy());
        for (const bad of ['error', 'connectError', 'connectTimeout', 'setupError']) client.on(bad, reject);
        client.bind('cn=a', 'p', (error: unknown, answer: unknown) => (error ? reject(error) : resolve(answer)));
      }),
    bare: both,
    options: [
      { option: 'timeout', at: 'instance', value: 400, bounds: { mute: true } },
      { option: 'connectTimeout', at: 'instance', value: 400, bounds: { mute: false, hole: true } },
    ],
  },
  {
    id: 'ldapjs',
    package: 'ldapjs',
    place: ldap,
    get: async (at, _, made) => {
      const client = ldapjs.createClient({ url: `ldap://${at.host}:${at.port}`, ...made });
      at.after(() => client.destroy());
      client.on('error', () => {});
      await told((done) => client.bind('cn=a', 'p', done));
      return told((done) => client.compare('cn=a', 'b', 'c', done));
    },
    bare: { silent: 'pending' },
    options: [
      { option: 'timeout', at: 'instance', value: 400, bounds: { silent: true } },
      // It tells that nothing is under way, by an event, and so never while a call is.
      { option: 'idleTimeout', at: 'instance', value: 400, bounds: { silent: false } },
    ],
  },
  {
    id: 'ldapjs',
    package: 'ldapjs',
    // No TLS is spoken here, so that each connection fails; the client tells by an event when it gives up.
    get: (at, _, made) =>
      new Promise((_resolve, reject) => {
        const client = ldapjs.createClient({ url: `ldaps://${at.host}:${at.port}`, ...made });
        at.after(() => client.destroy());
        client.on('error', reject);
      }),
    counts: [
      { fault: 'dropped', sends: 1, option: ['reconnect', false], within: 1500 },
      { fault: 'dropped', sends: 4, option: ['reconnect', true], within: 2400, gaps: [200, 400, 800] },
      { fault: 'dropped', sends: 3, option: ['reconnect.failAfter', 3], made: { reconnect: { initialDelay: 50 } } },
    ],
  },
  {
    id: 'ldapts',
    package: 'ldapts',
    get: (at, _, made) => new Ldapts({ url: `ldap://${at.host}:${at.port}`, ...made }).bind('cn=a', 'p'),
    bare: both,
    options: [
      { option: 'timeout', at: 'instance', value: 400, bounds: { mute: true } },
      { option: 'connectTimeout', at: 'instance', value: 400, bounds: { mute: false, hole: true } },
    ],
  },
  {
    id: 'imapflow',
    package: 'imapflow',
    get: (at, _, made) => {
      const client = new ImapFlow({ host: at.host, port: at.port, secure: false, auth: { user: 'u', pass: 'p' }, logger: false, ...made });
      client.on('error', () => {});
      at.after(() => client.close());
      return client.connect();
    },
    bare: { mute: 16_000, hole: 'pending' },
    how: { 'default timeout attempt': { skip: 'asserted once the mail server has greeted' } },
    options: [
      { option: 'greetingTimeout', at: 'instance', value: 400, bounds: { mute: true } },
      { option: 'connectionTimeout', at: 'instance', value: 400, bounds: { mute: false, hole: true } },
    ],
  },
  {
    id: 'imapflow',
    package: 'imapflow',
    on: ['instance', 'greeted'],
    place: greeting('* OK IMAP4rev1 evidence\r\n'),
    how: { 'default timeout headers': { skip: 'asserted at a mail server that does not greet' } },
    get: (at, _, made) => {
      const client = new ImapFlow({ host: at.host, port: at.port, secure: false, auth: { user: 'u', pass: 'p' }, logger: false, ...made });
      client.on('error', () => {});
      at.after(() => client.close());
      return client.connect();
    },
  },
  {
    id: 'neo4j-driver',
    how: {
      connectionTimeout: { made: { maxTransactionRetryTime: 0 } },
      'default bulkhead': { fault: 'mute', ms: 5000 },
      maxConnectionPoolSize: { fault: 'mute' },
    },
    package: 'neo4j-driver',
    place: bolt,
    many: (at, count, _, made) => {
      const driver = neo4j.driver(`bolt://${at.host}:${at.port}`, neo4j.auth.basic('u', 'p'), made);
      at.after(() => driver.close());
      return Promise.all(Array.from({ length: count }, () => driver.executeQuery('return 1')));
    },
    get: (at, _, made) => {
      const driver = neo4j.driver(`bolt://${at.host}:${at.port}`, neo4j.auth.basic('u', 'p'), made);
      at.after(() => driver.close());
      return driver.executeQuery('return 1');
    },
    bare: { silent: 'pending', mute: 60_000 },
  },
  {
    id: 'cassandra-driver',
    how: {
      // Nobody who was asked has enough of the others: another host is asked once, whatever was asked.
      'default retry': { place: unavailable, fault: 503 },
      // As many are asked as there are, which no call says; the two tries of the model are those of every query.
      isIdempotent: { place: overloaded, fault: 503, value: true, tries: 3 },
    },
    package: 'cassandra-driver',
    place: cql,
    get: async (at, call, made) => {
      const client = new Cassandra({
        contactPoints: [at.host],
        protocolOptions: { port: at.port },
        localDataCenter: 'd',
        isMetadataSyncEnabled: false,
        ...made,
      });
      at.after(() => client.shutdown());
      await client.connect();
      return client.execute('select 1', [], call);
    },
    bare: { mute: 12_000 },
  },
  {
    id: 'etcd3',
    how: {
      defaultCallOptions: { value: () => () => ({ deadline: Date.now() + 400 }) },
      'default retry': { fault: 503 },
      faultHandling: { fault: 503, value: { host: () => noop, global: retry(handleAll, { maxAttempts: 1 }) }, tries: 2 },
    },
    package: 'etcd3',
    place: http2,
    get: (at, call, made) => {
      const client = new Etcd3({ hosts: at.url, ...made });
      at.after(() => client.close());
      const builder = client.get('a');
      return (call.deadline === undefined ? builder : builder.options(call)).string();
    },
    bare: { silent: 'pending', ...both },
    options: [{ option: 'dialTimeout', at: 'instance', value: 400, bounds: { hole: false } }],
  },
);

/** What a callback hears, as a promise. */
function told(send: (done: (error: unknown, answer: unknown) => void) => unknown): Promise<unknown> {
  return new Promise((resolve, reject) => {
    send((error, answer) => (error ? reject(error) : resolve(answer)));
  });
}

interface Welcomed {
  readonly request: (subject: string, data: Uint8Array, call: object | undefined) => unknown;
  readonly flush: () => unknown;
  readonly jetstream: () => { readonly publish: (subject: string) => unknown };
}

async function welcomed(at: Place): Promise<Welcomed> {
  const connection = await nats({ servers: `${at.host}:${at.port}` });
  at.after(() => connection.close());
  return connection;
}

/** The platform's own, where this Node has it. */
const own: unknown = Reflect.get(globalThis, 'WebSocket');
if (typeof own === 'function') {
  claim({
    id: 'WebSocket',
    get: (at) => {
      const client = Reflect.construct(own, [socket(at)]);
      at.after(() => client.close());
      return once(client, 'open');
    },
    bare: { silent: 'pending' },
  });
}

/** What comes after the greeting has a bound of its own. */
const greeted = (table: Table, words: string, bare: Options): Table => ({ ...table, place: greeting(words), bare, options: [] });

claim(greeted(mailer, '220 evidence ESMTP\r\n', { silent: 'pending' }), {
  ...mailer,
  place: greeting('220 evidence ESMTP\r\n'),
  bare: {},
  options: [{ option: 'socketTimeout', at: 'instance', value: 400, bounds: { silent: true } }],
});

interface Standing {
  readonly send: (text: string) => unknown;
  readonly close: () => unknown;
  readonly addEventListener: (event: string, heard: () => void) => unknown;
}

function dialled(port: number): Standing {
  const it = dial({ host: '127.0.0.1', port });
  return { send: (text) => it.write(text), close: () => it.destroy(), addEventListener: (_, heard) => it.on('connect', heard) };
}

/** What is said over a connection that stands is over once it is handed on (`one-way`): nothing tells what became of it. */
it.each<readonly [string, (port: number) => Standing]>([
  ['a socket', dialled],
  ['`ws`', (port) => new WebSocket(`ws://127.0.0.1:${port}`)],
  ["Node's own", (port) => new undici.WebSocket(`ws://127.0.0.1:${port}`)],
  ['`reconnecting-websocket`', (port) => new Reconnecting(`ws://127.0.0.1:${port}`, [], { WebSocket })],
  ['`partysocket`', (port) => new PartySocket(`ws://127.0.0.1:${port}`, [], { WebSocket })],
])('what %s is told gives nothing to wait for', (_, open) =>
  fairly(async () => {
    const server = new WebSocketServer({ host: '127.0.0.1', port: 0 });
    await once(server, 'listening');
    const it = open((server.address() as AddressInfo).port);
    try {
      await new Promise<void>((resolve) => it.addEventListener('open', resolve));
      expect([undefined, true, false]).toContain(it.send('a'));
    } finally {
      it.close();
      server.close();
    }
  }),
);
