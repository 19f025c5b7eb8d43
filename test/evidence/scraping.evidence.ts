import { describe, it } from 'vitest';
import { claim } from './claims';
import { named, type Place, unread } from './faults';
import { load } from './packages/load.mjs';
import { record } from './proofs';
import { ended, near } from './running';
import { secured } from './secured';
import type { Options } from './table';

record(import.meta.filename);

const { gotScraping } = await load('got-scraping');
const { ApifyClient } = await load('apify-client');
const apify = (at: Place, made: Options) => new ApifyClient({ token: 't', baseUrl: at.url, ...made });
/** So many seconds of the first attempt, alone. */
const once = { made: { maxRetries: 0 } };

/** More than the buffers of two sockets hold. */
const long = { allowGetBody: true, body: Buffer.alloc(32 * 1024 * 1024) };
const everywhere = { silent: true, body: true, trickle: true, hole: true };

claim(
  {
    id: 'got-scraping',
    package: 'got-scraping',
    get: (at, call, made) => gotScraping.extend(made).get(at.url, call).text(),
    post: (at, call, made) => gotScraping.extend(made).post(at.url, call).text(),
    bare: { silent: 60_000, body: 60_000, trickle: 60_000, hole: 60_000 },
    options: [
      { option: 'timeout.request', value: 400, bounds: everywhere },
      { option: 'timeout.request', at: 'instance', value: 400, bounds: everywhere },
      { option: 'timeout.response', value: 400, bounds: { silent: true, body: false, trickle: false, hole: false } },
      { option: 'timeout.connect', value: 400, bounds: { silent: false, body: false, hole: true } },
      { option: 'timeout.socket', value: 400, bounds: { silent: false, body: false } },
      { option: 'signal', value: () => AbortSignal.timeout(400), bounds: everywhere },
    ],
    how: {
      'timeout.lookup': { fault: 'silent', place: named, with: { dnsLookup: () => {} } },
      'timeout.send': { fault: 'silent', place: unread, with: long, made: long },
      'retry.methods': { with: { retry: { limit: 1 } }, made: { retry: { limit: 1 } } },
      agent: { value: (agent: unknown) => ({ http: agent }) },
    },
    counts: [
      { fault: 503, sends: 1 },
      { fault: 429, sends: 1 },
      { fault: 'reset', sends: 1 },
      { fault: 503, verb: 'post', sends: 1 },
      { fault: 503, sends: 3, gaps: [1000, 2000], option: ['retry.limit', 2] },
      { fault: 503, verb: 'post', sends: 1, with: { retry: { limit: 2 } } },
      {
        fault: 503,
        sends: 5,
        option: ['retry.calculateDelay', ({ attemptCount }: { attemptCount: number }) => (attemptCount < 5 ? 10 : 0)],
      },
      { fault: 'silent', sends: 2, with: { timeout: { request: 300 }, retry: { limit: 1 } } },
    ],
    aborts: 'signal',
  },
  {
    id: 'apify-client',
    package: 'apify-client',
    on: ['instance', 'resource'],
    get: (at, _, made) => apify(at, made).run('r').get(),
    post: (at, _, made) => apify(at, made).actor('a').start({ a: 'b' }),
    how: {
      minDelayBetweenRetriesMillis: { made: { maxRetries: 1 } },
      'default retry': { fault: 500, made: { minDelayBetweenRetriesMillis: 10 } },
    },
    options: [
      {
        option: 'timeoutSecs',
        at: 'instance',
        value: 1,
        ms: 1000,
        ...once,
        bounds: { silent: true, body: true, trickle: false, hole: true },
      },
    ],
    counts: [
      { fault: 503, sends: 4, option: ['maxRetries', 3], gaps: [750, 1500, 3000] },
      { fault: 429, sends: 2, option: ['maxRetries', 1] },
      { fault: 'reset', sends: 2, option: ['maxRetries', 1] },
      { fault: 503, verb: 'post', sends: 2, option: ['maxRetries', 1] },
      { fault: 404, sends: 1, made: { maxRetries: 8 }, aside: 'What is not there is no failure.' },
      { fault: 'silent', sends: 2, made: { maxRetries: 1, timeoutSecs: 1 } },
    ],
  },
  {
    id: 'apify-client',
    package: 'apify-client',
    on: ['dataset:get'],
    get: (at, _, made) => apify(at, made).dataset('d').get(),
    counts: [{ fault: 'silent', sends: 3, gaps: [5500, 11_000], made: { maxRetries: 2 }, within: 20_000 }],
  },
  {
    id: 'apify-client',
    package: 'apify-client',
    on: ['dataset:pushItems'],
    get: (at, _, made) =>
      apify(at, made)
        .dataset('d')
        .pushItems([{ a: 'b' }]),
    counts: [{ fault: 'silent', sends: 1, within: 40_000, aside: 'What is pushed and not answered is not pushed again.' }],
  },
);

describe('got-scraping asks over TLS for the protocol first', () => {
  it('which has a bound of its own beside that of the request', async () => {
    const spot = await secured()('mute');
    try {
      const ask = (options: Options) => ended(() => gotScraping.get(spot.url, options), 5000);
      near(await ask({ timeout: { request: 1000 } }), 2000);
      near(await ask({ timeout: { request: 1000 }, useHeaderGenerator: false }), 1000);
    } finally {
      await spot.close();
    }
  });
});
