import { bundled } from './bundled';
import { type GuardClaim, guard, type Work, fires, limits, instead } from './guarding';
import { type Loop, looped, type Row } from './looping';
import { load } from './packages/load.mjs';
import { record } from './proofs';

record(import.meta.filename);

/** What stands in a flow or a link: operators of rxjs and Effect, links of GraphQL and tRPC, queries and interceptors, with every option. */

const rx = await load('rxjs');
const effect4 = await load('effect');
const effect3 = await load('effect-3');
const apollo = await load('@apollo/client');
const { RetryLink } = await load('@apollo/client/link/retry');
const { BatchHttpLink } = await load('@apollo/client/link/batch-http');
const urql = await load('@urql/core');
const { retryExchange } = await load('@urql/exchange-retry');
const trpc = await load('@trpc/client');
const { fetchBaseQuery, retry: rtkRetry } = await load('@reduxjs/toolkit/query');
const { default: axios } = await load('axios');
const { default: axiosRetry } = await load('axios-retry').then((loaded) =>
  loaded.default?.default === undefined ? loaded : loaded.default,
);
const { MutationObserver, InfiniteQueryObserver, QueryClient, QueryObserver } = await load('@tanstack/query-core');

const never = (): boolean => false;
const always = (): boolean => true;

const cold = (work: Work) =>
  new rx.Observable((seen: { next: (value: unknown) => void; error: (error: unknown) => void }) => {
    const controller = new AbortController();
    work(controller.signal).then(
      (value) => seen.next(value),
      (error) => seen.error(error),
    );
    return () => controller.abort();
  });
const piped = (work: Work, ...operators: unknown[]) => rx.firstValueFrom(cold(work).pipe(...operators));
const five = rx.from([1, 2, 3, 4, 5]);
const noTries = 'The notifier decides, so the model does not know how often.';
guard(
  'rxjs',
  'rxjs',
  fires('timeout', (work) => piped(work, rx.timeout({ each: 400 })), {
    says: 'an object holds each',
    ends: 400,
    sets: { 'arg[0].each': 400 },
    cancels: true,
  }),
  fires('timeoutWith', (work) => piped(work, rx.timeoutWith(400, rx.of('else'))), { cancels: true }),
  instead('timeoutWith', (work) => piped(work, rx.timeoutWith(400, rx.of('else'))), { fault: 'silent' }),
  {
    says: 'delay is the pause',
    path: 'retry',
    facet: 'retry',
    sends: 4,
    gaps: [1500, 1500, 1500],
    sets: { 'arg[0].count': 3, 'arg[0].delay': 1500 },
    run: (work) => piped(work, rx.retry({ count: 3, delay: 1500 })),
  },
  {
    says: 'retryWhen goes on until the notifier ends',
    path: 'retryWhen',
    facet: 'retry',
    sends: 3,
    sets: { 'arg[0]': 'function' },
    aside: noTries,
    run: (work) =>
      piped(
        work,
        rx.retryWhen((errors: { pipe: (...given: unknown[]) => unknown }) => errors.pipe(rx.take(3))),
      ),
  },
  {
    says: 'retryWhen with a notifier that does not end has no end',
    path: 'retryWhen',
    facet: 'retry',
    sends: 'unbounded',
    aside: noTries,
    run: (work) =>
      piped(
        work,
        rx.retryWhen((errors: unknown) => errors),
      ),
  },
  instead('catchError', (work) =>
    piped(
      work,
      rx.catchError(() => rx.of('else')),
    ),
  ),
  instead('onErrorResumeNextWith', (work) => piped(work, rx.onErrorResumeNextWith(rx.of('else')))),
  limits('mergeAll', 5, (work) =>
    rx.lastValueFrom(
      five.pipe(
        rx.map(() => cold(work)),
        rx.mergeAll(),
      ),
    ),
  ),
  limits(
    'mergeAll',
    2,
    (work) =>
      rx.lastValueFrom(
        five.pipe(
          rx.map(() => cold(work)),
          rx.mergeAll(2),
        ),
      ),
    { given: 2 },
  ),
  limits('concatAll', 1, (work) =>
    rx.lastValueFrom(
      five.pipe(
        rx.map(() => cold(work)),
        rx.concatAll(),
      ),
    ),
  ),
  limits('exhaustMap', 1, (work) => rx.lastValueFrom(five.pipe(rx.exhaustMap(() => cold(work))))),
);

