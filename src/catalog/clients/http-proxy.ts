import type { ClientModel } from '../../model/catalog/client';
import { noTimeout } from '../families/floor';

/**
 * It passes a request on for whoever asked. When that one leaves, the request that was passed on stays, and waits for
 * its answer.
 */
export const httpProxy: ClientModel = {
  id: 'http-proxy',
  modules: ['http-proxy'],
  failure: 'resolves',
  traits: ['emitter'],
  makes: ['createProxyServer', 'createProxy', 'createServer', 'Server', ''].map((path) => ({ path, options: ['arg[0]'] as const })),
  calls: [
    { paths: ['web'], on: ['instance'], options: ['arg[2]'], effect: 'unknown', target: 'arg[2].target' },
    // No option bounds a handshake, and what was shaken goes on for as long as both sides like.
    {
      paths: ['ws'],
      on: ['instance'],
      options: ['arg[3]', 'arg[2]'],
      effect: 'unknown',
      target: 'arg[3].target',
      traits: ['connection', 'session'],
      without: ['proxyTimeout', 'timeout'],
    },
  ],
  options: [
    // It starts once the connection stands. A body that stalls is given up as well, but whoever asked is not told.
    { option: 'proxyTimeout', sets: 'timeout', covers: 'headers', off: [0] },
    // Silence towards whoever asked, connecting included: that one is let go without an answer.
    { option: 'timeout', sets: 'timeout', cancels: false, off: [0], mends: false },
    { option: 'agent', sets: 'agent' },
  ],
  defaults: [noTimeout('http-proxy waits as long as the other side likes unless `proxyTimeout` and `timeout` are set')],
  advice: 'createProxyServer({ target, proxyTimeout: 10_000, timeout: 15_000 })',
  evidence: [{ url: 'https://github.com/http-party/node-http-proxy#options', versions: '1.18.1', how: 'read' }],
};
