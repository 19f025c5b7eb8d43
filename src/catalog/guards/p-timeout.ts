import type { GuardModel } from '../../model/catalog/guard';

/** Frees the caller only: the work goes on unless the promise has a `cancel()` method of its own. */
export const pTimeout: GuardModel = {
  id: 'p-timeout',
  modules: ['p-timeout'],
  forms: [
    {
      form: 'run',
      path: '',
      runs: 'arg[0]',
      versions: '>=6',
      // The option is required, and zero throws, so an absent one cannot be told from a spread.
      provides: [
        {
          facet: 'timeout',
          ms: { at: 'arg[1].milliseconds', fallback: 'unknown', unbounded: ['Infinity'] },
          covers: 'total',
          cancels: false,
        },
      ],
    },
    {
      form: 'run',
      path: '',
      runs: 'arg[0]',
      versions: '<6',
      provides: [{ facet: 'timeout', ms: { at: 'arg[1]', fallback: 'unknown', unbounded: ['Infinity'] }, covers: 'total', cancels: false }],
    },
  ],
  evidence: [{ url: 'https://github.com/sindresorhus/p-timeout#api', versions: '5, 7.0.2, 8.0.0', how: 'read' }],
};
