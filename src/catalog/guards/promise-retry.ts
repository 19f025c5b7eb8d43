import type { GuardModel, Provision } from '../../model/catalog/guard';

const repeats = (at: 'arg[0]' | 'arg[1]'): Provision => ({
  facet: 'retry',
  attempts: { at: `${at}.retries`, fallback: 11, plus: 1, unbounded: ['Infinity'] },
  forever: `${at}.forever`,
  backoff: { at: `${at}.factor`, cases: { '1': 'constant' }, fallback: 'exponential' },
  jitter: { at: `${at}.randomize`, cases: { true: true, false: false }, fallback: false },
  delayMs: { at: `${at}.minTimeout`, fallback: 1000 },
  maxDelayMs: { at: `${at}.maxTimeout`, fallback: 'unbounded', unbounded: ['Infinity'] },
  writes: true,
  onTimeout: true,
});

/** It repeats only when the body calls the `retry(error)` it is handed; the two arguments may be swapped. */
export const promiseRetry: GuardModel = {
  id: 'promise-retry',
  modules: ['promise-retry', '@gar/promise-retry'],
  forms: [
    { form: 'run', path: '', runs: 'arg[0]', again: 0, provides: [repeats('arg[1]')] },
    { form: 'run', path: '', runs: 'arg[1]', again: 0, provides: [repeats('arg[0]')] },
    { form: 'run', path: 'promiseRetry', runs: 'arg[0]', again: 0, provides: [repeats('arg[1]')] },
  ],
  evidence: [{ url: 'https://github.com/IndigoUnited/node-promise-retry#usage', versions: '2.0.1; @gar/promise-retry 1.0.3', how: 'read' }],
};
