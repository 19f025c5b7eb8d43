import { guard, type Work } from './guarding';
import { load } from './packages/load.mjs';
import { record } from './proofs';

record(import.meta.filename);

const nodeStyle = (work: Work) => (done: (error: unknown, value?: unknown) => void) => {
  work().then(
    (value) => done(null, value),
    (error) => done(error),
  );
};
const many = (run: (work: Work) => unknown) => (work: Work) => Promise.all(Array.from({ length: 8 }, () => run(work)));

const cockatiel = await load('cockatiel');
const { default: Opossum } = await load('opossum');
const { default: pRetry } = await load('p-retry');
const { default: pRetry6 } = await load('p-retry-6');
const { default: pTimeout } = await load('p-timeout');
const { default: pTimeout4 } = await load('p-timeout-4');
const { default: pLimit } = await load('p-limit');
const { default: pMap } = await load('p-map');
const { default: pAll } = await load('p-all');
const { default: PQueue } = await load('p-queue');
const { default: PQueue6 } = await load('p-queue-6').then((loaded) => loaded.default);
const { default: pThrottle } = await load('p-throttle');
const { default: Bottleneck } = await load('bottleneck');
const { default: asyncRetry } = await load('async-retry');
const { default: promiseRetry } = await load('promise-retry');
const { default: retry } = await load('retry');
const { backOff } = await load('exponential-backoff');
const tsRetry = await load('ts-retry').then((loaded) => loaded.default ?? loaded);
const tsRetryPromise = await load('ts-retry-promise').then((loaded) => loaded.default ?? loaded);
const { Retryable } = await load('typescript-retry-decorator');
const { default: fetchRetry } = await load('fetch-retry').then((loaded) =>
  loaded.default?.default === undefined ? loaded : loaded.default,
);
const attempt = await load('@lifeomic/attempt').then((loaded) => loaded.default ?? loaded);
const { default: async } = await load('async');
const { default: polly } = await load('polly-js');
const { default: backoff } = await load('backoff');
const mollitia = await load('mollitia');
const { default: Brakes } = await load('brakes');
const { default: levee } = await load('levee');
const { default: hystrix } = await load('hystrixjs');
const resilience = await load('nestjs-resilience').then((loaded) => loaded.default ?? loaded);
const sap = await load('@sap-cloud-sdk/resilience').then((loaded) => loaded.default ?? loaded);
const { Effect, Schedule } = await load('effect');
const rx = await load('rxjs');
const { default: axios } = await load('axios');
const { default: axiosRetry } = await load('axios-retry').then((loaded) =>
  loaded.default?.default === undefined ? loaded : loaded.default,
);
const rax = await load('retry-axios');
const { setupCache } = await load('axios-cache-interceptor');
const { PromisePool } = await load('@supercharge/promise-pool').then((loaded) => loaded.default ?? loaded);
const { default: asyncPool } = await load('tiny-async-pool');
const { MutationObserver, QueryClient, QueryObserver } = await load('@tanstack/query-core');

const { handleAll } = cockatiel;
guard(
  'cockatiel',
  'cockatiel',
  {
    says: 'without a number it never ends',
    path: 'retry',
    facet: 'retry',
    sends: 'unbounded',
    run: (work) => cockatiel.retry(handleAll, {}).execute(() => work()),
  },
  {
    says: 'maxAttempts counts retries',
    path: 'retry',
    facet: 'retry',
    given: 2,
    sends: 3,
    gaps: [0, 0],
    run: (work) => cockatiel.retry(handleAll, { maxAttempts: 2 }).execute(() => work()),
  },
  {
    says: 'an aggressive timeout fires and aborts',
    path: 'timeout',
    facet: 'timeout',
    fault: 'silent',
    given: 400,
    ends: 400,
    cancels: true,
    run: (work) =>
      cockatiel.timeout(400, cockatiel.TimeoutStrategy.Aggressive).execute((context: { signal: AbortSignal }) => work(context.signal)),
  },
  {
    says: 'an aggressive timeout does not stop work that ignores the signal',
    path: 'timeout',
    facet: 'timeout',
    fault: 'silent',
    given: 400,
    ends: 400,
    cancels: false,
    run: (work) => cockatiel.timeout(400, cockatiel.TimeoutStrategy.Aggressive).execute(() => work()),
  },
  {
    says: 'a cooperative timeout waits for work that ignores the signal',
    path: 'timeout',
    facet: 'timeout',
    fault: 'silent',
    ends: 'pending',
    run: (work) => cockatiel.timeout(400, cockatiel.TimeoutStrategy.Cooperative).execute(() => work()),
  },
  {
    says: 'a bulkhead limits',
    path: 'bulkhead',
    facet: 'bulkhead',
    fault: 'silent',
    given: 2,
    open: 2,
    run: (work) => bulk(cockatiel.bulkhead(2, 20), work),
  },
  {
    says: 'the first of wrap is the outermost',
    path: 'retry',
    facet: 'retry',
    given: 1,
    sends: 2,
    run: (work) =>
      cockatiel.wrap(cockatiel.retry(handleAll, { maxAttempts: 1 }), cockatiel.timeout(2000, 'aggressive')).execute(() => work()),
  },
);

