import { expect, test } from 'vitest';
import { openWorkspace } from '../../src/engine/workspace';

const api = 'export const load = (url: string) => fetch(url);\n';
const page = `'use client';\nimport { load } from './api';\nexport const show = () => load('https://a.test');\n`;
const typed = `'use client';\nimport type { load } from './api';\nexport type Show = typeof load;\n`;
const next = '{"private":true,"dependencies":{"next":"14.0.0","react-dom":"18.0.0"}}';

const contextOf = (files: Record<string, string>, file = 'src/api.ts'): string | undefined =>
  openWorkspace({ root: '/project', files })
    .analyse()
    .calls.find((call) => call.site.at.file === file)?.site.context;

test.each<[string, Record<string, string>, string]>([
  ['nobody imports it', {}, 'server'],
  ['only pages do', { 'src/page.ts': page }, 'browser'],
  [
    'a page and a server do',
    { 'src/page.ts': page, 'src/server/job.ts': `import { load } from '../api';\nload('https://a.test');\n` },
    'server',
  ],
  [
    'a page and a module nobody knows do',
    { 'src/page.ts': page, 'src/job.ts': `import { load } from './api';\nload('https://a.test');\n` },
    'server',
  ],
  [
    'a page does through another module',
    { 'src/page.ts': page.replace('./api', './more'), 'src/more.ts': `export * from './api';\n` },
    'browser',
  ],
  [
    'a page and a test do',
    { 'src/page.ts': page, 'src/api.test.ts': `import { load } from './api';\nload('https://a.test');\n` },
    'browser',
  ],
  ['only a test does', { 'src/api.test.ts': `import { load } from './api';\nload('https://a.test');\n` }, 'server'],
  ['a page does for its types', { 'src/page.ts': typed }, 'server'],
  ['a page does for a type written among the names', { 'src/page.ts': typed.replace('type { load }', '{ type load }') }, 'server'],
  ['a page does for a value and a type', { 'src/page.ts': page.replace('{ load }', '{ load, type More }') }, 'browser'],
  [
    'two modules import each other, and a page one of them',
    { 'src/api.ts': `import './more';\n${api}`, 'src/more.ts': `import './api';\n`, 'src/page.ts': page.replace('./api', './more') },
    'browser',
  ],
])('a module of both sides: %s', (_, files, context) => {
  expect(contextOf({ 'package.json': next, 'src/api.ts': api, ...files })).toBe(context);
});

const both = '{"private":true,"dependencies":{"express":"5","react-dom":"18"}}';
const either = { 'package.json': both, 'src/shared/api.ts': "export const load = async () => await fetch('https://a.test');\n" };
const view = "import { load } from './api';\nexport const Show = () => <b onClick={() => load()}>a</b>;\n";
const severities = (files: Record<string, string>): readonly string[] =>
  openWorkspace({ root: '/project', files })
    .findings()
    .flatMap(({ rule, severity }) => (rule === 'missing-timeout' ? [severity] : []));

test.each<[string, Record<string, string>, string]>([
  ['a page brings it in', { 'src/shared/Show.jsx': view, 'src/shared/list.ts': "export { load } from './api';\n" }, 'info'],
  [
    'a page brings in what brings it in, beside something that says of neither',
    {
      'src/shared/Show.jsx': view.replace('./api', './list'),
      'src/shared/list.ts': "export { load } from './api';\nimport './more';\n",
      'src/shared/more.ts': "import { load } from './api';\nexport const rows = [load];\n",
    },
    'info',
  ],
  [
    'a server asks it as well',
    {
      'src/shared/Show.jsx': view,
      'src/server/job.ts': "import { load } from '../shared/api';\nexport const run = async () => await load();\n",
    },
    'error',
  ],
  [
    'no page brings it in',
    { 'src/list.ts': "import { load } from './shared/api';\nexport const run = async () => await load();\n" },
    'error',
  ],
  [
    'it uses what only Node has',
    { 'src/shared/Show.jsx': view, 'src/shared/api.ts': `import { readFileSync } from 'node:fs';\n${either['src/shared/api.ts']}` },
    'error',
  ],
])('where a package serves and has pages, a call in between is a remark as long as pages alone may ask it: %s', (_, files, severity) => {
  expect(severities({ ...either, ...files })).toEqual([severity]);
});

