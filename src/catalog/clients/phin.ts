import type { ClientModel } from '../../model/catalog/client';
import { noTimeout } from '../families/floor';

export const phin: ClientModel = {
  id: 'phin',
  modules: ['phin'],
  failure: 'unknown',
  makes: [{ path: 'defaults', options: ['arg[0]'] }],
  calls: [
    {
      paths: ['', 'promisified', 'unpromisified'],
      on: ['module'],
      options: ['arg[0]'],
      effect: { method: ['arg[0].method'], otherwise: 'read' },
      target: 'arg[0].url',
    },
    { paths: [''], on: ['instance'], options: ['arg[0]'], effect: { method: ['arg[0].method'], otherwise: 'read' }, target: 'arg[0].url' },
  ],
  // It counts silence, connecting included.
  options: [{ option: 'timeout', sets: 'timeout', off: [0], proved: true }],
  defaults: [noTimeout('phin waits as long as the server likes unless `timeout` is set')],
  advice: 'phin({ url, timeout: 10_000 })',
  evidence: [{ url: 'https://github.com/ethanent/phin#documentation', versions: '4.0.0', how: 'read' }],
};
