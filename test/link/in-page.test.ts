import { expect, test } from 'vitest';
import { analyse } from '../harness/check';
import { everyWay } from '../harness/every-way';

const program = (files: Readonly<Record<string, string>>): Readonly<Record<string, string>> => ({
  'package.json': '{ "private": true, "dependencies": { "next": "14", "react": "18", "axios": "1" } }',
  ...files,
});

/** How loud the missing bounds of a program for both sides are. */
const told = (files: Readonly<Record<string, string>>): readonly string[] =>
  analyse({ files: program(files) }).findings.flatMap(({ rule, severity }) => (rule === 'missing-timeout' ? [severity] : []));

test.each([
  ["if (typeof window !== 'undefined') { CALL }", 'info'],
  ["if ('object' === typeof document) { CALL }", 'info'],
  ["if (typeof window === 'undefined') { run(); } else { CALL }", 'info'],
  ["const isClient = typeof window !== 'undefined';\nif (isClient && url) { CALL }", 'info'],
  ['if (process.browser) { CALL }', 'info'],
  ["import { browser } from '$app/environment';\nif (browser) { CALL }", 'info'],
  ["import { isBrowser } from './where';\nif (isBrowser) { CALL }", 'info'],
  ["import { isBrowser } from './where';\nif (isBrowser() && url) { app.get('/', async () => { CALL }); }", 'info'],
  ["import { isServer } from './where';\nif (!isServer) { CALL }", 'info'],
  ["import { isServer } from './where';\nif (isServer) { CALL }", 'error'],
  ["import { isBrowser } from './where';\nif (!isBrowser) { CALL }", 'error'],
  ["import { isBrowser } from './where';\nif (isBrowser || url) { CALL }", 'error'],
  ["import { isBrowserAgent } from './where';\nif (isBrowserAgent) { CALL }", 'error'],
  ["import { browser } from './where';\nif (browser) { CALL }", 'error'],
  ["if (typeof window === 'undefined') { CALL }", 'error'],
  ["if (typeof process !== 'undefined') { CALL }", 'error'],
  ["let isPage = typeof window !== 'undefined';\nisPage = true;\nif (isPage) { CALL }", 'error'],
])('%s', (code, severity) => {
  const main = `declare const url: string;\ndeclare const app: any;\ndeclare function run(): void;\n${code.replace('CALL', "const answer = await fetch('https://a.test'); console.log(await answer.json());")}\n`;
  const files = {
    'src/server/main.ts': main,
    'src/server/where.ts': 'export const isBrowser: any = 1, isServer = 1, browser = 1, isBrowserAgent = 1;\n',
  };
  expect(told(files)).toEqual([severity]);
});

const api = "import axios from 'axios';\nexport const api = axios.create({ baseURL: 'https://a.test' });\n";
const users = (from: string): string =>
  `import { api } from '${from}';\nexport const users = async () => (await api.get('/users')).data;\nusers().then(show);\ndeclare const show: (all: unknown) => void;\n`;

test('what a file of pages makes sends from there, where nothing says that this file runs elsewhere', () => {
  const ofPages = { 'src/lib/api.client.ts': api, 'src/lib/users.ts': users('./api.client') };
  expect(told(ofPages)).toEqual(['info']);
  everyWay({ files: program(ofPages) });
  expect(told({ 'src/lib/api.ts': api, 'src/lib/users.ts': users('./api') })).toEqual(['error']);
  expect(told({ 'src/lib/api.client.ts': api, 'src/server/users.ts': users('../lib/api.client') })).toEqual(['error']);
});

test('what works in pages alone runs in one, whatever its package serves', () => {
  const found = analyse({
    files: {
      'package.json': '{ "private": true, "dependencies": { "express": "5", "jquery": "3" } }',
      'app/assets/save.js': "const $ = require('jquery');\nexports.save = (data) => $.ajax({ type: 'post', url: '/save', data });",
      'app/save.js': "const got = require('got');\nexports.save = (json) => got.post('https://a.test/save', { json });",
    },
  }).findings.filter((finding) => finding.rule === 'missing-timeout');
  expect(found.map(({ at, severity }) => [at.file, severity])).toEqual([
    ['app/assets/save.js', 'info'],
    ['app/save.js', 'error'],
  ]);
});

test.each([
  ['a browser loads as it is, without a package', { 'manifest.json': '{ "manifest_version": 3, "name": "it" }' }, 'info'],
  ['has a manifest of another kind', { 'manifest.json': '{ "name": "it" }' }, 'error'],
  [
    'lies in a package of its own within an extension',
    { 'manifest.json': '{ "manifest_version": 3 }', 'src/package.json': '{ "private": true, "dependencies": { "express": "5" } }' },
    'error',
  ],
])('a script that %s', (_, files, severity) => {
  const found = analyse({
    files: {
      'src/background.js': "export const ask = async () => (await fetch('https://a.test')).json();",
      ...(files as Record<string, string>),
    },
  }).findings.filter((finding) => finding.rule === 'missing-timeout');
  expect(found.map((finding) => finding.severity)).toEqual([severity]);
});

test.each([
  ['/api', "'/users'", 'info'],
  ['/api', "'users'", 'info'],
  ['/api', '`users/${id}`', 'info'],
  ['/api', "'https://x.test/users'", 'error'],
  ['/api', 'id', 'error'],
  ['//x.test/api', "'/users'", 'error'],
  ['https://x.test/api', "'/users'", 'error'],
])('an instance whose addresses begin with %s, asked for %s', (base, address, severity) => {
  const files = {
    'src/server/main.ts': `import axios from 'axios';\nconst http = axios.create({ baseURL: '${base}' });\nexport const user = (id: string) => http.get(${address});\n`,
  };
  expect(told(files)).toEqual([severity]);
});

test.each(['node-fetch', 'cross-fetch', 'isomorphic-fetch', 'isomorphic-unfetch', 'unfetch', 'node-fetch-native'])(
  'an address without a host that is asked through %s is one that a page completes',
  (name) => {
    const file = (base: string): Record<string, string> => ({
      'src/server/main.ts': `import fetch from '${name}';\nconst base = '${base}';\nexport const user = async (id: string) => (await fetch(\`${'$'}{base}/?id=${'$'}{id}\`)).json();\n`,
    });
    expect(told(file('/api/users'))).toEqual(['info']);
    expect(told(file('https://a.test/users'))).toEqual(['error']);
  },
);
