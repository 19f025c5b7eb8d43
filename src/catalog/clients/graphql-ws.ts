import type { ClientModel } from '../../model/catalog/client';
import { noTimeout } from '../families/floor';

export const graphqlWs: ClientModel = {
  id: 'graphql-ws',
  modules: ['graphql-ws', 'graphql-ws/client', 'graphql-sse'],
  package: 'graphql-ws',
  failure: 'throws',
  traits: ['connection'],
  makes: [{ path: 'createClient', options: ['arg[0]'], types: ['Client'] }],
  calls: [{ paths: ['subscribe', 'iterate'], on: ['instance'], effect: 'read' }],
  options: [
    { option: 'connectionAckWaitTimeout', at: 'instance', sets: 'timeout', covers: 'headers', off: [0] },
    { option: 'retryAttempts', at: 'instance', sets: 'retry', reconnect: true, off: [0], unbounded: ['Infinity'] },
  ],
  defaults: [
    noTimeout('a subscription waits for its server without end'),
    {
      facet: 'retry',
      attempts: 6,
      backoff: 'exponential',
      jitter: true,
      delayMs: 1_000,
      writes: false,
      reconnect: true,
      says: 'graphql-ws connects anew 5 times',
    },
  ],
  advice: 'createClient({ url, connectionAckWaitTimeout: 10_000 })',
  evidence: [{ url: 'https://the-guild.dev/graphql/ws/docs/interfaces/client.ClientOptions', versions: '6.4.2', how: 'read' }],
};
