import { guard, type Work } from './guarding';
import { type Loop, looped, type Row } from './looping';
import { load } from './packages/load.mjs';
import { record } from './proofs';

record(import.meta.filename);

/** Every option of the loops that repeat a function: what it is for is seen at the server. */

const { default: pRetry, makeRetriable } = await load('p-retry');
const { default: pRetry6 } = await load('p-retry-6');
const { default: asyncRetry } = await load('async-retry');
const { default: promiseRetry } = await load('promise-retry');
const { promiseRetry: garRetry } = await load('@gar/promise-retry').then((loaded) => loaded.default ?? loaded);
const { default: retry } = await load('retry');
const { backOff } = await load('exponential-backoff');
const tsRetry = await load('ts-retry').then((loaded) => loaded.default ?? loaded);
const tsRetryPromise = await load('ts-retry-promise').then((loaded) => loaded.default ?? loaded);
const decorating = await load('typescript-retry-decorator');
const attempt = await load('@lifeomic/attempt').then((loaded) => loaded.default ?? loaded);
const { default: fetchRetry } = await load('fetch-retry').then((loaded) =>
  loaded.default?.default === undefined ? loaded : loaded.default,
);
const { default: backoff } = await load('backoff');
const { default: polly } = await load('polly-js');

const never = (): boolean => false;

/** What all that stand on `retry` understand. */
const classic: readonly Row[] = [
  ['retries count without the first try', { retries: 2, minTimeout: 1 }, 3],
  [
    'minTimeout is the first pause, factor what it grows by',
    { retries: 2, minTimeout: 1500, factor: 2, randomize: false },
    3,
    { gaps: [1500, 3000] },
  ],
  ['factor 1 keeps the pause', { retries: 3, minTimeout: 1500, factor: 1, randomize: false }, 4, { gaps: [1500, 1500, 1500] }],
  ['maxTimeout caps the pauses', { retries: 3, minTimeout: 1500, maxTimeout: 1500, randomize: false }, 4, { gaps: [1500, 1500, 1500] }],
  ['randomize draws the pauses', { retries: 6, minTimeout: 800, factor: 1, randomize: true }, 7, { varies: true }],
  ['randomize: false does not', { retries: 4, minTimeout: 800, factor: 1, randomize: false }, 5, { varies: false }],
];
const inAll: Row = [
  'maxRetryTime is for all tries',
  { retries: 8, minTimeout: 700, factor: 1, randomize: false, maxRetryTime: 1800 },
  4,
  { fewer: true },
];
const endless: Row = ['forever has no end', { forever: true, minTimeout: 10, maxTimeout: 20, factor: 1 }, 'unbounded'];
const asked: readonly Row[] = [
  ['shouldRetry says no', { retries: 3, minTimeout: 1, shouldRetry: never }, 1, { fewer: true }],
  [
    'onFailedAttempt ends it by throwing',
    {
      retries: 3,
      minTimeout: 1,
      onFailedAttempt: () => {
        throw new Error('enough');
      },
    },
    1,
    { fewer: true },
  ],
];
const unspent: Row = [
  'shouldConsumeRetry: a try that is not counted',
  { retries: 1, minTimeout: 1, shouldConsumeRetry: never },
  'unbounded',
  { aside: 'A predicate stands there, and the model says no more.' },
];

const pLoop = (path: string, run: Loop['run']): Loop => ({ id: 'p-retry', path, at: 'arg[1]', run });
guard(
  'p-retry',
  'p-retry',
  ...looped(
    pLoop('', (work, options) => pRetry(() => work(), options)),
    [...classic, inAll, ...asked, unspent],
  ),
);
guard(
  'p-retry',
  'p-retry',
  ...looped(
    pLoop('makeRetriable', (work, options) => makeRetriable(() => work(), options)()),
    [...classic, inAll, ...asked, unspent],
  ),
);
guard(
  'p-retry',
  'p-retry-6',
  ...looped(
    pLoop('', (work, options) => pRetry6(() => work(), options)),
    [...classic, inAll, endless, ...asked],
  ),
);

guard(
  'async-retry',
  'async-retry',
  ...looped({ id: 'async-retry', path: '', at: 'arg[1]', run: (work, options) => asyncRetry(() => work(), options) }, [
    ...classic,
    inAll,
    endless,
  ]),
);

