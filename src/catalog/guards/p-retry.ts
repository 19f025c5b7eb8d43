import type { GuardForm, GuardModel, Provision } from '../../model/catalog/guard';

const repeats = {
  facet: 'retry',
  attempts: { at: 'arg[1].retries', fallback: 11, plus: 1, unbounded: ['Infinity'] },
  backoff: { at: 'arg[1].factor', cases: { '1': 'constant' }, fallback: 'exponential' },
  jitter: { at: 'arg[1].randomize', cases: { true: true, false: false }, fallback: false },
  delayMs: { at: 'arg[1].minTimeout', fallback: 1000 },
  maxDelayMs: { at: 'arg[1].maxTimeout', fallback: 'unbounded', unbounded: ['Infinity'] },
  totalMs: { at: 'arg[1].maxRetryTime', fallback: 'unbounded', unbounded: ['Infinity'] },
  writes: true,
  onTimeout: true,
  condition: ['arg[1].shouldRetry', 'arg[1].onFailedAttempt', 'arg[1].shouldConsumeRetry'],
} as const satisfies Provision;

/** Up to version 6 it stands on `retry`, where `forever` works and no option spares a failure; later it throws, and nothing endless is left but `Infinity`. */
const old: Provision = {
  ...repeats,
  forever: 'arg[1].forever',
  condition: ['arg[1].shouldRetry', 'arg[1].onFailedAttempt'],
  // Since then `fetch failed`, as Node says it, is a failure of the network, too.
  sparesTypeErrors: '<5.1.2',
};
const run = { form: 'run', path: '', runs: 'arg[0]' } as const satisfies Partial<GuardForm>;

export const pRetry: GuardModel = {
  id: 'p-retry',
  modules: ['p-retry'],
  forms: [
    { ...run, versions: '>=7', provides: [repeats] },
    { ...run, versions: '<7', provides: [old] },
    { form: 'wrap', path: 'makeRetriable', kind: 'retriable', runs: 'arg[0]', provides: [repeats], fires: [''] },
  ],
  evidence: [
    { url: 'https://github.com/sindresorhus/p-retry#api', versions: '4, 6, 7.1.1, 9.0.0', how: 'read' },
    { url: 'https://github.com/sindresorhus/p-retry/blob/v5.1.2/index.js', versions: '4.6.2, 5.1.1, 5.1.2, 6.2.1', how: 'read' },
  ],
};
