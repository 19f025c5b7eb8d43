import type { ClientModel } from '../../model/catalog/client';
import { noTimeout } from '../families/floor';

const quiet = ['close', 'getChannel', 'waitForReady'];

/**
 * Clients are known where this library makes their class: `makeGenericClientConstructor(…)` and
 * `new (loadPackageDefinition(…).some.Service)(…)`. Classes a generator wrote to a declaration file are not.
 */
export const grpcGrpcJs: ClientModel = {
  id: '@grpc/grpc-js',
  title: 'gRPC',
  modules: ['@grpc/grpc-js', 'grpc'],
  package: '@grpc/grpc-js',
  failure: 'throws',
  traits: ['pooled', 'emitter'],
  makes: [
    { path: 'loadPackageDefinition', kind: 'package' },
    { path: '**', on: ['package'], kind: 'client', options: ['arg[2]'] },
    { path: 'makeClientConstructor', kind: 'constructor' },
    { path: 'makeGenericClientConstructor', kind: 'constructor' },
    { path: '', on: ['constructor'], kind: 'client', options: ['arg[2]'] },
    { path: 'Client', kind: 'client', options: ['arg[2]'] },
  ],
  calls: [
    // A pattern cannot leave names out, so the members that send nothing are named first.
    { paths: quiet, on: ['client'], effect: 'read', traits: ['local'] },
    {
      paths: ['makeUnaryRequest', 'makeClientStreamRequest', 'makeServerStreamRequest', 'makeBidiStreamRequest'],
      on: ['client'],
      options: ['arg[5]', 'arg[4]', 'arg[3]'],
      effect: 'unknown',
    },
    { paths: ['*'], on: ['client'], options: ['arg[2]', 'arg[1]'], effect: 'verb' },
  ],
  options: [
    // A date or a moment in epoch milliseconds; a bare length of time lies in 1970 and fails at once.
    { option: 'deadline', at: 'call', sets: 'timeout', covers: 'total', unit: 'deadline', off: ['Infinity'] },
    // An interceptor may set a deadline, and so may the JSON text of a service config, which may retry as well.
    { option: 'interceptors', sets: 'timeout', unit: 'signal' },
    { option: "'grpc.service_config'", at: 'instance', sets: 'timeout', unit: 'signal' },
  ],
  defaults: [
    noTimeout('a gRPC call without a deadline waits without end, even for the connection'),
    { facet: 'timeout', on: quiet, covers: 'attempt', ms: 0, says: 'it sends nothing by itself' },
  ],
  advice: 'client.method(request, { deadline: Date.now() + 10_000 }, callback)',
  evidence: [{ url: 'https://grpc.io/docs/guides/deadlines/', versions: '1.14.7', how: 'read' }],
};
