import { expect, test } from 'vitest';
import { memoryDisk } from '../../src/source/disk';
import { makeStarts } from '../../src/source/starts';

const starts = (files: Record<string, string>) =>
  makeStarts(
    memoryDisk('/project', files),
    '/project',
    Object.keys(files).filter((file) => /\.[jt]sx?$/.test(file)),
  );

const sources = { 'src/index.ts': '', 'src/jobs/mail.ts': '', 'src/jobs/index.ts': '', 'src/mail.ts': '', 'lib/send.js': '' };

test.each<[string, Record<string, string>, readonly string[]]>([
  ['nothing', {}, []],
  ['`main` of what is built', { 'package.json': '{ "main": "dist/mail.js" }' }, ['src/mail.ts']],
  ['a script that starts', { 'package.json': '{ "scripts": { "start": "node -r ./x dist/src/jobs/mail" } }' }, ['src/jobs/mail.ts']],
  ['a chore', { 'package.json': '{ "scripts": { "mail": "node dist/jobs/mail.js" } }' }, []],
  ['a bundler', { 'package.json': '{ "scripts": { "build": "esbuild src/jobs/mail.ts --outdir=out" } }' }, ['src/jobs/mail.ts']],
  ['a container', { Dockerfile: 'COPY src/mail.ts .\nCMD ["node", "/app/dist/jobs/mail.js"]' }, ['src/jobs/mail.ts']],
  ['a platform', { 'serverless.yml': 'functions:\n  mail:\n    handler: src/jobs/mail.handler' }, ['src/jobs/mail.ts']],
  ['a configuration in a folder', { 'deploy/serverless.yml': 'handler: src/jobs/mail.handler' }, []],
])('a package begins with what is named by %s', (_, files, more) => {
  expect(starts({ ...sources, ...files }).of('.')).toEqual(['src/index.ts', ...more].sort());
});

test('a package begins below its own folder', () => {
  const files = { 'package.json': '{}', 'api/package.json': '{ "main": "lib/main.js" }', 'api/src/main.ts': '', 'src/index.ts': '' };
  expect(starts(files).of('api')).toEqual(['api/src/main.ts']);
});

test.each<[string, Record<string, string>]>([
  ['a chore', { 'package.json': '{ "scripts": { "mail": "node dist/jobs/mail.js" } }' }],
  ['a bundler with a pattern', { 'package.json': '{ "scripts": { "build": "esbuild src/jobs/*.ts --bundle" } }' }],
  ['a workflow', { '.github/workflows/mail.yml': 'run: npx tsx ./src/jobs/mail.ts' }],
  ['a chart, without its ending', { 'charts/mail/values.yaml': 'args: ["dist/jobs/mail"]' }],
  ['a function of it', { 'infra/mail.tf': 'handler = "src/jobs/mail.send"' }],
  ['a line for a shell', { 'bin/mail.sh': 'exec node "$HOME/app/dist/jobs/mail.js"' }],
  ['a handler of a platform', { 'src/jobs/template.yaml': 'Handler: mail.handler' }],
  ['a line that runs it by its name', { 'src/jobs/run.sh': 'exec node mail' }],
  ['a page', { 'web/App.vue': "<script setup>import { send } from '@/src/jobs/mail'</script>" }],
])('a file is named by %s', (_, files) => {
  expect(starts({ ...sources, ...files }).named('src/jobs/mail.ts')).toBe(true);
});

test.each<[string, Record<string, string>]>([
  ['another of its name', { 'bin/mail.sh': 'node dist/tasks/mail.js' }],
  [
    'what formats or tests the sources',
    { 'package.json': '{ "scripts": { "lint": "eslint src/**/*.ts" }, "jest": { "roots": ["src/jobs/mail.ts"] } }' },
  ],
  ['what it is copied by', { Dockerfile: 'COPY src/jobs/mail.ts ./' }],
  ['what is written of it', { 'README.md': 'Run `node dist/jobs/mail.js`.' }],
  ['a word', { 'bin/send.sh': 'echo mail jobs' }],
  ['what is locked', { 'pnpm-lock.yaml': 'src/jobs/mail.ts' }],
  ['what was installed', { 'node_modules/a/start.sh': 'node src/jobs/mail.js' }],
])('a file is not named by %s', (_, files) => {
  expect(starts({ ...sources, ...files }).named('src/jobs/mail.ts')).toBe(false);
});

test('a folder stands for its index', () => {
  expect(starts({ ...sources, 'bin/jobs.sh': 'node dist/jobs' }).named('src/jobs/index.ts')).toBe(true);
});

test('where there is too much to read, every file may be named', () => {
  const many = Object.fromEntries(Array.from({ length: 401 }, (_, i) => [`charts/${i}.yaml`, '']));
  expect(starts({ ...sources, ...many }).named('src/jobs/mail.ts')).toBe(true);
});