guard(
  'opossum',
  'opossum',
  {
    says: 'ten seconds by default, and the action runs on',
    path: '',
    facet: 'timeout',
    fault: 'silent',
    ends: 10_000,
    cancels: false,
    run: (work) => new Opossum(work).fire(),
  },
  {
    says: 'the timeout fires',
    path: '',
    facet: 'timeout',
    fault: 'silent',
    given: 400,
    ends: 400,
    run: (work) => new Opossum(work, { timeout: 400 }).fire(),
  },
  {
    says: 'false means no timeout',
    path: '',
    facet: 'timeout',
    fault: 'silent',
    given: false,
    ends: 'pending',
    run: (work) => new Opossum(work, { timeout: false }).fire(),
  },
  {
    says: 'zero means no timeout',
    path: '',
    facet: 'timeout',
    fault: 'silent',
    given: 0,
    ends: 'pending',
    run: (work) => new Opossum(work, { timeout: 0 }).fire(),
  },
  {
    says: 'one failure opens it',
    path: '',
    facet: 'breaker',
    sends: 1,
    run: async (work) => {
      const breaker = new Opossum(work);
      for (let i = 0; i < 4; i++) await breaker.fire().catch(() => {});
    },
  },
);

guard(
  'p-retry',
  'p-retry',
  {
    says: 'eleven tries by default',
    path: '',
    facet: 'retry',
    sends: 11,
    run: (work) => pRetry(() => work(), { minTimeout: 1, factor: 1 }),
  },
  {
    says: 'retries count without the first try; one second, then two',
    path: '',
    facet: 'retry',
    given: 2,
    sends: 3,
    gaps: [1000, 2000],
    run: (work) => pRetry(() => work(), { retries: 2 }),
  },
  {
    says: 'Infinity has no end',
    path: '',
    facet: 'retry',
    given: 'Infinity',
    sends: 'unbounded',
    run: (work) => pRetry(() => work(), { retries: Number.POSITIVE_INFINITY, minTimeout: 10, factor: 1 }),
  },
);
guard(
  'p-retry',
  'p-retry-6',
  {
    says: 'eleven tries by default',
    path: '',
    facet: 'retry',
    sends: 11,
    run: (work) => pRetry6(() => work(), { minTimeout: 1, factor: 1 }),
  },
  {
    says: 'forever has no end',
    path: '',
    facet: 'retry',
    sets: { 'arg[1].forever': true },
    sends: 'unbounded',
    run: (work) => pRetry6(() => work(), { forever: true, minTimeout: 10, factor: 1 }),
  },
);
guard(
  'p-timeout',
  'p-timeout',
  {
    says: 'it fires, and the work runs on',
    path: '',
    facet: 'timeout',
    fault: 'silent',
    given: 400,
    ends: 400,
    cancels: false,
    run: (work) => pTimeout(work(), { milliseconds: 400 }),
  },
  {
    says: 'Infinity is no bound',
    path: '',
    facet: 'timeout',
    fault: 'silent',
    given: 'Infinity',
    ends: 'pending',
    run: (work) => pTimeout(work(), { milliseconds: Number.POSITIVE_INFINITY }),
  },
);
guard('p-timeout', 'p-timeout-4', {
  says: 'the number stands second',
  path: '',
  facet: 'timeout',
  fault: 'silent',
  given: 400,
  ends: 400,
  cancels: false,
  run: (work) => pTimeout4(work(), 400),
});
guard('p-limit', 'p-limit', {
  says: 'two at a time',
  path: '',
  facet: 'bulkhead',
  fault: 'silent',
  given: 2,
  open: 2,
  run: (work) => limited(pLimit(2), work),
});
guard(
  'p-map',
  'p-map',
  {
    says: 'all at once by default',
    path: '',
    facet: 'bulkhead',
    fault: 'silent',
    open: 8,
    run: (work) => pMap(Array.from({ length: 8 }), () => work()),
  },
  {
    says: 'two at a time',
    path: '',
    facet: 'bulkhead',
    fault: 'silent',
    given: 2,
    open: 2,
    run: (work) => pMap(Array.from({ length: 8 }), () => work(), { concurrency: 2 }),
  },
);
guard(
  'p-all',
  'p-all',
  {
    says: 'all at once by default',
    path: '',
    facet: 'bulkhead',
    fault: 'silent',
    open: 8,
    run: (work) => pAll(Array.from({ length: 8 }, () => () => work())),
  },
  {
    says: 'two at a time',
    path: '',
    facet: 'bulkhead',
    fault: 'silent',
    given: 2,
    open: 2,
    run: (work) =>
      pAll(
        Array.from({ length: 8 }, () => () => work()),
        { concurrency: 2 },
      ),
  },
);
guard(
  'p-queue',
  'p-queue',
  { says: 'all at once by default', path: '', facet: 'bulkhead', fault: 'silent', open: 8, run: (work) => queued(new PQueue(), work) },
  {
    says: 'two at a time',
    path: '',
    facet: 'bulkhead',
    fault: 'silent',
    given: 2,
    open: 2,
    run: (work) => queued(new PQueue({ concurrency: 2 }), work),
  },
  {
    says: 'the timeout fires, and the task runs on',
    path: '',
    facet: 'timeout',
    fault: 'silent',
    given: 400,
    ends: 400,
    cancels: false,
    run: (work) => new PQueue({ timeout: 400 }).add(() => work()),
  },
);
guard('p-queue', 'p-queue-6', {
  says: 'the timeout fires',
  path: '',
  facet: 'timeout',
  fault: 'silent',
  given: 400,
  ends: 400,
  run: (work) => new PQueue6({ timeout: 400 }).add(() => work()),
});
guard('p-throttle', 'p-throttle', {
  says: 'two starts in an interval',
  path: '',
  facet: 'bulkhead',
  fault: 'silent',
  given: 2,
  open: 2,
  run: many((work) => pThrottled(work)),
});
guard(
  'bottleneck',
  'bottleneck',
  {
    says: 'all at once by default',
    path: '',
    facet: 'bulkhead',
    fault: 'silent',
    open: 8,
    run: (work) => scheduled(new Bottleneck(), work),
  },
  {
    says: 'two at a time',
    path: '',
    facet: 'bulkhead',
    fault: 'silent',
    given: 2,
    open: 2,
    run: (work) => scheduled(new Bottleneck({ maxConcurrent: 2 }), work),
  },
);
guard(
  '@supercharge/promise-pool',
  '@supercharge/promise-pool',
  {
    says: 'ten at a time by default',
    path: 'PromisePool.for',
    facet: 'bulkhead',
    fault: 'silent',
    open: 10,
    run: (work) => PromisePool.for(Array.from({ length: 20 })).process(() => work()),
  },
  {
    says: 'two at a time',
    path: 'PromisePool.withConcurrency',
    facet: 'bulkhead',
    fault: 'silent',
    given: 2,
    open: 2,
    run: (work) =>
      PromisePool.withConcurrency(2)
        .for(Array.from({ length: 20 }))
        .process(() => work()),
  },
);
guard('tiny-async-pool', 'tiny-async-pool', {
  says: 'two at a time',
  path: '',
  facet: 'bulkhead',
  fault: 'silent',
  given: 2,
  open: 2,
  run: async (work) => {
    for await (const _ of asyncPool(2, Array.from({ length: 8 }), () => work()));
  },
});

