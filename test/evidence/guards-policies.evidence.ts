import { type GuardClaim, guard, type Work, fires, limits, instead } from './guarding';
import { type Loop, looped, type Row } from './looping';
import { load } from './packages/load.mjs';
import { record } from './proofs';

record(import.meta.filename);

/** What policies bring beside their loops: breakers that open, limits, what stands in for a failure, bounds, and every option of theirs. */

const cockatiel = await load('cockatiel');
const { default: Opossum } = await load('opossum');
const { default: Brakes } = await load('brakes');
const { default: levee } = await load('levee');
const { default: hystrix } = await load('hystrixjs');
const mollitia = await load('mollitia');
const resilience = await load('nestjs-resilience').then((loaded) => loaded.default ?? loaded);
const { default: axios } = await load('axios');
const sap = await load('@sap-cloud-sdk/resilience').then((loaded) => loaded.default ?? loaded);

const never = (): boolean => false;
const always = (): boolean => true;

/** So many calls, one after the other: what an open breaker refuses does not reach the server. */
const times = (count: number, run: (work: Work) => unknown) => async (work: Work) => {
  for (let i = 0; i < count; i += 1) await Promise.resolve(run(work)).catch(() => {});
};
/** So many calls at once. */
const together = (count: number, run: () => unknown): unknown => Promise.all(Array.from({ length: count }, () => run()));

const opens = (path: string, sends: number, run: GuardClaim['run'], more: Partial<GuardClaim> = {}): GuardClaim => ({
  says: `${path} opens`,
  path,
  facet: 'breaker',
  sends,
  run,
  ...more,
});

const { handleAll } = cockatiel;
const one = { breaker: new cockatiel.ConsecutiveBreaker(2), halfOpenAfter: 60_000 };
const breaks = (handle: unknown) => {
  const policy = cockatiel.circuitBreaker(handle, { ...one, breaker: new cockatiel.ConsecutiveBreaker(2) });
  return times(5, (work) => policy.execute(() => work()));
};
const handled = (handle: unknown, options: object) => (work: Work) => cockatiel.retry(handle, options).execute(() => work());
guard(
  'cockatiel',
  'cockatiel',
  opens('circuitBreaker', 2, breaks(handleAll)),
  opens('circuitBreaker', 5, breaks(cockatiel.handleWhen(never)), { says: 'a condition keeps it shut', sets: { 'arg[0]': 'handleWhen' } }),
  instead('fallback', (work) => cockatiel.fallback(handleAll, 'else').execute(() => work())),
  ...looped({ id: 'cockatiel', path: 'retry', at: 'arg[1]', run: (work, options) => handled(handleAll, options)(work) }, [
    ['a constant backoff', { maxAttempts: 3, backoff: new cockatiel.ConstantBackoff(1500) }, 4, { gaps: [1500, 1500, 1500] }],
    [
      'an exponential backoff draws',
      { maxAttempts: 6, backoff: new cockatiel.ExponentialBackoff({ initialDelay: 600, maxDelay: 3000 }) },
      7,
      { varies: true },
    ],
    [
      'a condition narrows it',
      { maxAttempts: 3 },
      1,
      { fewer: true, sets: { 'arg[0]': 'handleWhen' }, run: (work) => handled(cockatiel.handleWhen(never), { maxAttempts: 3 })(work) },
    ],
  ]),
  fires('timeout', (work) => cockatiel.timeout(400, 'aggressive').execute(() => work()), {
    sets: { 'arg[1]': 'aggressive' },
    cancels: false,
  }),
);

guard(
  'opossum',
  'opossum',
  opens(
    '',
    4,
    (work) => {
      const breaker = new Opossum(work, { errorFilter: always });
      return times(4, () => breaker.fire())(work);
    },
    { says: 'errorFilter keeps it shut', sets: { 'arg[1].errorFilter': 'always' } },
  ),
  limits(
    '',
    2,
    (work) => {
      const breaker = new Opossum(work, { capacity: 2 });
      return together(5, () => breaker.fire().catch(() => new Promise(() => {})));
    },
    { says: 'capacity limits', given: 2 },
  ),
  limits(
    '',
    8,
    (work) => {
      const breaker = new Opossum(work);
      return together(8, () => breaker.fire());
    },
    { says: 'all at once by default' },
  ),
);

