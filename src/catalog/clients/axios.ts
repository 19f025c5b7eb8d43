import type { ClientModel } from '../../model/catalog';

/** `timeout` covers connecting, the head and any silence on the http adapter; a slow trickle outlives it, a signal does not. */
export const axios: ClientModel = {
  id: 'axios',
  modules: ['axios', 'axios/dist/node/axios.cjs'],
  package: 'axios',
  failure: 'throws',
  makes: [
    { path: 'create', on: ['module', 'instance'], options: ['arg[0]'], types: ['AxiosInstance', 'AxiosStatic'] },
    { path: 'Axios', options: ['arg[0]'] },
  ],
  calls: [
    {
      paths: ['', 'request'],
      options: ['arg[1]', 'arg[0]'],
      target: 'arg[0]',
      effect: { method: ['arg[0].method', 'arg[1].method'], otherwise: 'read' },
    },
    { paths: ['get', 'head', 'options'], options: ['arg[1]'], target: 'arg[0]', effect: 'read' },
    { paths: ['delete'], options: ['arg[1]'], target: 'arg[0]', effect: 'write' },
    { paths: ['post', 'put', 'patch', 'postForm', 'putForm', 'patchForm'], options: ['arg[2]'], target: 'arg[0]', effect: 'write' },
    { paths: ['query'], options: ['arg[2]'], target: 'arg[0]', effect: 'read' },
  ],
  options: [
    { option: 'timeout', sets: 'timeout', covers: 'attempt', off: [0, false] },
    { option: 'signal', sets: 'cancellation', unit: 'signal', versions: '>=0.22' },
    { option: 'signal', sets: 'cancellation', unit: 'signal', versions: '<0.22', ignored: 'axios before 0.22 has no `signal` option' },
    { option: 'validateStatus', sets: 'status', resolves: [null] },
  ],
  defaults: [{ facet: 'timeout', covers: 'attempt', ms: 'unbounded', says: 'axios has no timeout unless `timeout` is set' }],
  assigns: ['defaults'],
  interceptors: [{ path: 'interceptors.request.use', param: 0 }],
  advice: 'axios.create({ timeout: 5_000 })',
  evidence: [{ url: 'https://axios-http.com/docs/req_config', versions: '0.21.4, 0.27.2, 1.7.9, 1.21.1', how: 'read' }],
};
