import type { ClientModel } from '../../model/catalog/client';
import { fetchFloor, noTimeout } from '../families/floor';

/** The base query that `fetchBaseQuery` makes is called by RTK Query itself; where somebody calls it by hand, it is a call. */
export const reduxjsToolkitQuery: ClientModel = {
  id: '@reduxjs/toolkit/query',
  title: 'RTK Query',
  modules: ['@reduxjs/toolkit/query', '@reduxjs/toolkit/query/react'],
  package: '@reduxjs/toolkit',
  failure: 'resolves',
  makes: [{ path: 'fetchBaseQuery', options: ['arg[0]'] }],
  calls: [
    { paths: [''], on: ['instance'], options: ['arg[0]'], effect: { method: ['arg[0].method'], otherwise: 'read' }, target: 'arg[0].url' },
  ],
  options: [{ option: 'timeout', sets: 'timeout', proved: true }],
  defaults: [noTimeout('`fetchBaseQuery` has no timeout unless `timeout` is set'), ...fetchFloor],
  advice: "fetchBaseQuery({ baseUrl: '/', timeout: 10_000 })",
  evidence: [{ url: 'https://redux-toolkit.js.org/rtk-query/api/fetchBaseQuery', versions: '2.14.0', how: 'read' }],
};