const quick = { waitThreshold: 3, statInterval: 100, bucketSpan: 50, registerGlobal: false };
const braked = (work: Work, run: (brake: { exec: () => unknown }) => unknown) => async () => {
  const brake = new Brakes(() => work(), quick);
  for (let i = 0; i < 4; i += 1) await Promise.resolve(run(brake)).catch(() => {});
  await new Promise((resolve) => setTimeout(resolve, 500));
  for (let i = 0; i < 4; i += 1) await Promise.resolve(run(brake)).catch(() => {});
};
const sub = (work: Work, options: object) =>
  new Brakes(quick).subCircuit(
    () => work(),
    () => Promise.reject(new Error('down')),
    options,
  );
guard(
  'brakes',
  'brakes',
  opens('', 4, (work) => braked(work, (brake) => brake.exec())(), { says: 'it opens' }),
  opens('subCircuit', 4, (work) => {
    const brake = new Brakes(quick);
    const circuit = brake.subCircuit(() => work());
    return braked(work, () => circuit.exec())().finally(() => brake.destroy());
  }),
  fires('subCircuit', (work) => sub(work, { timeout: 400 }).exec(), { cancels: false }),
);

type Done = (error: unknown, value?: unknown) => void;
const nodeStyle = (work: Work) => (done: Done) => {
  work().then(
    (value) => done(null, value),
    (error) => done(error),
  );
};
interface Runs {
  readonly run: (done: Done) => void;
}
const ran = (breaker: Runs) => new Promise((resolve, reject) => breaker.run((error, value) => (error ? reject(error) : resolve(value))));
const levers: readonly [string, string | undefined, (work: Work, options: object) => Runs][] = [
  ['createBreaker', 'arg[0]', (work, options) => levee.createBreaker(nodeStyle(work), options)],
  ['createBreaker', 'arg[0].execute', (work, options) => levee.createBreaker({ execute: nodeStyle(work) }, options)],
  ['Breaker', undefined, (work, options) => new levee.Breaker({ execute: nodeStyle(work) }, options)],
];
guard(
  'levee',
  'levee',
  ...levers.flatMap(([path, of, made]) => {
    const which = of === undefined ? {} : { of };
    return [
      opens(
        path,
        5,
        (work) => {
          const breaker = made(work, {});
          return times(8, () => ran(breaker))(work);
        },
        { says: `${path} ${of} opens at the fifth failure`, ...which },
      ),
      fires(path, (work) => ran(made(work, { timeout: 400 })), { says: `${path} ${of} fires`, cancels: false, ...which }),
    ];
  }),
);

let commands = 0;
const command = () => {
  commands += 1;
  return hystrix.commandFactory.getOrCreate(`command ${commands}`, 'evidence');
};
guard(
  'hystrixjs',
  'hystrixjs',
  opens(
    'commandFactory.getOrCreate',
    3,
    async (work) => {
      const built = command()
        .run(() => work())
        .circuitBreakerRequestVolumeThreshold(3)
        .statisticalWindowLength(20_000)
        .statisticalWindowNumberOfBuckets(200)
        .build();
      for (let i = 0; i < 8; i += 1) {
        await built.execute().catch(() => {});
        await new Promise((resolve) => setTimeout(resolve, 150));
      }
    },
    { aside: 'Only that it opens.', sends: 3 },
  ),
  instead('fallbackTo', (work) =>
    command()
      .run(() => work())
      .fallbackTo(() => Promise.resolve('else'))
      .build()
      .execute(),
  ),
  limits(
    'requestVolumeRejectionThreshold',
    2,
    async (work) => {
      const built = command()
        .run(() => work())
        .requestVolumeRejectionThreshold(2)
        .build();
      // What is running is only counted once it has begun.
      for (let i = 0; i < 5; i += 1) {
        built.execute().catch(() => {});
        await new Promise((resolve) => setTimeout(resolve, 50));
      }
      await new Promise(() => {});
    },
    { given: 2 },
  ),
  limits(
    'requestVolumeRejectionThreshold',
    5,
    (work) => {
      const built = command()
        .run(() => work())
        .requestVolumeRejectionThreshold(0)
        .build();
      return together(5, () => built.execute());
    },
    { says: 'zero is no limit', given: 0 },
  ),
);

