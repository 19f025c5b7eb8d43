import type { ClientModel } from '../../model/catalog/client';
import { ownFetch } from '../families/fetch';
import { fetchFloor, noTimeout } from '../families/floor';
import { sqlEffect } from '../families/sql';

/** Its only way to a bound is a `fetch` of one's own. */
export const planetscaleDatabase: ClientModel = {
  id: '@planetscale/database',
  title: 'PlanetScale',
  modules: ['@planetscale/database'],
  failure: 'throws',
  traits: ['database'],
  makes: [
    { path: 'connect', options: ['arg[0]'], types: ['Connection'] },
    { path: 'Client', options: ['arg[0]'] },
    { path: 'connection', on: ['instance'], inherits: true },
  ],
  calls: [
    { paths: ['execute'], on: ['instance'], effect: sqlEffect('arg[0]') },
    { paths: ['transaction'], on: ['instance'], effect: 'write' },
  ],
  options: [ownFetch],
  defaults: [noTimeout('PlanetScale has no timeout of its own'), ...fetchFloor],
  advice: 'connect({ url, fetch: (input, init) => fetch(input, { ...init, signal: AbortSignal.timeout(10_000) }) })',
  evidence: [{ url: 'https://github.com/planetscale/database-js#custom-fetch-function', versions: '1.20.2', how: 'read' }],
};
