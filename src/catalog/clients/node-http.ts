import type { ClientModel } from '../../model/catalog';

/** The `timeout` option only emits an event: without a listener that destroys the request nothing ends. */
export const nodeHttp: ClientModel = {
  id: 'node:http',
  modules: ['http', 'https', 'node:http', 'node:https'],
  failure: 'resolves',
  calls: [
    {
      paths: ['get', 'http.get', 'https.get'],
      on: ['module', 'redirecting'],
      options: ['arg[1]', 'arg[0]'],
      target: 'arg[0]',
      effect: 'read',
    },
    {
      paths: ['request'],
      on: ['module'],
      options: ['arg[1]', 'arg[0]'],
      target: 'arg[0]',
      effect: { method: ['arg[0].method', 'arg[1].method'], otherwise: 'read' },
    },
  ],
  options: [
    { option: 'signal', sets: 'cancellation', unit: 'signal' },
    { option: 'timeout', sets: 'timeout', covers: 'attempt', off: [0], needs: 'ontimeout' },
    { option: 'setTimeout', sets: 'timeout', covers: 'attempt', off: [0] },
  ],
  chains: [
    { member: 'on', when: 'timeout', as: 'ontimeout', arg: 'arg[1]' },
    { member: 'once', when: 'timeout', as: 'ontimeout', arg: 'arg[1]' },
    { member: 'addListener', when: 'timeout', as: 'ontimeout', arg: 'arg[1]' },
    { member: 'setTimeout', as: 'setTimeout' },
  ],
  defaults: [{ facet: 'timeout', covers: 'attempt', ms: 'unbounded', says: "Node's http client waits without end for an answer" }],
  advice: 'http.request(url, { signal: AbortSignal.timeout(5_000) })',
  evidence: [{ url: 'https://nodejs.org/api/http.html#httprequesturl-options-callback', versions: 'Node 20.20, 24.21', how: 'read' }],
};
