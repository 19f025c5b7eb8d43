import type { ClientModel } from '../../model/catalog/client';
import { noTimeout } from '../families/floor';

/** A message that wants an acknowledgement waits in line as long as there is no connection. */
export const mqtt: ClientModel = {
  id: 'mqtt',
  title: 'MQTT',
  modules: ['mqtt', 'mqtt/*', 'async-mqtt'],
  package: 'mqtt',
  failure: 'throws',
  traits: ['queue', 'pooled', 'emitter'],
  makes: [
    ...['connect', 'connectAsync'].map((path) => ({
      path,
      options: ['arg[1]', 'arg[0]'] as const,
      types: ['MqttClient', 'AsyncMqttClient'],
    })),
  ],
  calls: [
    {
      paths: ['connectAsync'],
      on: ['module'],
      options: ['arg[1]', 'arg[0]'],
      effect: 'read',
      traits: ['connection', 'queue'],
      target: 'arg[0]',
    },
    { paths: ['publishAsync'], on: ['instance'], effect: 'write' },
    // It gives the client back, and no promise: what comes of it is told to a callback, if to anybody.
    { paths: ['publish'], on: ['instance'], effect: 'write', traits: ['unawaited'] },
    {
      paths: ['subscribeAsync', 'unsubscribeAsync', 'subscribe', 'unsubscribe'],
      on: ['instance'],
      effect: 'read',
      traits: ['connection', 'queue'],
    },
  ],
  options: [
    { option: 'connectTimeout', on: ['connectAsync'], sets: 'timeout', kills: [0] },
    { option: 'connectTimeout', sets: 'timeout', covers: 'connect', kills: [0] },
    { option: 'reconnectPeriod', sets: 'retry', reconnect: true, field: 'delayMs', off: [0] },
  ],
  defaults: [
    { ...noTimeout('a message waits without end while the broker is gone'), on: ['instance'] },
    { facet: 'timeout', on: ['connectAsync'], covers: 'attempt', ms: 30_000, says: 'MQTT gives up connecting after 30 s' },
    { facet: 'timeout', covers: 'connect', ms: 30_000, says: 'MQTT gives up connecting after 30 s' },
    {
      facet: 'retry',
      attempts: 'unbounded',
      backoff: 'constant',
      jitter: false,
      delayMs: 1_000,
      writes: true,
      reconnect: true,
      says: 'MQTT connects anew every second without end',
    },
  ],
  advice: 'mqtt.connect(url, { connectTimeout: 10_000, reconnectPeriod: 5_000 })',
  evidence: [{ url: 'https://github.com/mqttjs/MQTT.js#client', versions: '5.16.0', how: 'read' }],
};