type Again = (error: unknown) => never;
const asking = (work: Work) => (again: Again) => work().catch(again);
const swaps = [
  ['arg[0]', 'arg[1]', (work: Work, options: object) => promiseRetry(asking(work), options)],
  ['arg[1]', 'arg[0]', (work: Work, options: object) => promiseRetry(options, asking(work))],
] as const;
guard(
  'promise-retry',
  'promise-retry',
  ...swaps.flatMap(([of, at, run]) => looped({ id: 'promise-retry', path: '', of, at, run }, [...classic, endless])),
);
guard(
  'promise-retry',
  '@gar/promise-retry',
  ...looped({ id: 'promise-retry', path: 'promiseRetry', at: 'arg[1]', run: (work, options) => garRetry(asking(work), options) }, [
    ['eleven tries by default', { minTimeout: 1, factor: 1 }, 11],
    ...classic,
    endless,
  ]),
);
const operated = (work: Work, options: object): Promise<unknown> =>
  new Promise((resolve, reject) => {
    const operation = retry.operation(options);
    operation.attempt(() => work().then(resolve, (error) => (operation.retry(error) ? undefined : reject(error))));
  });
guard('retry', 'retry', ...looped({ id: 'retry', path: 'operation', at: 'arg[0]', run: operated }, [...classic, inAll, endless]));

guard(
  'exponential-backoff',
  'exponential-backoff',
  ...looped({ id: 'exponential-backoff', path: 'backOff', at: 'arg[1]', run: (work, options) => backOff(() => work(), options) }, [
    [
      'startingDelay is the first pause, timeMultiple what it grows by',
      { numOfAttempts: 3, startingDelay: 1500, timeMultiple: 2 },
      3,
      { gaps: [1500, 3000] },
    ],
    ['timeMultiple 1 keeps the pause', { numOfAttempts: 4, startingDelay: 1500, timeMultiple: 1 }, 4, { gaps: [1500, 1500, 1500] }],
    ['maxDelay caps the pauses', { numOfAttempts: 4, startingDelay: 1500, maxDelay: 1500 }, 4, { gaps: [1500, 1500, 1500] }],
    ['jitter full draws the pauses', { numOfAttempts: 7, startingDelay: 800, timeMultiple: 1, jitter: 'full' }, 7, { varies: true }],
    ['jitter none does not', { numOfAttempts: 5, startingDelay: 800, timeMultiple: 1, jitter: 'none' }, 5, { varies: false }],
    ['retry says no', { numOfAttempts: 4, retry: never }, 1, { fewer: true }],
  ]),
);

/** `retry` and its kin take a function without a promise, whose `until` looks at what it hands back. */
const known = { maxTry: 3, delay: 1 };
const tsRows: readonly Row[] = [
  ['maxTry counts the first try', known, 3],
  ['delay is the pause, which stays', { maxTry: 4, delay: 1500 }, 4, { gaps: [1500, 1500, 1500] }],
  ['onError ends it', { ...known, onError: never }, 1, { fewer: true }],
];
const grown = (name: string, gaps: readonly number[]) => ({ gaps, sets: { 'arg[1].delay': name } });
const tsLoop = (path: string): Loop => {
  const decorates = path.endsWith('Decorator');
  const run: Loop['run'] = (work, options) => (decorates ? tsRetry[path](() => work(), options)() : tsRetry[path](() => work(), options));
  return { id: 'ts-retry', path, at: 'arg[1]', run };
};
const plainly = ['retry', 'retryAsync', 'retryDecorator', 'retryAsyncDecorator'];
const looking = ['retryUntilDefined', 'retryUntilTruthy', 'retryUntilTruthyDecorator'];
const lookingLater = ['Defined', 'Truthy', 'Response'].flatMap((what) => [`retryAsyncUntil${what}`, `retryAsyncUntil${what}Decorator`]);
guard(
  'ts-retry',
  'ts-retry',
  ...plainly.flatMap((path) =>
    looped(tsLoop(path), [...tsRows, ['until repeats an answer', { ...known, until: never }, 3, { fault: 200 }]]),
  ),
  ...[...looking, ...lookingLater].flatMap((path) => looped(tsLoop(path), tsRows)),
  ...looped(tsLoop('retryAsync'), [
    [
      'createExponetialDelay never grows',
      { maxTry: 4, delay: tsRetry.createExponetialDelay(1500) },
      4,
      grown('createExponetialDelay', [1500, 1500, 1500]),
    ],
    [
      'createMutiplicableDelay grows by the first',
      { maxTry: 4, delay: tsRetry.createMutiplicableDelay(1200, 1) },
      4,
      grown('createMutiplicableDelay', [1200, 1200, 2400]),
    ],
    [
      'createRandomDelay draws',
      { maxTry: 7, delay: tsRetry.createRandomDelay(100, 1000) },
      7,
      { varies: true, sets: { 'arg[1].delay': 'createRandomDelay' } },
    ],
  ]),
);

