import type { ClientModel } from '../../model/catalog/client';
import { fetchCall, fetchSignal } from '../families/fetch';
import { noTimeout } from '../families/floor';

export const nodeFetch: ClientModel = {
  id: 'node-fetch',
  modules: ['node-fetch', 'node-fetch-commonjs'],
  package: 'node-fetch',
  traits: ['page-host'],
  failure: 'resolves',
  calls: [fetchCall('')],
  options: [
    // Types of their own, before 2.6.4, know a signal of their own, to which none of the platform's can be assigned, and before 2.3.5 none at all.
    // To that of 2.6.4 and later it can, but not with the `dom.iterable` of the compilers 5.5 to 5.7.
    {
      ...fetchSignal,
      proved: true,
      untyped: [
        { package: '@types/node-fetch', versions: '<2.6.4', of: '<3.0.0' },
        { package: 'typescript', versions: '>=5.5.0 <5.8.0', of: '<3.0.0' },
      ],
    },
    // The body gets a fresh timer, so one attempt can take twice as long; and past it the wire stays open, so that a signal is what is written.
    { option: 'timeout', at: 'call', versions: '<3.0.0', sets: 'timeout', off: [0] },
    {
      option: 'timeout',
      at: 'call',
      versions: '>=3.0.0',
      sets: 'timeout',
      ignored: '`node-fetch` has had no `timeout` option since version 3',
    },
  ],
  defaults: [noTimeout('`node-fetch` waits without a limit unless a signal stops it, even for the connection')],
  advice: 'fetch(url, { signal: AbortSignal.timeout(10_000) })',
  evidence: [{ url: 'https://github.com/node-fetch/node-fetch#options', versions: '2.7.0, 3.3.2', how: 'read' }],
};
