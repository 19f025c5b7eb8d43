import { expect, it } from 'vitest';
import { claim } from './claims';
import { type Place, place } from './faults';
import { load } from './packages/load.mjs';
import { record } from './proofs';
import { ended, fairly } from './running';
import type { Options } from './table';
import { signalled } from './writing';

record(import.meta.filename);

/** Classes of libraries from which a program derives its own. */

const { RESTDataSource } = await load('@apollo/datasource-rest').then((loaded) => loaded.default ?? loaded);
class Things extends RESTDataSource {
  constructor(
    readonly baseURL: string,
    made: Options,
  ) {
    super(made);
  }
  thing(call: Options): Promise<unknown> {
    return this.get('thing', call);
  }
  make(call: Options): Promise<unknown> {
    return this.post('thing', { body: { a: 'b' }, ...call });
  }
}
const things = (at: Place, made: Options): Things => new Things(at.url, made);

const { RestClient } = await load('@ministryofjustice/hmpps-rest-client').then((loaded) => loaded.default ?? loaded);
const quiet = { debug: () => {}, info: () => {}, warn: () => {}, error: () => {} };
class Offices extends RestClient {
  constructor(at: Place, made: Options) {
    super('Offices', { url: at.url, ...made }, quiet);
  }
  office(call: Options): Promise<unknown> {
    return this.get({ path: '/office', ...call });
  }
  open(call: Options): Promise<unknown> {
    return this.post({ path: '/office', data: { a: 'b' }, ...call });
  }
  close(call: Options): Promise<unknown> {
    return this.delete({ path: '/office', ...call });
  }
}

const everywhere = { silent: true, body: true, trickle: true, hole: true };

claim(
  {
    id: '@apollo/datasource-rest',
    package: '@apollo/datasource-rest',
    get: (at, call, made) => things(at, made).thing(call),
    post: (at, call, made) => things(at, made).make(call),
    bare: { silent: 'pending', body: 'pending', trickle: 'pending', hole: 'pending' },
    options: [
      { option: 'signal', value: () => AbortSignal.timeout(400), bounds: everywhere },
      { option: 'timeout', value: 400, bounds: { silent: true, body: true, hole: true } },
      { option: 'fetch', at: 'instance', value: () => signalled, bounds: everywhere },
    ],
    counts: [
      { fault: 503, sends: 1 },
      { fault: 429, sends: 1 },
      { fault: 'reset', sends: 1 },
      { fault: 503, verb: 'post', sends: 1 },
    ],
    aborts: 'signal',
  },
  {
    id: '@ministryofjustice/hmpps-rest-client',
    package: '@ministryofjustice/hmpps-rest-client',
    on: ['instance', 'get'],
    get: (at, call, made) => new Offices(at, made).office(call),
    bare: { silent: 8_000, body: 8_000, trickle: 'pending' },
    calm: { with: { retries: 0 } },
    options: [
      { option: 'timeout.deadline', at: 'instance', value: 400, with: { retries: 0 }, bounds: everywhere },
      {
        option: 'timeout.response',
        at: 'instance',
        value: 400,
        with: { retries: 0 },
        made: { agent: { timeout: 0 } },
        bounds: { silent: true, hole: true, body: false, trickle: false },
      },
      { option: 'agent.timeout', at: 'instance', value: 400, with: { retries: 0 }, bounds: { silent: true, body: true, trickle: false } },
    ],
    how: {
      'timeout.deadline': { made: { agent: { timeout: 0 } } },
      'timeout.response': { made: { agent: { timeout: 0 } } },
    },
    counts: [
      { fault: 503, sends: 3, gaps: [0, 0] },
      { fault: 429, sends: 3 },
      { fault: 'reset', sends: 3 },
      { fault: 'silent', sends: 3, made: { timeout: { deadline: 300 } } },
      { fault: 'silent', sends: 1, made: { agent: { timeout: 300 } }, aside: 'What its agent ends is not repeated.' },
      { fault: 503, sends: 2, option: ['retries', 1] },
    ],
  },
  {
    id: '@ministryofjustice/hmpps-rest-client',
    package: '@ministryofjustice/hmpps-rest-client',
    on: ['delete'],
    get: (at, call, made) => new Offices(at, made).close(call),
    counts: [{ fault: 503, sends: 3 }],
  },
  {
    id: '@ministryofjustice/hmpps-rest-client',
    package: '@ministryofjustice/hmpps-rest-client',
    on: ['post'],
    get: (at, call, made) => new Offices(at, made).open(call),
    post: (at, call, made) => new Offices(at, made).open(call),
    how: { retry: { value: true }, 'default retry': { verb: 'post' } },
    counts: [
      { fault: 503, verb: 'post', sends: 1 },
      { fault: 503, verb: 'post', sends: 3, with: { retry: true } },
    ],
  },
);

it('what an heir of `@apollo/datasource-rest` sets before each request is heard', () =>
  fairly(async () => {
    class Signed extends Things {
      willSendRequest(_: string, request: Options): void {
        request['signal'] = AbortSignal.timeout(400);
      }
    }
    const at = await place('silent');
    const took = await ended(() => new Signed(at.url, {}).thing({}), 2500).finally(() => at.close());
    expect(took.ms, took.why).not.toBe('pending');
    expect(took.rejected, took.why).toBe(true);
  }));