/** Data-last in a pipe, and data-first as a call. */
const forms = (name: string, rest: (Effect: typeof effect4.Effect) => readonly unknown[], { Effect }: typeof effect4) =>
  [
    ['operator', 'arg[0]', (work: Work) => Effect.runPromise(tried(Effect, work).pipe(Effect[name](...rest(Effect))))],
    ['run', 'arg[1]', (work: Work) => Effect.runPromise(Effect[name](tried(Effect, work), ...rest(Effect)))],
  ] as const;
const tried = (Effect: typeof effect4.Effect, work: Work) =>
  Effect.tryPromise({ try: (signal: AbortSignal) => work(signal), catch: (error: unknown) => error });
const bounds = (name: string, rest: (Effect: typeof effect4.Effect) => readonly unknown[], version: typeof effect4, option: string) =>
  forms(name, rest, version).map(([of, at, run]) =>
    fires(`Effect.${name}`, run, {
      says: `Effect.${name} as ${of} by ${option || 'a number'}`,
      of,
      ends: 400,
      sets: { [`${at}${option}`]: 400 },
      cancels: true,
    }),
  );
const tries = (
  says: string,
  rest: object,
  sends: GuardClaim['sends'],
  sets: (at: string) => GuardClaim['sets'],
  more: Partial<GuardClaim> = {},
) =>
  forms('retry', () => [rest], effect4).map(
    ([of, at, run]): GuardClaim => ({
      says: `Effect.retry as ${of}: ${says}`,
      path: 'Effect.retry',
      facet: 'retry',
      of,
      run,
      ...(sends === undefined ? {} : { sends }),
      sets: sets(at) ?? {},
      ...more,
    }),
  );
const { Schedule } = effect4;
const unread = 'A schedule is only read by its name.';
const passes = <T>(effect: T): T => effect;
guard(
  'effect',
  'effect',
  ...tries('times counts retries', { times: 2 }, 3, (at) => ({ [`${at}.times`]: 2 })),
  ...tries('while says no', { times: 3, while: never }, 1, (at) => ({ [`${at}.times`]: 3, [`${at}.while`]: 'function' }), { fewer: true }),
  ...tries('until says enough', { times: 3, until: always }, 1, (at) => ({ [`${at}.times`]: 3, [`${at}.until`]: 'function' }), {
    fewer: true,
  }),
  ...tries('a recurring schedule does not wait', Schedule.recurs(3), 4, (at) => ({ [at]: 'Schedule.recurs' }), {
    gaps: [0, 0, 0],
    aside: unread,
  }),
  ...bounds('timeout', () => [400], effect4, ''),
  ...bounds('timeoutOption', () => [400], effect4, ''),
  ...bounds('timeoutOrElse', (Effect) => [{ duration: 400, orElse: () => Effect.succeed('else') }], effect4, '.duration'),
  instead('Effect.catch', (work) =>
    effect4.Effect.runPromise(tried(effect4.Effect, work).pipe(effect4.Effect.catch(() => effect4.Effect.succeed('else')))),
  ),
  instead('Effect.orElseSucceed', (work) =>
    effect4.Effect.runPromise(tried(effect4.Effect, work).pipe(effect4.Effect.orElseSucceed(() => 'else'))),
  ),
);
guard(
  'effect',
  'effect-3',
  ...bounds('timeout', () => [400], effect3, ''),
  ...bounds('timeoutOption', () => [400], effect3, ''),
  ...bounds('timeoutFail', () => [{ duration: 400, onTimeout: () => new Error('late') }], effect3, '.duration'),
  ...bounds('timeoutFailCause', () => [{ duration: 400, onTimeout: () => effect3.Cause.fail('late') }], effect3, '.duration'),
  ...bounds('timeoutTo', () => [{ duration: 400, onTimeout: () => 'else', onSuccess: passes }], effect3, '.duration'),
  instead('Effect.catchAll', (work) =>
    effect3.Effect.runPromise(tried(effect3.Effect, work).pipe(effect3.Effect.catchAll(() => effect3.Effect.succeed('else')))),
  ),
  instead('Effect.orElse', (work) =>
    effect3.Effect.runPromise(tried(effect3.Effect, work).pipe(effect3.Effect.orElse(() => effect3.Effect.succeed('else')))),
  ),
);

