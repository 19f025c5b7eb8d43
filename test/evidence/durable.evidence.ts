import { join } from 'node:path';
import { fires, guard, type Work } from './guarding';
import { runByInngest } from './inngest';
import { looped, type Row } from './looping';
import { load } from './packages/load.mjs';
import { record } from './proofs';
import { worker } from './trigger';

record(import.meta.filename);

/**
 * Platforms that run a function until it succeeds. Their part is played here, by their protocols: the SDK tells how often,
 * and whether an error may be tried again; the platform asks again. What a platform does when it is told nothing is its own
 * and is not claimed.
 */

const inngest = { ...(await load('inngest')), ...(await load('inngest/node')) };
const { NonRetriableError } = inngest;

guard(
  'inngest',
  'inngest',
  {
    says: '`retries` counts the tries after the first, of a step',
    path: 'createFunction',
    facet: 'retry',
    given: 2,
    sends: 3,
    run: (work) => runByInngest(inngest, { retries: 2 }, ({ step }) => step.run('ask', work)),
  },
  {
    says: '`retries` counts those of a function without steps as well',
    path: 'createFunction',
    facet: 'retry',
    given: 1,
    sends: 2,
    run: (work) => runByInngest(inngest, { retries: 1 }, () => work()),
  },
  {
    says: '`retries: 0` is one try',
    path: 'createFunction',
    facet: 'retry',
    given: 0,
    sends: 1,
    run: (work) => runByInngest(inngest, { retries: 0 }, ({ step }) => step.run('ask', work)),
  },
  {
    says: 'each step is tried anew by itself',
    path: 'createFunction',
    facet: 'retry',
    given: 1,
    sends: 2,
    run: (work) =>
      runByInngest(inngest, { retries: 1 }, async ({ step }) => {
        await step.run('first', async () => 1);
        await step.run('ask', work);
      }),
  },
  {
    says: 'a failure for good is told as one',
    path: 'createFunction',
    facet: 'retry',
    sends: 1,
    aside: 'What is thrown decides, which the model does not look at.',
    run: (work) =>
      runByInngest(inngest, { retries: 3 }, ({ step }) =>
        step.run('ask', () =>
          work().catch((failure) => {
            throw new NonRetriableError('for good', { cause: failure });
          }),
        ),
      ),
  },
);
const { lifecycleHooks, resourceCatalog, taskContext } = await load('@trigger.dev/core/v3');
const { TriggerTracer } = await load('@trigger.dev/core/v3/tracer');
const { StandardLifecycleHooksManager, StandardResourceCatalog, TaskExecutor } = await load('@trigger.dev/core/v3/workers');
const catalog = new StandardResourceCatalog();
resourceCatalog.setGlobalResourceCatalog(catalog);
catalog.setCurrentFileContext('evidence.ts', 'evidence.ts');
lifecycleHooks.setGlobalLifecycleHooksManager(new StandardLifecycleHooksManager());
taskContext.setGlobalTaskContext({
  ctx: { run: { id: 'run' }, attempt: { number: 1 }, task: { id: 'task' }, environment: {} },
  worker: {},
});
const trigger = await load('@trigger.dev/sdk');

let tasks = 0;

/** Runs a task as a worker of Trigger.dev does: the SDK's own executor says after each failure whether to try again, and when. */
async function runByTrigger(kind: 'task' | 'schemaTask' | 'schedules.task', options: object, work: Work): Promise<void> {
  tasks += 1;
  const id = `task ${tasks}`;
  const parts = { id, run: () => work(), ...options };
  if (kind === 'task') trigger.task(parts);
  else if (kind === 'schemaTask') trigger.schemaTask({ schema: (given: unknown) => given, ...parts });
  else trigger.schedules.task(parts);
  const consoleInterceptor = { intercept: (_: unknown, run: () => unknown) => run() };
  const tracer = new TriggerTracer({ name: 'evidence', version: '1' });
  const executor = new TaskExecutor(resourceCatalog.getTask(id), { tracer, consoleInterceptor, isWarmStart: false });
  const payload =
    kind === 'schedules.task' ? JSON.stringify({ timestamp: new Date(), timezone: 'UTC', scheduleId: 's', upcoming: [] }) : '{}';
  for (let number = 1; ; number += 1) {
    const run = { id, payload, payloadType: 'application/json' };
    const context = { run: { id }, attempt: { number }, task: { id } };
    const execution = { run, attempt: { number }, environment: { type: 'PRODUCTION' } };
    const { result } = await executor.execute(execution, context, new AbortController().signal);
    if (result.ok) return;
    if (result.retry === undefined) throw new Error('the run failed');
    await new Promise((resolve) => setTimeout(resolve, result.retry.delay));
  }
}

