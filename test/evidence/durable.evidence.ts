import { once } from 'node:events';
import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { guard, unrun, type Work } from './guarding';
import { looped, type Row } from './looping';
import { load } from './packages/load.mjs';
import { record } from './proofs';

record(import.meta.filename);

/**
 * Platforms that run a function until it succeeds. Their part is played here, by their protocols: the SDK tells how often,
 * and whether an error may be tried again; the platform asks again. What a platform does when it is told nothing is its own
 * and is not claimed.
 */

const { Inngest, NonRetriableError } = await load('inngest');
const { serve } = await load('inngest/node');

async function listening(answer: RequestListener): Promise<Server & { readonly url: string }> {
  const server = createServer(answer).listen(0, '127.0.0.1');
  await once(server, 'listening');
  return Object.assign(server, { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}` });
}

/** The part of Inngest that keeps functions: it hears of each, and of how often it is to be tried anew. */
async function registry(): Promise<Server & { readonly url: string; told: readonly Registered[] }> {
  const server = await listening((request, response) => {
    let body = '';
    request.on('data', (data) => {
      body += data;
    });
    request.on('end', () => {
      if (request.url?.includes('register') === true) keeps.told = JSON.parse(body).functions;
      response.writeHead(200, { 'content-type': 'application/json' }).end('{"ok":true,"modified":true}');
    });
  });
  const keeps = Object.assign(server, { told: [] as readonly Registered[] });
  return keeps;
}

interface Registered {
  readonly id: string;
  readonly steps: { readonly step: { readonly retries?: { readonly attempts: number } } };
}

/** Runs the one function of an application as Inngest does: it is called until it succeeds, or may not, or need not be any more. */
async function runByInngest(options: object, body: (tools: { step: { run: (id: string, work: Work) => Promise<unknown> } }) => unknown) {
  const keeper = await registry();
  const client = new Inngest({ id: 'evidence', isDev: true, baseUrl: keeper.url, logger: silent });
  const made = client.createFunction({ id: 'work', triggers: [{ event: 'asked' }], ...options }, body);
  const application = await listening(serve({ client, functions: [made] }));
  try {
    await fetch(`${application.url}/api/inngest`, { method: 'PUT' });
    const [told] = keeper.told;
    if (told === undefined) throw new Error('nothing was registered');
    const again = told.steps.step.retries?.attempts ?? 3;
    // What a step came to is handed back with the next call, which begins to count anew.
    const steps: Record<string, object> = {};
    for (let attempt = 0; ; ) {
      const event = { id: '1', name: 'asked', data: {}, ts: 1 };
      const stack = Object.keys(steps);
      const context = { run_id: 'run', fn_id: told.id, attempt, stack: { stack, current: stack.length } };
      const answer = await fetch(`${application.url}/api/inngest?fnId=${told.id}&stepId=step`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ version: 1, event, events: [event], steps, ctx: context }),
      });
      const came = JSON.parse(await answer.text());
      if (answer.status === 200) return;
      if (answer.status === 206 && came[0].error === undefined) {
        steps[came[0].id] = { type: 'data', data: came[0].data };
        attempt = 0;
        continue;
      }
      if (answer.headers.get('x-inngest-no-retry') === 'true' || attempt === again) throw new Error('the run failed');
      attempt += 1;
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  } finally {
    application.closeAllConnections();
    application.close();
    keeper.closeAllConnections();
    keeper.close();
  }
}

const silent = { debug: () => {}, info: () => {}, warn: () => {}, error: () => {} };

guard(
  'inngest',
  'inngest',
  {
    says: '`retries` counts the tries after the first, of a step',
    path: 'createFunction',
    of: 'arg[1]',
    facet: 'retry',
    given: 2,
    sends: 3,
    run: (work) => runByInngest({ retries: 2 }, ({ step }) => step.run('ask', work)),
  },
  {
    says: '`retries` counts those of a function without steps as well',
    path: 'createFunction',
    of: 'arg[1]',
    facet: 'retry',
    given: 1,
    sends: 2,
    run: (work) => runByInngest({ retries: 1 }, () => work()),
  },
  {
    says: '`retries: 0` is one try',
    path: 'createFunction',
    of: 'arg[1]',
    facet: 'retry',
    given: 0,
    sends: 1,
    run: (work) => runByInngest({ retries: 0 }, ({ step }) => step.run('ask', work)),
  },
  {
    says: 'each step is tried anew by itself',
    path: 'createFunction',
    of: 'arg[1]',
    facet: 'retry',
    given: 1,
    sends: 2,
    run: (work) =>
      runByInngest({ retries: 1 }, async ({ step }) => {
        await step.run('first', async () => 1);
        await step.run('ask', work);
      }),
  },
  {
    says: 'a failure for good is told as one',
    path: 'createFunction',
    of: 'arg[1]',
    facet: 'retry',
    sends: 1,
    aside: 'What is thrown decides, which the model does not look at.',
    run: (work) =>
      runByInngest({ retries: 3 }, ({ step }) =>
        step.run('ask', () =>
          work().catch((failure) => {
            throw new NonRetriableError('for good', { cause: failure });
          }),
        ),
      ),
  },
);
unrun('inngest', 'versions before 4 alone take the function there', 'createFunction (arg[2])*');

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
unrun(id, 'the platform ends a run by ending its process', 'task: timeout*', 'schemaTask: timeout*', 'schedules.task: timeout*');
