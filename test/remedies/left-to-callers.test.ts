import { expect, test } from 'vitest';
import { openWorkspace } from '../../src/engine/workspace';
import { checkFix, noFix } from '../harness/check-fix';

const types = `export interface Options { timeout?: number; signal?: AbortSignal; method?: string }\n`;
const main = `import { ask } from './ask';
export const one = () => ask('https://x.test', { timeout: 30_000 });
export const two = () => ask('https://x.test');
`;

const files = (ask: string): Record<string, string> => ({
  'package.json': '{"dependencies":{"axios":"1.7.0","express":"4"}}',
  'ask.ts': ask,
  'main.ts': main,
});

test('an option that callers may leave out gets a time for those who do', () => {
  const ask = (timeout: string): string =>
    `import axios from 'axios';\n${types}export const ask = (url: string, options: Options = {}) => axios.get(url, { timeout: ${timeout} });\n`;
  checkFix('client-timeout', files(ask('options.timeout')), files(ask('options.timeout ?? 5000')));
});

test('so does one that goes under its own name', () => {
  const ask = (timeout: string): string =>
    `import axios from 'axios';\n${types}export const ask = (url: string, { timeout }: Options = {}) => axios.get(url, { ${timeout} });\n`;
  checkFix('client-timeout', files(ask('timeout')), files(ask('timeout: timeout ?? 5000')));
});

test('what is put together of the options of a caller gets a time in front of theirs', () => {
  const ask = (options: string): string =>
    `import axios from 'axios';\n${types}export const ask = (url: string, options: Options = {}) => {\n  const config = { ...options, url };\n  return axios(${options});\n};\n`;
  checkFix('client-timeout', files(ask('config')), files(ask('{ timeout: 5000, ...config }')));
});

test('a signal that some callers bring stays in force', () => {
  const ask = (own: string): string =>
    `${types}export async function ask(url: string, { timeout, ...rest }: Options = {}) {\n  return fetch(url, { ${own}...rest, ...(timeout && { signal: AbortSignal.timeout(timeout) }) });\n}\n`;
  checkFix('abort-signal', files(ask('')), files(ask('signal: AbortSignal.timeout(5000), ')));
});

test('nothing is put around a call that would end the wait of those who chose a longer one', () => {
  const ask = (options: string): string =>
    `import axios from 'axios';\nimport { retry } from 'cockatiel';\n${types}export const ask = (url: string, options: Options = {}) => axios.get(url, ${options});\n`;
  const remedies = (options: string): readonly string[] => {
    const all = { ...files(ask(options)), 'package.json': '{"dependencies":{"axios":"1.7.0","cockatiel":"3.2.1"}}' };
    const workspace = openWorkspace({ root: '/project', files: all, config: { fix: { style: 'cockatiel' } } });
    const [finding] = workspace.analyse().findings.filter(({ rule }) => rule === 'missing-timeout');
    return finding === undefined ? [] : workspace.fixes(finding).map(({ remedy }) => remedy);
  };
  expect(remedies('{ method: options.method }')).toContain('cockatiel-timeout');
  expect(remedies('{ timeout: options.timeout }')).toEqual(expect.arrayContaining(['client-timeout']));
  expect(remedies('{ timeout: options.timeout }')).not.toContain('cockatiel-timeout');
});

const filled = (own: string): string => `${types}export async function ask(url: string, options: Options = {}) {
  const init: RequestInit = { method: options.method };
  if (options.timeout) init.signal = AbortSignal.timeout(options.timeout);
${own}  return fetch(url, init);
}
`;

test('what is filled under conditions gets what none of them put there', () => {
  checkFix('abort-signal', files(filled('')), files(filled('  init.signal ??= AbortSignal.timeout(5000);\n')));
});

test('in JavaScript, and without semicolons, in the same way', () => {
  const ask = (own: string): string => `export async function ask(url, options = {}) {
  const init = { method: options.method }
  if (options.timeout) init.signal = AbortSignal.timeout(options.timeout)
${own}  return fetch(url, init)
}
`;
  const all = (text: string): Record<string, string> => {
    const { 'ask.ts': _, ...others } = files('');
    return { ...others, 'ask.js': text };
  };
  checkFix('abort-signal', all(ask('')), all(ask('  if (!init.signal) init.signal = AbortSignal.timeout(5000)\n')));
});

test.each([
  [
    'what a loop would find there from the round before',
    '  for (let i = 0; i < 3; i++) {\n    const answer = await fetch(url, init);\n    if (answer.ok) return answer;\n  }\n',
  ],
  ['what is made for several calls', '  const again = () => fetch(url, init);\n  return again();\n'],
])('%s is not filled', (_, calls) => {
  noFix('abort-signal', files(filled('').replace('  return fetch(url, init);\n', calls)));
});

test('a choice that may come to nothing is completed', () => {
  const ask = (signal: string): string => `${types}export async function ask(url: string, options: Options = {}) {
  return fetch(url, { signal: ${signal} });
}
`;
  const chosen = 'options.timeout ? AbortSignal.timeout(options.timeout) : options.signal';
  checkFix('abort-signal', files(ask(chosen)), files(ask(`(${chosen}) ?? AbortSignal.timeout(5000)`)));
});

test('a signal that is there in any case is not completed', () => {
  noFix(
    'abort-signal',
    files(`${types}export async function ask(url: string, options: Options = {}) {
  const controller = new AbortController();
  const timer = options.timeout ? setTimeout(() => controller.abort(), options.timeout) : undefined;
  try {
    return await (await fetch(url, { signal: controller.signal })).json();
  } finally {
    clearTimeout(timer);
  }
}
`),
  );
});