const overLink = (work: Work, options: object): unknown => {
  const end = new apollo.ApolloLink(() => rx.from(work().then(() => ({ data: {} }))));
  const client = new apollo.ApolloClient({
    link: apollo.ApolloLink.from([new RetryLink(options), end]),
    cache: new apollo.InMemoryCache(),
  });
  return client.query({ query: apollo.gql`{ a }` });
};
/** What stands where a `fetch` of one's own may: with a signal it bounds, and without it nothing does. */
const signalled = (url: string, init: object) => fetch(url, { ...init, signal: AbortSignal.timeout(400) });
const links: readonly [string, (options: object) => unknown][] = [
  ['HttpLink', (options) => new apollo.HttpLink(options)],
  ['createHttpLink', (options) => apollo.createHttpLink(options)],
  ['BatchHttpLink', (options) => new BatchHttpLink(options)],
];
const own = 'A function stands there, which the model takes for a bound.';
const bare = (path: string, run: (url: string, options: object) => unknown): GuardClaim[] => [
  fires(path, (_, at) => run(at.url, {}), { says: `${path}: no bound by itself`, ends: 'pending' }),
  fires(path, (_, at) => run(at.url, { fetch: signalled }), {
    says: `${path}: a fetch with a signal ends it`,
    ends: 400,
    sets: { 'arg[0].fetch': 'signalled' },
    cancels: true,
    aside: own,
  }),
];
/** The link is written for version 3 of Apollo, and is no link of version 4. */
const apollo3 = await bundled(
  "export { ApolloClient, ApolloLink, HttpLink, InMemoryCache, gql } from '@apollo/client/core';\nexport { default as TimeoutLink } from 'apollo-link-timeout';",
  'server',
  false,
  { '@apollo/client': 'apollo-client-3' },
);
/** A query through the bound, which aborts by a signal that it hands on to the link that sends. */
const withinLink = (link: unknown, url: string, kind: 'query' | 'mutate' = 'query'): unknown => {
  const client = new apollo3.ApolloClient({
    link: apollo3.ApolloLink.from([link, new apollo3.HttpLink({ uri: url })]),
    cache: new apollo3.InMemoryCache(),
  });
  return kind === 'query' ? client.query({ query: apollo3.gql`{ a }` }) : client.mutate({ mutation: apollo3.gql`mutation { a }` });
};
guard(
  'apollo-link-timeout',
  'apollo-link-timeout',
  fires('', (_, at) => withinLink(new apollo3.TimeoutLink(400), at.url), { says: 'it ends a query', cancels: true }),
  fires('', (_, at) => withinLink(new apollo3.TimeoutLink(400), at.url, 'mutate'), { says: 'it ends a mutation', cancels: true }),
  fires('', (_, at) => withinLink(new apollo3.TimeoutLink(400), at.url), {
    says: 'it ends an answer that stops half-way',
    fault: 'body',
    cancels: true,
  }),
  fires('', (_, at) => withinLink(new apollo3.TimeoutLink(), at.url), { says: '15 s by default', ends: 15_000, cancels: true }),
  fires('', (_, at) => withinLink(new apollo3.TimeoutLink(0), at.url), {
    says: 'zero is the default',
    given: 0,
    ends: 15_000,
    cancels: true,
  }),
  fires('', (_, at) => withinLink(new apollo3.TimeoutLink(-1), at.url), { says: 'below zero it ends nothing', given: -1, ends: 'pending' }),
);
guard(
  '@apollo/client/link/retry',
  '@apollo/client',
  ...looped({ id: '@apollo/client/link/retry', path: 'RetryLink', at: 'arg[0]', run: overLink }, [
    ['max counts the first try', { delay: { initial: 20 }, attempts: { max: 2 } }, 2],
    ['initial is the first pause', { delay: { initial: 1500, jitter: false }, attempts: { max: 3 } }, 3, { gaps: [1500, 3000] }],
    ['max caps the pauses', { delay: { initial: 1500, max: 1500, jitter: false }, attempts: { max: 4 } }, 4, { gaps: [1500, 1500, 1500] }],
    ['jitter draws the pauses', { delay: { initial: 1500, max: 1500, jitter: true }, attempts: { max: 7 } }, 7, { varies: true }],
    ['retryIf says no', { attempts: { retryIf: never } }, 1, { fewer: true }],
  ]),
  ...links.flatMap(([path, made]) =>
    bare(path, (uri, options) => {
      const client = new apollo.ApolloClient({ link: made({ uri, ...options }), cache: new apollo.InMemoryCache() });
      return client.query({ query: apollo.gql`{ a }` });
    }),
  ),
);