const circuit = (...modules: unknown[]) => new mollitia.Circuit({ options: { modules } });
const within = (work: Work, ...modules: unknown[]) =>
  circuit(...modules)
    .fn(() => work())
    .execute();
const { RetryMode } = mollitia;
const mode = (name: string) => ({ sets: { 'arg[0].mode': `RetryMode.${name}` } });
const shut = { slidingWindowSize: 4, minimumNumberOfCalls: 3, failureRateThreshold: 50, openStateDelay: 60_000 };
const repeats = (rows: readonly Row[]) =>
  looped({ id: 'mollitia', path: `Retry`, at: 'arg[0]', run: (work, options) => within(work, new mollitia.Retry(options)) }, rows);
guard(
  'mollitia',
  'mollitia',
  ...repeats([
    ['attempts counts retries', { attempts: 1 }, 2],
    ['interval is the pause, which stays', { attempts: 3, interval: 1500 }, 4, { gaps: [1500, 1500, 1500] }],
    ['constant', { attempts: 3, interval: 1500, mode: RetryMode.CONSTANT }, 4, { gaps: [1500, 1500, 1500], ...mode('CONSTANT') }],
    ['linear', { attempts: 3, interval: 900, mode: RetryMode.LINEAR }, 4, { gaps: [900, 1800, 2700], ...mode('LINEAR') }],
    ['exponential', { attempts: 3, interval: 900, mode: RetryMode.EXPONENTIAL }, 4, { gaps: [900, 1800, 3600], ...mode('EXPONENTIAL') }],
    ['jitter grows too', { attempts: 3, interval: 900, mode: RetryMode.JITTER }, 4, { gaps: [900, 1800, 3600], ...mode('JITTER') }],
    [
      'jitter draws',
      { attempts: 6, interval: 900, factor: 1, jitterAdjustment: 1, mode: RetryMode.JITTER },
      7,
      { varies: true, ...mode('JITTER') },
    ],
    ['maxInterval caps', { attempts: 3, interval: 1500, maxInterval: 1500, mode: 'exponential' }, 4, { gaps: [1500, 1500, 1500] }],
    ['onRejection says no', { attempts: 3, onRejection: never }, 1, { fewer: true }],
  ]),
  fires(`Timeout`, (work) => within(work, new mollitia.Timeout({ delay: 400 })), { cancels: false }),
  fires(`Timeout`, (work) => within(work, new mollitia.Timeout({ delay: 0 })), { says: 'zero is no bound', given: 0, ends: 'pending' }),
  ...[mollitia.SlidingCountBreaker, mollitia.SlidingTimeBreaker].flatMap((Breaker, i) => {
    const run = (work: Work) => {
      const whole = circuit(new Breaker(i === 0 ? shut : { ...shut, slidingWindowSize: 60_000 }));
      return times(8, () => whole.fn(() => work()).execute())(work);
    };
    return [opens(`${i === 0 ? 'SlidingCountBreaker' : 'SlidingTimeBreaker'}`, 3, run)];
  }),
  limits(`Bulkhead`, 10, (work) => {
    const whole = circuit(new mollitia.Bulkhead());
    return together(14, () => whole.fn(() => work()).execute());
  }),
  limits(
    `Bulkhead`,
    2,
    (work) => {
      const whole = circuit(new mollitia.Bulkhead({ concurrentSize: 2, queueSize: 10 }));
      return together(8, () => whole.fn(() => work()).execute());
    },
    { given: 2 },
  ),
  instead(`Fallback`, (work) =>
    within(work, new mollitia.Fallback({ callback: () => 'else' })).catch((value: unknown) => expectElse(value)),
  ),
);

