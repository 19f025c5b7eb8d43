import type { ClientModel } from '../../model/catalog/client';
import { noTimeout } from '../families/floor';

export const airtable: ClientModel = {
  id: 'airtable',
  title: 'Airtable',
  modules: ['airtable'],
  failure: 'throws',
  makes: [
    { path: '', options: ['arg[0]'] },
    { path: 'base', on: ['instance'], kind: 'base', inherits: true },
    { path: 'base', kind: 'base' },
    ...['', 'table'].map((path) => ({ path, on: ['base'], kind: 'table', inherits: true })),
    { path: 'select', on: ['table'], kind: 'query', inherits: true },
  ],
  calls: [
    { paths: ['find'], on: ['table'], effect: 'read' },
    { paths: ['create', 'update', 'replace', 'destroy'], on: ['table'], effect: 'write' },
    { paths: ['all', 'firstPage', 'eachPage'], on: ['query'], effect: 'read' },
  ],
  options: [
    // The timer is cleared once the head of the answer is there.
    { option: 'requestTimeout', at: 'instance', sets: 'timeout', covers: 'headers', same: [0] },
    { option: 'noRetryIfRateLimited', at: 'instance', sets: 'retry', field: 'all', off: [true] },
  ],
  defaults: [
    noTimeout('Airtable waits for the body of an answer without end'),
    { facet: 'timeout', covers: 'headers', ms: 300_000, says: 'Airtable gives up waiting for the response head after 300 s' },
    {
      facet: 'retry',
      attempts: 'unbounded',
      backoff: 'exponential',
      jitter: true,
      delayMs: 5_000,
      maxDelayMs: 600_000,
      // Only a refusal for too many requests is repeated, which did nothing.
      writes: false,
      says: 'Airtable tries again after 429 for as long as it is told so',
    },
  ],
  advice: 'new Airtable({ apiKey, requestTimeout: 10_000 })',
  evidence: [{ url: 'https://github.com/Airtable/airtable.js', versions: '0.12.2', how: 'read' }],
};