const promised: readonly Row[] = [
  ['retries count without the first try', { retries: 2, delay: 1 }, 3],
  ['INFINITELY has no end', { retries: 'INFINITELY', delay: 10 }, 'unbounded'],
  ['delay is the pause, which stays', { retries: 3, delay: 1500 }, 4, { gaps: [1500, 1500, 1500] }],
  ['backoff LINEAR', { retries: 3, delay: 800, backoff: 'LINEAR' }, 4, { gaps: [800, 1600, 2400] }],
  ['backoff FIXED', { retries: 3, delay: 1500, backoff: 'FIXED' }, 4, { gaps: [1500, 1500, 1500] }],
  [
    'backoff EXPONENTIAL',
    { retries: 2, delay: 40, backoff: 'EXPONENTIAL' },
    3,
    { gaps: [40, 1600], aside: 'It is the delay to the power of the try.' },
  ],
  ['maxBackOff caps the pauses', { retries: 3, delay: 1500, backoff: 'LINEAR', maxBackOff: 1500 }, 4, { gaps: [1500, 1500, 1500] }],
  ['timeout is for all tries', { retries: 9, delay: 700, timeout: 1800 }, 3, { fewer: true }],
  ['retryIf says no', { retries: 3, delay: 1, retryIf: never }, 1, { fewer: true }],
  ['until repeats an answer', { retries: 2, delay: 1, until: never }, 3, { fault: 200 }],
];
const promises: readonly [string, Loop['run']][] = [
  ['retry', (work, options) => tsRetryPromise.retry(() => work(), { logger: () => {}, ...options })],
  ['retryDecorator', (work, options) => tsRetryPromise.retryDecorator(() => work(), { logger: () => {}, ...options })()],
];
guard(
  'ts-retry-promise',
  'ts-retry-promise',
  ...promises.flatMap(([path, run]) => looped({ id: 'ts-retry-promise', path, at: 'arg[1]', run }, promised)),
  {
    says: 'the timeout of retryDecorator is for all tries',
    path: 'retryDecorator',
    facet: 'timeout',
    fault: 'silent',
    given: 400,
    ends: 400,
    cancels: false,
    run: (work) => tsRetryPromise.retryDecorator(() => work(), { timeout: 400 })(),
  },
);

/** What `@Retryable(options)` does to a method. */
function decorated(work: Work, options: object): unknown {
  const target = { run: () => work() };
  const descriptor = { value: target.run, writable: true, configurable: true, enumerable: true };
  decorating.Retryable({ useConsoleLogger: false, ...options })(target, 'run', descriptor);
  return descriptor.value.call(target);
}
const { BackOffPolicy, ExponentialBackoffStrategy } = decorating;
const exponential = { backOffPolicy: BackOffPolicy.ExponentialBackOffPolicy };
guard(
  'typescript-retry-decorator',
  'typescript-retry-decorator',
  ...looped({ id: 'typescript-retry-decorator', path: 'Retryable', at: 'arg[0]', run: decorated }, [
    ['backOff is the pause, which stays', { maxAttempts: 3, backOff: 1500 }, 4, { gaps: [1500, 1500, 1500] }],
    ['the exponential policy doubles', { maxAttempts: 2, backOff: 900, ...exponential }, 3, { gaps: [900, 1800] }],
    [
      'the fixed policy does not',
      { maxAttempts: 3, backOff: 1500, backOffPolicy: BackOffPolicy.FixedBackOffPolicy },
      4,
      { gaps: [1500, 1500, 1500] },
    ],
    [
      'full jitter draws the pauses',
      {
        maxAttempts: 6,
        backOff: 900,
        ...exponential,
        exponentialOption: { multiplier: 1, maxInterval: 900, backoffStrategy: ExponentialBackoffStrategy.FullJitter },
      },
      7,
      { varies: true },
    ],
    ['value names what is repeated', { maxAttempts: 3, value: [TypeError] }, 1, { fewer: true }],
    ['doRetry says no', { maxAttempts: 3, doRetry: never }, 1, { fewer: true }],
  ]),
);
guard(
  '@lifeomic/attempt',
  '@lifeomic/attempt',
  ...looped({ id: '@lifeomic/attempt', path: 'retry', at: 'arg[1]', run: (work, options) => attempt.retry(() => work(), options) }, [
    ['maxAttempts counts the first try', { maxAttempts: 2 }, 2],
    ['delay is the pause, which stays', { maxAttempts: 4, delay: 1500 }, 4, { gaps: [1500, 1500, 1500] }],
    ['factor makes it grow', { maxAttempts: 3, delay: 1500, factor: 2 }, 3, { gaps: [1500, 3000] }],
    ['maxDelay caps the pauses', { maxAttempts: 4, delay: 1500, factor: 2, maxDelay: 1500 }, 4, { gaps: [1500, 1500, 1500] }],
    ['jitter draws the pauses', { maxAttempts: 7, delay: 900, jitter: true }, 7, { varies: true }],
    ['jitter: false does not', { maxAttempts: 5, delay: 900, jitter: false }, 5, { varies: false }],
    [
      'handleError ends it by throwing',
      {
        maxAttempts: 3,
        handleError: () => {
          throw new Error('enough');
        },
      },
      1,
      { fewer: true },
    ],
    [
      'its own timeout is not tried again',
      { maxAttempts: 3, delay: 1, timeout: 400 },
      1,
      { fault: 'silent', ends: 400, aside: 'A timeout of the work itself is, so the model says that timeouts are.' },
    ],
  ]),
);

