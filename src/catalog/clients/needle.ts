import type { CallModel, ClientModel } from '../../model/catalog/client';
import { noTimeout } from '../families/floor';

const bodies = ['post', 'put', 'patch', 'delete'];
const options: CallModel['options'] = ['arg[3]', 'arg[2]'];

/** `timeout` reads like a whole and is the connection's alone; each phase has an option of its own. */
export const needle: ClientModel = {
  id: 'needle',
  modules: ['needle'],
  failure: 'resolves',
  calls: [
    {
      paths: ['', 'request'],
      on: ['module'],
      options,
      optionsToRead: ['arg[2]'],
      effect: { method: ['arg[0]'], otherwise: 'read' },
      target: 'arg[1]',
    },
    { paths: ['get', 'head'], on: ['module'], options: ['arg[1]'], effect: 'read', target: 'arg[0]' },
    { paths: bodies, on: ['module'], options: ['arg[2]'], effect: 'write', target: 'arg[0]' },
  ],
  options: [
    { option: 'timeout', sets: 'timeout', covers: 'connect', off: [0] },
    { option: 'open_timeout', sets: 'timeout', covers: 'connect', off: [0] },
    { option: 'response_timeout', sets: 'timeout', covers: 'headers', off: [0] },
    { option: 'read_timeout', sets: 'timeout', covers: 'idle', off: [0] },
    { option: 'signal', at: 'call', sets: 'cancellation', unit: 'signal', proved: true },
    { option: 'agent', sets: 'agent' },
  ],
  defaults: [
    noTimeout('needle bounds connecting alone unless `response_timeout` and `read_timeout` are set'),
    { facet: 'timeout', covers: 'connect', ms: 10_000, says: 'needle gives up connecting after 10 s' },
  ],
  advice: "needle('get', url, { signal: AbortSignal.timeout(10_000) })",
  evidence: [{ url: 'https://github.com/tomas/needle#request-options', versions: '3.5.0', how: 'read' }],
};
