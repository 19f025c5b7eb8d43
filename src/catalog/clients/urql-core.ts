import type { ClientModel } from '../../model/catalog/client';
import { ownFetch } from '../families/fetch';
import { fetchFloor, noTimeout } from '../families/floor';

/** It aborts by a controller of its own, in whose favour a signal of the user's is thrown away. */
export const urqlCore: ClientModel = {
  id: '@urql/core',
  title: 'urql',
  modules: ['@urql/core', 'urql', '@urql/*'],
  package: '@urql/core',
  failure: 'resolves',
  traits: ['lazy'],
  makes: ['createClient', 'Client'].map((path) => ({ path, options: ['arg[0]'] as const, links: ['arg[0].exchanges'] as const })),
  calls: [
    { paths: ['query', 'readQuery'], on: ['instance'], options: ['arg[2]'], effect: 'read' },
    { paths: ['mutation'], on: ['instance'], options: ['arg[2]'], effect: 'write' },
    { paths: ['subscription'], on: ['instance'], options: ['arg[2]'], effect: 'read', traits: ['connection'] },
  ],
  options: [
    { option: 'fetchOptions.signal', sets: 'cancellation', ignored: 'urql puts a signal of its own in the place of this one' },
    ownFetch,
  ],
  defaults: [
    noTimeout('urql has no timeout unless a `fetch` of your own brings one'),
    ...fetchFloor,
    { facet: 'opaque', may: ['retry'], says: 'an exchange of this client may repeat requests' },
  ],
  advice: 'createClient({ url, exchanges, fetch: (input, init) => fetch(input, { ...init, signal: AbortSignal.timeout(10_000) }) })',
  evidence: [{ url: 'https://nearform.com/open-source/urql/docs/api/core/', versions: '6.0.3', how: 'read' }],
};
