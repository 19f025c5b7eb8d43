import type { ClientModel } from '../../model/catalog/client';
import { fetchSignal, ignoredTimeout, ownFetch } from '../families/fetch';
import { fetchFloor, noTimeout } from '../families/floor';

export const openapiFetch: ClientModel = {
  id: 'openapi-fetch',
  modules: ['openapi-fetch'],
  failure: 'resolves',
  makes: [
    { path: '', options: ['arg[0]'] },
    { path: 'createClient', options: ['arg[0]'] },
  ],
  calls: [
    { paths: ['GET', 'HEAD', 'OPTIONS', 'TRACE'], on: ['instance'], options: ['arg[1]'], effect: 'read', target: 'arg[0]' },
    { paths: ['POST', 'PUT', 'PATCH', 'DELETE'], on: ['instance'], options: ['arg[1]'], effect: 'write', target: 'arg[0]' },
    { paths: ['request'], on: ['instance'], options: ['arg[2]'], effect: { method: ['arg[0]'], otherwise: 'unknown' }, target: 'arg[1]' },
  ],
  options: [{ ...fetchSignal, proved: true }, ignoredTimeout('openapi-fetch has no `timeout` option'), ownFetch],
  defaults: [noTimeout('openapi-fetch has no timeout unless a signal stops it'), ...fetchFloor],
  advice: "client.GET('/users', { signal: AbortSignal.timeout(10_000) })",
  evidence: [{ url: 'https://openapi-ts.dev/openapi-fetch/api', versions: '0.17.0', how: 'read' }],
};
