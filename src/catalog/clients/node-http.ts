import type { ClientModel } from '../../model/catalog/client';
import { httpCalls, httpDefaults, socketChains, socketOptions } from '../families/node-http';
import { proved } from '../families/proved';

export const nodeHttp: ClientModel = {
  id: 'node:http',
  title: 'http',
  modules: ['node:http', 'node:https', 'http', 'https'],
  failure: 'resolves',
  traits: ['emitter'],
  calls: httpCalls(['', 'http.', 'https.']),
  options: [...proved('signal', socketOptions), { option: 'agent', sets: 'agent' }],
  chains: socketChains,
  defaults: httpDefaults,
  advice: 'http.get(url, { signal: AbortSignal.timeout(10_000) }, onResponse)',
  evidence: [{ url: 'https://nodejs.org/api/http.html#httprequesturl-options-callback', versions: 'Node 20.20.2, 24.21.0', how: 'read' }],
};