guard(
  'async-retry',
  'async-retry',
  {
    says: 'eleven tries by default',
    path: '',
    facet: 'retry',
    sends: 11,
    run: (work) => asyncRetry(() => work(), { minTimeout: 1, factor: 1 }),
  },
  {
    says: 'the pause is one to two seconds',
    path: '',
    facet: 'retry',
    given: 1,
    sends: 2,
    gaps: [1500],
    run: (work) => asyncRetry(() => work(), { retries: 1 }),
  },
  {
    says: 'forever has no end',
    path: '',
    facet: 'retry',
    sets: { 'arg[1].forever': true },
    sends: 'unbounded',
    run: (work) => asyncRetry(() => work(), { forever: true, minTimeout: 10, factor: 1 }),
  },
);
guard(
  'promise-retry',
  'promise-retry',
  {
    says: 'eleven tries when the body asks',
    path: '',
    of: 'arg[0]',
    facet: 'retry',
    sends: 11,
    run: (work) => promiseRetry((again: (error: unknown) => never) => work().catch(again), { minTimeout: 1, factor: 1 }),
  },
  {
    says: 'one try when the body does not ask',
    path: '',
    of: 'arg[0]',
    facet: 'retry',
    sends: 1,
    aside: 'The body decides.',
    run: (work) => promiseRetry(() => work()),
  },
);
guard('retry', 'retry', {
  says: 'eleven tries when the body asks',
  path: 'operation',
  facet: 'retry',
  sends: 11,
  run: (work) =>
    new Promise((resolve, reject) => {
      const operation = retry.operation({ minTimeout: 1, factor: 1 });
      operation.attempt(() => work().then(resolve, (error) => (operation.retry(error) ? undefined : reject(error))));
    }),
});
guard(
  'exponential-backoff',
  'exponential-backoff',
  {
    says: 'ten tries by default',
    path: 'backOff',
    facet: 'retry',
    sends: 10,
    run: (work) => backOff(() => work(), { startingDelay: 1, timeMultiple: 1 }),
  },
  {
    says: 'the number counts the first try',
    path: 'backOff',
    facet: 'retry',
    given: 3,
    sends: 3,
    gaps: [100, 200],
    run: (work) => backOff(() => work(), { numOfAttempts: 3 }),
  },
  {
    says: 'Infinity has no end',
    path: 'backOff',
    facet: 'retry',
    given: 'Infinity',
    sends: 'unbounded',
    run: (work) => backOff(() => work(), { numOfAttempts: Number.POSITIVE_INFINITY, startingDelay: 10, timeMultiple: 1 }),
  },
);
guard(
  'ts-retry',
  'ts-retry',
  {
    says: '240 tries by default',
    path: 'retryAsync',
    facet: 'retry',
    sends: 240,
    run: (work) => tsRetry.retryAsync(() => work(), { delay: 1 }),
  },
  {
    says: 'the number counts the first try, a quarter of a second apart',
    path: 'retryAsync',
    facet: 'retry',
    given: 3,
    sends: 3,
    gaps: [250, 250],
    run: (work) => tsRetry.retryAsync(() => work(), { maxTry: 3 }),
  },
);
guard(
  'ts-retry-promise',
  'ts-retry-promise',
  {
    says: 'eleven tries by default',
    path: 'retry',
    facet: 'retry',
    sends: 11,
    run: (work) => tsRetryPromise.retry(() => work(), { logger: () => {} }),
  },
  {
    says: 'the timeout is for all tries',
    path: 'retry',
    facet: 'timeout',
    fault: 'silent',
    given: 400,
    ends: 400,
    cancels: false,
    run: (work) => tsRetryPromise.retry(() => work(), { timeout: 400 }),
  },
);
guard(
  'typescript-retry-decorator',
  'typescript-retry-decorator',
  {
    says: 'maxAttempts counts retries',
    path: 'Retryable',
    facet: 'retry',
    given: 2,
    sends: 3,
    run: (work) => decorated({ maxAttempts: 2 }, work),
  },
  {
    says: 'without a number it never ends',
    path: 'Retryable',
    facet: 'retry',
    sends: 'unbounded',
    run: (work) => decorated({ backOff: 5 }, work),
  },
);
guard(
  'fetch-retry',
  'fetch-retry',
  {
    says: 'four tries of a lost connection, a second apart',
    path: '',
    facet: 'retry',
    fault: 'reset',
    sends: 4,
    gaps: [1000, 1000, 1000],
    run: (_, at) => fetchRetry(fetch)(at.url),
  },
  {
    says: 'a POST is repeated too',
    path: '',
    facet: 'retry',
    fault: 'reset',
    given: 1,
    sends: 2,
    run: (_, at) => fetchRetry(fetch, { retries: 1, retryDelay: 1 })(at.url, { method: 'POST' }),
  },
  {
    says: 'a bad status is an answer',
    path: '',
    facet: 'retry',
    sends: 1,
    about: 'onStatus',
    run: (_, at) => fetchRetry(fetch)(at.url),
  },
);
guard(
  '@lifeomic/attempt',
  '@lifeomic/attempt',
  { says: 'three tries by default', path: 'retry', facet: 'retry', sends: 3, gaps: [200, 200], run: (work) => attempt.retry(() => work()) },
  {
    says: 'zero has no end',
    path: 'retry',
    facet: 'retry',
    given: 0,
    sends: 'unbounded',
    run: (work) => attempt.retry(() => work(), { maxAttempts: 0, delay: 10 }),
  },
  {
    says: 'the timeout is for one try',
    path: 'retry',
    facet: 'timeout',
    fault: 'silent',
    given: 400,
    ends: 400,
    cancels: false,
    run: (work) => attempt.retry(() => work(), { maxAttempts: 1, timeout: 400 }),
  },
);
guard(
  'async',
  'async',
  {
    says: 'five tries by default, at once',
    path: 'retry',
    of: 'arg[0]',
    facet: 'retry',
    sends: 5,
    gaps: [0, 0],
    run: (work) => async.retry(nodeStyle(work)),
  },
  {
    says: 'the number counts the first try',
    path: 'retry',
    of: 'arg[1]',
    facet: 'retry',
    given: 3,
    sends: 3,
    run: (work) => async.retry(3, nodeStyle(work)),
  },
  {
    says: 'an object holds the number',
    path: 'retry',
    of: 'arg[1]',
    facet: 'retry',
    sets: { 'arg[0].times': 2 },
    sends: 2,
    run: (work) => async.retry({ times: 2 }, nodeStyle(work)),
  },
  {
    says: 'the timeout fires',
    path: 'timeout',
    facet: 'timeout',
    fault: 'silent',
    given: 400,
    ends: 400,
    cancels: false,
    run: (work) =>
      new Promise((resolve, reject) =>
        async.timeout(nodeStyle(work), 400)((error: unknown) => (error ? reject(error) : resolve(undefined))),
      ),
  },
  {
    says: 'mapLimit limits',
    path: 'mapLimit',
    facet: 'bulkhead',
    fault: 'silent',
    given: 2,
    open: 2,
    run: (work) => async.mapLimit([1, 2, 3, 4, 5], 2, async () => work()),
  },
  {
    says: 'map does not',
    path: 'map',
    facet: 'bulkhead',
    fault: 'silent',
    open: 5,
    run: (work) => async.map([1, 2, 3, 4, 5], async () => work()),
  },
  {
    says: 'a queue runs one at a time',
    path: 'queue',
    facet: 'bulkhead',
    fault: 'silent',
    open: 1,
    run: (work) => async.queue(async () => work()).push([1, 2, 3]),
  },
);
guard(
  'polly-js',
  'polly-js',
  {
    says: 'two tries by default',
    path: 'retry',
    facet: 'retry',
    sends: 2,
    run: (work) =>
      polly()
        .handle(() => true)
        .retry()
        .executeForPromise(() => work()),
  },
  {
    says: 'the number counts retries',
    path: 'retry',
    facet: 'retry',
    given: 3,
    sends: 4,
    gaps: [0, 0],
    run: (work) =>
      polly()
        .handle(() => true)
        .retry(3)
        .executeForPromise(() => work()),
  },
  {
    says: 'waitAndRetry waits 100 ms, then 200',
    path: 'waitAndRetry',
    facet: 'retry',
    given: 2,
    sends: 3,
    gaps: [100, 200],
    run: (work) =>
      polly()
        .handle(() => true)
        .waitAndRetry(2)
        .executeForPromise(() => work()),
  },
);
guard('backoff', 'backoff', {
  says: 'without failAfter it never ends',
  path: 'call',
  facet: 'retry',
  sends: 'unbounded',
  aside: '`failAfter` may be called anywhere, so the model says that it does not know.',
  run: (work) =>
    new Promise((resolve) => {
      const call = backoff.call(nodeStyle(work), resolve);
      call.setStrategy(new backoff.ExponentialStrategy({ initialDelay: 10, maxDelay: 20 }));
      call.start();
    }),
});

