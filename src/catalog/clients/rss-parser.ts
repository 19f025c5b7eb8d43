import type { ClientModel } from '../../model/catalog/client';

/** A feed has one clock for all of it, redirects included; what runs out of time goes on arriving. */
export const rssParser: ClientModel = {
  id: 'rss-parser',
  modules: ['rss-parser'],
  failure: 'throws',
  makes: [{ path: '', options: ['arg[0]'] }],
  calls: [{ paths: ['parseURL'], on: ['instance'], effect: 'read', target: 'arg[0]' }],
  options: [
    { option: 'timeout', at: 'instance', sets: 'timeout', cancels: false, same: [0], kills: ['Infinity'] },
    { option: 'requestOptions.signal', at: 'instance', sets: 'cancellation', unit: 'signal', mends: false },
    { option: 'requestOptions.agent', at: 'instance', sets: 'agent' },
  ],
  defaults: [{ facet: 'timeout', covers: 'attempt', ms: 60_000, cancels: false, says: 'rss-parser gives up a feed after 60 s' }],
  advice: 'new Parser({ timeout: 10_000 })',
  evidence: [{ url: 'https://github.com/rbren/rss-parser#timeout', versions: '3.13.0', how: 'read' }],
};