function expectElse(value: unknown): string {
  if (value !== 'else') throw new Error(`failed with ${String(value)}`);
  return value;
}

class Command extends resilience.ResilienceCommand {
  constructor(
    readonly work: Work,
    ...strategies: unknown[]
  ) {
    super(strategies, 'evidence', `command ${commands}`);
  }
  run(): unknown {
    return this.work();
  }
}
const commanded = (work: Work, ...strategies: unknown[]) => new Command(work, ...strategies).execute();
/** Counters of a breaker are kept by the name of the command. */
const named = () => {
  commands += 1;
};
const factories: readonly [string, (name: string, options?: unknown) => unknown][] = [
  ['', (name, options) => new resilience[name](options)],
  ['ResilienceFactory.create', (name, options) => resilience.ResilienceFactory[`create${name}`](options)],
];
const noNumber = 'With another backoff there is one try more.';
const backoffs: readonly [string, readonly number[], number][] = [
  ['LinearBackoff', [0, 1000, 2000], 4],
  ['ExponentialBackoff', [1000, 2000, 4000], 4],
  ['FibonacciBackoff', [1000, 2000, 3000], 4],
];
guard(
  'nestjs-resilience',
  'nestjs-resilience',
  ...factories.flatMap(([before, made]) => {
    const loop: Loop = {
      id: 'nestjs-resilience',
      path: `${before}RetryStrategy`,
      at: 'arg[0]',
      run: (work, options) => commanded(work, made('RetryStrategy', options)),
    };
    return [
      ...looped(loop, [
        ['five tries by default', {}, 5, { gaps: [100, 100, 100, 100] }],
        ['maxRetries counts the first try', { maxRetries: 2 }, 2],
        ['retryable says no', { maxRetries: 3, retryable: never }, 1, { fewer: true }],
        ['a fixed backoff', { maxRetries: 3, backoff: resilience.FixedBackoff }, 3, { gaps: [100, 100] }],
        [
          'maxDelay caps',
          { maxRetries: 3, backoff: new resilience.FixedBackoff({ baseDelay: 6000 }), maxDelay: 700 },
          3,
          { gaps: [700, 700], aside: noNumber },
        ],
        ...backoffs.map(
          ([name, gaps, sends]): Row => [
            name,
            { maxRetries: 3, backoff: new resilience[name]({ baseDelay: 1000 }) },
            sends,
            { gaps, aside: noNumber },
          ],
        ),
        ...['DecorrelatedJitterBackoff', 'EqualJitterBackoff', 'JitterBackoff'].map(
          (name): Row => [name, { maxRetries: 4, backoff: new resilience[name]({ baseDelay: 600 }) }, 5, { varies: true, aside: noNumber }],
        ),
      ]),
      fires(`${before}TimeoutStrategy`, (work) => commanded(work, made('TimeoutStrategy', 400)), { cancels: false }),
      opens(`${before}CircuitBreakerStrategy`, 3, (work) => {
        named();
        const strategy = made('CircuitBreakerStrategy', { requestVolumeThreshold: 3, sleepWindowInMilliseconds: 60_000 });
        return times(8, () => commanded(work, strategy))(work);
      }),
      limits(`${before}BulkheadStrategy`, 1, (work) => {
        const strategy = made('BulkheadStrategy', { maxQueue: 9 });
        return together(5, () => commanded(work, strategy));
      }),
      limits(
        `${before}BulkheadStrategy`,
        2,
        (work) => {
          const strategy = made('BulkheadStrategy', { maxConcurrent: 2, maxQueue: 9 });
          return together(6, () => commanded(work, strategy));
        },
        { says: `${before} maxConcurrent`, sets: { 'arg[0].maxConcurrent': 2 } },
      ),
      instead(`${before}FallbackStrategy`, (work) =>
        commanded(
          work,
          made('FallbackStrategy', () => 'else'),
        ),
      ),
    ];
  }),
);

