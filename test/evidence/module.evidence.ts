import { bulkhead, CircuitBreaker, fallback, retry, withTimeout } from '../../src/remedies/module/resilience';
import { guard } from './guarding';
import { looped } from './looping';
import { record } from './proofs';

record(import.meta.filename);

/** The module that is written into projects; Node brings all it needs. */
guard(
  'resilience-module',
  undefined,
  { says: 'three tries', path: 'retry', facet: 'retry', fault: 'reset', sends: 3, run: (work) => retry(() => work()) },
  {
    says: 'as many as are asked for',
    path: 'retry',
    facet: 'retry',
    fault: 'reset',
    given: 5,
    sends: 5,
    run: (work) => retry(() => work(), { attempts: 5, baseMs: 20 }),
  },
  {
    says: 'it gives up in time, and the request with it',
    path: 'withTimeout',
    facet: 'timeout',
    fault: 'silent',
    given: 400,
    ends: 400,
    cancels: true,
    run: (work) => withTimeout((signal) => work(signal), 400),
  },
  {
    says: 'two at once',
    path: 'bulkhead',
    facet: 'bulkhead',
    fault: 'silent',
    given: 2,
    open: 2,
    run: (work) => {
      const limit = bulkhead(2);
      return Promise.all(Array.from({ length: 5 }, () => limit(() => work())));
    },
  },
  {
    says: 'five failures open it',
    path: 'CircuitBreaker',
    facet: 'breaker',
    fault: 'reset',
    sends: 5,
    run: async (work) => {
      const breaker = new CircuitBreaker({ failures: 5 });
      for (let i = 0; i < 8; i += 1) await breaker.run(() => work()).catch(() => {});
    },
  },
  {
    says: 'something else instead',
    path: 'fallback',
    facet: 'fallback',
    sends: 1,
    run: (work) =>
      fallback(
        () => work(),
        () => 'else',
      ),
  },
);

/** The pauses are drawn from nothing on, up to a part that doubles. */
guard(
  'resilience-module',
  undefined,
  ...looped({ id: 'resilience-module', path: 'retry', at: 'arg[1]', run: (work, options) => retry(() => work(), options) }, [
    ['baseMs is what the first pause is drawn from', { attempts: 5, baseMs: 600 }, 5, { fault: 'reset', varies: true }],
    ['capMs caps the pauses', { attempts: 4, baseMs: 5000, capMs: 20 }, 4, { fault: 'reset', gaps: [10, 10, 10] }],
    ['retryOn says no', { attempts: 4, retryOn: () => false }, 1, { fault: 'reset', fewer: true }],
  ]),
  {
    says: 'countsAsFailure keeps it shut',
    path: 'CircuitBreaker',
    facet: 'breaker',
    fault: 'reset',
    sends: 8,
    sets: { 'arg[0].countsAsFailure': 'function' },
    run: async (work) => {
      const breaker = new CircuitBreaker({ failures: 5, countsAsFailure: () => false });
      for (let i = 0; i < 8; i += 1) await breaker.run(() => work()).catch(() => {});
    },
  },
);

/** What answers with a bad status has failed too, if it may pass. */
guard(
  'resilience-module',
  undefined,
  { says: 'a 503 is repeated', path: 'retry', facet: 'retry', about: 'onStatus', sends: 3, run: (_, at) => retry(() => fetch(at.url)) },
  {
    says: 'a 404 is not',
    path: 'retry',
    facet: 'retry',
    about: 'permanent',
    fault: 404,
    sends: 1,
    run: (_, at) => retry(() => fetch(at.url)),
  },
  {
    says: 'a 503 counts',
    path: 'CircuitBreaker',
    facet: 'breaker',
    about: 'onStatus',
    sends: 5,
    run: async (_, at) => {
      const breaker = new CircuitBreaker({ failures: 5 });
      for (let i = 0; i < 8; i += 1) await breaker.run(() => fetch(at.url)).catch(() => {});
    },
  },
);
