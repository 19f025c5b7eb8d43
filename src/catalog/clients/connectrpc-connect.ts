import type { ClientModel } from '../../model/catalog/client';
import { noTimeout } from '../families/floor';

/** The bound of all calls is the transport's; a `timeoutMs` of 0 on a call switches it off. */
export const connectrpcConnect: ClientModel = {
  id: '@connectrpc/connect',
  title: 'Connect',
  modules: ['@connectrpc/connect', '@bufbuild/connect'],
  package: '@connectrpc/connect',
  failure: 'throws',
  makes: [
    ...['createClient', 'createPromiseClient', 'createCallbackClient'].map((path) => ({
      path,
      kind: 'client',
      options: ['arg[1]'] as const,
      types: ['Client', 'PromiseClient'],
    })),
  ],
  calls: [{ paths: ['*'], on: ['client'], options: ['arg[1]'], effect: 'verb' }],
  options: [
    { option: 'timeoutMs', at: 'call', sets: 'timeout', off: [0] },
    { option: 'defaultTimeoutMs', at: 'instance', sets: 'timeout', kills: [0] },
    { option: 'signal', at: 'call', sets: 'cancellation', unit: 'signal' },
  ],
  defaults: [noTimeout('Connect has no timeout unless `timeoutMs` or the transport sets one')],
  advice: 'createConnectTransport({ baseUrl, defaultTimeoutMs: 10_000 })',
  evidence: [{ url: 'https://connectrpc.com/docs/web/cancellation-and-timeouts', versions: '2.2.0', how: 'read' }],
};
