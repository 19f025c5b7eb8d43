import type { ClientModel } from '../../model/catalog/client';
import { noTimeout } from '../families/floor';

/** `request` answers with the head, whatever its status, and leaves the body to `read`; the others read it, and throw from 400 on. */
export const hapiWreck: ClientModel = {
  id: '@hapi/wreck',
  modules: ['@hapi/wreck'],
  failure: 'throws',
  makes: [{ path: 'defaults', on: ['module', 'instance'], options: ['arg[0]'], inherits: true }],
  calls: [
    { paths: ['get'], options: ['arg[1]'], effect: 'read', target: 'arg[0]' },
    { paths: ['post', 'put', 'patch', 'delete'], options: ['arg[1]'], effect: 'write', target: 'arg[0]' },
    {
      paths: ['request'],
      options: ['arg[2]'],
      effect: { method: ['arg[0]'], otherwise: 'read' },
      target: 'arg[1]',
      failure: 'resolves',
      traits: ['head-first'],
    },
  ],
  options: [
    // The head has so long, and the body as long once more, of which `read` is told by itself. A body that is given up goes on arriving.
    { option: 'timeout', sets: 'timeout', off: [0] },
    { option: 'agent', sets: 'agent' },
  ],
  defaults: [noTimeout('Wreck has no timeout unless `timeout` is set, on the call or by `defaults`')],
  advice: 'Wreck.defaults({ timeout: 10_000 })',
  evidence: [{ url: 'https://hapi.dev/module/wreck/api', versions: '18.1.2', how: 'read' }],
};
