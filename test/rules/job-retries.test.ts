import { expect, test } from 'vitest';
import { analyse } from '../harness/check';

/** What is told of `jobs` that are run again when they fail. */
const told = (main: string): readonly string[] =>
  analyse({ files: { 'package.json': '{ "dependencies": { "bullmq": "5", "bull": "4" } }', 'main.ts': main } })
    .findings.filter(({ rule }) => rule === 'retry-without-backoff')
    .map(({ severity, at, message }) => `${severity} ${main.slice(at.start, at.end)}: ${message}`);

const often = (name: string, times: number) => `info attempts: ${times}: When \`${name}\` fails, it is run ${times} times without a pause.`;

test.each([
  ['told to the queue', "new Queue('mail', { defaultJobOptions: { attempts: 5 } });", [often('mail', 5)]],
  ['told with the job', "new Queue('mail').add('welcome', {}, { attempts: 3, removeOnComplete: true });", [often('welcome', 3)]],
  ['told with a pause', "new Queue('mail').add('welcome', {}, { attempts: 3, backoff: { type: 'exponential', delay: 1000 } });", []],
  ['told a pause by the queue', "new Queue('mail', { defaultJobOptions: { backoff: 1000 } }).add('welcome', {}, { attempts: 3 });", []],
  ['told once more', "new Queue('mail').add('welcome', {}, { attempts: 2 });", []],
  ['told what cannot be read', "new Queue('mail').add('welcome', {}, { attempts: 3, ...(globalThis as any).more });", []],
  ['of a queue that is made elsewhere', "export const go = (queue: Queue) => queue.add('welcome', {}, { attempts: 3 });", []],
  ['told nothing', "new Queue('mail').add('welcome', {});", []],
])('jobs of BullMQ that are %s', (_, code, found) => {
  expect(told(`import { Queue } from 'bullmq';\n${code}\n`)).toEqual(found);
});

test.each([
  ['told to the queue', "new Bull('mail', { defaultJobOptions: { attempts: 5 } });", [often('mail', 5)]],
  ['told to the queue behind its address', "new Bull('mail', 'redis://x', { defaultJobOptions: { attempts: 5 } });", [often('mail', 5)]],
  ['told with the job', "new Bull('mail').add({ to: 'x' }, { attempts: 3 });", [often('a job', 3)]],
  ['told with a named job', "new Bull('mail').add('welcome', { to: 'x' }, { attempts: 3 });", [often('welcome', 3)]],
  ['told with a pause', "new Bull('mail').add({ to: 'x' }, { attempts: 3, backoff: 5000 });", []],
])('jobs of Bull that are %s', (_, code, found) => {
  expect(told(`import Bull from 'bull';\n${code}\n`)).toEqual(found);
});
