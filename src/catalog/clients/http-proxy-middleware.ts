import type { ClientModel } from '../../model/catalog/client';
import { noTimeout } from '../families/floor';

/** A handler that passes on what it is handed: by http-proxy until version 4, and by httpxy, which ends what nobody waits for any more, from then on. */
export const httpProxyMiddleware: ClientModel = {
  id: 'http-proxy-middleware',
  modules: ['http-proxy-middleware', 'http-proxy-middleware/hono'],
  package: 'http-proxy-middleware',
  failure: 'resolves',
  traits: ['emitter'],
  calls: [
    {
      paths: ['createProxyMiddleware', 'legacyCreateProxyMiddleware', 'createHonoProxyMiddleware', ''],
      on: ['module'],
      // Before version 3, which paths are passed on may stand in front.
      options: ['arg[1]', 'arg[0]'],
      effect: 'unknown',
      target: 'arg[0].target',
    },
  ],
  options: [
    // It starts once the connection stands. Before version 4, a body that stalls is given up, but whoever asked is not told.
    { option: 'proxyTimeout', at: 'call', versions: '<4.0.0', sets: 'timeout', covers: 'headers', off: [0] },
    { option: 'proxyTimeout', at: 'call', versions: '>=4.0.0', sets: 'timeout', off: [0] },
    // Silence towards whoever asked, connecting included: that one is let go without an answer.
    { option: 'timeout', at: 'call', versions: '<4.0.0', sets: 'timeout', cancels: false, off: [0], mends: false },
    { option: 'timeout', at: 'call', versions: '>=4.0.0', sets: 'timeout', off: [0], mends: false },
    { option: 'agent', at: 'call', sets: 'agent' },
  ],
  defaults: [noTimeout('http-proxy-middleware waits as long as the other side likes unless `proxyTimeout` and `timeout` are set')],
  advice: 'createProxyMiddleware({ target, proxyTimeout: 10_000, timeout: 15_000 })',
  evidence: [{ url: 'https://github.com/chimurai/http-proxy-middleware#http-proxy-options', versions: '3.0.11, 4.2.2', how: 'read' }],
};
