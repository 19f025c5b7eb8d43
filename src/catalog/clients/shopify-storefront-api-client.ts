import type { ClientModel } from '../../model/catalog/client';
import { ownFetch } from '../families/fetch';
import { fetchFloor, noTimeout } from '../families/floor';

export const shopifyStorefrontApiClient: ClientModel = {
  id: '@shopify/storefront-api-client',
  title: 'Shopify',
  modules: ['@shopify/storefront-api-client', '@shopify/admin-api-client', '@shopify/graphql-client'],
  // Errors come back in `errors`, also those of the network.
  failure: 'resolves',
  makes: [
    { path: 'createStorefrontApiClient', options: ['arg[0]'], types: ['StorefrontApiClient'] },
    { path: 'createAdminApiClient', options: ['arg[0]'], types: ['AdminApiClient'] },
    { path: 'createGraphQLClient', options: ['arg[0]'], types: ['GraphQLClient'] },
    { path: 'createAdminRestApiClient', kind: 'rest', options: ['arg[0]'], types: ['AdminRestApiClient'] },
  ],
  calls: [
    { paths: ['request', 'fetch', 'requestStream'], on: ['instance'], options: ['arg[1]'], effect: 'unknown' },
    { paths: ['get'], on: ['rest'], options: ['arg[1]'], effect: 'read', target: 'arg[0]' },
    { paths: ['post', 'put', 'delete'], on: ['rest'], options: ['arg[1]'], effect: 'write', target: 'arg[0]' },
  ],
  options: [
    { ...ownFetch, option: 'customFetchApi' },
    { option: 'retries', sets: 'retry', off: [0], writes: true },
    { option: 'signal', at: 'call', sets: 'cancellation', unit: 'signal', proved: true },
  ],
  defaults: [noTimeout('Shopify has no timeout; only a signal stops a request'), ...fetchFloor],
  advice: 'client.request(query, { signal: AbortSignal.timeout(10_000) })',
  evidence: [
    { url: 'https://github.com/Shopify/shopify-app-js/tree/main/packages/api-clients', versions: 'with shopify-api 13.1.0', how: 'read' },
  ],
};
