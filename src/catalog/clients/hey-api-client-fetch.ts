import type { ClientModel } from '../../model/catalog/client';
import { fetchSignal, ignoredTimeout, ownFetch } from '../families/fetch';
import { fetchFloor, noTimeout } from '../families/floor';
import { proved } from '../families/proved';

export const heyApiClientFetch: ClientModel = {
  id: '@hey-api/client-fetch',
  title: 'Hey API',
  modules: ['@hey-api/client-fetch'],
  failure: 'resolves',
  makes: [{ path: 'createClient', options: ['arg[0]'], types: ['Client'] }],
  calls: [
    { paths: ['get', 'head', 'options', 'trace'], on: ['instance'], options: ['arg[0]'], effect: 'read', target: 'arg[0].url' },
    { paths: ['post', 'put', 'patch', 'delete'], on: ['instance'], options: ['arg[0]'], effect: 'write', target: 'arg[0].url' },
    {
      paths: ['request'],
      on: ['instance'],
      options: ['arg[0]'],
      effect: { method: ['arg[0].method'], otherwise: 'unknown' },
      target: 'arg[0].url',
    },
  ],
  options: [
    ...proved('signal', [fetchSignal]),
    ignoredTimeout('Hey API has no `timeout` option'),
    ownFetch,
    { option: 'throwOnError', sets: 'status', resolves: [false] },
  ],
  defaults: [noTimeout('Hey API has no timeout unless a signal stops it'), ...fetchFloor],
  advice: "client.get({ url: '/users', signal: AbortSignal.timeout(10_000) })",
  evidence: [{ url: 'https://heyapi.dev/openapi-ts/clients/fetch', versions: '0.13.1', how: 'read' }],
};