const fetching = (_: Work, options: object, url: string): unknown => fetchRetry(fetch, options)(url);
const lost = { fault: 'reset' } as const;
const fetched = (rows: readonly Row[]) =>
  looped({ id: 'fetch-retry', path: '', at: 'arg[1]', run: () => undefined }, rows).map((claim, i) => ({
    ...claim,
    run: (work: Work, at: { readonly url: string }) => fetching(work, { ...rows[i]?.[1] }, at.url),
  }));
guard(
  'fetch-retry',
  'fetch-retry',
  ...fetched([
    ['retries count without the first try', { retries: 2, retryDelay: 1 }, 3, lost],
    ['retryDelay is the pause, which stays', { retries: 3, retryDelay: 1500 }, 4, { ...lost, gaps: [1500, 1500, 1500] }],
    ['retryOn names the statuses', { retries: 2, retryDelay: 1, retryOn: [503] }, 3],
    ['retryOn as a function decides alone', { retries: 3, retryDelay: 1, retryOn: never }, 1, { ...lost, fewer: true }],
  ]),
);

const nodeStyle = (work: Work) => (done: (error: unknown, value?: unknown) => void) => {
  work().then(
    (value) => done(null, value),
    (error) => done(error),
  );
};
const noNumber = '`failAfter` may be called anywhere, so the model does not know how often.';
/** A backoff that says "ready" starts the work again, until there is nothing to say. */
const readied = (
  made: { on: (event: string, run: () => unknown) => void; backoff: () => void; failAfter: (count: number) => void },
  work: Work,
) =>
  new Promise<void>((resolve) => {
    made.failAfter(3);
    made.on('ready', () => work().catch(() => made.backoff()));
    made.on('fail', resolve);
    made.backoff();
  });
const strategies: readonly [string, (options: object) => Parameters<typeof readied>[0]][] = [
  ['exponential', (options) => backoff.exponential(options)],
  ['fibonacci', (options) => backoff.fibonacci(options)],
];
guard(
  'backoff',
  'backoff',
  {
    says: 'call pauses a tenth of a second, then doubles',
    path: 'call',
    facet: 'retry',
    sends: 4,
    gaps: [100, 200, 400],
    aside: noNumber,
    run: (work) =>
      new Promise<void>((resolve) => {
        const call = backoff.call(nodeStyle(work), () => resolve());
        call.failAfter(3);
        call.start();
      }),
  },
  ...strategies.flatMap(([path, made]) =>
    looped({ id: 'backoff', path, at: 'arg[0]', run: (work, options) => readied(made(options), work) }, [
      [
        'initialDelay is the first pause',
        { initialDelay: 1500 },
        3,
        { gaps: path === 'exponential' ? [3000, 6000] : [1500, 3000], aside: noNumber },
      ],
      ['maxDelay caps the pauses', { initialDelay: 1200, maxDelay: 1500 }, 3, { gaps: [1500, 1500], aside: noNumber }],
    ]),
  ),
);
guard('polly-js', 'polly-js', {
  says: 'waitAndRetry: two tries by default',
  path: 'waitAndRetry',
  facet: 'retry',
  sends: 2,
  gaps: [100],
  run: (work) =>
    polly()
      .handle(() => true)
      .waitAndRetry()
      .executeForPromise(() => work()),
});
