import type { GuardForm, GuardModel, Provision } from '../../model/catalog/guard';

const makes = (path: string, provision: Provision): GuardForm => ({ form: 'make', path, kind: 'module', provides: [provision] });

const repeats: Provision = {
  facet: 'retry',
  attempts: { at: 'arg[0].attempts', fallback: 3, plus: 1, unbounded: ['Infinity'] },
  backoff: {
    at: 'arg[0].mode',
    cases: {
      'RetryMode.CONSTANT': 'constant',
      'RetryMode.LINEAR': 'linear',
      'RetryMode.EXPONENTIAL': 'exponential',
      'RetryMode.JITTER': 'exponential',
      linear: 'linear',
      exponential: 'exponential',
      jitter: 'exponential',
    },
    fallback: 'constant',
  },
  jitter: { at: 'arg[0].mode', cases: { 'RetryMode.JITTER': true, jitter: true }, fallback: false },
  delayMs: { at: 'arg[0].interval', fallback: 0 },
  maxDelayMs: { at: 'arg[0].maxInterval', fallback: 'unbounded', unbounded: ['Infinity'] },
  writes: true,
  onTimeout: true,
  condition: ['arg[0].onRejection'],
};

/** A circuit runs its modules in the order of the list, so the first is the outermost. */
export const mollitia: GuardModel = {
  id: 'mollitia',
  modules: ['mollitia'],
  forms: [
    makes('Retry', repeats),
    makes('Timeout', {
      facet: 'timeout',
      ms: { at: 'arg[0].delay', fallback: 60_000, off: [0, 'Infinity'] },
      covers: 'total',
      cancels: false,
    }),
    makes('SlidingCountBreaker', { facet: 'breaker' }),
    makes('SlidingTimeBreaker', { facet: 'breaker' }),
    makes('Bulkhead', { facet: 'bulkhead', limit: { at: 'arg[0].concurrentSize', fallback: 10 } }),
    makes('Fallback', { facet: 'fallback' }),
    { form: 'combine', path: 'Circuit', kind: 'circuit', order: 'outer-first', policies: 'arg[0].options.modules' },
    { form: 'apply', on: ['circuit'], path: 'fn', runs: 'arg[0]' },
  ],
  evidence: [{ url: 'https://genesys.github.io/mollitia/', versions: '0.1.1', how: 'read' }],
};
