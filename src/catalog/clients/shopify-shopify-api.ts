import type { ClientModel } from '../../model/catalog/client';
import { fetchFloor, noTimeout } from '../families/floor';

export const shopifyShopifyApi: ClientModel = {
  id: '@shopify/shopify-api',
  title: 'Shopify',
  modules: ['@shopify/shopify-api'],
  failure: 'throws',
  makes: [
    { path: 'shopifyApi', kind: 'shopify', options: ['arg[0]'] },
    { path: 'clients.Rest', on: ['shopify'], options: ['arg[0]'] },
    { path: 'clients.Graphql', on: ['shopify'], kind: 'graphql', options: ['arg[0]'] },
    { path: 'clients.Storefront', on: ['shopify'], kind: 'graphql', options: ['arg[0]'] },
  ],
  calls: [
    { paths: ['get'], on: ['instance'], options: ['arg[0]'], effect: 'read', target: 'arg[0].path' },
    { paths: ['post', 'put', 'delete'], on: ['instance'], options: ['arg[0]'], effect: 'write', target: 'arg[0].path' },
    { paths: ['request'], on: ['graphql'], options: ['arg[1]'], effect: 'unknown' },
    { paths: ['query'], on: ['graphql'], options: ['arg[0]'], effect: 'unknown' },
    {
      paths: ['clients.graphqlProxy', 'auth.callback', 'auth.tokenExchange', 'auth.clientCredentials', 'auth.refreshToken'],
      on: ['shopify'],
      options: ['arg[0]'],
      effect: 'write',
    },
    { paths: ['webhooks.register'], on: ['shopify'], options: ['arg[0]'], effect: 'write' },
  ],
  options: [
    { option: 'tries', at: 'call', sets: 'retry', plus: 0, off: [1], writes: true },
    { option: 'retries', at: 'call', on: ['graphql'], sets: 'retry', off: [0], writes: true },
    { option: 'signal', at: 'call', sets: 'cancellation', unit: 'signal' },
  ],
  defaults: [noTimeout('Shopify has no timeout; only a signal stops a request'), ...fetchFloor],
  advice: 'client.request(query, { signal: AbortSignal.timeout(10_000) })',
  evidence: [{ url: 'https://github.com/Shopify/shopify-app-js/tree/main/packages/apps/shopify-api', versions: '13.1.0', how: 'read' }],
};