const overExchange = (work: Work, options: object): unknown => {
  const answered = async (): Promise<Response> => {
    await work();
    return new Response('{"data":{}}', { headers: { 'content-type': 'application/json' } });
  };
  const exchanges = [retryExchange(options), urql.fetchExchange];
  return new urql.Client({ url: 'http://localhost', preferGetMethod: false, exchanges, fetch: answered }).query('{ a }', {}).toPromise();
};
guard(
  '@urql/exchange-retry',
  '@urql/exchange-retry',
  ...looped({ id: '@urql/exchange-retry', path: 'retryExchange', at: 'arg[0]', run: overExchange }, [
    [
      'without chance the pauses grow by the first',
      { maxNumberAttempts: 4, initialDelayMs: 900, randomDelay: false },
      4,
      { gaps: [900, 1800, 2700] },
    ],
    [
      'maxDelayMs caps the pauses',
      { maxNumberAttempts: 4, initialDelayMs: 1500, maxDelayMs: 1500, randomDelay: false },
      4,
      { gaps: [1500, 1500, 1500] },
    ],
    ['by chance they differ', { maxNumberAttempts: 4, initialDelayMs: 300, randomDelay: true }, 4, { varies: true }],
    ['retryIf says no', { retryIf: never }, 1, { fewer: true }],
    ['retryWith hands back nothing', { retryWith: () => undefined }, 1, { fewer: true }],
  ]),
);

const sent = (link: unknown) => trpc.createTRPCClient({ links: [link] }).a.b.query({});
const senders = ['httpLink', 'httpBatchLink', 'httpBatchStreamLink', 'unstable_httpBatchStreamLink'];
const retried = (work: Work, options: object) => {
  const answered = async (): Promise<Response> => {
    await work();
    return new Response('{"result":{"data":1}}');
  };
  return trpc
    .createTRPCClient({ links: [trpc.retryLink(options), trpc.httpLink({ url: 'http://localhost', fetch: answered })] })
    .a.b.query({});
};
const function3 = ({ attempts }: { readonly attempts: number }): boolean => attempts < 3;
guard(
  '@trpc/client',
  '@trpc/client',
  ...senders.flatMap((path) => bare(path, (url, options) => sent(trpc[path]({ url, ...options })))),
  ...looped({ id: '@trpc/client', path: 'retryLink', at: 'arg[0]', run: retried }, [
    [
      'the pause is what the function says',
      { retry: function3, retryDelayMs: () => 1500 },
      3,
      { gaps: [1500, 1500], aside: 'The number stands in a function.' },
    ],
  ]),
);

const overQuery = (work: Work, options: object): unknown => {
  const query = (): Promise<object> =>
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
};
guard(
  '@reduxjs/toolkit/query',
  '@reduxjs/toolkit',
  ...looped({ id: '@reduxjs/toolkit/query', path: 'retry', at: 'arg[1]', run: overQuery }, [
    [
      'backoff is what waits',
      { maxRetries: 2, backoff: () => new Promise((resolve) => setTimeout(resolve, 1500)) },
      3,
      { gaps: [1500, 1500] },
    ],
    ['retryCondition says no', { retryCondition: never }, 1, { fewer: true, aside: 'The condition stands in for the number.' }],
  ]),
);

const repeating = (_: Work, options: object, url: string) => {
  const instance = axios.create();
  axiosRetry(instance, options);
  return instance.get(url);
};
const axiosRows = (rows: readonly Row[]) =>
  looped({ id: 'axios-retry', path: '', at: 'arg[1]', run: () => undefined }, rows).map(
    (row, i): GuardClaim => ({
      ...row,
      run: (work, at) => repeating(work, { ...rows[i]?.[1] }, at.url),
    }),
  );
const delay = (name: string) => ({ sets: { 'arg[1].retryDelay': name } });
guard(
  'axios-retry',
  'axios-retry',
  ...axiosRows([
    [
      'linearDelay grows by the first',
      { retries: 3, retryDelay: axiosRetry.linearDelay(900) },
      4,
      { gaps: [900, 1800, 2700], ...delay('linearDelay') },
    ],
    [
      'exponentialDelay draws a little',
      { retries: 3, retryDelay: axiosRetry.exponentialDelay },
      4,
      { gaps: [220, 440, 880], ...delay('exponentialDelay') },
    ],
    ['retryCondition says no', { retryCondition: never }, 1, { fewer: true }],
    ['retryCondition says yes', { retries: 2, retryCondition: always }, 3],
    ['validateResponse finds an answer wanting', { retries: 2, retryCondition: always, validateResponse: never }, 3, { fault: 200 }],
  ]),
);

