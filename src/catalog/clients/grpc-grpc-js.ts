import type { ClientModel } from '../../model/catalog';

/** No deadline by default, not even for connecting. Generated clients are known where their constructor is. */
export const grpcGrpcJs: ClientModel = {
  id: '@grpc/grpc-js',
  modules: ['@grpc/grpc-js'],
  failure: 'throws',
  traits: ['pooled'],
  makes: [
    { path: 'loadPackageDefinition', kind: 'package' },
    { path: '**', on: ['package'], kind: 'client', options: ['arg[2]'] },
    { path: 'makeClientConstructor', kind: 'constructor' },
    { path: 'makeGenericClientConstructor', kind: 'constructor' },
    { path: '', on: ['constructor'], kind: 'client', options: ['arg[2]'] },
    { path: 'Client', kind: 'client', options: ['arg[2]'] },
  ],
  calls: [
    {
      paths: ['makeUnaryRequest', 'makeClientStreamRequest', 'makeServerStreamRequest', 'makeBidiStreamRequest'],
      on: ['client'],
      options: ['arg[5]', 'arg[4]'],
      effect: 'unknown',
    },
    { paths: ['*'], on: ['client'], options: ['arg[2]', 'arg[1]'], effect: 'verb' },
  ],
  options: [
    { option: 'deadline', sets: 'timeout', covers: 'total', unit: 'deadline', off: ['Infinity'] },
    { option: 'interceptors', sets: 'agent' },
  ],
  defaults: [{ facet: 'timeout', covers: 'attempt', ms: 'unbounded', says: 'a gRPC call without a deadline waits without end' }],
  advice: 'client.method(request, { deadline: Date.now() + 5_000 }, callback)',
  evidence: [{ url: 'https://grpc.io/docs/guides/deadlines/', versions: '1.14.7', how: 'read' }],
};
