import { expect, test } from 'vitest';
import { analyse } from '../harness/check';

/** `runs`: some platforms run all files of a place by a runtime of their own, and end what they run. */

const found = (files: Readonly<Record<string, string>>) =>
  analyse({ files }).findings.flatMap(({ rule, severity, message, because }) =>
    rule === 'missing-timeout' ? [{ severity, message, says: because.map((one) => one.says) }] : [],
  );

const serves = "import { ask } from '../_shared/ask.ts';\nDeno.serve(async () => new Response(await ask()));\n";
const ask = "export const ask = async () => await (await fetch('https://a.test')).text();\n";

test('Supabase answers for a function after 150 s, and no Node gives anything up there', () => {
  const [one, ...more] = found({ 'supabase/functions/mail/index.ts': serves, 'supabase/functions/_shared/ask.ts': ask });
  expect(more).toEqual([]);
  expect(one?.message).toBe('`fetch` may hang for 2.5 min, until the platform ends the function: nothing else bounds the wait.');
  expect(one?.says.at(-1)).toBe('Supabase waits 2.5 min for the function in `supabase/functions/_shared/ask.ts`');
  expect(one?.says.filter((says) => says.startsWith('Node'))).toEqual([]);
});

test('what its functions alone load ends with them', () => {
  const files = { 'supabase/functions/mail/index.ts': serves.replace('../_shared', '../../../lib'), 'lib/ask.ts': ask };
  expect(found(files)[0]?.message).toContain('may hang for 2.5 min');
  expect(found({ ...files, 'src/main.ts': "import { ask } from '../lib/ask';\nconsole.log(await ask());\n" })[0]?.message).toContain(
    'may hang forever',
  );
});

const convex = '{ "private": true, "dependencies": { "convex": "1" } }';
const task = "import { ask } from './ask';\nexport default (jobs: any) => jobs.every(async () => await ask());\n";

test.each([
  ['below `convex/`', convex, 'convex', 'info'],
  ['below `convex/` of a package that does not need Convex', '{ "private": true }', 'convex', 'error'],
  ['elsewhere', convex, 'src', 'error'],
  ['below a package of that name', convex, 'src/convex', 'error'],
])('Convex ends what it runs: %s', (_, manifest, folder, severity) => {
  const files = { 'package.json': manifest, [`${folder}/ask.ts`]: ask, [`${folder}/task.ts`]: task };
  expect(found(files).map((one) => one.severity)).toEqual([severity]);
});

/** What a handler of Lambda loads ends with it, whoever comes to it there: for how long it may run is told where it is deployed. */
const send = `export class Sender {
  send = async (text: string) => await (await fetch('https://a.test', { method: 'POST', body: text })).text();
}
`;
const container = "import { Sender } from './send';\nexport const make = () => ({ sender: new Sender() });\n";
const handler = `import type { SQSEvent } from 'aws-lambda';
import { make } from './container';
export const handler = async (event: SQSEvent) => { await run(make(), event); };
declare const run: (all: any, event: SQSEvent) => Promise<void>;
`;

const ends = 'error: `fetch` may hang until the function reaches its own limit: nothing else bounds the wait.';
const hangs = 'error: `fetch` may hang forever: nothing bounds the wait for its answer.';

test.each<[string, Record<string, string>, string]>([
  ['one', {}, ends],
  ['two', { 'src/other.ts': handler }, ends],
  ['one, and a test', { 'src/send.test.ts': "import { Sender } from './send';\nawait new Sender().send('it');\n" }, ends],
  [
    'one that is told how long it may run',
    { 'serverless.yml': 'provider:\n  name: aws\nfunctions:\n  it:\n    handler: src/handler.handler\n    timeout: 30\n' },
    'info: `fetch` may hang for 30 s, until the platform ends the function: nothing else bounds the wait.',
  ],
  [
    'one that is told of by what it is built to',
    { 'serverless.yml': 'provider:\n  name: aws\n  timeout: 30\nfunctions:\n  it:\n    handler: dist/handler.handler\n' },
    'info: `fetch` may hang for 30 s, until the platform ends the function: nothing else bounds the wait.',
  ],
  ['one, and by what nobody loads', { 'src/old.ts': "import { make } from './container';\nexport const old = () => make();\n" }, ends],
  [
    'one, and by what a framework may find',
    { 'src/jobs/old.ts': "import { make } from '../container';\nexport const old = () => make();\n" },
    hangs,
  ],
  ['one, and by what acts', { 'src/old.ts': "import { make } from './container';\nexport const old = make();\nrun(old);\n" }, hangs],
  ['one, and a server', { 'src/server.ts': "import { make } from './container';\nexport const all = make();\nall.listen(3000);\n" }, hangs],
  [
    'one that is not written for Lambda',
    { 'src/handler.ts': handler.replaceAll(': SQSEvent', ': any').replace(/^import type.*\n/, '') },
    hangs,
  ],
])('loaded by %s', (_, files, message) => {
  const all = {
    'package.json': '{ "private": true }',
    'src/send.ts': send,
    'src/container.ts': container,
    'src/handler.ts': handler,
    ...files,
  };
  expect(found(all).map((one) => `${one.severity}: ${one.message}`)).toEqual([message]);
});

test('what stands beside a trigger of Cognito is no trigger of it', () => {
  const trigger = `import type { PostConfirmationTriggerEvent } from 'aws-lambda';
export const handler = async (event: PostConfirmationTriggerEvent) => { console.log(event); };
`;
  const other = "export const handler = async (event: any) => await (await fetch('https://a.test/' + event)).text();\n";
  const [one] = found({ 'lambda/confirm.ts': trigger, 'lambda/list.ts': other });
  expect(one?.says.filter((says) => says.includes('Cognito'))).toEqual([]);
  expect(one?.message).toContain('until the function reaches its own limit');
});
