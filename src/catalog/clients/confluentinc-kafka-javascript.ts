import type { ClientModel } from '../../model/catalog/client';
import { kafkaCalls, kafkaDefaults, kafkaMakes, kafkaOptions } from '../families/kafka';

/** Its KafkaJS side: what was set stands under `kafkaJS`. */
export const confluentincKafkaJavascript: ClientModel = {
  id: '@confluentinc/kafka-javascript',
  title: 'Confluent Kafka',
  modules: ['@confluentinc/kafka-javascript'],
  failure: 'throws',
  traits: ['queue', 'pooled'],
  makes: kafkaMakes('KafkaJS.Kafka', ['arg[0].kafkaJS', 'arg[0]'], []),
  calls: [...kafkaCalls, { paths: ['flush'], on: ['producer'], effect: 'write' }],
  options: kafkaOptions,
  defaults: [
    ...kafkaDefaults('the Confluent client', 11_000, 'tries 6 times'),
    { facet: 'timeout', covers: 'total', ms: 300_000, on: ['producer'], says: 'the Confluent client gives up a message after 300 s' },
  ],
  advice: "new KafkaJS.Kafka({ kafkaJS: { brokers, requestTimeout: 10_000 }, 'message.timeout.ms': 30_000 })",
  evidence: [
    { url: 'https://github.com/confluentinc/confluent-kafka-javascript/blob/master/MIGRATION.md', versions: '1.10.1', how: 'read' },
  ],
};
