import type { ClientModel } from '../../model/catalog/client';
import { noTimeout } from '../families/floor';

/** A client's members are those of the service, which the types alone know. */
export const niceGrpc: ClientModel = {
  id: 'nice-grpc',
  modules: ['nice-grpc', 'nice-grpc-web'],
  package: 'nice-grpc',
  failure: 'throws',
  traits: ['pooled'],
  makes: [
    { path: 'createClient', kind: 'client', options: ['arg[2]'], types: ['Client'] },
    { path: 'createClientFactory', kind: 'factory' },
    { path: 'create', on: ['factory'], kind: 'client', options: ['arg[2]'] },
  ],
  calls: [{ paths: ['*'], on: ['client'], options: ['arg[1]'], effect: 'verb' }],
  options: [{ option: 'signal', at: 'call', sets: 'cancellation', unit: 'signal' }],
  defaults: [
    noTimeout('nice-grpc has no deadline unless a signal or its middleware brings one'),
    { facet: 'timeout', covers: 'connect', ms: 20_000, says: 'nice-grpc gives up connecting after 20 s' },
  ],
  advice: 'client.getUser(request, { signal: AbortSignal.timeout(10_000) })',
  evidence: [
    { url: 'https://github.com/deeplay-io/nice-grpc/tree/master/packages/nice-grpc#aborting-calls', versions: '2.1.18', how: 'read' },
  ],
};
