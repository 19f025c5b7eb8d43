import { describe, expect, test } from 'vitest';
import { openWorkspace } from '../../src/engine/workspace';
import type { Fix } from '../../src/model/remedy';
import { checkFix, noFix } from '../harness/check-fix';

/** Types of node-fetch 2 that know no signal of the platform's: a signal is not written into TypeScript there. */

const head = "import fetch from 'node-fetch';\n\n";
const ask = (options = ''): string => `${head}export const ask = async (url: string) => (await fetch(url${options})).text();\n`;
const asked = (dependencies: Readonly<Record<string, string>>) => ({ 'package.json': JSON.stringify({ dependencies }) });
/** What the manifest asks for, and the release that its lock file has. */
const locked = (types: string) => ({
  ...asked({ 'node-fetch': '^2.6.1', '@types/node-fetch': '^2.1.0' }),
  'package-lock.json': JSON.stringify({
    lockfileVersion: 3,
    packages: {
      'node_modules/node-fetch': { version: '2.7.0' },
      'node_modules/@types/node-fetch': { version: types },
    },
  }),
});

function titles(files: Readonly<Record<string, string>>): readonly string[] {
  const workspace = openWorkspace({ root: '/project', files });
  const findings = workspace.findings().filter(({ rule }) => rule === 'missing-timeout');
  return findings.flatMap((finding) => workspace.fixes(finding)).map(({ title }: Fix) => title);
}

const byNumber = 'Set `timeout: 5000` on this call';
const bySignal = 'Set `signal: AbortSignal.timeout(5000)` on this call';

// Each was compiled with TypeScript 5.9 under `strict`, with the library of the DOM and without; 2.1.7, 2.5.12, 2.6.3, 2.6.4 and 2.6.13 with 5.4 and 6.0, too.
describe('the release in the lock file decides', () => {
  test.each(['1.6.9', '2.1.7', '2.3.7', '2.5.12', '2.6.1', '2.6.2', '2.6.3'])('%s refuses a signal', (types) => {
    expect(titles({ 'main.ts': ask(), ...locked(types) })).toEqual([byNumber]);
    expect(titles({ 'main.js': ask().replace(': string', ''), ...locked(types) })).toEqual([byNumber, bySignal]);
  });
  test.each(['2.6.4', '2.6.9', '2.6.11', '2.6.13'])('%s takes it', (types) => {
    expect(titles({ 'main.ts': ask(), ...locked(types) })).toEqual([byNumber, bySignal]);
  });
});

test('without a lock file what the manifest allows must be old as a whole', () => {
  expect(titles({ 'main.ts': ask(), ...asked({ 'node-fetch': '^2.6.1', '@types/node-fetch': '~2.5.0' }) })).toEqual([byNumber]);
  expect(titles({ 'main.ts': ask(), ...asked({ 'node-fetch': '^2.6.1', '@types/node-fetch': '^2.5.0' }) })).toEqual([byNumber, bySignal]);
});

test('of types that nothing names nothing is known', () => {
  expect(titles({ 'main.ts': ask(), ...asked({ 'node-fetch': '^2.6.1' }) })).toEqual([byNumber, bySignal]);
  expect(titles({ 'main.ts': ask() })).toEqual([bySignal]);
});

test('version 3 brings its own types, whatever was left behind', () => {
  expect(titles({ 'main.ts': ask(), ...asked({ 'node-fetch': '^3.3.2', '@types/node-fetch': '2.5.12' }) })).toEqual([bySignal]);
});

test('where the version is not known, and with it whether the number is heard, only the wait is ended', () => {
  const files = { 'main.ts': ask(), 'other.ts': ask(), ...asked({ '@types/node-fetch': '2.5.12' }) };
  const workspace = openWorkspace({ root: '/project', files });
  const findings = workspace.findings().filter(({ rule }) => rule === 'missing-timeout');
  expect(findings.flatMap((finding) => workspace.fixes(finding)).map(({ remedy, safety }) => [remedy, safety])).toEqual([
    ['module-timeout', 'dangerous'],
    ['module-timeout', 'dangerous'],
  ]);
});

