import { expect, test } from 'vitest';
import { openWorkspace } from '../../src/engine/workspace';
import { checkFix } from '../harness/check-fix';

test('seconds in a slot for milliseconds', () => {
  const fix = checkFix(
    'timeout-number',
    `import axios from 'axios';\n\nexport const user = () => axios.get('https://x.test', { timeout: 30 });\n`,
    `import axios from 'axios';\n\nexport const user = () => axios.get('https://x.test', { timeout: 30000 });\n`,
    { rule: 'timeout-unit' },
  );
  expect(fix.safety).toBe('suggestion');
});

test('a constant keeps its name', () => {
  checkFix(
    'timeout-number',
    `import axios from 'axios';\n\nconst PATIENCE = 30;\nconst api = axios.create({ timeout: PATIENCE });\nexport const user = () => api.get('https://x.test');\n`,
    `import axios from 'axios';\n\nconst PATIENCE = 30;\nconst api = axios.create({ timeout: PATIENCE * 1000 });\nexport const user = () => api.get('https://x.test');\n`,
    { rule: 'timeout-unit' },
  );
});

test('a number no timer can wait', () => {
  checkFix(
    'timeout-number',
    `export const user = (url: string) => fetch(url, { signal: AbortSignal.timeout(2 ** 31) });\n`,
    `export const user = (url: string) => fetch(url, { signal: AbortSignal.timeout(5000) });\n`,
    { rule: 'timeout-unit' },
  );
});

test('an hour, which whoever wrote it may have meant', () => {
  const fix = checkFix(
    'timeout-number',
    `export const user = (url: string) => fetch(url, { signal: AbortSignal.timeout(3_600_000) });\n`,
    `export const user = (url: string) => fetch(url, { signal: AbortSignal.timeout(60000) });\n`,
    { rule: 'excessive-timeout' },
  );
  expect(fix.safety).toBe('dangerous');
});

test('a setting stays, and is bounded', () => {
  const text = (ms: string) =>
    `import axios from 'axios';\n\nconst PATIENCE = 3_600_000;\nexport const user = () => axios.get('https://x.test', { timeout: ${ms} });\nexport const told = PATIENCE;\n`;
  checkFix('timeout-number', text('PATIENCE'), text('Math.min(PATIENCE, 60000)'), { rule: 'excessive-timeout' });
});

test("a library's default becomes the project's own number", () => {
  checkFix(
    'timeout-number',
    `import OpenAI from 'openai';\n\nconst ai = new OpenAI();\nexport const ask = () => ai.models.list();\n`,
    `import OpenAI from 'openai';\n\nconst ai = new OpenAI({ timeout: 60000 });\nexport const ask = () => ai.models.list();\n`,
    { rule: 'excessive-timeout' },
  );
});

test('an hour that stands where its SDK takes options first', () => {
  const text = (ms: string) =>
    `import OpenAI from 'openai';\n\nconst ai = new OpenAI({ timeout: 1000 });\nexport const ask = () => ai.models.list({ timeout: ${ms} });\n`;
  checkFix('timeout-number', text('3_600_000'), text('60000'), { rule: 'excessive-timeout' });
});

test("a library's own number that is not even twice as long, and whatever somebody wrote down, is changed by `--fix=all` alone", () => {
  const safetyOf = (text: string): string | undefined => {
    const workspace = openWorkspace({ root: '/project', files: { 'main.ts': text } });
    const finding = workspace.findings().find(({ rule }) => rule === 'excessive-timeout');
    return finding === undefined ? undefined : workspace.fixes(finding)[0]?.safety;
  };
  const stripe = (options: string) =>
    `import Stripe from 'stripe';\nconst stripe = new Stripe('k'${options});\nexport const f = () => stripe.balance.retrieve();\n`;
  expect([safetyOf(stripe('')), safetyOf(stripe(', { timeout: 600000 }'))]).toEqual(['dangerous', 'dangerous']);
  const file = (type: string) => `import axios from 'axios';\nexport const f = (u: string) => axios.get(u, { timeout: 600_000${type} });\n`;
  expect([safetyOf(file('')), safetyOf(file(", responseType: 'stream'"))]).toEqual(['dangerous', 'dangerous']);
  const ai = `import OpenAI from 'openai';\nexport const ask = () => new OpenAI().models.list();\n`;
  expect(safetyOf(ai)).toBe('suggestion');
});

test('what many ask, each for something of their own, gets the longer time', () => {
  const numberFor = (callers: number, address = 'url'): string | undefined => {
    const files: Record<string, string> = {
      'package.json': '{ "dependencies": { "express": "5", "axios": "1.7.0" } }',
      'src/data.ts': `import axios from 'axios';\nexport const getData = (token: string, url: string) => axios.get(${address}, { headers: { token } });\n`,
    };
    for (let n = 0; n < callers; n++)
      files[`src/routes/r${n}.ts`] =
        `import { getData } from '../data';\nexport const get${n} = (req: { token: string }) => getData(req.token, process.env.API + '/${n}');\n`;
    const workspace = openWorkspace({ root: '/project', files });
    const finding = workspace.findings().find(({ rule }) => rule === 'missing-timeout');
    return /timeout: (\d+)/.exec(finding === undefined ? '' : (workspace.fixes(finding)[0]?.title ?? ''))?.[1];
  };
  expect(numberFor(2)).toBe('5000');
  expect(numberFor(6)).toBe('60000');
  expect(numberFor(6, "'https://a.test/one'")).toBe('5000');
});
