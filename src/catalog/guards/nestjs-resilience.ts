import type { GuardForm, GuardModel, Provision } from '../../model/catalog/guard';

const makes = (name: string, provision: Provision): readonly GuardForm[] => [
  { form: 'make', path: name, kind: 'strategy', provides: [provision] },
  { form: 'make', path: `ResilienceFactory.create${name}`, kind: 'strategy', provides: [provision] },
];

const repeats: Provision = {
  facet: 'retry',
  // The default backoff hands out one delay fewer than `maxRetries`, so the number counts the first try; with another backoff there is one try more.
  attempts: { at: 'arg[0].maxRetries', fallback: 5, unbounded: ['Infinity'] },
  backoff: {
    at: 'arg[0].backoff',
    cases: {
      FixedBackoff: 'constant',
      LinearBackoff: 'linear',
      ExponentialBackoff: 'exponential',
      FibonacciBackoff: 'exponential',
      DecorrelatedJitterBackoff: 'exponential',
      EqualJitterBackoff: 'exponential',
      JitterBackoff: 'exponential',
    },
    fallback: 'constant',
  },
  jitter: {
    at: 'arg[0].backoff',
    cases: { DecorrelatedJitterBackoff: true, EqualJitterBackoff: true, JitterBackoff: true },
    fallback: false,
  },
  delayMs: 100,
  maxDelayMs: { at: 'arg[0].maxDelay', fallback: 30_000 },
  writes: true,
  onTimeout: true,
  condition: ['arg[0].retryable'],
};

/** Each strategy wraps those before it, so the first is the innermost; an observable is unsubscribed on timeout, a promise runs on. */
export const nestjsResilience: GuardModel = {
  id: 'nestjs-resilience',
  modules: ['nestjs-resilience'],
  forms: [
    ...makes('RetryStrategy', repeats),
    ...makes('TimeoutStrategy', { facet: 'timeout', ms: { at: 'arg[0]', fallback: 1000 }, covers: 'total', cancels: false }),
    ...makes('CircuitBreakerStrategy', { facet: 'breaker' }),
    ...makes('BulkheadStrategy', { facet: 'bulkhead', limit: { at: 'arg[0].maxConcurrent', fallback: 1 } }),
    ...makes('FallbackStrategy', { facet: 'fallback' }),
    { form: 'decorator', path: 'UseResilience', provides: [], order: 'inner-first' },
    { form: 'decorator', path: 'UseResilienceObservable', provides: [], order: 'inner-first' },
    // `class X extends ResilienceCommand` guards its `run()` with the strategies given to `super`, which no form says.
  ],
  evidence: [{ url: 'https://github.com/SocketSomeone/nestjs-resilience#readme', versions: '2.1.3', how: 'read' }],
};
