import type { ClientModel } from '../../model/catalog/client';
import { connectsAnew } from '../families/amqp-manager';
import { noTimeout } from '../families/floor';

/** It publishes by amqp-connection-manager, which keeps a message for as long as the broker is gone; only what is asked for an answer has a clock. */
export const golevelupNestjsRabbitmq: ClientModel = {
  id: '@golevelup/nestjs-rabbitmq',
  title: 'AmqpConnection',
  modules: ['@golevelup/nestjs-rabbitmq'],
  failure: 'throws',
  traits: ['queue', 'pooled'],
  makes: [
    // Injected, it was told what stands in the module, which is not read for it.
    { path: 'AmqpConnection', options: ['arg[0]'] },
  ],
  calls: [
    { paths: ['request'], on: ['instance'], options: ['arg[0]'], effect: 'unknown' },
    { paths: ['publish'], on: ['instance'], options: ['arg[3]'], effect: 'write' },
  ],
  options: [
    { option: 'timeout', at: 'call', on: ['request'], sets: 'timeout', covers: 'total', same: [0] },
    { option: 'defaultRpcTimeout', at: 'instance', on: ['request'], sets: 'timeout', covers: 'total', kills: [0] },
    // The types are those of amqplib, which does not know it.
    { option: 'timeout', at: 'call', on: ['publish'], sets: 'timeout', off: [0], mends: false },
    { option: 'defaultPublishOptions.timeout', at: 'instance', on: ['publish'], sets: 'timeout', off: [0], mends: false },
  ],
  defaults: [
    { facet: 'timeout', covers: 'total', ms: 10_000, on: ['request'], says: 'a request is given up after 10 s' },
    {
      ...noTimeout('a message waits without end while the broker is gone, unless `defaultPublishOptions.timeout` is set'),
      on: ['publish'],
    },
    connectsAnew,
  ],
  advice: 'RabbitMQModule.forRoot({ uri, defaultRpcTimeout: 10_000, defaultPublishOptions: { timeout: 10_000 } })',
  evidence: [{ url: 'https://golevelup.github.io/nestjs/modules/rabbitmq.html', versions: '9.0.2', how: 'read' }],
};
