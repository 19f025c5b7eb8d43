import { describe, expect, test } from 'vitest';
import { withNamed, withoutLone } from '../../src/cli/lone-constants';

const long = 'const LONG_REQUEST_TIMEOUT_MS = 60000;\n';
const usual = 'const REQUEST_TIMEOUT_MS = 5000;\n';
const asks = (ms: string): string => `get({ timeout: ${ms} });\n`;

test('a time that one place uses stands there', () => {
  const head = "import x from 'x';\n\n";
  expect(withoutLone('', `${head}${usual}\n${asks('REQUEST_TIMEOUT_MS')}`)).toBe(`${head}${asks('5000')}`);
  expect(withoutLone('', `${head}${usual.replace(';', '')}\n${asks('REQUEST_TIMEOUT_MS')}`)).toBe(`${head}${asks('5000')}`);
});

test('with its thousands set apart as they are', () => {
  const apart = (one: string): string => one.replace('60000', '60_000').replace('5000', '5_000');
  expect(withoutLone('', `${apart(long)}\n${asks('LONG_REQUEST_TIMEOUT_MS')}`)).toBe(asks('60_000'));
  expect(withoutLone('', `${apart(long)}${apart(usual)}\n${asks('LONG_REQUEST_TIMEOUT_MS')}`)).toBe(`${apart(usual)}\n${asks('60_000')}`);
  expect(withNamed('', `${apart(usual)}\n${asks('5000')}${asks('5_000')}`)).toBe(
    `${apart(usual)}\n${asks('REQUEST_TIMEOUT_MS')}${asks('REQUEST_TIMEOUT_MS')}`,
  );
});

test.each([
  ['first', `${long}${usual}`],
  ['last', `${usual}${long}`],
])('of two the one is taken out that stands %s, and the blank line stays', (_, both) => {
  const uses = `${asks('REQUEST_TIMEOUT_MS')}${asks('REQUEST_TIMEOUT_MS')}`;
  expect(withoutLone('', `${both}\n${uses}${asks('LONG_REQUEST_TIMEOUT_MS')}`)).toBe(`${usual}\n${uses}${asks('60000')}`);
});

test.each([
  ['two places use', '', `${usual}\n${asks('REQUEST_TIMEOUT_MS')}${asks('REQUEST_TIMEOUT_MS')}`],
  ['was there before', usual, `${usual}\n${asks('REQUEST_TIMEOUT_MS')}`],
  ['is divided', '', `${usual}\n${asks('REQUEST_TIMEOUT_MS / 1000')}`],
  ['nobody of ours wrote', '', `const MY_TIMEOUT_MS = 5000;\n\n${asks('MY_TIMEOUT_MS')}`],
])('one that %s keeps its name', (_, before, now) => {
  expect(withoutLone(before, now)).toBe(now);
});

describe('a number that was put in beside a time with a name', () => {
  const head = "import x from 'x';\n\n";
  const put = (code: (ms: string) => string): readonly [string, string] => [
    `${head}${usual}\n${code('5000')}`,
    `${head}${usual}\n${code('REQUEST_TIMEOUT_MS')}`,
  ];

  test.each([
    ['an option', put((ms) => `get({ timeout: ${ms} });\n`)],
    ['an option on a line of its own', put((ms) => `get({\n  socketTimeout: ${ms}\n});\n`)],
    ['a signal', put((ms) => `get({ signal: AbortSignal.timeout(${ms}) });\n`)],
  ])('takes its name: %s', (_, [now, named]) => {
    expect(withNamed(head, now)).toBe(named);
  });

  test.each([
    ['was there before', 'get({ timeout: 5000 });\n', `${usual}\nget({ timeout: 5000 });\n`],
    ['is another', '', `${usual}\nget({ timeout: 50000 });\nwait(5000);\n`],
    ['has a name of another length', '', `${long}\nget({ timeout: 5000 });\n`],
    ['stands before the name', '', `get({ timeout: 5000 });\n${usual}`],
    ['is worked on', '', `${usual}\nget({ timeout: 5000 * 2 });\n`],
  ])('stays where it %s', (_, before, now) => {
    expect(withNamed(before, now)).toBe(now);
  });
});
