import type { ClientModel } from '../../model/catalog/client';
import { noTimeout } from '../families/floor';

const transports = ['ClientTCP', 'ClientRedis', 'ClientRMQ', 'ClientKafka', 'ClientNats', 'ClientMqtt'];

/** What it is told says how a message travels, and bounds no answer. */
const provider = { path: 'ClientsModule', configured: [] };

/** Whatever carries a message, its answer comes as a message of its own, for which nobody sets a clock: `commandTimeout` of Redis bounds the way there alone. */
export const nestjsMicroservices: ClientModel = {
  id: '@nestjs/microservices',
  title: 'ClientProxy',
  modules: ['@nestjs/microservices'],
  failure: 'throws',
  traits: ['pooled'],
  makes: [
    { path: 'ClientProxy', kind: 'proxy', provider },
    ...['ClientProxyFactory.create', ...transports].map((path) => ({ path, kind: 'proxy' })),
    { path: 'ClientGrpc', kind: 'grpc', provider },
    { path: 'ClientGrpcProxy', kind: 'grpc' },
    { path: 'getService', on: ['grpc', 'proxy'], kind: 'service' },
  ],
  calls: [
    { paths: ['send'], on: ['proxy'], effect: 'unknown', traits: ['lazy'] },
    { paths: ['connect'], on: ['proxy'], effect: 'read', traits: ['connection', 'queue'] },
    // It is sent as soon as it is called, whether anybody subscribes or not.
    { paths: ['emit'], on: ['proxy'], effect: 'write', traits: ['queue'] },
    { paths: ['*'], on: ['service'], options: ['arg[2]', 'arg[1]'], effect: 'verb', traits: ['lazy'] },
  ],
  options: [
    // The interfaces of services, which a project writes itself, do not know it.
    {
      option: 'deadline',
      at: 'call',
      on: ['service'],
      sets: 'timeout',
      covers: 'total',
      unit: 'deadline',
      off: ['Infinity'],
      mends: false,
    },
  ],
  defaults: [
    {
      ...noTimeout('an answer of another service is waited for without end unless the operator `timeout` stands behind the call'),
      on: ['send', 'service'],
    },
    {
      facet: 'opaque',
      on: ['connect', 'emit'],
      may: ['timeout'],
      says: 'it waits for what carries it and for no other service, and that may have a bound of its own',
    },
  ],
  advice: 'client.send(pattern, data).pipe(timeout(10_000))',
  evidence: [{ url: 'https://docs.nestjs.com/microservices/basics#handling-timeouts', versions: '11.2.6', how: 'read' }],
};
