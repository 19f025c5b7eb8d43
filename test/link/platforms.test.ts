import { expect, test } from 'vitest';
import { catalog } from '../../src/catalog';
import { analyse } from '../harness/check';

/** How loud the missing bound of a program's calls is. */
const told = (files: Record<string, string>, rule = 'missing-timeout'): readonly string[] =>
  analyse({ files: { 'package.json': '{ "dependencies": { "next": "15", "firebase-functions": "6" } }', ...files } })
    .findings.filter((finding) => finding.rule === rule)
    .map((finding) => finding.severity);

const platforms = catalog.platforms ?? [];

/** One place for each pattern: `**.app.**.route` is `app/it/route`. */
const placed = (pattern: string): string =>
  `${pattern
    .replace(/^\*\*\./, '')
    .replaceAll('**', 'it')
    .replaceAll('.', '/')}.ts`;

const exporting = platforms.flatMap(({ files = [], exported = [], unit, title }) =>
  files.flatMap((pattern) => exported.map((path) => ({ file: placed(pattern), path, unit, title }))),
);

test.each(exporting)('$file that exports `$path`', ({ file, path, unit, title }) => {
  const [name, member] = path.split('.');
  const number = unit === 's' ? 30 : 30_000;
  const value = member === undefined ? number : `{ ${member}: ${number} }`;
  const text = `export const ${name} = ${value};\nexport async function GET() { return await fetch('https://a.test'); }`;
  const found = analyse({ files: { [file]: text } }).findings.filter(({ rule }) => rule === 'missing-timeout');
  expect(found.map(({ severity }) => severity)).toEqual(['info']);
  expect(found[0]?.because.map(({ says }) => says)).toContain(`${title} ends the function after 30 s, as \`${file}\` says`);
});

const taking = platforms.flatMap(({ id, calls = [], unit }) =>
  calls.flatMap(({ modules, paths, limit }) => modules.flatMap((module) => paths.map((path) => ({ id, module, path, limit, unit })))),
);

test.each(taking)('a function that $path of $module is handed', ({ module, path, limit, unit }) => {
  const option = limit.split('.').at(-1);
  const called = path.replace(/^\*\*\./, '').replaceAll('*', 'onIt');
  const made = `it.${called}({ ${option}: ${unit === 's' ? 30 : 30_000} }, async () => { await fetch('https://a.test'); })`;
  const text = `import * as it from '${module.replace('*', 'v2')}';\nexport const ask = ${made};`;
  expect(told({ 'main.ts': text })).toEqual(['info']);
});

const handler = "export async function GET() { return await fetch('https://a.test'); }";

test.each([
  ['a route that says when it ends', 'app/api/a/route.ts', `export const maxDuration = 60;\n${handler}`, ['info']],
  ['a route below `src`', 'src/app/(shop)/[id]/route.ts', `export const maxDuration = 60;\n${handler}`, ['info']],
  ["a limit beyond anyone's patience", 'app/api/a/route.ts', `export const maxDuration = 61;\n${handler}`, ['error']],
  ['a route that says nothing', 'app/api/a/route.ts', handler, ['error']],
  ['a number that is not known', 'app/api/a/route.ts', `export const maxDuration = Number(process.env.MOST);\n${handler}`, ['error']],
  ['a constant of that name for itself', 'app/api/a/route.ts', `const maxDuration = 60;\n${handler}\nconsole.log(maxDuration);`, ['error']],
  ['a file of another kind', 'app/lib/video.ts', `export const maxDuration = 60;\n${handler}`, ['error']],
  [
    'the configuration of a function',
    'pages/api/a.ts',
    "export const config = { maxDuration: 30 };\nexport default async function ask() { return await fetch('https://a.test'); }",
    ['info'],
  ],
])('%s', (_, file, text, severities) => {
  expect(told({ [file]: text })).toEqual(severities);
});

test('a helper is ended where every known way to it is', () => {
  const ask = "export const askOther = () => fetch('https://a.test');";
  const route = (most: string): string =>
    `import { askOther } from '@/lib/ask';\n${most}\nexport async function POST() { return await askOther(); }`;
  const config = '{ "compilerOptions": { "baseUrl": ".", "paths": { "@/*": ["./*"] } } }';
  const files = (other: string): Record<string, string> => ({
    'tsconfig.json': config,
    'lib/ask.ts': ask,
    'app/a/route.ts': route('export const maxDuration = 60;'),
    'app/b/route.ts': route(other),
  });
  expect(told(files('export const maxDuration = 30;'))).toEqual(['info']);
  expect(told(files('export const maxDuration = 300;'))).toEqual(['error']);
  expect(told(files(''))).toEqual(['error']);
});

test('what the platform ends is told as that, and the reason says when', () => {
  const text = `export const maxDuration = 60;\n${handler}`;
  const [finding] = analyse({ files: { 'app/a/route.ts': text } }).findings.filter(({ rule }) => rule === 'missing-timeout');
  expect(finding?.message).toBe('`fetch` may hang for 1 min, until the platform ends the function: nothing else bounds the wait.');
  expect(finding?.because.map(({ says }) => says)).toContain('the platform ends the function after 1 min, as `app/a/route.ts` says');
});

test.each([
  ['a limit in the options', "onRequest({ timeoutSeconds: 20 }, async () => { await fetch('https://a.test'); })", 'info'],
  ['other options', "onRequest({ region: 'eu' }, async () => { await fetch('https://a.test'); })", 'error'],
  ['no options', "onRequest(async () => { await fetch('https://a.test'); })", 'error'],
])('a function of Firebase with %s', (_, made, severity) => {
  expect(told({ 'main.ts': `import { onRequest } from 'firebase-functions/v2/https';\nexport const ask = ${made};` })).toEqual([severity]);
});

test.each([
  ['runWith({ timeoutSeconds: 20 }).', 'info'],
  ["region('eu').runWith({ timeoutSeconds: 20, memory: '1GB' }).", 'info'],
  ["region('eu').", 'error'],
  ['', 'error'],
])('a function of Firebase, made by `functions.%shttps.onRequest`', (chain, severity) => {
  const made = `functions.${chain}https.onRequest(async () => { await fetch('https://a.test'); })`;
  expect(told({ 'main.ts': `import * as functions from 'firebase-functions';\nexport const ask = ${made};` })).toEqual([severity]);
});

test('an option without effect stays as loud: whoever wrote it wanted to wait for less', () => {
  const text = "export const maxDuration = 60;\nexport const GET = async () => await fetch('https://a.test', { timeout: 500 } as object);";
  expect(told({ 'app/a/route.ts': text }, 'ineffective-timeout')).toEqual(['error']);
  expect(told({ 'app/a/route.ts': text })).toEqual([]);
});
