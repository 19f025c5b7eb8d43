import { expect, test } from 'vitest';
import { analyse } from '../harness/check';

/** `programs`: a platform may be told of a program as a whole, and then ends all that it loads. */

const found = (files: Readonly<Record<string, string>>): readonly string[] =>
  analyse({ files }).findings.flatMap(({ rule, severity, message }) => (rule === 'missing-timeout' ? [`${severity}: ${message}`] : []));

/** Whoever calls it is not seen. */
const ask = `export class Client {
  load = async () => await (await fetch('https://a.test')).text();
}
`;
const run = "import { Client } from './ask';\nexport const all: any = (globalThis as any).all(new Client());\n";
const never = 'error: `fetch` may hang forever: nothing bounds the wait for its answer.';
const ended = (time: string, severity = 'error'): string =>
  `${severity}: \`fetch\` may hang for ${time}, until the platform ends the function: nothing else bounds the wait.`;

const server = `${run}all.listen(3000);\n`;
const vercel = (more = '', src = 'dist/app/src/index.js'): string => JSON.stringify({ builds: [{ src, use: `@vercel/node${more}` }] });

test.each<[string, Record<string, string>, string]>([
  ['a server that is built', { 'vercel.json': vercel() }, ended('5 min')],
  ['a server as it is', { 'vercel.json': vercel('', 'src/index.ts') }, ended('5 min')],
  [
    'a server that says how long',
    { 'vercel.json': JSON.stringify({ builds: [{ src: 'src/index.ts', use: '@vercel/node', config: { maxDuration: 30 } }] }) },
    ended('30 s', 'info'),
  ],
  ['a server by one version of what builds it', { 'vercel.json': vercel('@3.0.1') }, ended('5 min')],
  ['another server', { 'vercel.json': vercel('', 'src/other.ts') }, never],
  ['pages', { 'vercel.json': vercel('-static') }, never],
  [
    'a server that a script starts, too',
    { 'vercel.json': vercel(), 'package.json': '{ "scripts": { "start": "node dist/index.js" } }' },
    never,
  ],
  ['a server beside another', { 'vercel.json': vercel(), 'src/more.ts': server }, never],
])('Vercel is told of %s', (_, files, message) => {
  expect(found({ 'package.json': '{ "private": true }', 'src/ask.ts': ask, 'src/index.ts': server, ...files })).toEqual([message]);
});

const functions = (options = ''): string =>
  `import { onRequest } from 'firebase-functions/v2/https';\nimport { Client } from './ask';\nexport const api = onRequest(${options}(globalThis as any).app(new Client()));\n`;
const firebase = {
  'firebase.json': '{ "functions": [{ "source": "functions", "codebase": "default" }] }',
  'functions/package.json': '{ "main": "lib/index.js", "dependencies": { "firebase-functions": "6" } }',
  'functions/src/ask.ts': ask,
  'functions/src/index.ts': "export { api } from './api';\n",
};

test.each<[string, string, string]>([
  ['as long as is usual', functions('{}, '), ended('1 min', 'info')],
  ['as long as they say', functions('{ timeoutSeconds: 120 }, '), ended('2 min')],
  [
    'as long as the longest of them',
    functions('{ timeoutSeconds: 120 }, ').replace(
      'export const',
      'export const more = onRequest({ timeoutSeconds: 300 }, () => {});\nexport const',
    ),
    ended('5 min'),
  ],
  [
    'a time that is set elsewhere',
    functions('{ timeoutSeconds: Number(process.env.SECONDS) }, '),
    'info: `fetch` may hang until the function reaches its own limit: nothing else bounds the wait.',
  ],
])('Cloud Functions run all of a codebase for %s', (_, api, message) => {
  expect(found({ ...firebase, 'functions/src/api.ts': api })).toEqual([message]);
});

test('what lies beside a codebase is no part of it', () => {
  const files = { ...firebase, 'functions/src/api.ts': functions('{}, ') };
  expect(
    found({ ...files, 'server.ts': "import { Client } from './functions/src/ask';\n(globalThis as any).all(new Client());\n" }),
  ).toEqual([never]);
  expect(found({ ...files, 'firebase.json': '{ "functions": { "source": "other" } }' })).toEqual([never]);
  expect(found({ ...files, 'firebase.json': '{ "functions": {} }' })).toEqual([ended('1 min', 'info')]);
});

const azure = '{ "private": true, "dependencies": { "@azure/functions": "4" } }';

test.each<[string, string, string, string]>([
  ['half an hour', azure, '{ "version": "2.0" }', ended('30 min')],
  ['what it says', azure, '{ "version": "2.0", "functionTimeout": "00:00:45" }', ended('45 s', 'info')],
  ['a day', azure, '{ "version": "2.0", "functionTimeout": "1.00:00:00" }', ended('24 h')],
  ['no limit', azure, '{ "version": "2.0", "functionTimeout": "-1" }', never],
  ['what is not for it', '{ "private": true }', '{ "version": "2.0" }', never],
])('Azure Functions run what lies below host.json for %s', (_, manifest, host, message) => {
  expect(found({ 'package.json': manifest, 'host.json': host, 'src/ask.ts': ask, 'src/index.ts': run })).toEqual([message]);
});
