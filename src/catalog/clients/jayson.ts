import type { ClientModel } from '../../model/catalog/client';
import { noTimeout } from '../families/floor';

const kinds = ['http', 'https', 'tcp', 'tls', 'websocket'];

export const jayson: ClientModel = {
  id: 'jayson',
  modules: ['jayson', 'jayson/promise'],
  package: 'jayson',
  failure: 'throws',
  makes: [...kinds.flatMap((kind) => [`Client.${kind}`, `client.${kind}`]).map((path) => ({ path, options: ['arg[0]'] as const }))],
  calls: [{ paths: ['request'], on: ['instance'], effect: 'unknown' }],
  // The head of the answer and the connection; a body that stalls is nobody's business.
  options: [
    { option: 'timeout', at: 'instance', sets: 'timeout', covers: 'headers' },
    { option: 'timeout', at: 'instance', sets: 'timeout', covers: 'connect' },
  ],
  defaults: [noTimeout('jayson waits for the body of an answer without end')],
  advice: 'a timer of your own around `client.request(method, params)`',
  evidence: [{ url: 'https://github.com/tedeh/jayson#client', versions: '5.0.0', how: 'read' }],
};
