import { expect, test } from 'vitest';
import { catalog } from '../../src/catalog';
import { analyse } from '../harness/check';
import { everyWay } from '../harness/every-way';

type Files = Readonly<Record<string, string>>;

const found = (files: Files) => analyse({ files }).findings.filter(({ rule, client }) => rule === 'missing-timeout' && client === 'fetch');
const told = (files: Files): readonly string[] => found(files).map(({ severity }) => severity);

const work = "async (job) => { await fetch('https://a.test'); }";
const queue = (options: string, process = `queue.process(${work});`): Files => ({
  'main.ts': `import Queue from 'bull';\nconst queue = new Queue(${options});\n${process}\n`,
});

test.each([
  ['a time in its options', "'a', { defaultJobOptions: { timeout: 300_000 } }", undefined, 'info'],
  ['a time behind its address', "'a', 'redis://a.test', { defaultJobOptions: { timeout: 5000 } }", undefined, 'info'],
  ['a time that is set elsewhere', "'a', { defaultJobOptions: { timeout: Number(process.env.MOST) } }", undefined, 'info'],
  ['no time', "'a', { defaultJobOptions: { attempts: 3 } }", undefined, 'error'],
  ['a time that is none', "'a', { defaultJobOptions: { timeout: 0 } }", undefined, 'error'],
  ['a time, for work of a name', "'a', { defaultJobOptions: { timeout: 5000 } }", `queue.process('b', 2, ${work});`, 'info'],
  ['a time, for work by its name', "'a', { defaultJobOptions: { timeout: 5000 } }", `const run = ${work};\nqueue.process(run);`, 'info'],
  [
    'a time of each of its jobs',
    "'a'",
    `queue.add({}, { timeout: 5000 });\nqueue.add('b', {}, { timeout: 9000 });\nqueue.process(${work});`,
    'info',
  ],
  ['a time of one of its jobs only', "'a'", `queue.add({}, { timeout: 5000 });\nqueue.add({});\nqueue.process(${work});`, 'error'],
  ['a time among the data of its jobs', "'a'", `queue.add('b', { timeout: 5000 });\nqueue.process(${work});`, 'error'],
  [
    'a time of the jobs of another',
    "'a'",
    `const other = new Queue('b');\nother.add({}, { timeout: 5000 });\nqueue.process(${work});`,
    'error',
  ],
  ['a time, for what listens', "'a', { defaultJobOptions: { timeout: 5000 } }", `queue.on('completed', ${work});`, 'error'],
])('a queue with %s', (_, options, process, severity) => {
  expect(told(queue(options, process))).toEqual([severity]);
  everyWay({ files: queue(options, process) });
});

test('the finding says for how long, and where that is said', () => {
  const [finding] = found(queue("'a', { defaultJobOptions: { timeout: 300_000 } }"));
  expect(finding?.message).toBe('`fetch` may hang, though nobody waits for it longer than 5 min: nothing else bounds the wait.');
  expect(finding?.because.map(({ says }) => says)).toContain('Bull fails the job after 5 min, and its work goes on');
});

const apart = (options: string): Files => ({
  'main.ts':
    "import { work } from './worker';\nimport { run } from './run';\nconst start = async () => {\n  await work({ name: 'a' }, run);\n  console.log('started');\n};\nstart().catch(() => process.exit(1));\n",
  'run.ts': "import { get } from './get';\nexport const run = async (job) => {\n  await get(job);\n};\n",
  'get.ts': "export const get = async (job) => {\n  const answer = await fetch('https://a.test');\n  return answer.json();\n};\n",
  'worker.ts':
    "import { queueOf } from './queues';\nexport const work = async (queue, run) => {\n  const instance = queueOf(queue);\n  instance.process(run);\n};\n",
  'queues.ts': `import Queue from 'bull';\nconst queues = {};\nexport const create = (name) => {\n  queues[name] = new Queue(name, ${options});\n};\nexport const queueOf = ({ name }) => queues[name];\n`,
});

test('work that a helper hands to a queue of a table is told as well', () => {
  const [finding] = found(apart('{ defaultJobOptions: { timeout: 30_000 } }'));
  expect(finding?.severity).toBe('info');
  expect(finding?.because.map(({ says }) => says)).toContain('Bull fails the job after 30 s, and its work goes on');
  expect(told(apart('{}'))).toEqual(['error']);
  everyWay({ files: apart('{ defaultJobOptions: { timeout: 30_000 } }') });
});

test('its successor has no such time', () => {
  const text = `import { Worker } from 'bullmq';\nexport const worker = new Worker('a', ${work}, { defaultJobOptions: { timeout: 5000 } });\n`;
  expect(told({ 'main.ts': text })).toEqual(['error']);
});

const consumer =
  "import { Process, Processor } from '@nestjs/bull';\n@Processor('a')\nexport class Work {\n  @Process()\n  async run() { await Promise.all([1].map(async () => { await fetch('https://a.test'); })); }\n}\n";
const module = (text: string): Files => ({
  'work.ts': consumer,
  'module.ts': `import { BullModule } from '@nestjs/bull';\nconst timeout = 5000;\nconst options = () => ({ defaultJobOptions: { timeout } });\n${text}\n`,
});

test.each([
  ['the options of all queues', 'export const all = BullModule.forRoot({ defaultJobOptions: { timeout } });', 'info'],
  ['what gives the options of all', 'export const all = BullModule.forRootAsync({ useFactory: options });', 'info'],
  ['the options of a queue', "export const one = BullModule.registerQueue({ name: 'a', defaultJobOptions: { timeout } });", 'info'],
  ['what gives the options of a queue', "export const one = BullModule.registerQueueAsync({ name: 'a', useFactory: options });", 'info'],
  ['no options', "export const one = BullModule.registerQueue({ name: 'a' });", 'error'],
  [
    'the options of one queue of two',
    "export const one = BullModule.registerQueue({ name: 'a', defaultJobOptions: { timeout } }, { name: 'b' });",
    'error',
  ],
  [
    'the options of all, and a queue',
    "export const all = [BullModule.forRoot({ defaultJobOptions: { timeout } }), BullModule.registerQueue({ name: 'a' })];",
    'info',
  ],
  ['options that are not known', "import { given } from 'elsewhere';\nexport const one = BullModule.registerQueue(given);", 'error'],
])('work of a framework, with a time in %s', (_, text, severity) => {
  expect(told(module(text))).toEqual([severity]);
});

const queues = (catalog.platforms ?? []).flatMap(({ queue: one }) => one ?? []);

test('the rows name what the catalogue and the tests above hold', () => {
  expect(queues.map(({ client }) => catalog.clients.some(({ id }) => id === client))).toEqual([true]);
  const named = queues.flatMap(({ handed, option, added, modules, decorators, shared, single, makers }) => [
    ...[handed, [option], Object.values(added), modules, decorators, makers].flat(),
    ...[shared, single].flat().map((path) => path.split('.').at(-1)),
  ]);
  expect(named).toEqual([
    'process',
    'defaultJobOptions.timeout',
    'add',
    'arg[1].timeout',
    'arg[2].timeout',
    '@nestjs/bull',
    'Process',
    'useFactory',
    'forRoot',
    'forRootAsync',
    'registerQueue',
    'registerQueueAsync',
  ]);
});
