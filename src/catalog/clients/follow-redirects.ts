import type { ClientModel } from '../../model/catalog/client';
import { httpCalls, httpDefaults, socketChains, socketOptions } from '../families/node-http';
import { proved } from '../families/proved';

export const followRedirects: ClientModel = {
  id: 'follow-redirects',
  modules: ['follow-redirects', 'follow-redirects/http', 'follow-redirects/https'],
  failure: 'resolves',
  traits: ['emitter'],
  calls: httpCalls(['', 'http.', 'https.']),
  options: [
    ...proved(
      'signal',
      socketOptions.filter(({ option }) => option !== 'setTimeout'),
    ),
    // Unlike Node's own, it starts at once and destroys the socket by itself.
    { option: 'setTimeout', sets: 'timeout', off: [0], proved: true },
    { option: 'agent', sets: 'agent' },
  ],
  chains: socketChains,
  defaults: httpDefaults,
  advice: 'https.get(url, { signal: AbortSignal.timeout(10_000) }, onResponse)',
  evidence: [{ url: 'https://github.com/follow-redirects/follow-redirects', versions: '1.x', how: 'read' }],
};
