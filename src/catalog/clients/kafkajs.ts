import type { ClientModel } from '../../model/catalog/client';
import { kafkaCalls, kafkaDefaults, kafkaMakes, kafkaOptions } from '../families/kafka';

/** `timeout` of a message is the time the broker takes to acknowledge, and the broker keeps it. */
export const kafkajs: ClientModel = {
  id: 'kafkajs',
  title: 'KafkaJS',
  modules: ['kafkajs'],
  failure: 'throws',
  traits: ['queue', 'pooled'],
  makes: [
    ...kafkaMakes('Kafka', ['arg[0]'], ['Producer', 'Consumer', 'Admin']),
    { path: 'transaction', on: ['producer'], kind: 'producer', inherits: true },
  ],
  calls: [
    ...kafkaCalls,
    { paths: ['transaction', 'commit', 'abort', 'sendOffsets'], on: ['producer'], effect: 'write' },
    { paths: ['commitOffsets'], on: ['consumer'], effect: 'write' },
    { paths: ['fetchOffsets', 'describeCluster', 'describeConfigs'], on: ['admin'], effect: 'read' },
    { paths: ['createPartitions', 'alterConfigs', 'setOffsets', 'resetOffsets'], on: ['admin'], effect: 'write' },
  ],
  options: [
    ...kafkaOptions,
    { option: 'retry.initialRetryTime', at: 'instance', sets: 'retry', field: 'delayMs' },
    { option: 'retry.maxRetryTime', at: 'instance', sets: 'retry', field: 'maxDelayMs' },
    { option: 'idempotent', at: 'instance', on: ['producer'], sets: 'idempotency' },
  ],
  defaults: kafkaDefaults('KafkaJS', 1_000, 'tries 6 times, and without end when the producer is `idempotent`'),
  advice: 'new Kafka({ connectionTimeout: 3_000, requestTimeout: 10_000, retry: { retries: 5 } })',
  evidence: [{ url: 'https://kafka.js.org/docs/configuration', versions: '2.2.4', how: 'read' }],
};
