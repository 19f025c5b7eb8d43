import type { ClientModel } from '../../model/catalog/client';

/** The transport is the user's own function: it sends, and there the bound belongs. */
export const jsonRpc20: ClientModel = {
  id: 'json-rpc-2.0',
  title: 'JSON-RPC',
  modules: ['json-rpc-2.0'],
  failure: 'throws',
  makes: [
    { path: 'JSONRPCClient', options: ['arg[0]'] },
    { path: 'timeout', on: ['instance'], kind: 'timed' },
  ],
  calls: [
    { paths: ['request', 'requestAdvanced', 'notify'], on: ['instance'], effect: 'unknown', traits: ['local'] },
    { paths: ['request', 'requestAdvanced'], on: ['timed'], effect: 'unknown', traits: ['local'] },
  ],
  defaults: [
    { facet: 'opaque', on: ['instance'], may: ['timeout', 'retry', 'cancellation'], says: 'the transport is a function of your own' },
    { facet: 'opaque', on: ['timed'], may: ['timeout', 'retry'], says: 'the answer is awaited for a time only, but nothing is stopped' },
  ],
  advice: 'client.timeout(10_000).request(method, params)',
  evidence: [{ url: 'https://github.com/shogowada/json-rpc-2.0#client-side-timeout', versions: '1.8.1', how: 'read' }],
};