const brief = { minTimeoutInMs: 100, randomize: false };

guard(
  '@trigger.dev/sdk',
  '@trigger.dev/sdk',
  {
    says: 'a task that speaks of retries is tried three times, after one second and two, each up to doubled',
    path: 'task',
    facet: 'retry',
    sends: 3,
    gaps: [1500, 3000],
    run: (work) => runByTrigger('task', { retry: {} }, work),
  },
  {
    says: '`maxAttempts` counts all tries of a task, and the pauses double',
    path: 'task',
    facet: 'retry',
    given: 4,
    sends: 4,
    gaps: [100, 200, 400],
    run: (work) => runByTrigger('task', { retry: { maxAttempts: 4, ...brief } }, work),
  },
  {
    says: '`maxTimeoutInMs` caps the pauses of a task',
    path: 'task',
    facet: 'retry',
    given: 3,
    sends: 3,
    gaps: [1000, 1000],
    run: (work) =>
      runByTrigger('task', { retry: { maxAttempts: 3, minTimeoutInMs: 20_000, maxTimeoutInMs: 1000, randomize: false } }, work),
  },
  {
    says: '`maxAttempts: 1` is one try',
    path: 'task',
    facet: 'retry',
    given: 1,
    sends: 1,
    run: (work) => runByTrigger('task', { retry: { maxAttempts: 1 } }, work),
  },
  {
    says: '`maxAttempts` counts all tries of a task with a schema',
    path: 'schemaTask',
    facet: 'retry',
    given: 2,
    sends: 2,
    run: (work) => runByTrigger('schemaTask', { retry: { maxAttempts: 2, ...brief } }, work),
  },
  {
    says: '`maxAttempts` counts all tries of a task by the clock',
    path: 'schedules.task',
    facet: 'retry',
    given: 2,
    sends: 2,
    run: (work) => runByTrigger('schedules.task', { retry: { maxAttempts: 2, ...brief } }, work),
  },
  {
    says: '`retry.onThrow` tries three times',
    path: 'retry.onThrow',
    facet: 'retry',
    sends: 3,
    gaps: [1500, 3000],
    run: (work) => trigger.retry.onThrow(() => work()),
  },
  {
    says: '`maxAttempts` of `retry.onThrow` counts all tries, and its pauses double',
    path: 'retry.onThrow',
    facet: 'retry',
    given: 4,
    sends: 4,
    gaps: [100, 200, 400],
    run: (work) => trigger.retry.onThrow(() => work(), { maxAttempts: 4, ...brief }),
  },
);

const even = { randomize: false };
const rows: readonly Row[] = [
  ['minTimeoutInMs is the first pause', { maxAttempts: 3, minTimeoutInMs: 1500, ...even }, 3, { gaps: [1500, 3000] }],
  ['factor 1 keeps the pause', { maxAttempts: 4, minTimeoutInMs: 1500, factor: 1, ...even }, 4, { gaps: [1500, 1500, 1500] }],
  [
    'maxTimeoutInMs caps the pauses',
    { maxAttempts: 4, minTimeoutInMs: 1500, maxTimeoutInMs: 1500, ...even },
    4,
    { gaps: [1500, 1500, 1500] },
  ],
  ['randomize draws the pauses', { maxAttempts: 7, minTimeoutInMs: 800, factor: 1, randomize: true }, 7, { varies: true }],
];
const id = '@trigger.dev/sdk';
guard(
  id,
  id,
  ...(['task', 'schemaTask', 'schedules.task'] as const).flatMap((path) =>
    looped({ id, path, at: 'arg[0].retry', run: (work, retry) => runByTrigger(path, { retry }, work) }, rows),
  ),
  ...looped({ id, path: 'retry.onThrow', at: 'arg[1]', run: (work, options) => trigger.retry.onThrow(() => work(), options) }, rows),
);

/** What a task says of its duration is told when it is deployed, and comes back with each run. */
await load(join(import.meta.dirname, 'packages/tasks.mjs'));
const kinds = ['task', 'schemaTask', 'schedules.task'] as const;
const waiting = await Promise.all(kinds.map(worker));
for (const path of kinds) {
  guard(
    id,
    id,
    fires(
      path,
      async (_, at) => {
        // The start of a process is none of the run.
        const one = waiting.pop() ?? (await worker());
        return await one.run(path, at.url, resourceCatalog.getTaskManifest(path).maxDuration);
      },
      { says: `a run of \`${path}\` ends after its maxDuration`, given: 5, ends: 5000, cancels: true },
    ),
  );
}
