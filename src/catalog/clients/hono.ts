import type { ClientModel } from '../../model/catalog/client';
import { fetchCall, fetchSignal } from '../families/fetch';
import { fetchFloor, noTimeout } from '../families/floor';
import { proved } from '../families/proved';

/** The proxy helper of a server framework: a `fetch` that takes over most of an incoming request. */
export const hono: ClientModel = {
  id: 'hono',
  modules: ['hono/proxy'],
  package: 'hono',
  failure: 'resolves',
  // A request that came in holds its address, its headers and its body; the signal of its sender is no timer.
  calls: [{ ...fetchCall('proxy'), handedOn: ['req'] }],
  options: proved('signal', [fetchSignal]),
  defaults: [noTimeout('`proxy` is a `fetch`, which waits as long as the server likes unless a signal stops it'), ...fetchFloor],
  advice: 'proxy(url, { signal: AbortSignal.timeout(10_000) })',
  evidence: [{ url: 'https://hono.dev/docs/helpers/proxy', versions: '4.13.19', how: 'read' }],
};
