import { describe, expect, test } from 'vitest';
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

test('what many ask without saying for what is the same for all', () => {
  const numberFor = (params: string): string | undefined => {
    const files: Record<string, string> = {
      'package.json': '{ "dependencies": { "express": "5", "axios": "1.7.0" } }',
      'src/height.ts': `import axios from 'axios';\nexport const height = async (${params}) => {\n  const base = pick();\n  return await axios.get(base + '/height');\n};\ndeclare const pick: () => string;\n`,
    };
    for (let n = 0; n < 6; n++)
      files[`src/r${n}.ts`] = `import { height } from './height';\nexport const get${n} = () => height('${n}');\n`;
    const workspace = openWorkspace({ root: '/project', files });
    const finding = workspace.findings().find(({ rule }) => rule === 'missing-timeout');
    return /timeout: (\d+)/.exec(finding === undefined ? '' : (workspace.fixes(finding)[0]?.title ?? ''))?.[1];
  };
  expect([numberFor('of: string'), numberFor('')]).toEqual(['60000', '5000']);
});

/** The time that the first fix of a bound writes into `src/main.ts`, and how safe it is. */
const written = (files: Readonly<Record<string, string>>): readonly [string | undefined, string | undefined] => {
  const workspace = openWorkspace({ root: '/project', files: { 'package.json': '{ "dependencies": { "express": "5" } }', ...files } });
  const finding = workspace.findings().find(({ rule, at }) => rule === 'missing-timeout' && at.file === 'src/main.ts');
  const [fix] = finding === undefined ? [] : workspace.fixes(finding);
  return [/(?:[tT]imeout: |timeout\()(\d+)/.exec(fix?.title ?? '')?.[1], fix?.safety];
};

test('many who ask at one address ask for the same', () => {
  const numberFor = (address: string): string | undefined => {
    const files: Record<string, string> = {
      'src/main.ts': `import axios from 'axios';\nexport class Members {\n  constructor(private readonly url: string) {}\n  byId(id: string, at: string) {\n    return axios.get(${address}, { params: { id } });\n  }\n}\n`,
    };
    for (let n = 0; n < 6; n++)
      files[`src/r${n}.ts`] =
        `import { Members } from './main';\nexport const get${n} = (id: string) => new Members(process.env.URL!).byId(id, '/${n}');\n`;
    return written(files)[0];
  };
  expect(numberFor('this.url')).toBe('5000');
  expect(numberFor('`${this.url}/members`')).toBe('5000');
  expect(numberFor('`${this.url}${at}`')).toBe('60000');
});

test('what is kept under a key is put there at once', () => {
  const redis = `import Redis from 'ioredis';\nconst redis = new Redis('redis://a.test');\nexport const keep = (a: string) => redis.set('a', a);\n`;
  expect(written({ 'src/main.ts': redis })[0]).toBe('5000');
  const pool = `import { Pool } from 'pg';\nconst pool = new Pool({ host: 'a.test' });\nexport const keep = (a: string) => pool.query('insert into a values ($1)', [a]);\n`;
  expect(written({ 'src/main.ts': pool })[0]).toBe('60000');
});

test('whether a token holds is asked again', () => {
  const ask = (path: string): string =>
    `export const ask = async (body: string) => (await fetch('https://a.test${path}', { method: 'POST', body })).json();\n`;
  expect(written({ 'src/main.ts': ask('/turnstile/v0/siteverify') })[0]).toBe('5000');
  expect(written({ 'src/main.ts': ask('/turnstile/v0/sites') })[0]).toBe('15000');
});

test('what the metadata of a token names may lie at a gateway that asks others', () => {
  const ask = (name: string): string => `export const ${name} = async (at: string) => (await fetch(at)).json();\n`;
  expect(written({ 'src/main.ts': ask('readMetadataURI') })[0]).toBe('60000');
  expect(written({ 'src/main.ts': ask('readMetadata') })[0]).toBe('5000');
});

test('a file that is handed on as it comes may take as long as it likes', () => {
  const ask = (name: string, behind: string): string =>
    `export async function ${name}(at: string) {\n  const answer = await fetch(at);\n  if (!answer.ok) throw new Error('no');\n  return ${behind};\n}\n`;
  expect(written({ 'src/main.ts': ask('downloadModel', 'answer') })[1]).toBe('dangerous');
  expect(written({ 'src/main.ts': ask('downloadModel', 'answer.json()') })[1]).toBe('suggestion');
  expect(written({ 'src/main.ts': ask('askModel', 'answer') })[1]).toBe('safe');
  expect(written({ 'src/main.ts': ask('getDownloadUrl', 'answer') })[1]).not.toBe('dangerous');
});

describe('the time that a package gives its calls by custom', () => {
  const main = (method: string): string =>
    `import axios from 'axios';\nexport const ask = (at: string) => axios.${method}('https://a.test/one', { at });\n`;
  const others = (method: string, ...times: readonly number[]): Readonly<Record<string, string>> =>
    Object.fromEntries(
      times.map((ms, n) => [
        `src/o${n}.ts`,
        `import axios from 'axios';\nexport const ask${n} = (at: string) => axios.${method}('https://a.test/${n}', ${method === 'get' ? '' : '{ at }, '}{ timeout: ${ms} });\n`,
      ]),
    );
  const reading = 'src/main.ts';
  const get = { [reading]: `import axios from 'axios';\nexport const ask = () => axios.get('https://a.test/one');\n` };

  test('is what is written, of reads for reads and of writes for writes', () => {
    expect(written({ ...get, ...others('get', 15000, 15000) })[0]).toBe('15000');
    expect(written({ ...get, ...others('post', 15000, 15000) })[0]).toBe('5000');
    expect(written({ [reading]: main('post'), ...others('post', 12000, 12000) })[0]).toBe('12000');
    expect(written({ [reading]: main('post'), ...others('get', 12000, 12000) })[0]).toBe('15000');
  });
  test('is that of most of them, and the longest of as many', () => {
    expect(written({ ...get, ...others('get', 15000, 10000, 10000) })[0]).toBe('10000');
    expect(written({ ...get, ...others('get', 10000, 15000, 10000, 15000) })[0]).toBe('15000');
  });
  test('is not that of one call alone', () => {
    expect(written({ ...get, ...others('get', 15000) })[0]).toBe('5000');
    expect(written({ ...get, ...others('get', 15000, 10000) })[0]).toBe('5000');
  });
  test('is none that fixes write, nor one out of their bounds', () => {
    expect(written({ ...get, ...others('get', 60000, 60000, 90000, 90000, 1000, 1000) })[0]).toBe('5000');
  });
  test('lies between the times of the file that is mended, whichever is asked for first', () => {
    const ask = (name: string): string => `import axios from 'axios';\nexport const ${name} = () => axios.get('https://a.test/${name}');\n`;
    const files = {
      'package.json': '{ "dependencies": { "express": "5" } }',
      'breakwater.config.json': '{ "overrides": [{ "files": ["src/short.ts"], "maxTimeoutMs": 8000 }] }',
      'src/short.ts': ask('short'),
      'src/usual.ts': ask('usual'),
      ...others('get', 15000, 15000),
    };
    const titles = (...names: readonly string[]): readonly string[] => {
      const workspace = openWorkspace({ root: '/project', files });
      const found = workspace.findings().filter(({ rule }) => rule === 'missing-timeout');
      return names.map((name) => {
        const finding = found.find(({ at }) => at.file === name);
        return finding === undefined ? '' : (workspace.fixes(finding)[0]?.title ?? '');
      });
    };
    const [short, usual] = ['Set `timeout: 5000` on this call', 'Set `timeout: 15000` on this call'];
    expect(titles('src/short.ts', 'src/usual.ts')).toEqual([short, usual]);
    expect(titles('src/usual.ts', 'src/short.ts')).toEqual([usual, short]);
  });
  test('is not that of another client, of another package, or of tests', () => {
    const got = {
      'src/o.ts': `import got from 'got';\nexport const o = () => got('https://a.test/o', { timeout: { request: 15000 } });\nexport const p = () => got('https://a.test/p', { timeout: { request: 15000 } });\n`,
    };
    expect(written({ ...get, ...got })[0]).toBe('5000');
    const apart = Object.fromEntries(Object.entries(others('get', 15000, 15000)).map(([name, text]) => [`packages/b/${name}`, text]));
    expect(written({ ...get, ...apart, 'packages/b/package.json': '{ "dependencies": { "express": "5" } }' })[0]).toBe('5000');
    const tests = Object.fromEntries(
      Object.entries(others('get', 15000, 15000)).map(([name, text]) => [`test/${name.slice(4, -3)}.test.ts`, text]),
    );
    expect(written({ ...get, ...tests })[0]).toBe('5000');
  });
});

test('a time that several places want is named above all of them, wherever else the file imports something', () => {
  const ask = (name: string, ms = ''): string =>
    `export const ${name} = () => axios.get('https://a.test/${name}'${ms === '' ? '' : `, { timeout: ${ms} }`});\n`;
  const text = (named: string, ms: string): string =>
    `import axios from 'axios';\n${named}\n${ask('one', ms)}\nimport { b } from './b';\n\n${ask('two', ms)}export const c = b;\n`;
  const files = { 'package.json': '{ "dependencies": { "express": "5" } }', 'src/b.ts': 'export const b = 1;\n' };
  const workspace = openWorkspace({ root: '/project', files: { ...files, 'src/main.ts': text('', '') } });
  const finding = workspace.findings().find(({ rule }) => rule === 'missing-timeout');
  const edits = finding === undefined ? [] : (workspace.fixes(finding)[0]?.edits ?? []);
  const named = edits.find(({ text: code }) => code.includes('REQUEST_TIMEOUT_MS = '));
  expect(named?.span.start).toBe("import axios from 'axios';".length);
});

test('a service that is sent statements, or asked for thousands by an address that is put together, gets the longer time', () => {
  const ask = (address: string): string =>
    `import axios from 'axios';\nexport const ask = (statement: string, soql: string, of: number) => {\n  const base = \`https://a.test/looks?limit=${'$'}{of}\`;\n  return axios.get(${address});\n};\n`;
  expect(written({ 'src/main.ts': ask('`https://a.test/query?q=${soql}`') })[0]).toBe('60000');
  expect(written({ 'src/main.ts': ask('`https://a.test/query?q=${statement}`') })[0]).toBe('5000');
  expect(written({ 'src/main.ts': ask('base').replace('${of}', '5000') })[0]).toBe('60000');
  expect(written({ 'src/main.ts': ask('base') })[0]).toBe('5000');
});

test('where a comment speaks of the line that would be broken, the fix is held back', () => {
  const ask = (comment: string, behind = '.catch((error) => error)'): string =>
    `import axios from 'axios';\nexport const ask = async (at: string) => {\n  ${comment}\n  const answer = await axios.get(at)${behind};\n  return answer;\n};\n`;
  expect(written({ 'src/main.ts': ask('// eslint-disable-next-line promise/prefer-await-to-then') })[1]).toBe('dangerous');
  expect(written({ 'src/main.ts': ask('// @ts-expect-error it has no types') })[1]).toBe('dangerous');
  expect(written({ 'src/main.ts': ask('// the other side answers') })[1]).toBe('safe');
  // A short line stays whole.
  expect(written({ 'src/main.ts': ask('// @ts-expect-error it has no types', '') })[1]).toBe('safe');
});
