import type { ClientModel } from '../../model/catalog/client';
import { noTimeout } from '../families/floor';

const options = ['arg[1]'] as const;

/** A program derives its own from it; what goes out goes through `node-fetch`, which waits for ever. */
export const apolloDatasourceRest: ClientModel = {
  id: '@apollo/datasource-rest',
  title: 'RESTDataSource',
  modules: ['@apollo/datasource-rest'],
  failure: 'throws',
  makes: [{ path: 'RESTDataSource', options: ['arg[0]'], types: ['RESTDataSource'] }],
  calls: [
    { paths: ['get', 'head'], on: ['instance'], options, effect: 'read', target: 'arg[0]' },
    { paths: ['post', 'put', 'patch', 'delete'], on: ['instance'], options, effect: 'write', target: 'arg[0]' },
    { paths: ['fetch'], on: ['instance'], options, effect: { method: ['arg[1].method'], otherwise: 'read' }, target: 'arg[0]' },
  ],
  options: [
    { option: 'signal', at: 'call', sets: 'cancellation', unit: 'signal' },
    // It is handed on as it is, and the types do not know it.
    { option: 'timeout', at: 'call', sets: 'timeout', off: [0], mends: false },
    { option: 'fetch', at: 'instance', sets: 'timeout', unit: 'fetch', mends: false },
    { option: 'agent', at: 'call', sets: 'agent' },
  ],
  overrides: [{ method: 'willSendRequest', param: 1 }],
  defaults: [noTimeout('RESTDataSource waits as long as the server likes unless a signal is handed on')],
  advice: 'this.get(path, { signal: AbortSignal.timeout(10_000) })',
  evidence: [{ url: 'https://github.com/apollographql/datasource-rest#intercepting-fetches', versions: '6.4.1', how: 'read' }],
};
