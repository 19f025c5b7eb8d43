import type { ClientModel } from '../../model/catalog/client';
import { connectsAnew } from '../families/amqp-manager';
import { noTimeout } from '../families/floor';

export const amqpConnectionManager: ClientModel = {
  id: 'amqp-connection-manager',
  title: 'AMQP connection manager',
  modules: ['amqp-connection-manager'],
  failure: 'throws',
  traits: ['queue', 'pooled'],
  makes: [
    { path: 'connect', options: ['arg[1]'], types: ['AmqpConnectionManager'] },
    { path: 'createChannel', on: ['instance'], kind: 'channel', options: ['arg[0]'], types: ['ChannelWrapper'] },
  ],
  calls: [
    { paths: ['publish', 'sendToQueue'], on: ['channel'], options: ['arg[3]', 'arg[2]'], effect: 'write' },
    { paths: ['waitForConnect', 'checkQueue', 'get'], on: ['channel'], effect: 'read' },
    { paths: ['assertQueue', 'assertExchange', 'bindQueue', 'deleteQueue', 'purgeQueue', 'addSetup'], on: ['channel'], effect: 'write' },
  ],
  returns: [{ path: 'nack', on: ['channel'], unless: 'arg[2]' }],
  options: [
    { option: 'timeout', at: 'call', on: ['publish', 'sendToQueue'], sets: 'timeout' },
    { option: 'publishTimeout', at: 'instance', on: ['publish', 'sendToQueue'], sets: 'timeout' },
  ],
  defaults: [noTimeout('a message waits without end while the broker is gone, unless `publishTimeout` is set'), connectsAnew],
  advice: 'connection.createChannel({ publishTimeout: 10_000 })',
  evidence: [{ url: 'https://github.com/jwalton/node-amqp-connection-manager#api', versions: '5.0.0', how: 'read' }],
};
