import type { ClientModel } from '../../model/catalog/client';

/** Three minutes of silence end a request; retries are off unless allowed, and then reads only. */
export const actionsHttpClient: ClientModel = {
  id: '@actions/http-client',
  modules: ['@actions/http-client', '@actions/http-client/*'],
  package: '@actions/http-client',
  failure: 'resolves',
  makes: [{ path: 'HttpClient', options: ['arg[2]'] }],
  calls: [
    { paths: ['get', 'options', 'head', 'getJson'], on: ['instance'], target: 'arg[0]', effect: 'read' },
    {
      paths: ['del', 'post', 'patch', 'put', 'postJson', 'putJson', 'patchJson', 'deleteJson'],
      on: ['instance'],
      target: 'arg[0]',
      effect: 'write',
    },
    { paths: ['sendStream', 'request'], on: ['instance'], target: 'arg[1]', effect: { method: ['arg[0]'], otherwise: 'unknown' } },
    { paths: ['requestRaw', 'requestRawWithCallback'], on: ['instance'], effect: 'unknown' },
  ],
  options: [
    { option: 'socketTimeout', sets: 'timeout', covers: 'attempt', off: [0], proved: true },
    { option: 'maxRetries', sets: 'retry', plus: 1, needs: 'allowRetries' },
  ],
  defaults: [{ facet: 'timeout', covers: 'attempt', ms: 180_000, says: '@actions/http-client gives up after 180 s of silence' }],
  advice: "new HttpClient('agent', [], { socketTimeout: 30_000 })",
  evidence: [{ url: 'https://github.com/actions/toolkit/tree/main/packages/http-client', versions: '2, 3', how: 'read' }],
};