test('the number may end the wait alone, and leave the wire open: for a person to choose', () => {
  const fix = checkFix('client-timeout', { 'main.ts': ask(), ...locked('2.5.12') }, { 'main.ts': ask(', { timeout: 5000 }') });
  expect(fix.safety).toBe('suggestion');
});

test('what has the types of the platform itself takes a signal, and no number', () => {
  const old = asked({ '@types/node-fetch': '2.5.12' });
  for (const module of ['cross-fetch', 'isomorphic-fetch']) {
    const text = ask().replace('node-fetch', module);
    expect(titles({ 'main.ts': text, ...old })).toEqual([bySignal]);
    expect(titles({ 'main.js': text.replace(': string', ''), ...old })).toEqual([byNumber, bySignal]);
  }
});

test('nor is a signal that is at hand handed to it', () => {
  const text = (init: string) =>
    `${head}export async function ask(url: string, signal: AbortSignal) {\n  return await fetch(url, { timeout: 1000${init} });\n}\n`;
  checkFix('passed-signal', { 'main.ts': text(''), ...locked('2.6.13') }, { 'main.ts': text(', signal') });
  noFix('passed-signal', { 'main.ts': text(''), ...locked('2.6.3') });
});

test('nor is one made for a race', () => {
  const text = (options: string) =>
    `${head}export const ask = (url: string) => Promise.race([fetch(url${options}), new Promise((_, reject) => setTimeout(reject, 1000))]);\n`;
  checkFix('racing-signal', { 'main.ts': text(''), ...locked('2.6.13') }, { 'main.ts': text(', { signal: AbortSignal.timeout(1000) }') });
  noFix('racing-signal', { 'main.ts': text(''), ...locked('2.6.3') });
});

test('a number in a signal that is there is rewritten, since the compiler took that one', () => {
  const text = (ms: number) => ask(`, { signal: AbortSignal.timeout(${ms}) }`);
  checkFix('timeout-number', { 'main.ts': text(3_600_000), ...locked('2.6.3') }, { 'main.ts': text(60000) });
});

describe('a signal beside that of a caller', () => {
  const text = `export const user = (url: string, signal: AbortSignal) => fetch(url, { signal });\nexport const page = () => {\n  const leaving = new AbortController();\n  addEventListener('unload', () => leaving.abort());\n  return user('https://x.test', leaving.signal);\n};\n`;
  const compiler = (version: string) => ({
    'main.ts': text,
    'package.json': JSON.stringify({ devDependencies: { typescript: version } }),
    'package-lock.json': JSON.stringify({ lockfileVersion: 3, packages: { 'node_modules/typescript': { version } } }),
  });
  test.each(['5.0.4', '5.3.3', '5.4.5'])('is not written for TypeScript %s, whose DOM knows no `AbortSignal.any`', (version) => {
    expect(titles(compiler(version)).filter((title) => title.startsWith('Abort after'))).toEqual([]);
  });
  test.each(['5.5.4', '5.8.3', '6.0.0'])('is for %s', (version) => {
    expect(titles(compiler(version)).filter((title) => title.startsWith('Abort after'))).toHaveLength(1);
  });
});

test.each([
  ['1.35.0', []],
  ['1.35.1', ['abort-signal']],
])('@upstash/redis %s and a function that makes a signal', (version, offered) => {
  const manifest = { 'package.json': `{ "dependencies": { "@upstash/redis": "${version}", "express": "5.0.0" } }` };
  for (const file of ['main.ts', 'main.js']) {
    const text =
      "import { Redis } from '@upstash/redis';\nconst redis = new Redis({ url: 'https://x.test', token: 'a' });\nexport const user = () => redis.get('user');\n";
    const workspace = openWorkspace({ root: '/project', files: { ...manifest, [file]: text } });
    const fixes = workspace.findings().flatMap((finding) => workspace.fixes(finding));
    expect(fixes.flatMap(({ remedy, title }) => (title.includes('() => AbortSignal') ? [remedy] : []))).toEqual(offered);
  }
});
