import type { GuardForm, GuardModel, Provision } from '../../model/catalog/guard';

const repeats: Provision = {
  facet: 'retry',
  attempts: { at: 'arg[1].maxTry', fallback: 240, unbounded: ['Infinity'] },
  // `createExponetialDelay` multiplies the delay before, which it is never handed; `createMutiplicableDelay` multiplies the number of the try.
  backoff: {
    at: 'arg[1].delay',
    cases: { createExponetialDelay: 'constant', createMutiplicableDelay: 'linear', createRandomDelay: 'constant' },
    fallback: 'constant',
  },
  jitter: { at: 'arg[1].delay', cases: { createRandomDelay: true }, fallback: false },
  delayMs: { at: 'arg[1].delay', fallback: 250 },
  writes: true,
  onTimeout: true,
  condition: ['arg[1].until', 'arg[1].onError'],
};

/** The forms that look at the answer by themselves take no `until`. */
const looks: Provision = { ...repeats, condition: ['arg[1].onError'] };

const runs = (path: string): GuardForm => ({ form: 'run', path, runs: 'arg[0]', provides: [/Until/.test(path) ? looks : repeats] });

const wraps = (path: string): GuardForm => ({
  form: 'wrap',
  path,
  kind: 'retried',
  runs: 'arg[0]',
  provides: [/Until/.test(path) ? looks : repeats],
  fires: [''],
});

/** Its default is 240 tries, a quarter of a second apart: one minute of requests. */
export const tsRetry: GuardModel = {
  id: 'ts-retry',
  modules: ['ts-retry'],
  forms: [
    ...[
      'retry',
      'retryAsync',
      'retryUntilDefined',
      'retryAsyncUntilDefined',
      'retryUntilTruthy',
      'retryAsyncUntilTruthy',
      'retryAsyncUntilResponse',
    ].map(runs),
    ...['retryDecorator', 'retryAsyncDecorator', 'retryAsyncUntilDefinedDecorator', 'retryAsyncUntilResponseDecorator'].map(wraps),
    ...['retryUntilTruthyDecorator', 'retryAsyncUntilTruthyDecorator'].map(wraps),
  ],
  evidence: [{ url: 'https://github.com/franckLdx/ts-retry#readme', versions: '7.0.3', how: 'read' }],
};