const circuit = (work: Work, ...modules: unknown[]) => new mollitia.Circuit({ options: { modules } }).fn(() => work()).execute();
guard(
  'mollitia',
  'mollitia',
  {
    says: 'three tries by default, at once',
    path: 'Retry',
    facet: 'retry',
    sends: 3,
    gaps: [0, 0],
    run: (work) => circuit(work, new mollitia.Retry()),
  },
  {
    says: 'the number counts retries',
    path: 'Retry',
    facet: 'retry',
    given: 1,
    sends: 2,
    run: (work) => circuit(work, new mollitia.Retry({ attempts: 1 })),
  },
  {
    says: 'the timeout fires, and the work runs on',
    path: 'Timeout',
    facet: 'timeout',
    fault: 'silent',
    given: 400,
    ends: 400,
    cancels: false,
    run: (work) => circuit(work, new mollitia.Timeout({ delay: 400 })),
  },
  {
    says: 'a retry before a timeout is outside of it',
    path: 'Retry',
    facet: 'retry',
    fault: 'silent',
    given: 2,
    sends: 3,
    ends: 1200,
    run: (work) => circuit(work, new mollitia.Retry({ attempts: 2 }), new mollitia.Timeout({ delay: 400 })),
  },
  {
    says: 'a timeout before a retry is for all tries',
    path: 'Timeout',
    facet: 'timeout',
    fault: 'silent',
    given: 400,
    sends: 1,
    ends: 400,
    run: (work) => circuit(work, new mollitia.Timeout({ delay: 400 }), new mollitia.Retry({ attempts: 2 })),
  },
);
guard(
  'brakes',
  'brakes',
  {
    says: 'fifteen seconds by default',
    path: '',
    facet: 'timeout',
    fault: 'silent',
    ends: 15_000,
    cancels: false,
    run: (work) => new Brakes(() => work()).exec(),
  },
  {
    says: 'the timeout fires',
    path: '',
    facet: 'timeout',
    fault: 'silent',
    given: 400,
    ends: 400,
    run: (work) => new Brakes(() => work(), { timeout: 400 }).exec(),
  },
);
const lever = (work: Work, options: object) =>
  new Promise((resolve, reject) =>
    levee.createBreaker(nodeStyle(work), options).run((error: unknown, value: unknown) => (error ? reject(error) : resolve(value))),
  );
