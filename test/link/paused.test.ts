import { expect, test } from 'vitest';
import { analyse } from '../harness/check';

/** Loops that pause between their tries are run, each try lasting a second, and the longest time that analysis gives is the time that passed. */

const send = 'return await fetch(url, { signal: AbortSignal.timeout(1000) });';

const delays = [
  '200',
  '100 * 2 ** n',
  '2 ** n * 100',
  '100 * 2 ** n + 50',
  '100 * 2 ** (n - 1)',
  '100 << n',
  '100 * Math.pow(2, n)',
  '1000 * 1.5 ** n',
  '100 * n',
  '(n + 1) * 250',
  'Math.min(1000, 300 * 2 ** n)',
  'Math.min(2 ** n * 100, 500) / 2',
  'delay',
  'delays[n] ?? 500',
  'delayFor(n)',
  'Math.random() * 100 * 2 ** n',
  '100 * 2 ** n * (0.5 + Math.random() / 2)',
  'Math.floor(Math.min(800, 200 * 2 ** n) * (1 - Math.random()))',
];
const loops = [
  ['let n = 0; n < 4; n++', ''],
  ['let n = 1; n <= 4; n++', ''],
  ['let n = 0; n < 4; n++', 'if (n === 3) throw error;'],
  ['let n = 0; ; n++', 'if (n >= 3) throw error;'],
] as const;
const grows = ['delay *= 2;', 'delay = delay * 2;', 'delay = Math.min(delay * 3, 500);', 'delay += 100;'];

const code = (head: string, after: string, delay: string, grow = ''): string =>
  `async function user(url) { let delay = 100; for (${head}) { try { ${send} } catch (error) { ${after} await sleep(${delay}); ${grow} } } }`;

const begin = `const sleep = (ms) => new Promise((done) => setTimeout(done, ms));
const delays = [100, 300, 900];
const delayFor = (n) => Math.min(150 * 2 ** n, 600);
`;

function* sources(): Generator<string> {
  for (const [head, after] of loops) {
    for (const delay of delays) yield code(head, after, delay);
    for (const grow of grows) yield code(head, after, 'delay', grow);
  }
  for (const delay of delays) yield code('let n = 0; n < 4; n++', '', delay).replace('await sleep', 'if (n < 3) await sleep');
  yield `async function user(url) { let n = 0; while (n < 4) { try { ${send} } catch (error) { await sleep(100 * 2 ** n); n++; } } }`;
  yield `async function user(url) { let n = 0; while (n < 4) { try { ${send} } catch (error) { n++; await sleep(100 * 2 ** n); } } }`;
  yield `async function user(url) { let left = 4; while (left > 0) { try { ${send} } catch (error) { left--; await sleep(100 * left); } } }`;
  yield `async function user(url) { let n = 0; do { try { ${send} } catch (error) { await sleep(100 * 2 ** n); } } while (++n < 4); }`;
}

/** Milliseconds it takes where nothing answers and chance is at its worst. */
async function took(source: string): Promise<number> {
  let ms = 0;
  const fetch = async () => {
    ms += 1000;
    throw new Error('gone');
  };
  const sleep = async (pause: number) => {
    ms += Math.max(0, pause);
  };
  const numbers = Object.getOwnPropertyNames(Math).map((name) => [name, Reflect.get(Math, name)]);
  const worst = { ...Object.fromEntries(numbers), random: () => (source.includes('1 - Math.random()') ? 0 : 1) };
  const text = `${begin.replace(/^const sleep.*\n/, '')}${source}; return user('https://a.test');`;
  await new Function('fetch', 'AbortSignal', 'sleep', 'Math', text)(fetch, { timeout: () => undefined }, sleep, worst).catch(() => {});
  return ms;
}

test.each([...sources()])('%s', async (source) => {
  const [call] = analyse({ files: { 'main.js': `${begin}${source}\nexport { user };` } }).calls;
  expect(call?.profile.worstMs).toBe(await took(source));
});

test.each([
  ['n = 0', 'n < 4', 'n++', '100 * (n + 1)'],
  ['left = 4', 'left > 0', 'left--', '100 * left'],
])('a counter that callers may give: %s', async (given, head, step, delay) => {
  const source = `async function user(url, ${given}) { while (${head}) { try { ${send} } catch (error) { await sleep(${delay}); ${step}; } } }`;
  const [call] = analyse({ files: { 'main.js': `${begin}${source}\nexport { user };` } }).calls;
  expect(call?.profile.worstMs).toBe(await took(source));
});

test('a pause that cannot be read leaves the longest time open', () => {
  const source = code('let n = 0; n < 4; n++', '', 'Number(process.env.PAUSE)');
  expect(analyse({ files: { 'main.js': `${begin}${source}\nexport { user };` } }).calls[0]?.profile.worstMs).toBe('unknown');
});
