import { cpSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { begin, breakwater, project, write } from './command';

begin();

test('runs side by side share a cache and spoil nothing', async () => {
  const folder = project();
  cpSync('test/projects/shop', folder, { recursive: true });
  const run = (...more: string[]) => breakwater(['-f', 'json', '--cache-location', 'kept', ...more], folder);
  const cold = await breakwater(['-f', 'json', '--no-cache'], folder);
  const all = await Promise.all([run(), run('--threads', '2'), run('--only', 'missing-timeout'), run('src/routes'), run()]);
  expect([all[0]?.out, all[1]?.out, all[4]?.out]).toEqual([cold.out, cold.out, cold.out]);
  expect((await run()).out).toBe(cold.out);
  // One file of summaries, for each request one answer and what it left for the next run, and no draft left behind.
  const answer = expect.stringMatching(/^answer-.*\.bin$/);
  const left = expect.stringMatching(/^left-.*\.bin$/);
  expect(readdirSync(join(folder, 'kept')).sort()).toEqual([
    '.gitignore',
    answer,
    answer,
    answer,
    answer,
    left,
    left,
    left,
    left,
    expect.stringMatching(/^summaries-.*\.jsonl$/),
  ]);
});

interface Said {
  readonly recalled: boolean;
  readonly report: unknown;
  readonly code: number;
}

/** What `--stats` says of the phases tells whether anything was worked out. */
async function asked(folder: string, ...args: string[]): Promise<Said> {
  const { out, code } = await breakwater(['-f', 'json', '--stats', '--cache-location', 'kept', ...args], folder);
  const { stats, ...report } = JSON.parse(out);
  return { recalled: Object.keys(stats.ms).join() === 'recall', report, code };
}

/** A run that works it out as a run without a cache does, and one that remembers it. */
async function anewThenKnown(what: string, folder: string, ...args: string[]): Promise<void> {
  const cold = await breakwater(['-f', 'json', '--no-cache', ...args], folder);
  const right = { report: JSON.parse(cold.out), code: cold.code };
  expect(await asked(folder, ...args), what).toEqual({ recalled: false, ...right });
  expect(await asked(folder, ...args), `${what}, again`).toEqual({ recalled: true, ...right });
}

test('the same request of the same project is answered from memory, and whatever the answer rests on brings a new one', async () => {
  const folder = project({
    'package.json': '{ "name": "it", "dependencies": { "axios": "^1.7.0" } }',
    'tsconfig.json': '{ "compilerOptions": { "paths": { "@http": ["./src/http.ts"] } } }',
    'src/http.ts': "import axios from 'axios';\nexport const http = axios.create({ timeout: 4000 });\n",
    'src/user.ts': "import { http } from '@http';\nexport const user = (id: string) => http.get('/users/' + id);\n",
    'src/deep/order.ts': "export const order = (id: string) => fetch('https://b.example/' + id);\n",
  });
  await anewThenKnown('the first time', folder);
  const changes: readonly [what: string, files: Readonly<Record<string, string>>][] = [
    ['a default elsewhere', { 'src/http.ts': "import axios from 'axios';\nexport const http = axios.create();\n" }],
    ['a new file', { 'src/more.ts': "export const more = () => fetch('https://c.example');\n" }],
    ['a manifest', { 'package.json': '{ "name": "it", "bin": "src/user.ts", "dependencies": { "axios": "^0.19.0" } }' }],
    ['a lock file', { 'package-lock.json': '{ "lockfileVersion": 3, "packages": { "node_modules/axios": { "version": "0.19.2" } } }' }],
    ['aliases', { 'tsconfig.json': '{}' }],
    ['an ignore file', { '.gitignore': 'src/more.ts\n' }],
    ['a configuration', { 'breakwater.config.json': '{ "rules": { "missing-timeout": "info" } }' }],
    ['a configuration below', { 'src/deep/.breakwaterrc.json': '{ "rules": { "missing-timeout": "off" } }' }],
    ['what it is deployed by', { 'serverless.yml': 'functions:\n  order:\n    handler: src/deep/order.order\n' }],
    ['another limit there', { 'serverless.yml': 'functions:\n  order:\n    handler: src/deep/order.order\n    timeout: 90\n' }],
    ['a file of another kind', { 'src/deep/README.md': 'nothing\n' }],
    ['an edit', { 'src/user.ts': "import { http } from './http';\nexport const user = (id: string) => http.get('/users/' + id);\n" }],
    ['an edit of another file', { 'src/http.ts': "import axios from 'axios';\nexport const http = axios.create({ timeout: 3000 });\n" }],
    // What the run before took from the one before that rests on what that one asked.
    ['a manifest below', { 'src/deep/package.json': '{ "name": "deep", "private": true, "dependencies": { "react-dom": "^18.0.0" } }' }],
    ['an edit after it', { 'src/user.ts': "import { http } from './http';\nexport const user = () => http.get('/users');\n" }],
    [
      'an edit that brings something in',
      { 'src/deep/order.ts': "import { http } from '../http';\nexport const order = () => http.get('/o');\n" },
    ],
  ];
  for (const [what, files] of changes) {
    write(folder, files);
    await anewThenKnown(what, folder);
  }
  rmSync(join(folder, 'src/user.ts'));
  await anewThenKnown('a file that went', folder);
  await anewThenKnown('another question', folder, '--only', 'missing-timeout');
  // A baseline is read by the command, not by the analysis.
  await breakwater(['baseline', 'create'], folder);
  await anewThenKnown('a baseline', folder);
});

test('a kept answer that is torn, or foreign, is worked out anew', async () => {
  const folder = project({ 'src/a.ts': "export const a = () => fetch('https://a.example');\n" });
  await asked(folder);
  const [name = ''] = readdirSync(join(folder, 'kept')).filter((one) => one.startsWith('answer-'));
  const path = join(folder, 'kept', name);
  const whole = readFileSync(path);
  const damaged = Buffer.from(whole);
  damaged[whole.length >> 1] = (damaged[whole.length >> 1] ?? 0) ^ 1;
  for (const bytes of [whole.subarray(0, whole.length - 5), damaged, Buffer.from('something else'), Buffer.alloc(0)]) {
    writeFileSync(path, bytes);
    await anewThenKnown('a damaged entry', folder);
  }
});
