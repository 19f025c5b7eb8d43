import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll } from 'vitest';
import { load } from './packages/load.mjs';

/** A worker as the command line of Trigger.dev starts it for a run: a process of its own, which it ends itself. */

const packages = join(import.meta.dirname, 'packages');
const dist = join(packages, 'node_modules/trigger.dev/dist/esm');
const tasks = join(packages, 'tasks.mjs');
const { TaskRunProcess } = await load(join(dist, 'executions/taskRunProcess.js'));

const machine = { name: 'small-1x', cpu: 1, memory: 1, centsPerMs: 0 };
const scheduled = { timestamp: new Date(), timezone: 'UTC', scheduleId: 's', upcoming: [] };

export interface Worker {
  /** Runs a task; the number of seconds is what the platform was told of it when it was deployed. */
  readonly run: (id: string, url?: string, seconds?: number) => Promise<unknown>;
}

const stops: (() => Promise<void>)[] = [];
afterAll(() => Promise.all(stops.map((stop) => stop())));

let runs = 0;

/** It is there when it has run a task that does nothing: its start is not what is measured. */
export async function worker(): Promise<Worker> {
  const folder = mkdtempSync(join(tmpdir(), 'evidence-trigger-'));
  const [configPath, manifestPath] = [join(folder, 'config.mjs'), join(folder, 'manifest.json')];
  writeFileSync(configPath, "export const config = { project: 'p', enableConsoleLogging: false };\n");
  const ids = ['task', 'schemaTask', 'schedules.task', 'nothing'];
  const workerManifest = {
    configPath,
    tasks: ids.map((id) => ({ id, entryPoint: tasks, filePath: 'tasks.mjs', exportName: id })),
    queues: [],
    workerEntryPoint: join(dist, 'entryPoints/dev-run-worker.js'),
    loaderEntryPoint: join(dist, 'entryPoints/loader.js'),
    runtime: 'node',
    customConditions: [],
    build: {},
  };
  writeFileSync(manifestPath, JSON.stringify(workerManifest));
  const env = { TRIGGER_WORKER_MANIFEST_PATH: manifestPath, TRIGGER_API_URL: 'http://127.0.0.1:9', TRIGGER_SECRET_KEY: 'k' };
  const serverWorker = { id: 'w', contentHash: 'h', version: '1', engine: 'V2' };
  const own = new TaskRunProcess({ workerManifest, serverWorker, env, cwd: folder, isWarmStart: false, machineResources: machine });
  const running = own.initialize();
  const made: Worker = {
    run: (id, url, maxDuration) => {
      const payload = { execution: executionOf(id, url, maxDuration), traceContext: {}, metrics: [] };
      return running.execute({ payload, messageId: 'm', env: {} }, true);
    },
  };
  stops.push(async () => {
    await running.kill('SIGKILL', 1000);
    rmSync(folder, { recursive: true, force: true });
  });
  await made.run('nothing');
  return made;
}

/** What the platform hands a worker. */
function executionOf(id: string, url: string | undefined, maxDuration: number | undefined): object {
  runs += 1;
  const now = new Date();
  const named = { id: 'i', slug: 's', name: 'n' };
  const part = {
    payload: JSON.stringify(id === 'schedules.task' ? { ...scheduled, externalId: url } : { url }),
    payloadType: 'application/json',
    context: {},
    tags: [],
  };
  const costs = { durationMs: 0, costInCents: 0, baseCostInCents: 0, isTest: false };
  return {
    task: { id, filePath: 'tasks.mjs' },
    attempt: { id: 'a', number: 1, startedAt: now, status: 'EXECUTING', backgroundWorkerId: 'b', backgroundWorkerTaskId: 't' },
    run: { id: `run_${runs}`, ...part, ...costs, createdAt: now, startedAt: now, ...(maxDuration === undefined ? {} : { maxDuration }) },
    queue: { id: 'q', name: 'q' },
    environment: { ...named, type: 'DEVELOPMENT' },
    organization: named,
    project: { ...named, ref: 'p' },
    machine,
  };
}