type Middleware = (options: object) => (argument: unknown) => Promise<unknown>;
const context = () => {
  commands += 1;
  return { uri: `u${commands}`, tenantId: 't', jwt: undefined, fnArgument: {} };
};
const middle = (work: Work, middleware: Middleware, about = context()) => middleware({ fn: () => work(), context: about })({});
/** The list of `resilience()`, the first outermost, as the SDK joins it. */
const listed = (work: Work, list: readonly Middleware[], about = context()) => {
  const joined = list.reduceRight(
    (fn: (argument: unknown) => unknown, middleware) => middleware({ fn, context: about }),
    () => work(),
  );
  return Promise.resolve(joined({}));
};
guard(
  '@sap-cloud-sdk/resilience',
  '@sap-cloud-sdk/resilience',
  opens('circuitBreaker', 10, (work) => {
    const about = context();
    return times(14, () => middle(work, sap.circuitBreaker(), about))(work);
  }),
  opens('resilience', 10, (work) => {
    const about = context();
    const list = sap.resilience();
    return times(14, () => listed(work, list, about))(work);
  }),
  fires('resilience', (work) => listed(work, sap.resilience({ timeout: 400 })), { cancels: false }),
  fires('resilience', (work) => listed(work, sap.resilience()), {
    says: 'resilience: ten seconds by default',
    ends: 10_000,
  }),
  fires('resilience', (work) => listed(work, sap.resilience({ timeout: false })), {
    says: 'resilience: false is no bound',
    given: false,
    ends: 'pending',
  }),
  ...looped(
    { id: '@sap-cloud-sdk/resilience', path: 'resilience', at: 'arg[0]', run: (work, options) => listed(work, sap.resilience(options)) },
    [
      ['one try by default', {}, 1],
      ['retry counts without the first', { retry: 2 }, 3, { gaps: [1500, 3000] }],
      ['retry: false is one try', { retry: false }, 1],
    ],
  ),
);

/** What is asked for through axios fails with a status, which the middlewares look at. */
const status = (url: string) => () => axios.get(url);
const { retry: again, circuitBreaker, resilience: all } = sap;
const failing = (path: string, about: 'onStatus' | 'permanent', middlewares: () => readonly Middleware[]): GuardClaim => ({
  says: `${path}: ${about === 'onStatus' ? 'a 503 is repeated' : 'a 404 is not'}`,
  path,
  facet: 'retry',
  about,
  fault: about === 'onStatus' ? 503 : 404,
  ...(about === 'onStatus' ? { sends: 2, sets: { [path === 'retry' ? 'arg[0]' : 'arg[0].retry']: 1 } } : { sends: 1 }),
  run: (_, at) => listed(status(at.url), middlewares()),
});
const counted = (path: string, middlewares: () => readonly Middleware[]): GuardClaim =>
  opens(
    path,
    10,
    (_, at) => {
      const [about, list] = [context(), middlewares()];
      return times(14, () => listed(status(at.url), list, about))(status(at.url));
    },
    { says: `${path} counts a 503`, about: 'onStatus' },
  );
guard(
  '@sap-cloud-sdk/resilience',
  '@sap-cloud-sdk/resilience',
  failing('retry', 'onStatus', () => [again(1)]),
  failing('retry', 'permanent', () => [again(1)]),
  failing('resilience', 'onStatus', () => all({ retry: 1 })),
  failing('resilience', 'permanent', () => all({ retry: 1 })),
  counted('circuitBreaker', () => [circuitBreaker()]),
  counted('resilience', () => all()),
);
