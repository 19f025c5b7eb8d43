import type { GuardModel } from '../../model/catalog/guard';

/** Attempts belong to the job, where it is added (`attempts`, one by default), so the worker itself only limits how many run at once. */
export const bullmq: GuardModel = {
  id: 'bullmq',
  title: 'BullMQ',
  modules: ['bullmq'],
  forms: [
    {
      form: 'wrap',
      path: 'Worker',
      kind: 'worker',
      runs: 'arg[1]',
      provides: [{ facet: 'bulkhead', limit: { at: 'arg[2].concurrency', fallback: 1 } }],
      fires: ['run'],
      starts: true,
    },
  ],
  evidence: [{ url: 'https://docs.bullmq.io/guide/retrying-failing-jobs', versions: '6.7.0', how: 'read' }],
};