test('what comes to bring it in makes it loud, and quiet again', () => {
  const files = {
    ...either,
    'src/list.ts': "import { load } from './shared/api';\nexport const run = async () => await load();\n",
    'src/Show.tsx': '',
  };
  const workspace = openWorkspace({ root: '/project', files });
  const now = (): readonly string[] => workspace.findings().flatMap(({ rule, severity }) => (rule === 'missing-timeout' ? [severity] : []));
  expect(now()).toEqual(['error']);
  workspace.update('src/Show.tsx', "import { run } from './list';\nexport const Show = () => <b onClick={run}>a</b>;\n");
  expect(now()).toEqual(['info']);
  workspace.update('src/Show.tsx', 'export const Show = () => <b>a</b>;\n');
  expect(now()).toEqual(['error']);
});

test('what runs on a server by its own word stays there', () => {
  const own = `import { readFile } from 'node:fs/promises';\n${api}export const text = () => readFile('a');\n`;
  expect(contextOf({ 'package.json': next, 'src/api.ts': own, 'src/page.ts': page })).toBe('server');
});

test('what others may install is not judged by who imports it here', () => {
  expect(contextOf({ 'package.json': '{"main":"src/api.ts"}', 'src/api.ts': api, 'src/page.ts': page })).toBe('library');
});

const server = '{"private":true,"dependencies":{"express":"4.0.0"}}';
const job = `import { load } from './templates/mail';\nawait load('https://a.test');\n`;

test.each<[string, Record<string, string>, string]>([
  ['nobody outside imports it', {}, 'script'],
  ['others of the folder import it', { 'src/templates/more.ts': `export * from './mail';\n` }, 'script'],
  ['the program imports it', { 'src/job.ts': job }, 'server'],
  ['a test imports it', { 'src/job.test.ts': job }, 'script'],
  ['the program imports its types', { 'src/job.ts': job.replace('import {', 'import type {') }, 'script'],
  [
    'the program imports it through another of the folder',
    { 'src/templates/index.ts': `export * from './mail';\n`, 'src/job.ts': job.replace('/mail', '') },
    'server',
  ],
])('a template: %s', (_, files, context) => {
  expect(contextOf({ 'package.json': server, 'src/templates/mail.ts': api, ...files }, 'src/templates/mail.ts')).toBe(context);
});

test('an edit of who imports a template is heard of', () => {
  const open = openWorkspace({
    root: '/project',
    files: {
      'package.json': server,
      'src/templates/mail.ts': api,
      'src/templates/index.ts': `export * from './mail';\n`,
      'src/job.ts': '',
    },
  });
  const severities = (): readonly string[] =>
    open
      .findings(['src/templates/mail.ts'])
      .filter(({ rule }) => rule === 'missing-timeout')
      .map(({ severity }) => severity);
  for (const [text, severity] of [
    ['', 'info'],
    [job.replace('/mail', ''), 'error'],
    ['', 'info'],
  ] as const) {
    open.update('src/job.ts', text);
    expect(severities()).toEqual([severity]);
  }
});

const kit = (more: Record<string, unknown>): string => JSON.stringify({ name: '@a/kit', private: true, main: 'lib/index.js', ...more });
const takes = (name: string, more: Record<string, unknown> = {}): string =>
  JSON.stringify({ name, private: true, dependencies: { '@a/kit': '1.0.0' }, ...more });

