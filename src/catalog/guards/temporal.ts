import type { GuardForm, GuardModel } from '../../model/catalog/guard';

/** An activity without `retry.maximumAttempts` is tried for ever; the bound of one try is `startToCloseTimeout`, often a text such as `1 minute`. */
const proxies = (path: string): GuardForm => ({
  form: 'make',
  path,
  kind: 'activities',
  provides: [
    {
      facet: 'timeout',
      ms: { at: 'arg[0].startToCloseTimeout', fallback: 'unknown' },
      covers: 'attempt',
      cancels: false,
    },
    {
      facet: 'retry',
      attempts: { at: 'arg[0].retry.maximumAttempts', fallback: 'unbounded', unbounded: ['Infinity'] },
      backoff: { at: 'arg[0].retry.backoffCoefficient', cases: { '1': 'constant' }, fallback: 'exponential' },
      jitter: false,
      delayMs: { at: 'arg[0].retry.initialInterval', fallback: 1000 },
      maxDelayMs: { at: 'arg[0].retry.maximumInterval', fallback: 100_000 },
      totalMs: { at: 'arg[0].scheduleToCloseTimeout', fallback: 'unbounded' },
      writes: true,
      onTimeout: true,
    },
  ],
});

/** The activity's body stands in another file and is known here by a type only, so the layers stay with the proxy. */
export const temporal: GuardModel = {
  id: '@temporalio/workflow',
  title: 'Temporal',
  modules: ['@temporalio/workflow'],
  forms: [proxies('proxyActivities'), proxies('proxyLocalActivities'), { form: 'apply', on: ['activities'], path: '*', runs: 'arg[0]' }],
  evidence: [{ url: 'https://docs.temporal.io/encyclopedia/retry-policies', versions: '1.24.0', how: 'read' }],
};
