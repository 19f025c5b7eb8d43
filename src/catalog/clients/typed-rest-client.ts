import type { ClientModel } from '../../model/catalog/client';

export const typedRestClient: ClientModel = {
  id: 'typed-rest-client',
  modules: ['typed-rest-client', 'typed-rest-client/*'],
  package: 'typed-rest-client',
  failure: 'resolves',
  makes: [
    ...['HttpClient', 'HttpClient.HttpClient'].map((path) => ({ path, options: ['arg[2]'] as const })),
    ...['RestClient', 'RestClient.RestClient'].map((path) => ({ path, kind: 'rest', options: ['arg[3]'] as const })),
  ],
  calls: [
    { paths: ['get', 'head', 'options'], on: ['instance', 'rest'], effect: 'read', target: 'arg[0]' },
    { paths: ['post', 'put', 'patch', 'del', 'create', 'update', 'replace'], on: ['instance', 'rest'], effect: 'write', target: 'arg[0]' },
  ],
  options: [
    // It counts silence, connecting included.
    { option: 'socketTimeout', at: 'instance', sets: 'timeout', off: [0], proved: true },
    { option: 'maxRetries', at: 'instance', sets: 'retry', needs: 'allowRetries', off: [0] },
  ],
  defaults: [{ facet: 'timeout', covers: 'attempt', ms: 180_000, says: 'typed-rest-client gives up after 180 s of silence' }],
  advice: "new HttpClient('my-app', [], { socketTimeout: 10_000 })",
  evidence: [{ url: 'https://github.com/microsoft/typed-rest-client/blob/master/lib/HttpClient.ts', versions: '3.1.2', how: 'read' }],
};
