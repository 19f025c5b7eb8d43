import type { ClientModel } from '../../model/catalog/client';
import { fetchFloor, noTimeout } from '../families/floor';

export const microsoftMicrosoftGraphClient: ClientModel = {
  id: '@microsoft/microsoft-graph-client',
  title: 'Microsoft Graph',
  modules: ['@microsoft/microsoft-graph-client'],
  failure: 'throws',
  makes: [
    { path: 'Client.init', options: ['arg[0]'], types: ['Client'] },
    { path: 'Client.initWithMiddleware', options: ['arg[0]'] },
    { path: 'api', on: ['instance'], kind: 'request', inherits: true, types: ['GraphRequest'] },
    ...[
      'version',
      'header',
      'headers',
      'option',
      'options',
      'middlewareOptions',
      'select',
      'expand',
      'orderby',
      'filter',
      'search',
      'top',
      'skip',
      'skipToken',
      'count',
      'query',
      'responseType',
    ].map((path) => ({ path, on: ['request'], kind: 'request', inherits: true })),
  ],
  calls: [
    { paths: ['get', 'getStream'], on: ['request'], effect: 'read' },
    { paths: ['post', 'create', 'put', 'putStream', 'update', 'patch', 'delete', 'del'], on: ['request'], effect: 'write' },
  ],
  options: [{ option: 'fetchOptions.signal', sets: 'cancellation', unit: 'signal' }],
  defaults: [
    noTimeout('Microsoft Graph has no timeout'),
    ...fetchFloor,
    {
      facet: 'retry',
      attempts: 4,
      backoff: 'exponential',
      jitter: true,
      delayMs: 3_000,
      maxDelayMs: 180_000,
      writes: true,
      onStatus: true,
      says: 'Microsoft Graph tries 4 times after 429, 503 and 504, writes included',
    },
  ],
  // `.option('signal', signal)` reaches fetch for this one request.
  chains: [{ member: 'option', as: 'fetchOptions.signal', arg: 'arg[1]', when: 'signal', at: 'instance' }],
  advice: "client.api('/me').option('signal', AbortSignal.timeout(10_000)).get()",
  evidence: [{ url: 'https://github.com/microsoftgraph/msgraph-sdk-javascript', versions: '3.0.7', how: 'read' }],
};
