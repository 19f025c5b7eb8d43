import type { GuardForm, GuardModel, Provision } from '../../model/catalog/guard';

/** A retry subscribes again: behind `from(promise)` there is nothing left to repeat, behind `defer` there is. */
const repeats: Provision = {
  facet: 'retry',
  attempts: { at: 'arg[0]', or: 'arg[0].count', fallback: 'unbounded', plus: 1, unbounded: ['Infinity'] },
  backoff: { at: 'arg[0].delay', cases: { undefined: 'none' }, fallback: 'unknown' },
  jitter: { at: 'arg[0].delay', cases: { undefined: false }, fallback: 'unknown' },
  delayMs: { at: 'arg[0].delay', fallback: 0 },
  writes: true,
  onTimeout: true,
};

/** The number bounds each silence between values, which for one answer is the whole attempt. */
const bounds: Provision = {
  facet: 'timeout',
  ms: { at: 'arg[0]', or: 'arg[0].each', fallback: 'unknown' },
  covers: 'total',
  cancels: true,
};

const flattens = (path: string, limit: Extract<Provision, { facet: 'bulkhead' }>['limit']): GuardForm => ({
  form: 'operator',
  path,
  provides: [{ facet: 'bulkhead', limit }],
});

export const rxjs: GuardModel = {
  id: 'rxjs',
  modules: ['rxjs', 'rxjs/operators'],
  forms: [
    { form: 'operator', path: 'timeout', provides: [bounds] },
    { form: 'operator', path: 'timeoutWith', provides: [{ ...bounds, ms: { at: 'arg[0]', fallback: 'unknown' } }, { facet: 'fallback' }] },
    { form: 'operator', path: 'retry', provides: [repeats] },
    {
      form: 'operator',
      path: 'retryWhen',
      // The notifier decides; whether it ever ends stands in its body.
      provides: [
        {
          facet: 'retry',
          attempts: 'unknown',
          backoff: { at: 'arg[0]', cases: {}, fallback: 'unknown' },
          jitter: { at: 'arg[0]', cases: {}, fallback: 'unknown' },
          writes: true,
          onTimeout: true,
          condition: ['arg[0]'],
        },
      ],
    },
    { form: 'operator', path: 'catchError', provides: [{ facet: 'fallback' }] },
    { form: 'operator', path: 'onErrorResumeNextWith', provides: [{ facet: 'fallback' }] },
    flattens('mergeMap', { at: 'arg[1]', fallback: 'unbounded', unbounded: ['Infinity'] }),
    flattens('mergeAll', { at: 'arg[0]', fallback: 'unbounded', unbounded: ['Infinity'] }),
    flattens('concatMap', 1),
    flattens('concatAll', 1),
    flattens('exhaustMap', 1),
  ],
  evidence: [{ url: 'https://rxjs.dev/api/operators/retry', versions: '7.8.2', how: 'read' }],
};
