import type { ClientModel } from '../../model/catalog/client';
import { gotCalls, gotDelays, gotRepeats, gotRetries, gotTimeouts } from '../families/got';

/** An instance of got that gives an attempt a minute, repeats nothing and takes every status for an answer. */
export const gotScraping: ClientModel = {
  id: 'got-scraping',
  // The utilities of Crawlee hand it on under its name.
  modules: ['got-scraping', '@crawlee/utils'],
  package: 'got-scraping',
  failure: 'resolves',
  makes: [
    { path: 'extend', on: ['module', 'instance'], options: ['arg[0]', 'arg[1]'], inherits: true, types: ['GotScraping'] },
    { path: 'gotScraping.extend', options: ['arg[0]', 'arg[1]'] },
  ],
  calls: [
    // Up to version 2 the module is the instance itself.
    ...gotCalls,
    ...gotCalls.map((call) => ({
      ...call,
      paths: call.paths.map((path) => (path === '' ? 'gotScraping' : `gotScraping.${path}`)),
      on: ['module'],
    })),
  ],
  options: [
    // A host is first asked for its protocol, of which `secureConnect` knows nothing; and with `http2`, which is on, `socket` hears nothing.
    ...gotTimeouts.filter(({ option }) => option !== 'timeout.secureConnect' && option !== 'timeout.socket'),
    { option: 'signal', sets: 'cancellation', unit: 'signal' },
    ...gotRetries,
    gotDelays,
    // The agent takes the place of those that write headers as a browser does.
    { option: 'agent', sets: 'agent' },
  ],
  defaults: [
    // Over TLS the server is first asked for its protocol, which has as long for itself.
    { facet: 'timeout', covers: 'attempt', ms: 60_000, says: 'got-scraping gives up an attempt after 60 s' },
    gotRepeats(1, 'got-scraping repeats nothing unless `retry.limit` is set, and never a POST or PATCH'),
  ],
  advice: 'gotScraping({ url, timeout: { request: 10_000 } })',
  evidence: [
    { url: 'https://github.com/apify/got-scraping', versions: '2.1.3, 3.2.15, 4.2.1', how: 'read' },
    { url: 'https://www.npmjs.com/package/@crawlee/utils', versions: '3.18.1', how: 'read' },
  ],
};