interface Observed {
  readonly subscribe: (listener: (state: { readonly status: string }) => void) => unknown;
}
const finished = (observer: Observed) =>
  new Promise<void>((resolve) => void observer.subscribe(({ status }) => status === 'pending' || resolve()));
const query = (work: Work, options: object) =>
  finished(new QueryObserver(new QueryClient(), { queryKey: ['a'], queryFn: () => work(), ...options }));
const infinite = (work: Work, options: object) =>
  finished(
    new InfiniteQueryObserver(new QueryClient(), {
      queryKey: ['a'],
      queryFn: () => work(),
      initialPageParam: 0,
      getNextPageParam: () => null,
      ...options,
    }),
  );
const mutate = (work: Work, options: object) => new MutationObserver(new QueryClient(), { mutationFn: () => work(), ...options }).mutate();
const queries: readonly (Loop & { readonly once: number })[] = [
  { id: '@tanstack/query-core', path: 'useQuery', of: 'server', at: 'arg[0]', run: query, once: 1 },
  { id: '@tanstack/query-core', path: 'useInfiniteQuery', of: 'server', at: 'arg[0]', run: infinite, once: 1 },
  { id: '@tanstack/query-core', path: 'useMutation', at: 'arg[0]', run: mutate, once: 1 },
];
guard(
  '@tanstack/query-core',
  '@tanstack/query-core',
  ...queries.flatMap(({ once, ...loop }) =>
    looped(loop, [
      ['how often by itself', {}, once],
      ['retry counts without the first try', { retry: 2 }, 3, { gaps: [1000, 2000] }],
      ['retry: true has no end', { retry: true, retryDelay: 20 }, 'unbounded'],
      ['retry: false is one try', { retry: false }, 1],
      ['retryDelay is the pause', { retry: 3, retryDelay: 1500 }, 4, { gaps: [1500, 1500, 1500] }],
    ]),
  ),
);

/** What really asks, and what a status does there: what answers is no failure to a query that is handed the answer. */
const onStatus = (path: string, sends: number, run: GuardClaim['run'], more: Partial<GuardClaim> = {}): GuardClaim => ({
  says: `${path}: a bad status`,
  path,
  facet: 'retry',
  about: 'onStatus',
  sends,
  run,
  ...more,
});
/** Refusals and failures for good alike. */
const alike = (path: string, sends: number, run: GuardClaim['run']): GuardClaim[] => [
  onStatus(path, sends, run),
  onStatus(path, sends, run, { says: `${path}: a 404`, about: 'permanent', fault: 404 }),
];
const askApollo: GuardClaim['run'] = (_, at) => {
  const link = apollo.ApolloLink.from([new RetryLink({ delay: { initial: 20 } }), new apollo.HttpLink({ uri: at.url })]);
  return new apollo.ApolloClient({ link, cache: new apollo.InMemoryCache() }).query({ query: apollo.gql`{ a }` });
};
const askUrql: GuardClaim['run'] = (_, at) => {
  const exchanges = [retryExchange({ initialDelayMs: 20, maxDelayMs: 40 }), urql.fetchExchange];
  return new urql.Client({ url: at.url, preferGetMethod: false, exchanges }).query('{ a }', {}).toPromise();
};
const askRtk: GuardClaim['run'] = (_, at) => {
  const api = {
    signal: new AbortController().signal,
    dispatch: () => {},
    getState: () => ({}),
    abort: () => {},
    endpoint: 'e',
    type: 'query',
  };
  return rtkRetry(fetchBaseQuery({ baseUrl: at.url }), { backoff: async () => {} })('', api, {});
};
guard('@apollo/client/link/retry', '@apollo/client', ...alike('RetryLink', 5, askApollo));
guard('@urql/exchange-retry', '@urql/exchange-retry', ...alike('retryExchange', 2, askUrql));
guard('@reduxjs/toolkit/query', '@reduxjs/toolkit', ...alike('retry', 6, askRtk));
guard(
  '@trpc/client',
  '@trpc/client',
  onStatus(
    'retryLink',
    3,
    (_, at) => trpc.createTRPCClient({ links: [trpc.retryLink({ retry: function3 }), trpc.httpLink({ url: at.url })] }).a.b.query({}),
    {
      aside: 'The number stands in a function.',
    },
  ),
);
guard(
  '@tanstack/query-core',
  '@tanstack/query-core',
  ...queries.map(({ path, of, run }) =>
    onStatus(path, 1, (_, at) => run(() => fetch(at.url), { retry: 3, retryDelay: 1 }), of === undefined ? {} : { of }),
  ),
);
