import type { GuardModel } from '../../model/catalog/guard';

export const exponentialBackoff: GuardModel = {
  id: 'exponential-backoff',
  modules: ['exponential-backoff'],
  forms: [
    {
      form: 'run',
      path: 'backOff',
      runs: 'arg[0]',
      provides: [
        {
          facet: 'retry',
          // Numbers below one become one.
          attempts: { at: 'arg[1].numOfAttempts', fallback: 10, unbounded: ['Infinity'] },
          backoff: { at: 'arg[1].timeMultiple', cases: { '1': 'constant' }, fallback: 'exponential' },
          jitter: { at: 'arg[1].jitter', cases: { full: true, none: false }, fallback: false },
          delayMs: { at: 'arg[1].startingDelay', fallback: 100 },
          maxDelayMs: { at: 'arg[1].maxDelay', fallback: 'unbounded', unbounded: ['Infinity'] },
          writes: true,
          onTimeout: true,
          condition: ['arg[1].retry'],
        },
      ],
    },
  ],
  evidence: [{ url: 'https://github.com/coveooss/exponential-backoff#readme', versions: '3.1.3', how: 'read' }],
};