guard(
  'levee',
  'levee',
  {
    says: 'ten seconds by default',
    path: 'createBreaker',
    of: 'arg[0]',
    facet: 'timeout',
    fault: 'silent',
    ends: 10_000,
    cancels: false,
    run: (work) => lever(work, {}),
  },
  {
    says: 'the timeout fires',
    path: 'createBreaker',
    of: 'arg[0]',
    facet: 'timeout',
    fault: 'silent',
    given: 400,
    ends: 400,
    run: (work) => lever(work, { timeout: 400 }),
  },
);
guard(
  'hystrixjs',
  'hystrixjs',
  {
    says: 'thirty seconds by default',
    path: 'commandFactory.getOrCreate',
    facet: 'timeout',
    fault: 'silent',
    ends: 30_000,
    cancels: false,
    run: (work) =>
      hystrix.commandFactory
        .getOrCreate('a', 'g')
        .run(() => work())
        .build()
        .execute(),
  },
  {
    says: 'the timeout fires',
    path: 'timeout',
    facet: 'timeout',
    fault: 'silent',
    given: 400,
    ends: 400,
    cancels: false,
    run: (work) =>
      hystrix.commandFactory
        .getOrCreate('b', 'g')
        .run(() => work())
        .timeout(400)
        .build()
        .execute(),
  },
);

class Command extends resilience.ResilienceCommand {
  constructor(
    readonly work: Work,
    ...strategies: unknown[]
  ) {
    super(strategies, 'evidence', 'command');
  }
  run(): unknown {
    return this.work();
  }
}
const commanded = (work: Work, ...strategies: unknown[]) => new Command(work, ...strategies).execute();
guard(
  'nestjs-resilience',
  'nestjs-resilience',
  {
    says: 'five tries by default, a tenth of a second apart',
    path: 'RetryStrategy',
    facet: 'retry',
    sends: 5,
    gaps: [100, 100],
    run: (work) => commanded(work, new resilience.RetryStrategy()),
  },
  {
    says: 'one second by default, and a promise runs on',
    path: 'TimeoutStrategy',
    facet: 'timeout',
    fault: 'silent',
    ends: 1000,
    cancels: false,
    run: (work) => commanded(work, new resilience.TimeoutStrategy()),
  },
  {
    says: 'the number counts the first try',
    path: 'RetryStrategy',
    facet: 'retry',
    given: 2,
    sends: 2,
    run: (work) => commanded(work, new resilience.RetryStrategy({ maxRetries: 2 })),
  },
  {
    says: 'the first strategy is the innermost',
    path: 'TimeoutStrategy',
    facet: 'timeout',
    fault: 'silent',
    given: 400,
    sends: 2,
    run: (work) => commanded(work, new resilience.TimeoutStrategy(400), new resilience.RetryStrategy({ maxRetries: 2 })),
  },
);
const middle = (work: Work, middleware: (options: object) => (argument: unknown) => unknown) =>
  middleware({ fn: () => work(), context: { uri: 'u', tenantId: 't', jwt: undefined, fnArgument: {} } })({});
guard(
  '@sap-cloud-sdk/resilience',
  '@sap-cloud-sdk/resilience',
  {
    says: 'ten seconds by default, and the work runs on',
    path: 'timeout',
    facet: 'timeout',
    fault: 'silent',
    ends: 10_000,
    cancels: false,
    run: (work) => middle(work, sap.timeout()),
  },
  {
    says: 'the timeout fires',
    path: 'timeout',
    facet: 'timeout',
    fault: 'silent',
    given: 400,
    ends: 400,
    run: (work) => middle(work, sap.timeout(400)),
  },
  {
    says: 'the number counts retries',
    path: 'retry',
    facet: 'retry',
    given: 1,
    sends: 2,
    gaps: [1500],
    run: (work) => middle(work, sap.retry(1)),
  },
  { says: 'four tries by default', path: 'retry', facet: 'retry', sends: 4, run: (work) => middle(work, sap.retry()) },
);

