import type { CallModel } from '../../model/catalog/client';
import type { DefaultModel } from '../../model/catalog/default';
import type { MakeModel } from '../../model/catalog/instance';
import type { OptionModel } from '../../model/catalog/option';
import type { ArgPath } from '../../model/catalog/paths';

const kinds = ['producer', 'consumer', 'admin'] as const;

/** KafkaJS, and what took its face over: an instance, and three kinds of clients made of it that keep its options. */
export function kafkaMakes(path: string, options: readonly ArgPath[], types: readonly string[]): readonly MakeModel[] {
  return [
    { path, options },
    ...kinds.map(
      (kind, i): MakeModel => ({
        path: kind,
        on: ['instance'],
        kind,
        options,
        inherits: true,
        ...(types[i] === undefined ? {} : { types: [types[i]] }),
      }),
    ),
  ];
}

/** What both send; each has more of its own. */
export const kafkaCalls: readonly CallModel[] = [
  { paths: ['connect'], on: kinds, effect: 'read', traits: ['connection', 'queue'] },
  { paths: ['send', 'sendBatch'], on: ['producer'], effect: 'write' },
  { paths: ['subscribe', 'run'], on: ['consumer'], effect: 'read', traits: ['connection', 'queue'] },
  { paths: ['listTopics', 'fetchTopicMetadata', 'fetchTopicOffsets', 'listGroups', 'describeGroups'], on: ['admin'], effect: 'read' },
  // A topic that is there already is not made again, and what is gone stays so.
  {
    paths: ['createTopics', 'deleteTopics', 'deleteGroups', 'deleteTopicRecords'],
    on: ['admin'],
    effect: 'write',
    traits: ['queue', 'idempotent'],
  },
];

export const kafkaOptions: readonly OptionModel[] = [
  { option: 'requestTimeout', at: 'instance', sets: 'timeout' },
  { option: 'connectionTimeout', at: 'instance', sets: 'timeout', covers: 'connect' },
  { option: 'retry.retries', at: 'instance', sets: 'retry', off: [0], unbounded: ['Infinity'], writes: true },
];

/** A request has 30 s and six tries; connecting differs. */
export function kafkaDefaults(title: string, connectMs: number, tries: string): readonly DefaultModel[] {
  return [
    { facet: 'timeout', covers: 'attempt', ms: 30_000, says: `${title} gives up a request after 30 s` },
    { facet: 'timeout', covers: 'connect', ms: connectMs, says: `${title} gives up connecting after ${connectMs / 1000} s` },
    {
      facet: 'retry',
      attempts: 6,
      backoff: 'exponential',
      jitter: true,
      delayMs: 300,
      maxDelayMs: 30_000,
      writes: true,
      onTimeout: true,
      says: `${title} ${tries}`,
    },
  ];
}
