import type { GuardForm, GuardModel, Provision } from '../../model/catalog/guard';

const repeats: Provision = {
  facet: 'retry',
  attempts: { at: 'arg[1].attempts', fallback: 3, unbounded: ['Infinity'] },
  backoff: 'exponential',
  jitter: true,
  delayMs: { at: 'arg[1].baseMs', fallback: 200 },
  maxDelayMs: { at: 'arg[1].capMs', fallback: 10_000, unbounded: ['Infinity'] },
  writes: true,
  onStatus: true,
  onTimeout: true,
  permanent: false,
  condition: ['arg[1].retryOn'],
};

const run = (path: string, provision: Provision): GuardForm => ({ form: 'run', path, runs: 'arg[0]', provides: [provision] });

/** What fixes write into a project that wishes for no library: `src/remedies/module/resilience.ts`. */
export const resilienceModule: GuardModel = {
  id: 'resilience-module',
  title: 'the resilience module',
  modules: ['breakwater:resilience'],
  copied: ['withTimeout', 'retry', 'CircuitBreaker', 'BreakerOpenError', 'bulkhead', 'BulkheadFullError', 'fallback', 'isTransient'],
  forms: [
    {
      form: 'run',
      path: 'withTimeout',
      runs: 'arg[0]',
      provides: [
        { facet: 'timeout', ms: { at: 'arg[1]', fallback: 'unknown', unbounded: ['Infinity'] }, covers: 'total', cancels: 'signal' },
      ],
    },
    run('retry', repeats),
    run('fallback', { facet: 'fallback' }),
    {
      form: 'make',
      path: 'CircuitBreaker',
      kind: 'breaker',
      provides: [{ facet: 'breaker', onStatus: true, condition: ['arg[0].countsAsFailure'] }],
    },
    { form: 'apply', on: ['breaker'], path: 'run', runs: 'arg[0]' },
    {
      form: 'make',
      path: 'bulkhead',
      kind: 'bulkhead',
      provides: [{ facet: 'bulkhead', limit: { at: 'arg[0]', fallback: 'unknown', unbounded: ['Infinity'] } }],
    },
    { form: 'apply', on: ['bulkhead'], path: '', runs: 'arg[0]' },
  ],
  evidence: [{ url: 'test/remedies/module.test.ts', versions: '0.1.0', how: 'executed' }],
};
