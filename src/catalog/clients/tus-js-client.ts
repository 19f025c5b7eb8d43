import type { ClientModel } from '../../model/catalog/client';
import { noTimeout } from '../families/floor';

/** An upload that goes on where it was broken off; how it ends is told to `onSuccess` and `onError`. */
export const tusJsClient: ClientModel = {
  id: 'tus-js-client',
  title: 'tus',
  modules: ['tus-js-client'],
  failure: 'throws',
  makes: [{ path: 'Upload', options: ['arg[1]'] }],
  calls: [
    { paths: ['start'], on: ['instance'], effect: 'write', traits: ['slow', 'idempotent', 'emitter'] },
    { paths: ['Upload.terminate'], on: ['module'], options: ['arg[1]'], effect: 'write', traits: ['idempotent'] },
  ],
  options: [
    // A stack of one's own sends every request, and may bound each.
    { option: 'httpStack', sets: 'timeout', unit: 'fetch' },
    // One pause for each further try.
    { option: 'retryDelays', sets: 'retry', off: [null], mends: false },
  ],
  defaults: [
    noTimeout('tus has no timeout, and no option brings one'),
    {
      facet: 'retry',
      attempts: 5,
      backoff: 'linear',
      jitter: false,
      delayMs: 0,
      maxDelayMs: 5_000,
      writes: true,
      says: 'tus tries 5 times, at once and then after 1, 3 and 5 s, save after most answers of 4xx',
    },
  ],
  advice: 'new Upload(file, { endpoint, httpStack }), whose requests end after a time of your own',
  evidence: [{ url: 'https://github.com/tus/tus-js-client/blob/main/docs/api.md', versions: '4.3.1', how: 'read' }],
};
