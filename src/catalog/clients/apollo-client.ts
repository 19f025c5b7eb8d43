import type { ClientModel } from '../../model/catalog/client';
import { fetchFloor, noTimeout } from '../families/floor';

/** Links may repeat: where all of them are known, so is what they do. */
export const apolloClient: ClientModel = {
  id: '@apollo/client',
  title: 'Apollo Client',
  modules: ['@apollo/client', '@apollo/client/*', 'apollo-client'],
  package: '@apollo/client',
  failure: 'throws',
  makes: [{ path: 'ApolloClient', options: ['arg[0]'], links: ['arg[0].link'] }],
  calls: [
    { paths: ['query'], on: ['instance'], options: ['arg[0]'], effect: 'read' },
    { paths: ['mutate'], on: ['instance'], options: ['arg[0]'], effect: 'write' },
    { paths: ['subscribe', 'watchQuery'], on: ['instance'], options: ['arg[0]'], effect: 'read', traits: ['connection'] },
    { paths: ['refetchQueries', 'reFetchObservableQueries', 'resetStore'], on: ['instance'], effect: 'read' },
  ],
  options: [
    { option: 'context.fetchOptions.signal', at: 'call', versions: '>=3.7.0', sets: 'cancellation', unit: 'signal', proved: true },
    // Before, the HTTP link keeps what it takes for an abort to itself, and whoever waits is never answered.
    { option: 'context.fetchOptions.signal', at: 'call', versions: '<3.7.0', sets: 'cancellation', unit: 'signal', mends: false },
  ],
  defaults: [
    noTimeout('Apollo has no timeout unless a signal or a link brings one'),
    ...fetchFloor,
    { facet: 'opaque', may: ['retry'], says: 'a link of this client may repeat requests' },
  ],
  advice: 'client.query({ query, context: { fetchOptions: { signal: AbortSignal.timeout(10_000) } } })',
  evidence: [
    { url: 'https://www.apollographql.com/docs/react/api/link/apollo-link-http', versions: '4.3.8', how: 'read' },
    { url: 'https://www.npmjs.com/package/@apollo/client/v/3.6.10', versions: '3.3.21, 3.5.10, 3.6.10, 3.7.0', how: 'read' },
  ],
};
