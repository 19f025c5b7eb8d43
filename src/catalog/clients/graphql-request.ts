import type { ClientModel } from '../../model/catalog/client';
import { fetchSignal, ignoredTimeout, ownFetch } from '../families/fetch';
import { fetchFloor, noTimeout } from '../families/floor';
import { proved } from '../families/proved';

/** The operation is a document, which is not read; a signal given to the constructor is one clock for all calls. */
export const graphqlRequest: ClientModel = {
  id: 'graphql-request',
  modules: ['graphql-request', 'graffle'],
  package: 'graphql-request',
  failure: 'throws',
  makes: [{ path: 'GraphQLClient', options: ['arg[1]'] }],
  calls: [
    { paths: ['', 'request', 'rawRequest', 'batchRequests'], on: ['module'], options: ['arg[0]'], effect: 'unknown', target: 'arg[0]' },
    {
      paths: ['request'],
      on: ['instance'],
      options: ['arg[0]'],
      effect: 'unknown',
      statement: 'document',
      behind: ['variables', 'requestHeaders'],
    },
    {
      paths: ['rawRequest'],
      on: ['instance'],
      options: ['arg[0]'],
      effect: 'unknown',
      statement: 'query',
      behind: ['variables', 'requestHeaders'],
    },
    { paths: ['batchRequests'], on: ['instance'], options: ['arg[0]'], effect: 'unknown' },
  ],
  options: [
    ...proved('signal', [fetchSignal]),
    { option: 'signal', at: 'instance', sets: 'cancellation', unit: 'signal' },
    ignoredTimeout('graphql-request has no `timeout` option'),
    ownFetch,
  ],
  defaults: [noTimeout('graphql-request has no timeout unless a signal stops it'), ...fetchFloor],
  advice: 'client.request({ document, variables, signal: AbortSignal.timeout(10_000) })',
  evidence: [{ url: 'https://github.com/graffle-js/graffle/tree/graphql-request', versions: '7.4.0', how: 'read' }],
};
