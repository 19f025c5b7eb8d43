import type { ClientModel } from '../../model/catalog/client';
import { noTimeout } from '../families/floor';

/** What goes over a connection that stands. */
const asking = ['channel', 'createChannel', 'createConfirmChannel'];

/** Publishing only writes to a buffer; what asks the broker waits for as long as its heartbeats come. */
export const amqplib: ClientModel = {
  id: 'amqplib',
  title: 'AMQP',
  modules: ['amqplib', 'amqplib/channel_api'],
  package: 'amqplib',
  failure: 'throws',
  traits: ['queue', 'pooled'],
  makes: [
    { path: 'connect', options: ['arg[1]', 'arg[0]'], types: ['Connection', 'ChannelModel'] },
    ...['createChannel', 'createConfirmChannel'].map((path) => ({
      path,
      on: ['instance'],
      kind: 'channel',
      inherits: true,
      types: ['Channel', 'ConfirmChannel'],
    })),
  ],
  calls: [
    { paths: ['connect'], on: ['module'], options: ['arg[1]'], effect: 'read', traits: ['connection', 'queue'], target: 'arg[0]' },
    { paths: ['createChannel', 'createConfirmChannel'], on: ['instance'], effect: 'write', traits: ['idempotent'], without: ['timeout'] },
    { paths: ['get', 'checkQueue', 'checkExchange'], on: ['channel'], effect: 'read', without: ['timeout'] },
    { paths: ['consume'], on: ['channel'], effect: 'read', traits: ['queue'], without: ['timeout'] },
    {
      paths: [
        'assertQueue',
        'assertExchange',
        'bindQueue',
        'unbindQueue',
        'bindExchange',
        'deleteQueue',
        'deleteExchange',
        'purgeQueue',
        'waitForConfirms',
      ],
      on: ['channel'],
      effect: 'write',
      traits: ['queue', 'idempotent'],
      without: ['timeout'],
    },
    { paths: ['publish', 'sendToQueue'], on: ['channel'], effect: 'write', traits: ['local', 'queue'], without: ['timeout'] },
  ],
  returns: [
    { path: 'nack', on: ['channel'], unless: 'arg[2]' },
    { path: 'reject', on: ['channel'], unless: 'arg[1]' },
  ],
  options: [
    { option: 'timeout', sets: 'timeout', off: [0] },
    {
      option: 'heartbeat',
      at: 'instance',
      on: asking,
      versions: '>=2.0.0',
      sets: 'timeout',
      covers: 'idle',
      unit: 's',
      off: [0],
      mends: false,
    },
  ],
  defaults: [
    noTimeout('AMQP waits for the broker without end; only `connect` has a `timeout`'),
    {
      facet: 'timeout',
      covers: 'idle',
      ms: 180_000,
      on: asking,
      says: 'a connection over which two heartbeats in a row do not come is closed, and what waits on it fails; RabbitMQ asks for one every 60 s',
    },
  ],
  advice: 'amqp.connect(url, { timeout: 10_000 })',
  evidence: [{ url: 'https://amqp-node.github.io/amqplib/channel_api.html#connect', versions: '2.3.1', how: 'read' }],
};
