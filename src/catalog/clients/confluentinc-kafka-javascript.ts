import type { ClientModel } from '../../model/catalog';

/** Its KafkaJS side: what was set stands under `kafkaJS`. */
export const confluentincKafkaJavascript: ClientModel = {
  id: '@confluentinc/kafka-javascript',
  title: 'Confluent Kafka',
  modules: ['@confluentinc/kafka-javascript'],
  failure: 'throws',
  traits: ['queue', 'pooled'],
  makes: [
    { path: 'KafkaJS.Kafka', options: ['arg[0].kafkaJS', 'arg[0]'] },
    ...['producer', 'consumer', 'admin'].map((path) => ({
      path,
      on: ['instance'],
      kind: path,
      options: ['arg[0].kafkaJS', 'arg[0]'] as const,
      inherits: true,
    })),
  ],
  calls: [
    { paths: ['connect'], on: ['producer', 'consumer', 'admin'], effect: 'read', traits: ['connection', 'queue'] },
    { paths: ['send', 'sendBatch', 'flush'], on: ['producer'], effect: 'write' },
    { paths: ['subscribe', 'run'], on: ['consumer'], effect: 'read', traits: ['connection', 'queue'] },
    { paths: ['listTopics', 'fetchTopicMetadata', 'fetchTopicOffsets', 'listGroups', 'describeGroups'], on: ['admin'], effect: 'read' },
    { paths: ['createTopics', 'deleteTopics', 'deleteGroups', 'deleteTopicRecords'], on: ['admin'], effect: 'write' },
  ],
  options: [
    { option: 'requestTimeout', at: 'instance', sets: 'timeout' },
    { option: 'connectionTimeout', at: 'instance', sets: 'timeout', covers: 'connect' },
    { option: 'retry.retries', at: 'instance', sets: 'retry', off: [0], unbounded: ['Infinity'], writes: true },
  ],
  defaults: [
    { facet: 'timeout', covers: 'attempt', ms: 30_000, says: 'the Confluent client gives up a request after 30 s' },
    { facet: 'timeout', covers: 'connect', ms: 11_000, says: 'the Confluent client gives up connecting after 11 s' },
    { facet: 'timeout', covers: 'total', ms: 300_000, on: ['producer'], says: 'the Confluent client gives up a message after 300 s' },
    {
      facet: 'retry',
      attempts: 6,
      backoff: 'exponential',
      jitter: true,
      delayMs: 300,
      maxDelayMs: 30_000,
      writes: true,
      onTimeout: true,
      says: 'the Confluent client tries 6 times',
    },
  ],
  advice: "new KafkaJS.Kafka({ kafkaJS: { brokers, requestTimeout: 10_000 }, 'message.timeout.ms': 30_000 })",
  evidence: [
    { url: 'https://github.com/confluentinc/confluent-kafka-javascript/blob/master/MIGRATION.md', versions: '1.10.1', how: 'read' },
  ],
};
