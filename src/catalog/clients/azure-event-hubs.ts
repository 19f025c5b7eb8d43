import type { ClientModel } from '../../model/catalog/client';
import { amqpDefaults, amqpOptions } from '../families/azure-amqp';

export const azureEventHubs: ClientModel = {
  id: '@azure/event-hubs',
  title: 'Azure Event Hubs',
  modules: ['@azure/event-hubs'],
  failure: 'throws',
  traits: ['queue', 'pooled'],
  makes: [
    { path: 'EventHubProducerClient', options: ['arg[3]', 'arg[2]', 'arg[1]'] },
    { path: 'EventHubBufferedProducerClient', options: ['arg[3]', 'arg[2]', 'arg[1]'] },
    { path: 'EventHubConsumerClient', options: ['arg[4]', 'arg[3]', 'arg[2]'] },
  ],
  calls: [
    { paths: ['sendBatch', 'enqueueEvent', 'enqueueEvents'], on: ['instance'], options: ['arg[1]'], effect: 'write' },
    { paths: ['createBatch', 'getEventHubProperties', 'getPartitionIds', 'flush'], on: ['instance'], options: ['arg[0]'], effect: 'read' },
    { paths: ['getPartitionProperties'], on: ['instance'], options: ['arg[1]'], effect: 'read' },
  ],
  options: amqpOptions,
  defaults: amqpDefaults,
  advice: 'new EventHubProducerClient(connection, hub, { retryOptions: { timeoutInMs: 10_000, maxRetries: 2 } })',
  evidence: [{ url: 'https://learn.microsoft.com/javascript/api/@azure/event-hubs/retryoptions', versions: '6.0.4', how: 'read' }],
};
