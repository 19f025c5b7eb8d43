import type { GuardModel, Provision } from '../../model/catalog/guard';

const repeats: Provision = {
  facet: 'retry',
  attempts: { at: 'arg[1].retries', fallback: 11, plus: 1, unbounded: ['INFINITELY', 'Infinity'] },
  // Its exponential backoff is the delay to the power of the attempt: 100 means 0.1 s, then 10 s.
  backoff: { at: 'arg[1].backoff', cases: { FIXED: 'constant', LINEAR: 'linear', EXPONENTIAL: 'exponential' }, fallback: 'constant' },
  jitter: false,
  delayMs: { at: 'arg[1].delay', fallback: 100 },
  maxDelayMs: { at: 'arg[1].maxBackOff', fallback: 300_000 },
  totalMs: { at: 'arg[1].timeout', fallback: 60_000, unbounded: ['INFINITELY', 'Infinity'] },
  writes: true,
  onTimeout: true,
  condition: ['arg[1].retryIf', 'arg[1].until'],
};

const bounds: Provision = {
  facet: 'timeout',
  ms: { at: 'arg[1].timeout', fallback: 60_000, unbounded: ['INFINITELY', 'Infinity'] },
  covers: 'total',
  cancels: false,
};

/** Even endless retries end after its overall timeout, unless that is `INFINITELY` too. */
export const tsRetryPromise: GuardModel = {
  id: 'ts-retry-promise',
  modules: ['ts-retry-promise'],
  forms: [
    { form: 'run', path: 'retry', runs: 'arg[0]', provides: [repeats, bounds] },
    { form: 'wrap', path: 'retryDecorator', kind: 'retried', runs: 'arg[0]', provides: [repeats, bounds], fires: [''] },
    // `customizeRetry(config)` returns a `retry` with other defaults, which this shape cannot read.
  ],
  evidence: [{ url: 'https://github.com/normartin/ts-retry-promise#readme', versions: '0.8.1', how: 'read' }],
};
