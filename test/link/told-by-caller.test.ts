import { expect, test } from 'vitest';
import { analyse } from '../harness/check';

/** What a wrapper does for the work it is handed depends on who hands it in: each caller gets its own tries and its own bound. */

const pause = 'const pause = (ms: number) => new Promise((done) => setTimeout(done, ms));\n';
const loop = (tries: string): string =>
  `for (let n = 0; n < ${tries}; n++) { try { return await work(); } catch { await pause(100 * 2 ** n); } } throw new Error('gone');`;
const called = (name: string, ...given: string[]): string =>
  `import { ${name} } from './wrap';\n${given
    .map((rest, i) => `export const a${i} = () => ${name}(() => fetch('https://a${i}.test')${rest});`)
    .join('\n')}`;

const found = (wrap: string, main: string) =>
  analyse({ files: { 'package.json': '{ "dependencies": { "express": "5" } }', 'wrap.ts': wrap, 'main.ts': main } }).calls.map(
    ({ profile, site }) => ({ at: site.target, profile }),
  );
const attempts = (wrap: string, main: string) =>
  found(wrap, main).map(({ profile: { retry } }) => (retry.is === 'present' ? retry.layer.attempts : retry.is));
const bounds = (wrap: string, main: string) =>
  found(wrap, main).map(({ profile: { timeout } }) => (timeout.is === 'present' ? timeout.layer.ms : timeout.is));

test('a number of tries', () => {
  const wrap = `${pause}export async function again<T>(work: () => Promise<T>, tries = 3): Promise<T> { ${loop('tries')} }`;
  expect(attempts(wrap, called('again', ', 5', ', 2', ''))).toEqual([5, 2, 3]);
});

test('a number that is counted down', () => {
  const body = 'while (tries-- > 0) { try { return await work(); } catch { await pause(100 * 2 ** tries); } } throw new Error();';
  const wrap = `${pause}export async function again<T>(work: () => Promise<T>, tries = 3): Promise<T> { ${body} }`;
  expect(attempts(wrap, called('again', ', 5', ', 2', ''))).toEqual([5, 2, 3]);
});

test('options that are laid over others', () => {
  const wrap = `${pause}const usual = { tries: 3 };\nexport async function again<T>(work: () => Promise<T>, given: { tries?: number } = {}): Promise<T> { const options = { ...usual, ...given }; ${loop('options.tries')} }`;
  expect(attempts(wrap, called('again', ', { tries: 5 }', ', { tries: 2 }', ''))).toEqual([5, 2, 3]);
});

test('through a second wrapper', () => {
  const wrap = `${pause}async function loop<T>(work: () => Promise<T>, tries: number): Promise<T> { ${loop('tries')} }\nexport const again = <T>(work: () => Promise<T>, tries = 4) => loop(work, tries);`;
  expect(attempts(wrap, called('again', ', 6', ''))).toEqual([6, 4]);
});

test('what one caller leaves open says nothing of the others', () => {
  const wrap = `${pause}export async function again<T>(work: () => Promise<T>, tries = 3): Promise<T> { ${loop('tries')} }`;
  expect(attempts(wrap, called('again', ', Number(process.env.TRIES)', ', 2'))).toEqual(['unknown', 2]);
});

test('a race with a timer', () => {
  const wrap =
    'export const within = <T>(work: () => Promise<T>, ms = 5_000): Promise<T> =>\n  Promise.race([work(), new Promise<never>((_, fail) => setTimeout(() => fail(new Error()), ms))]);';
  expect(bounds(wrap, called('within', ', 90_000', ', 2_000', ''))).toEqual([90_000, 2_000, 5_000]);
});

test('a signal that the wrapper hands in', () => {
  const wrap =
    'export async function within<T>(work: (signal: AbortSignal) => Promise<T>, { ms = 5_000 } = {}): Promise<T> {\n  return work(AbortSignal.timeout(ms));\n}';
  const main = [', { ms: 90_000 }', ', { ms: 2_000 }', '']
    .map((rest, i) => `export const a${i} = () => within((signal) => fetch('https://a${i}.test', { signal })${rest});`)
    .join('\n');
  expect(bounds(wrap, `import { within } from './wrap';\n${main}`)).toEqual([90_000, 2_000, 5_000]);
});

test('arguments behind a spread are not known', () => {
  const wrap = `${pause}export async function again<T>(work: () => Promise<T>, tries = 3): Promise<T> { ${loop('tries')} }`;
  const main = "import { again } from './wrap';\nexport const a = (...rest: [number?]) => again(() => fetch('https://a.test'), ...rest);";
  expect(attempts(wrap, main)).toEqual(['unknown']);
});
