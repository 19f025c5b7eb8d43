import type { ClientModel } from '../../model/catalog/client';
import { noTimeout } from '../families/floor';

/** Making a client fetches its description; the operations are members that the description names. */
export const soap: ClientModel = {
  id: 'soap',
  title: 'SOAP',
  modules: ['soap', 'strong-soap'],
  package: 'soap',
  failure: 'throws',
  makes: [{ path: 'createClientAsync', kind: 'client', types: ['Client'] }],
  calls: [
    {
      paths: ['createClient', 'createClientAsync'],
      on: ['module'],
      options: ['arg[1]'],
      effect: 'read',
      target: 'arg[0]',
      traits: ['path-local'],
    },
    { paths: ['*Async'], on: ['client'], options: ['arg[1]'], effect: 'verb' },
  ],
  options: [
    {
      option: 'wsdl_options.timeout',
      at: 'call',
      on: ['createClient', 'createClientAsync'],
      sets: 'timeout',
      off: [0],
      proved: true,
    },
    { option: 'timeout', at: 'call', on: ['client'], sets: 'timeout', off: [0] },
  ],
  defaults: [noTimeout('SOAP waits as long as the server likes unless `timeout` is set')],
  advice: 'client.OperationAsync(args, { timeout: 10_000 })',
  evidence: [{ url: 'https://github.com/vpulim/node-soap#options', versions: '1.13.0', how: 'read' }],
};
