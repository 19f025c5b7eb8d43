import type { GuardModel } from '../../model/catalog/guard';

/** `maxAttempts: 0` means no end; `timeout` is for each attempt, leaves the work running and ends all: no other attempt follows it. */
export const lifeomicAttempt: GuardModel = {
  id: '@lifeomic/attempt',
  modules: ['@lifeomic/attempt'],
  forms: [
    {
      form: 'run',
      path: 'retry',
      runs: 'arg[0]',
      provides: [
        { facet: 'timeout', ms: { at: 'arg[1].timeout', fallback: 'unbounded', off: [0] }, covers: 'attempt', cancels: false },
        {
          facet: 'retry',
          attempts: { at: 'arg[1].maxAttempts', fallback: 3, unbounded: [0, 'Infinity'] },
          backoff: { at: 'arg[1].factor', cases: { '0': 'constant', '1': 'constant', undefined: 'constant' }, fallback: 'exponential' },
          jitter: { at: 'arg[1].jitter', cases: { true: true, false: false }, fallback: false },
          delayMs: { at: 'arg[1].delay', fallback: 200 },
          maxDelayMs: { at: 'arg[1].maxDelay', fallback: 'unbounded', unbounded: [0] },
          writes: true,
          onTimeout: true,
          condition: ['arg[1].handleError'],
        },
      ],
    },
  ],
  evidence: [{ url: 'https://github.com/lifeomic/attempt#readme', versions: '3.1.0', how: 'read' }],
};