test.each<[string, Record<string, string>, string]>([
  ['nobody takes it', {}, 'unknown'],
  ['tests take it', { 'packages/api-tests/package.json': takes('@a/api-tests') }, 'test'],
  [
    'tests and a program take it',
    { 'packages/api-tests/package.json': takes('x'), 'packages/app/package.json': takes('@a/app') },
    'unknown',
  ],
  [
    'it is started',
    { 'packages/kit/package.json': kit({ scripts: { start: 'node .' } }), 'packages/e2e/package.json': takes('x') },
    'unknown',
  ],
  ['it is a command', { 'packages/kit/package.json': kit({ bin: 'a.js' }), 'packages/e2e/package.json': takes('x') }, 'cli'],
  ['others may install it', { 'packages/kit/package.json': kit({ private: false }), 'packages/e2e/package.json': takes('x') }, 'library'],
  ['an editor starts it', { 'packages/kit/package.json': kit({ private: false, engines: { vscode: '^1.90.0' } }) }, 'unknown'],
  [
    'it is made of a server',
    { 'packages/kit/package.json': kit({ dependencies: { express: '4.0.0' } }), 'packages/e2e/package.json': takes('x') },
    'server',
  ],
  [
    'only what tests take takes it',
    {
      'packages/more/package.json': takes('@a/more', { main: 'lib/index.js', dependencies: { '@a/kit': '1.0.0', '@a/own': '1.0.0' } }),
      'packages/kit/package.json': kit({ dependencies: { '@a/more': '1.0.0' } }),
      'packages/e2e/package.json': JSON.stringify({ name: 'x', private: true, dependencies: { '@a/more': '1.0.0' } }),
    },
    'test',
  ],
])('a package of the workspace: %s', (_, files, context) => {
  const sources = Object.keys(files).map((file) => [file.replace('package.json', 'src/index.ts'), 'export const a = 1;\n'] as const);
  const all = { 'package.json': '{"private":true}', 'packages/kit/package.json': kit({}), ...Object.fromEntries(sources), ...files };
  expect(contextOf({ ...all, 'packages/kit/src/api.ts': api }, 'packages/kit/src/api.ts')).toBe(context);
});

test('an edit of who imports it is heard of', () => {
  const files = { 'package.json': next, 'src/api.ts': api, 'src/page.ts': page, 'src/more.ts': `import './page';\n` };
  const open = openWorkspace({ root: '/project', files });
  const severities = (): readonly string[] =>
    open
      .findings(['src/api.ts'])
      .filter(({ rule }) => rule === 'missing-timeout')
      .map(({ severity }) => severity);
  expect(severities()).toEqual(['info']);
  for (const [text, severity] of [
    [`${page}// one\n`, 'info'],
    [page.replace(`'use client';\n`, ''), 'error'],
    [page, 'info'],
    [typed, 'error'],
    [page, 'info'],
  ] as const) {
    open.update('src/page.ts', text);
    expect(severities()).toEqual([severity]);
  }
});

const shared = `export const fetcher = async (url: string) => (await fetch(url)).json();\nexport const other = (url: string) => fetch(url);\n`;
const swr = `'use client';\nimport useSWR from 'swr';\nimport { fetcher } from './api';\nexport const Show = () => useSWR('https://a.test', fetcher).data;\n`;
const route = `import { other } from './api';\nexport const GET = async () => await other('https://a.test');\n`;

test.each<[string, Record<string, string>, string]>([
  ['is handed to a hook of a page', { 'src/show.tsx': swr }, 'browser'],
  ['is called by a page', { 'src/show.tsx': page.replaceAll('load', 'fetcher') }, 'browser'],
  [
    'is handed to a hook and called by a route',
    { 'src/show.tsx': swr, 'src/app/b/route.ts': route.replaceAll('other', 'fetcher').replace('./api', '../../api') },
    'server',
  ],
  ['nobody calls', {}, 'server'],
  ['says of itself that it runs on a server', { 'src/show.tsx': swr, 'src/api.ts': `import 'node:fs';\n${shared}` }, 'server'],
])('a function of a module of both sides that %s', (_, files, context) => {
  const all = { 'package.json': next, 'src/api.ts': shared, 'src/app/a/route.ts': route.replace('./api', '../../api'), ...files };
  expect(contextOf(all)).toBe(context);
});

