import type { ClientModel } from '../../model/catalog/client';
import { noTimeout } from '../families/floor';

/** It calls back with the head, whatever its status, and `concat` with the body as well; what it is told goes on to `http.request`. */
export const simpleGet: ClientModel = {
  id: 'simple-get',
  modules: ['simple-get'],
  failure: 'resolves',
  traits: ['emitter'],
  calls: [
    {
      paths: ['', 'concat'],
      on: ['module'],
      options: ['arg[0]'],
      effect: { method: ['arg[0].method'], otherwise: 'read' },
      target: 'arg[0]',
    },
    { paths: ['get', 'head'], on: ['module'], options: ['arg[0]'], effect: 'read', target: 'arg[0]' },
    { paths: ['post', 'put', 'patch', 'delete'], on: ['module'], options: ['arg[0]'], effect: 'write', target: 'arg[0]' },
  ],
  options: [
    // It counts silence, connecting included: a slow trickle outlives it.
    { option: 'timeout', at: 'call', sets: 'timeout', off: [0], proved: true },
    { option: 'signal', at: 'call', sets: 'cancellation', unit: 'signal' },
    { option: 'agent', at: 'call', sets: 'agent' },
  ],
  defaults: [noTimeout('simple-get waits as long as the server likes unless `timeout` is set')],
  advice: 'get.concat({ url, timeout: 10_000 }, onAnswer)',
  evidence: [{ url: 'https://github.com/feross/simple-get#timeout', versions: '4.0.1', how: 'read' }],
};