const tried = (work: Work) => Effect.tryPromise({ try: (signal: AbortSignal) => work(signal), catch: (error: unknown) => error });
guard(
  'effect',
  'effect',
  {
    says: 'times counts retries',
    path: 'Effect.retry',
    of: 'operator',
    facet: 'retry',
    given: 2,
    sends: 3,
    run: (work) => Effect.runPromise(tried(work).pipe(Effect.retry({ times: 2 }))),
  },
  {
    says: 'without a number it never ends',
    path: 'Effect.retry',
    of: 'operator',
    facet: 'retry',
    sends: 'unbounded',
    aside: 'A schedule may end it, so the model says that it does not know.',
    run: (work) => Effect.runPromise(tried(work).pipe(Effect.retry({}))),
  },
  {
    says: 'a spaced schedule never ends',
    path: 'Effect.retry',
    of: 'operator',
    facet: 'retry',
    sends: 'unbounded',
    aside: 'A schedule is not read yet.',
    run: (work) => Effect.runPromise(tried(work).pipe(Effect.retry(Schedule.spaced(20)))),
  },
  {
    says: 'a timeout fires and aborts',
    path: 'Effect.timeout',
    of: 'operator',
    facet: 'timeout',
    fault: 'silent',
    given: 400,
    ends: 400,
    cancels: true,
    run: (work) => Effect.runPromise(tried(work).pipe(Effect.timeout(400))),
  },
  {
    says: 'forEach runs one at a time by default',
    path: 'Effect.forEach',
    facet: 'bulkhead',
    fault: 'silent',
    open: 1,
    run: (work) => Effect.runPromise(Effect.forEach([1, 2, 3], () => tried(work))),
  },
  {
    says: 'forEach runs as many as it is told',
    path: 'Effect.forEach',
    facet: 'bulkhead',
    fault: 'silent',
    given: 2,
    open: 2,
    run: (work) => Effect.runPromise(Effect.forEach([1, 2, 3], () => tried(work), { concurrency: 2 })),
  },
);

const cold = (work: Work) =>
  new rx.Observable((seen: { next: (value: unknown) => void; error: (error: unknown) => void }) => {
    const controller = new AbortController();
    work(controller.signal).then(
      (value) => seen.next(value),
      (error) => seen.error(error),
    );
    return () => controller.abort();
  });
guard(
  'rxjs',
  'rxjs',
  {
    says: 'retry() never ends',
    path: 'retry',
    facet: 'retry',
    sends: 'unbounded',
    run: (work) => rx.firstValueFrom(cold(work).pipe(rx.retry())),
  },
  {
    says: 'a delay alone never ends',
    path: 'retry',
    facet: 'retry',
    sends: 'unbounded',
    run: (work) => rx.firstValueFrom(cold(work).pipe(rx.retry({ delay: 10 }))),
  },
  {
    says: 'the number counts retries, at once',
    path: 'retry',
    facet: 'retry',
    given: 2,
    sends: 3,
    gaps: [0, 0],
    run: (work) => rx.firstValueFrom(cold(work).pipe(rx.retry(2))),
  },
  {
    says: 'an object holds the number',
    path: 'retry',
    facet: 'retry',
    sets: { 'arg[0].count': 2 },
    sends: 3,
    run: (work) => rx.firstValueFrom(cold(work).pipe(rx.retry({ count: 2 }))),
  },
  {
    says: 'a promise has nothing left to repeat',
    path: 'retry',
    facet: 'retry',
    sends: 1,
    aside: 'What stands before the pipe decides.',
    run: (work) => rx.firstValueFrom(rx.from(work()).pipe(rx.retry(2))),
  },
  {
    says: 'a timeout fires and unsubscribes',
    path: 'timeout',
    facet: 'timeout',
    fault: 'silent',
    given: 400,
    ends: 400,
    cancels: true,
    run: (work) => rx.firstValueFrom(cold(work).pipe(rx.timeout(400))),
  },
  {
    says: 'mergeMap takes all at once',
    path: 'mergeMap',
    facet: 'bulkhead',
    fault: 'silent',
    open: 5,
    run: (work) => rx.lastValueFrom(rx.from([1, 2, 3, 4, 5]).pipe(rx.mergeMap(() => work()))),
  },
  {
    says: 'mergeMap takes as many as it is told',
    path: 'mergeMap',
    facet: 'bulkhead',
    fault: 'silent',
    given: 2,
    open: 2,
    run: (work) => rx.lastValueFrom(rx.from([1, 2, 3, 4, 5]).pipe(rx.mergeMap(() => work(), 2))),
  },
  {
    says: 'concatMap takes one',
    path: 'concatMap',
    facet: 'bulkhead',
    fault: 'silent',
    open: 1,
    run: (work) => rx.lastValueFrom(rx.from([1, 2, 3]).pipe(rx.concatMap(() => work()))),
  },
);

const retrying = (options?: object) => {
  const instance = axios.create();
  axiosRetry(instance, options);
  return instance;
};
guard(
  'axios-retry',
  'axios-retry',
  {
    says: 'four tries by default, at once',
    path: '',
    facet: 'retry',
    sends: 4,
    about: 'onStatus',
    gaps: [0, 0, 0],
    run: (_, at) => retrying().get(at.url),
  },
  {
    says: 'put on twice, the last one counts for both',
    path: '',
    facet: 'retry',
    given: 1,
    sends: 2,
    about: 'onStatus',
    run: (_, at) => {
      const instance = retrying({ retries: 5 });
      axiosRetry(instance, { retries: 1 });
      return instance.get(at.url);
    },
  },
  {
    says: 'a POST that meets a bad status is not repeated',
    path: '',
    facet: 'retry',
    sends: 1,
    aside: 'The default condition decides.',
    run: (_, at) => retrying().post(at.url, {}),
  },
  {
    says: 'a POST whose connection is lost is',
    path: '',
    facet: 'retry',
    fault: 'reset',
    sends: 4,
    run: (_, at) => retrying().post(at.url, {}),
  },
  {
    says: 'a timeout is not repeated',
    path: '',
    facet: 'retry',
    fault: 'silent',
    sends: 1,
    about: 'onTimeout',
    run: (_, at) => retrying().get(at.url, { timeout: 300 }),
  },
  { says: 'the number counts retries', path: '', facet: 'retry', given: 1, sends: 2, run: (_, at) => retrying({ retries: 1 }).get(at.url) },
  {
    says: 'exponentialDelay waits 200 ms, then 400',
    path: '',
    facet: 'retry',
    given: 2,
    sets: { 'arg[1].retryDelay': 'exponentialDelay' },
    sends: 3,
    gaps: [220, 440],
    run: (_, at) => retrying({ retries: 2, retryDelay: axiosRetry.exponentialDelay }).get(at.url),
  },
);
guard(
  'retry-axios',
  'retry-axios',
  {
    says: 'four tries by default',
    path: 'attach',
    facet: 'retry',
    sends: 4,
    about: 'onStatus',
    gaps: [50, 150, 350],
    run: (_, at) => attached().get(at.url),
  },
  {
    says: 'a POST is not repeated',
    path: 'attach',
    facet: 'retry',
    sends: 1,
    about: 'writes',
    run: (_, at) => attached().post(at.url, {}),
  },
  {
    says: 'a timeout is repeated',
    path: 'attach',
    facet: 'retry',
    fault: 'silent',
    sends: 4,
    run: (_, at) => attached().get(at.url, { timeout: 300 }),
  },
);
const forGood = { fault: 404, sends: 1, facet: 'retry', about: 'permanent' } as const;
guard('axios-retry', 'axios-retry', { ...forGood, says: 'a 404 is not repeated', path: '', run: (_, at) => retrying().get(at.url) });
guard('retry-axios', 'retry-axios', { ...forGood, says: 'a 404 is not repeated', path: 'attach', run: (_, at) => attached().get(at.url) });
guard('axios-cache-interceptor', 'axios-cache-interceptor', {
  says: 'it adds no bound',
  path: 'setupCache',
  facet: 'timeout',
  fault: 'silent',
  ends: 'pending',
  aside: 'The model provides nothing.',
  run: (_, at) => setupCache(axios.create()).get(at.url),
});

