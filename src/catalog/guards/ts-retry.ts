import type { GuardForm, GuardModel, Provision } from '../../model/catalog';

const repeats: Provision = {
  facet: 'retry',
  attempts: { at: 'arg[1].maxTry', fallback: 240, unbounded: ['Infinity'] },
  backoff: {
    at: 'arg[1].delay',
    cases: { createExponetialDelay: 'exponential', createMutiplicableDelay: 'exponential', createRandomDelay: 'constant' },
    fallback: 'constant',
  },
  jitter: { at: 'arg[1].delay', cases: { createRandomDelay: true }, fallback: false },
  delayMs: { at: 'arg[1].delay', fallback: 250 },
  writes: true,
  onTimeout: true,
  condition: ['arg[1].until', 'arg[1].onError'],
};

const runs = (path: string): GuardForm => ({ form: 'run', path, runs: 'arg[0]', provides: [repeats] });

/** For the forms that take the test of the answer as their second argument, the options stand third, so their numbers stay unread. */
const tests = (path: string): GuardForm => ({
  form: 'run',
  path,
  runs: 'arg[0]',
  provides: [
    {
      ...repeats,
      attempts: { at: 'arg[2].maxTry', fallback: 240, unbounded: ['Infinity'] },
      delayMs: { at: 'arg[2].delay', fallback: 250 },
    },
  ],
});

const wraps = (path: string): GuardForm => ({
  form: 'wrap',
  path,
  kind: 'retried',
  runs: 'arg[0]',
  provides: [repeats],
  fires: [''],
});

/** Its default is 240 tries, a quarter of a second apart: one minute of requests. */
export const tsRetry: GuardModel = {
  id: 'ts-retry',
  modules: ['ts-retry'],
  forms: [
    ...['retry', 'retryAsync', 'retryUntilDefined', 'retryAsyncUntilDefined', 'retryUntilTruthy', 'retryAsyncUntilTruthy'].map(runs),
    tests('retryAsyncUntilResponse'),
    ...['retryDecorator', 'retryAsyncDecorator', 'retryUntilDefinedDecorator', 'retryAsyncUntilDefinedDecorator'].map(wraps),
    ...['retryUntilTruthyDecorator', 'retryAsyncUntilTruthyDecorator'].map(wraps),
  ],
  evidence: [{ url: 'https://github.com/franckLdx/ts-retry#readme', versions: '7.0.3', how: 'read' }],
};
