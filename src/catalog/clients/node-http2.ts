import type { ClientModel } from '../../model/catalog/client';
import { noTimeout } from '../families/floor';

/** `setTimeout` on a stream only calls back, and not before there is a connection. */
export const nodeHttp2: ClientModel = {
  id: 'node:http2',
  title: 'http2',
  modules: ['node:http2', 'http2'],
  failure: 'resolves',
  traits: ['pooled', 'emitter'],
  makes: [{ path: 'connect', kind: 'session', options: ['arg[1]'], types: ['ClientHttp2Session'] }],
  calls: [{ paths: ['request'], on: ['session'], options: ['arg[1]'], effect: { method: ['arg[0].:method'], otherwise: 'read' } }],
  chains: [{ member: 'setTimeout', as: 'setTimeout', arg: 'arg[1]' }],
  options: [
    { option: 'signal', at: 'call', sets: 'cancellation', unit: 'signal' },
    // A member of the stream, never an option; what is done in the callback cannot be read here.
    { option: 'setTimeout', at: 'call', sets: 'timeout', mends: false },
  ],
  defaults: [noTimeout('http2 waits without a limit for the connection, the answer and its body')],
  advice: "session.request({ ':path': '/' }, { signal: AbortSignal.timeout(10_000) })",
  evidence: [{ url: 'https://nodejs.org/api/http2.html#clienthttp2sessionrequestheaders-options', versions: 'Node 20.20.2', how: 'read' }],
};