interface Runs {
  readonly execute: (work: () => unknown) => Promise<unknown>;
}

function bulk(policy: Runs, work: Work): Promise<unknown> {
  return Promise.all(Array.from({ length: 8 }, () => policy.execute(() => work())));
}

function limited(limit: (work: () => unknown) => unknown, work: Work): Promise<unknown> {
  return Promise.all(Array.from({ length: 8 }, () => limit(() => work())));
}

function queued(queue: { add: (work: () => unknown) => unknown }, work: Work): Promise<unknown> {
  return Promise.all(Array.from({ length: 8 }, () => queue.add(() => work())));
}

function scheduled(limiter: { schedule: (work: () => unknown) => unknown }, work: Work): Promise<unknown> {
  return Promise.all(Array.from({ length: 8 }, () => limiter.schedule(() => work())));
}

let throttled: ((work: Work) => unknown) | undefined;

/** One throttle for all the calls, as at the top of a module. */
function pThrottled(work: Work): unknown {
  throttled ??= pThrottle({ limit: 2, interval: 5000 })((each: Work) => each());
  return throttled?.(work);
}

/** What `@Retryable(options)` does to a method. */
function decorated(options: object, work: Work): unknown {
  const target = { run: () => work() };
  const descriptor = { value: target.run, writable: true, configurable: true, enumerable: true };
  Retryable(options)(target, 'run', descriptor);
  return descriptor.value.call(target);
}

function attached(): Record<'get' | 'post', (url: string, ...rest: object[]) => Promise<unknown>> {
  const instance = axios.create();
  rax.attach(instance);
  return instance;
}

guard(
  '@tanstack/query-core',
  '@tanstack/query-core',
  { says: 'once on a server', path: 'useQuery', of: 'server', facet: 'retry', sends: 1, run: (work) => observed(work, {}) },
  {
    says: 'retry counts without the first try; one second, then two',
    path: 'useQuery',
    of: 'server',
    facet: 'retry',
    given: 2,
    sends: 3,
    gaps: [1000, 2000],
    run: (work) => observed(work, { retry: 2 }),
  },
  {
    says: 'false is one try',
    path: 'useQuery',
    of: 'server',
    facet: 'retry',
    given: false,
    sends: 1,
    aside: 'The model counts a single try as none.',
    run: (work) => observed(work, { retry: false }),
  },
  {
    says: 'a mutation is tried once',
    path: 'useMutation',
    facet: 'retry',
    sends: 1,
    run: (work) => new MutationObserver(new QueryClient(), { mutationFn: () => work() }).mutate(),
  },
  {
    says: 'a mutation is tried as often as one says',
    path: 'useMutation',
    facet: 'retry',
    given: 1,
    sends: 2,
    run: (work) => new MutationObserver(new QueryClient(), { mutationFn: () => work(), retry: 1 }).mutate(),
  },
);

/** What every hook does inside: it observes a query, until that has failed or succeeded. */
function observed(work: Work, options: object): Promise<void> {
  const observer = new QueryObserver(new QueryClient(), { queryKey: ['a'], queryFn: () => work(), ...options });
  return new Promise((resolve) => {
    observer.subscribe(({ status }: { status: string }) => status === 'pending' || resolve());
  });
}

const apollo = await load('@apollo/client');
const { RetryLink } = await load('@apollo/client/link/retry');
guard(
  '@apollo/client/link/retry',
  '@apollo/client',
  { says: 'five tries by default', path: 'RetryLink', facet: 'retry', sends: 5, run: (work) => overLink(work, { delay: { initial: 20 } }) },
  {
    says: 'a mutation is repeated',
    path: 'RetryLink',
    facet: 'retry',
    sends: 5,
    run: (work) => overLink(work, { delay: { initial: 20 } }, 'mutate'),
  },
  {
    says: 'max counts the first try too; the pause starts at 300 ms and doubles',
    path: 'RetryLink',
    facet: 'retry',
    given: 3,
    sends: 3,
    gaps: [300, 600],
    run: (work) => overLink(work, { delay: { jitter: false }, attempts: { max: 3 } }),
  },
  {
    says: 'without an end',
    path: 'RetryLink',
    facet: 'retry',
    given: 'Infinity',
    sends: 'unbounded',
    run: (work) => overLink(work, { delay: { initial: 20, max: 50 }, attempts: { max: Number.POSITIVE_INFINITY } }),
  },
  {
    says: 'a condition ends it',
    path: 'RetryLink',
    facet: 'retry',
    sends: 1,
    aside: 'The model says only that a condition stands there.',
    run: (work) => overLink(work, { attempts: { retryIf: () => false } }),
  },
);