test('another function of that module runs where it is called', () => {
  const all = {
    'package.json': next,
    'src/api.ts': shared,
    'src/app/a/route.ts': route.replace('./api', '../../api'),
    'src/show.tsx': swr,
  };
  const { calls } = openWorkspace({ root: '/project', files: all }).analyse();
  expect(calls.map(({ site }) => [site.scope, site.context])).toEqual([
    ['fetcher', 'browser'],
    ['other', 'server'],
  ]);
});

test('an edit that makes a page of a caller is heard of', () => {
  const all = { 'package.json': next, 'src/api.ts': shared, 'src/app/a/route.ts': route.replace('./api', '../../api') };
  const open = openWorkspace({ root: '/project', files: { ...all, 'src/show.tsx': swr } });
  const context = (): string | undefined => open.analyse().calls.find(({ site }) => site.scope === 'fetcher')?.site.context;
  expect(context()).toBe('browser');
  for (const [text, is] of [
    [`export {};\n`, 'server'],
    [swr, 'browser'],
    [`export {};\n`, 'server'],
  ] as const) {
    open.update('src/show.tsx', text);
    expect(context()).toBe(is);
  }
});

test.each([
  ['a mock makes', 'src/httpMock.ts', 'test'],
  ['the program makes', 'src/http.ts', 'server'],
])('a call through a client that %s', (_, file, context) => {
  const making = `import axios from 'axios';\nexport const http = axios.create();\n`;
  const text = `import { http } from '${file.replace('src', '.').replace('.ts', '')}';\nexport const ask = async () => await http.get('https://a.test');\n`;
  expect(contextOf({ 'package.json': server, [file]: making, 'src/ask.ts': text }, 'src/ask.ts')).toBe(context);
});

const begun = '{"private":true,"scripts":{"start":"node src/main.js"},"dependencies":{"express":"4.0.0"}}';
const byHand = `if (require.main === module) load('https://a.test');\nfunction load(url) { return fetch(url); }\nmodule.exports = { load };\n`;

test.each<[string, Record<string, string>, string]>([
  ['nothing imports', {}, 'script'],
  ['the program imports', { 'src/main.js': `const { load } = require('../show_users');\nload('https://a.test');\n` }, 'server'],
  ['only a test imports', { 'show_users.test.js': `const { load } = require('./show_users');\nload('https://a.test');\n` }, 'script'],
  ['a container is started with', { Dockerfile: 'FROM node\nCMD ["node", "show_users.js"]\n' }, 'server'],
  [
    'a keeper of processes is told to run',
    { 'ecosystem.config.cjs': "module.exports = { apps: [{ script: './show_users.js' }] };\n" },
    'server',
  ],
  ['a container only holds', { Dockerfile: 'FROM node\nCOPY show_users.js /app/\nCMD ["node", "src/main.js"]\n' }, 'script'],
])('what does its work once at the root of a program, and %s', (_, files, context) => {
  expect(contextOf({ 'package.json': begun, 'show_users.js': byHand, ...files }, 'show_users.js')).toBe(context);
});

test.each<[string, string, Record<string, string>, string]>([
  ['a copy', 'src/api 2.ts', {}, 'script'],
  ['a copy of a copy', 'src/api copy 3.ts', {}, 'script'],
  ['a copy as another machine names it', 'src/api (1).ts', {}, 'script'],
  [
    'a copy that something imports',
    'src/api 2.ts',
    { 'src/job.ts': `import { load } from './api 2';\nload('https://a.test');\n` },
    'server',
  ],
  ['a number that belongs to the name', 'src/api2.ts', {}, 'server'],
])('%s', (_, file, files, context) => {
  expect(contextOf({ 'package.json': server, [file]: api, ...files }, file)).toBe(context);
});
