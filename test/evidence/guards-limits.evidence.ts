import { type GuardClaim, guard, type Work, limits } from './guarding';
import { load } from './packages/load.mjs';
import { record } from './proofs';

record(import.meta.filename);

/** How many run at once: every form of the libraries that limit it, with its default and with a number. */

const { default: async } = await load('async');
const { default: Bottleneck } = await load('bottleneck');
const { limitFunction } = await load('p-limit');
const { default: PQueue } = await load('p-queue');
const { pMapIterable } = await load('p-map');
const { PromisePool } = await load('@supercharge/promise-pool').then((loaded) => loaded.default ?? loaded);

const items = [1, 2, 3, 4, 5];
const together = (run: () => unknown): unknown => Promise.all(items.map(() => run()));

const over = ['map', 'each', 'forEach', 'eachOf', 'forEachOf', 'mapValues', 'filter', 'concat', 'some', 'every', 'detect'];
/** `mapValues` goes over an object. */
const of = (name: string) => (name === 'mapValues' ? { a: 1, b: 2, c: 3, d: 4, e: 5 } : items);
const nodeStyle = (work: Work) => (done: (error: unknown, value?: unknown) => void) => {
  work().then(
    (value) => done(null, value),
    (error) => done(error),
  );
};
const retries = (
  says: string,
  path: string,
  runs: string,
  sends: number,
  run: GuardClaim['run'],
  more: Partial<GuardClaim> = {},
): GuardClaim => ({
  says: `${path}: ${says}`,
  path,
  of: runs,
  facet: 'retry',
  sends,
  run,
  ...more,
});
const called = (run: (done: (error: unknown) => void) => unknown) =>
  new Promise<void>((resolve, reject) => void run((error) => (error ? reject(error) : resolve())));
const options: readonly [string, (work: Work, first: unknown) => unknown][] = [
  ['retry', (work, first) => async.retry(first, nodeStyle(work))],
  ['retryable', (work, first) => called(async.retryable(first, nodeStyle(work)))],
];
guard(
  'async',
  'async',
  ...over.flatMap((name) => [
    limits(name, 5, (work) => async[name](of(name), async () => work())),
    limits(`${name}Series`, 1, (work) => async[`${name}Series`](of(name), async () => work())),
    limits(`${name}Limit`, 2, (work) => async[`${name}Limit`](of(name), 2, async () => work()), { given: 2 }),
  ]),
  ...['queue', 'priorityQueue'].flatMap((name) => [
    limits(name, 1, (work) => async[name](async () => work()).push(items, ...(name === 'queue' ? [] : [1]))),
    limits(name, 2, (work) => async[name](async () => work(), 2).push(items, ...(name === 'queue' ? [] : [1])), { given: 2 }),
  ]),
  ...options.flatMap(([path, run]) => [
    retries('the number counts the first try', path, 'arg[1]', 3, (work) => run(work, 3), { given: 3 }),
    retries('an object holds the number', path, 'arg[1]', 2, (work) => run(work, { times: 2 }), { sets: { 'arg[0].times': 2 } }),
    retries('interval is the pause', path, 'arg[1]', 4, (work) => run(work, { times: 4, interval: 1500 }), {
      gaps: [1500, 1500, 1500],
      sets: { 'arg[0].times': 4, 'arg[0].interval': 1500 },
    }),
    retries('errorFilter says no', path, 'arg[1]', 1, (work) => run(work, { errorFilter: () => false }), {
      fewer: true,
      sets: { 'arg[0].errorFilter': 'function' },
    }),
  ]),
  retries('five tries by default', 'retryable', 'arg[0]', 5, (work) => called(async.retryable(nodeStyle(work))), { gaps: [0, 0] }),
);

const scheduled = (limiter: { schedule: (run: () => unknown) => unknown }, work: Work) => together(() => limiter.schedule(() => work()));
guard(
  'bottleneck',
  'bottleneck',
  limits('Bottleneck', 5, (work) => scheduled(new Bottleneck.default(), work)),
  limits('Bottleneck', 2, (work) => scheduled(new Bottleneck.default({ maxConcurrent: 2 }), work), { given: 2 }),
  limits('Group', 5, (work) => scheduled(new Bottleneck.Group().key('a'), work)),
  limits('Group', 2, (work) => scheduled(new Bottleneck.Group({ maxConcurrent: 2 }).key('a'), work), { given: 2 }),
);
guard(
  'p-limit',
  'p-limit',
  limits('limitFunction', 2, (work) => together(limitFunction(() => work(), { concurrency: 2 })), { given: 2 }),
);
guard('p-queue', 'p-queue', {
  says: 'no bound by default',
  path: '',
  facet: 'timeout',
  fault: 'silent',
  ends: 'pending',
  run: (work) => new PQueue().add(() => work()),
});
const drained = async (over: AsyncIterable<unknown>) => {
  for await (const _ of over);
};
guard(
  'p-map',
  'p-map',
  limits('pMapIterable', 5, (work) => drained(pMapIterable(items, () => work()))),
  limits('pMapIterable', 2, (work) => drained(pMapIterable(items, () => work(), { concurrency: 2 })), { given: 2 }),
);
const many = Array.from({ length: 14 });
guard(
  '@supercharge/promise-pool',
  '@supercharge/promise-pool',
  limits('PromisePool', 10, (work) => new PromisePool().for(many).process(() => work())),
  limits(
    'withConcurrency',
    2,
    (work) =>
      PromisePool.for(many)
        .withConcurrency(2)
        .process(() => work()),
    { given: 2 },
  ),
  {
    says: 'withTaskTimeout fires, and the task runs on',
    path: 'withTaskTimeout',
    facet: 'timeout',
    fault: 'silent',
    given: 400,
    ends: 400,
    cancels: false,
    run: (work) =>
      PromisePool.for([1])
        .withTaskTimeout(400)
        .process(() => work()),
  },
);