/** A query through the link, behind which the work stands in for the server. */
function overLink(work: Work, options: object, kind: 'query' | 'mutate' = 'query'): unknown {
  const end = new apollo.ApolloLink(() => rx.from(work().then(() => ({ data: {} }))));
  const link = apollo.ApolloLink.from([new RetryLink(options), end]);
  const client = new apollo.ApolloClient({ link, cache: new apollo.InMemoryCache() });
  return kind === 'query' ? client.query({ query: apollo.gql`{ a }` }) : client.mutate({ mutation: apollo.gql`mutation { a }` });
}

const urql = await load('@urql/core');
const { retryExchange } = await load('@urql/exchange-retry');
guard(
  '@urql/exchange-retry',
  '@urql/exchange-retry',
  { says: 'two tries by default', path: 'retryExchange', facet: 'retry', sends: 2, run: (work) => overExchange(work, {}) },
  {
    says: 'a mutation is repeated',
    path: 'retryExchange',
    facet: 'retry',
    sends: 2,
    run: (work) => overExchange(work, { initialDelayMs: 20 }, 'mutation'),
  },
  {
    says: 'the number counts the first try too',
    path: 'retryExchange',
    facet: 'retry',
    given: 4,
    sends: 4,
    run: (work) => overExchange(work, { initialDelayMs: 20, maxDelayMs: 40, maxNumberAttempts: 4 }),
  },
  {
    says: 'without an end',
    path: 'retryExchange',
    facet: 'retry',
    given: 'Infinity',
    sends: 'unbounded',
    run: (work) => overExchange(work, { initialDelayMs: 20, maxDelayMs: 40, maxNumberAttempts: Number.POSITIVE_INFINITY }),
  },
);

function overExchange(work: Work, options: object, kind: 'query' | 'mutation' = 'query'): unknown {
  const exchanges = [retryExchange(options), urql.fetchExchange];
  const answered = async (): Promise<Response> => {
    await work();
    return new Response('{"data":{}}', { headers: { 'content-type': 'application/json' } });
  };
  const client = new urql.Client({ url: 'http://localhost', preferGetMethod: false, exchanges, fetch: answered });
  return client[kind](kind === 'query' ? '{ a }' : 'mutation { a }', {}).toPromise();
}

const trpc = await load('@trpc/client');
guard(
  '@trpc/client',
  '@trpc/client',
  {
    says: 'a function decides how often, and it does not wait',
    path: 'retryLink',
    facet: 'retry',
    sends: 4,
    gaps: [0, 0, 0],
    aside: 'The number stands in a function, so the model calls it unknown.',
    run: (work) => overTrpc(work, { retry: ({ attempts }: { attempts: number }) => attempts < 4 }, 'query'),
  },
  {
    says: 'a mutation is repeated, with the pause that is given',
    path: 'retryLink',
    facet: 'retry',
    sends: 3,
    gaps: [500, 500],
    aside: 'The number stands in a function, so the model calls it unknown.',
    run: (work) => overTrpc(work, { retry: ({ attempts }: { attempts: number }) => attempts < 3, retryDelayMs: () => 500 }, 'mutate'),
  },
  {
    says: 'a function that always says yes has no end',
    path: 'retryLink',
    facet: 'retry',
    sends: 'unbounded',
    aside: 'The number stands in a function, so the model calls it unknown.',
    run: (work) => overTrpc(work, { retry: () => true }, 'query'),
  },
);

function overTrpc(work: Work, options: object, kind: 'query' | 'mutate'): unknown {
  const answered = async (): Promise<Response> => {
    await work();
    return new Response('{"result":{"data":1}}');
  };
  const links = [trpc.retryLink(options), trpc.httpLink({ url: 'http://localhost', fetch: answered })];
  return trpc.createTRPCClient({ links }).a.b[kind]({});
}

const { retry: rtkRetry } = await load('@reduxjs/toolkit/query');
guard(
  '@reduxjs/toolkit/query',
  '@reduxjs/toolkit',
  { says: 'six tries by default', path: 'retry', facet: 'retry', sends: 6, run: (work) => overQuery(work, { backoff: async () => {} }) },
  {
    says: 'maxRetries counts repeats',
    path: 'retry',
    facet: 'retry',
    given: 2,
    sends: 3,
    run: (work) => overQuery(work, { maxRetries: 2 }),
  },
  {
    says: 'the first pause is about 600 ms',
    path: 'retry',
    facet: 'retry',
    given: 1,
    sends: 2,
    gaps: [600],
    run: (work) => overQuery(work, { maxRetries: 1 }),
  },
  {
    says: 'a condition ends it',
    path: 'retry',
    facet: 'retry',
    sends: 1,
    aside: 'The model says only that a condition stands there.',
    run: (work) => overQuery(work, { retryCondition: () => false }),
  },
);

/** A base query as the store calls it, whose answer is the work's. */
function overQuery(work: Work, options: object): unknown {
  const query = async (): Promise<object> =>
    work().then(
      (data) => ({ data }),
      (error: unknown) => ({ error: String(error) }),
    );
  const api = {
    signal: new AbortController().signal,
    dispatch: () => {},
    getState: () => ({}),
    abort: () => {},
    endpoint: 'e',
    type: 'query',
  };
  return rtkRetry(query, options)({}, api, {});
}
