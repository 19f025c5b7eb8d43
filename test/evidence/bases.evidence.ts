import { claim } from './claims';
import type { Place } from './faults';
import { load } from './packages/load.mjs';
import { record } from './proofs';
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

const everywhere = { silent: true, body: true, trickle: true, hole: true };

claim({
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
});
