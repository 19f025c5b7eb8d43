import type { ClientModel } from '../../model/catalog/client';

/** NATS under its old name and under its new one. */
export function natsClient(part: Pick<ClientModel, 'id' | 'modules' | 'evidence'>): ClientModel {
  return {
    ...part,
    title: 'NATS',
    failure: 'throws',
    traits: ['queue', 'pooled'],
    makes: [
      ...['connect', 'wsconnect'].map((path) => ({ path, options: ['arg[0]'] as const, types: ['NatsConnection'] })),
      { path: 'jetstream', on: ['instance'], kind: 'stream', types: ['JetStreamClient'] },
    ],
    calls: [
      {
        paths: ['connect', 'wsconnect'],
        on: ['module'],
        options: ['arg[0]'],
        effect: 'read',
        traits: ['connection', 'queue'],
        // They speak of a connection that was there.
        without: ['maxReconnectAttempts', 'reconnectTimeWait'],
      },
      { paths: ['request', 'requestMany'], on: ['instance'], options: ['arg[2]'], effect: 'unknown' },
      { paths: ['flush'], on: ['instance'], effect: 'read', without: ['timeout'] },
      // What is under way is finished first.
      { paths: ['drain'], on: ['instance'], effect: 'write', without: ['timeout'], traits: ['slow'] },
      { paths: ['publish'], on: ['instance'], effect: 'write', traits: ['local', 'queue'] },
      { paths: ['subscribe'], on: ['instance'], effect: 'read', traits: ['connection', 'queue'] },
      { paths: ['publish'], on: ['stream'], options: ['arg[2]'], effect: 'write' },
    ],
    options: [
      { option: 'timeout', sets: 'timeout' },
      { option: 'maxReconnectAttempts', sets: 'retry', reconnect: true, unbounded: [-1] },
      { option: 'reconnectTimeWait', sets: 'retry', reconnect: true, field: 'delayMs' },
    ],
    defaults: [
      {
        facet: 'timeout',
        on: ['connect', 'wsconnect', 'subscribe'],
        covers: 'attempt',
        ms: 20_000,
        says: 'NATS gives up connecting after 20 s',
      },
      {
        facet: 'timeout',
        on: ['publish', 'stream'],
        covers: 'attempt',
        ms: 5_000,
        says: 'JetStream gives up after 5 s, and a plain message waits for nothing',
      },
      { facet: 'timeout', on: ['request', 'requestMany'], covers: 'total', ms: 1_000, says: 'a request of NATS gives up after 1 s' },
      {
        facet: 'timeout',
        on: ['flush', 'drain'],
        covers: 'attempt',
        ms: 360_000,
        says: 'NATS gives up a server that leaves two pings, 2 minutes apart, unanswered for 2 more',
      },
      {
        facet: 'retry',
        attempts: 11,
        backoff: 'constant',
        jitter: true,
        delayMs: 2_000,
        writes: false,
        reconnect: true,
        says: 'NATS connects anew 10 times, 2 s apart',
      },
    ],
    advice: 'connection.request(subject, data, { timeout: 5_000 })',
  };
}
