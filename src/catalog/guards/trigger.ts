import type { GuardForm, GuardModel } from '../../model/catalog/guard';

const tasks = (path: string): GuardForm => ({
  form: 'wrap',
  path,
  kind: 'task',
  runs: 'arg[0].run',
  provides: [
    {
      facet: 'timeout',
      ms: { at: 'arg[0].maxDuration', unit: 's', fallback: 'unknown' },
      covers: 'attempt',
      cancels: true,
    },
    {
      facet: 'retry',
      attempts: { at: 'arg[0].retry.maxAttempts', fallback: 3 },
      backoff: { at: 'arg[0].retry.factor', cases: { '1': 'constant' }, fallback: 'exponential' },
      jitter: { at: 'arg[0].retry.randomize', cases: { true: true, false: false }, fallback: true },
      delayMs: { at: 'arg[0].retry.minTimeoutInMs', fallback: 1000 },
      maxDelayMs: { at: 'arg[0].retry.maxTimeoutInMs', fallback: 60_000 },
      writes: true,
      onTimeout: true,
      byItself: true,
    },
  ],
  fires: [],
  starts: true,
});

/**
 * A run is ended by the platform after `maxDuration`, in seconds, which its own waits (`wait.for`, `triggerAndWait`) do not count towards
 * and a call without an answer does; where the task does not write it, the project's `trigger.config.ts` does, which must.
 * `trigger` lays a run into a queue: no failure comes back by which whoever triggered would start over.
 */
export const trigger: GuardModel = {
  id: '@trigger.dev/sdk',
  title: 'Trigger.dev',
  modules: ['@trigger.dev/sdk', '@trigger.dev/sdk/v3'],
  forms: [
    tasks('task'),
    tasks('schemaTask'),
    tasks('schedules.task'),
    {
      form: 'run',
      path: 'retry.onThrow',
      runs: 'arg[0]',
      provides: [
        {
          facet: 'retry',
          attempts: { at: 'arg[1].maxAttempts', fallback: 3 },
          backoff: { at: 'arg[1].factor', cases: { '1': 'constant' }, fallback: 'exponential' },
          jitter: { at: 'arg[1].randomize', cases: { true: true, false: false }, fallback: true },
          delayMs: { at: 'arg[1].minTimeoutInMs', fallback: 1000 },
          maxDelayMs: { at: 'arg[1].maxTimeoutInMs', fallback: 60_000 },
          writes: true,
          onTimeout: true,
        },
      ],
    },
  ],
  evidence: [{ url: 'https://trigger.dev/docs/errors-retrying', versions: '4.8.3', how: 'read' }],
};
