import { describe, expect, test } from 'vitest';
import { openWorkspace } from '../../src/engine/workspace';

const offersOf = (text: string, files: Readonly<Record<string, string>> = {}): readonly string[] => {
  const workspace = openWorkspace({ root: '/project', files: { 'src/main.ts': text, ...files } });
  const finding = workspace.findings().find(({ rule }) => rule === 'missing-timeout');
  return finding === undefined ? [] : workspace.fixes(finding).map(({ title, safety }) => `${safety}: ${title}`);
};
const axios = (head: string, options: string, ask = "axios.get('https://x.test/b')") =>
  `import axios from 'axios';\n${head}\nexport const user = () => axios.get('https://x.test/a', { ${options} });\nexport const other = () => ${ask};\n`;

describe('a time that the project chose for another call of the same client', () => {
  test('is no longer than what is written', () => {
    expect(offersOf(axios('', 'timeout: 30_000'))[0]).toBe('safe: Set `timeout: 30000` on this call');
    expect(offersOf(axios('', 'timeout: 2000'))[0]).toBe('safe: Set `timeout: 5000` on this call');
    expect(offersOf(axios('', 'timeout: 50000', "axios.post('https://x.test/b', {})"))[0]).toBe('safe: Set `timeout: 50000` on this call');
    expect(offersOf(axios('', 'timeout: 9000', "axios.post('https://x.test/b', {})"))[0]).toBe('safe: Set `timeout: 15000` on this call');
  });

  test('is not that of another client', () => {
    const text = `import axios from 'axios';\nexport const user = () => fetch('https://x.test/a', { signal: AbortSignal.timeout(30_000) });\nexport const other = () => axios.get('https://x.test/b');\n`;
    expect(offersOf(text)[0]).toBe('safe: Set `timeout: 5000` on this call');
  });

  test('is not what a fix wrote at a call that takes longer', () => {
    const text = `import axios from 'axios';\nexport const add = () => axios.post('https://x.test/a', {}, { timeout: 15000 });\nexport const other = () => axios.get('https://x.test/b');\n`;
    expect(offersOf(text)[0]).toBe('safe: Set `timeout: 5000` on this call');
  });

  test('is called by its name', () => {
    expect(offersOf(axios('const TEN_SECONDS = 10_000;', 'timeout: TEN_SECONDS'))[0]).toBe('safe: Set `timeout: TEN_SECONDS` on this call');
    expect(offersOf(axios('const API_TIMEOUT = 30_000;', 'timeout: API_TIMEOUT'))[0]).toBe(
      'suggestion: Set `timeout: API_TIMEOUT` on this call',
    );
    expect(offersOf(axios("import { config } from './config';", 'timeout: config.timeoutMs'))[0]).toBe(
      'suggestion: Set `timeout: config.timeoutMs` on this call',
    );
    expect(offersOf(axios("import { getValidatedTimeout } from './config';", 'timeout: getValidatedTimeout()'))[0]).toBe(
      'suggestion: Set `timeout: getValidatedTimeout()` on this call',
    );
  });

  test('is called by its name in a signal', () => {
    const text = `const API_TIMEOUT = 30_000;\nexport const user = () => fetch('https://x.test/a', { signal: AbortSignal.timeout(API_TIMEOUT) });\nexport const other = () => fetch('https://x.test/b');\n`;
    expect(offersOf(text)[0]).toBe('suggestion: Set `signal: AbortSignal.timeout(API_TIMEOUT)` on this call');
  });

  test('is a field of the class they stand in', () => {
    const text = (first: string, second: string) =>
      `import axios from 'axios';\nexport class Api {\n  constructor(private timeout: number) {}\n  user() {\n    return axios.get('https://x.test/a', { timeout: this.timeout });\n  }\n${first}  other() {\n    return axios.get('https://x.test/b');\n  }\n${second}}\n`;
    expect(offersOf(text('', ''))[0]).toBe('suggestion: Set `timeout: this.timeout` on this call');
    expect(offersOf(text('}\nexport class Other {\n', ''))[0]).toMatch(/^dangerous: Set `timeout: 5000`/);
  });

  test.each([
    ['what is shorter than that', axios('const API_TIMEOUT = 2_000;', 'timeout: API_TIMEOUT')],
    ['what is meant for one kind', axios('const HEALTH_TIMEOUT = 30_000;', 'timeout: HEALTH_TIMEOUT')],
    ['what is not in sight', axios('', 'timeout: API_TIMEOUT').replace('() => axios.get', '(API_TIMEOUT: number) => axios.get')],
  ])('is not called so where it is %s', (_, text) => expect(offersOf(text)[0]).toMatch(/^dangerous: Set `timeout: \d+`/));
});

test.each([
  ['a constant that is imported', "import { API_TIMEOUT } from './config';\n"],
  ['a helper that is asked with something', "import { timeouts } from './config';\nexport const wait = timeouts.getTimeout('x');\n"],
  ['a setting that is asked for', "import { settings } from './config';\nexport const wait = settings.get<number>('http.timeout');\n"],
])('a file that knows a time to wait: %s', (_, head) => {
  expect(offersOf(`${head}export const other = async () => (await fetch('https://x.test/b')).json();\n`)[0]).toMatch(/^dangerous/);
});

test.each([
  "import { TimeoutError } from './errors';",
  "import pTimeout from 'p-timeout';",
  "import { setTimeout } from 'node:timers/promises';",
  "import { withTimeout } from './helpers';",
  "import { CONNECT_TIMEOUT_ERROR } from './errors';",
])('but not: %s', (head) => {
  expect(offersOf(`${head}\nexport const other = async () => (await fetch('https://x.test/b')).json();\n`)[0]).toMatch(/^safe/);
});
