import { expect, test } from 'vitest';
import { clean, faults } from '../harness/cases';
import { analyse, check } from '../harness/check';

const rule = 'retry-blind-to-status';
const bounded = '{ signal: AbortSignal.timeout(1000) }';
const pRetry = "import pRetry from 'p-retry';\n";

faults(rule, {
  'the body is read, the status is not': `
    ${pRetry}
    export const user = (url: string) =>
      pRetry(async () => {
        const answer = await fetch(url, ${bounded});
    //                       ^^^^^ retry-blind-to-status
        return answer.json();
      }, { retries: 3 });
  `,
  'in a loop': `
    export async function user(url: string) {
      for (let i = 0; i < 3; i++) {
        try {
          const answer = await fetch(url, ${bounded});
    //                         ^^^^^ retry-blind-to-status
          return await answer.json();
        } catch {
          await new Promise((resolve) => setTimeout(resolve, 500 * Math.random()));
        }
      }
    }
  `,
  undici: `
    ${pRetry}
    import { request } from 'undici';
    export const user = () =>
      pRetry(async () => {
        const { body } = await request('https://x.test', ${bounded});
    //                         ^^^^^^^ retry-blind-to-status
        return body.json();
      }, { retries: 3 });
  `,
});

clean(rule, {
  'the status is turned into a failure': `
    ${pRetry}
    export const user = (url: string) =>
      pRetry(async () => {
        const answer = await fetch(url, ${bounded});
        if (!answer.ok) throw new Error(String(answer.status));
        return answer.json();
      }, { retries: 3 });
  `,
  'only the bad ones are': `
    ${pRetry}
    export const user = (url: string) =>
      pRetry(async () => {
        const answer = await fetch(url, ${bounded});
        if (answer.status >= 500) throw new Error(String(answer.status));
        return answer.json();
      }, { retries: 3 });
  `,
  'a loop that looks at the status': `
    export async function user(url: string) {
      for (let i = 0; i < 3; i++) {
        const answer = await fetch(url, ${bounded});
        if (answer.ok) return answer.json();
        await new Promise((resolve) => setTimeout(resolve, 500 * Math.random()));
      }
    }
  `,
  'a client that throws': `
    ${pRetry}
    import axios from 'axios';
    export const user = () => pRetry(async () => (await axios.get('/user', { timeout: 1000 })).data, { retries: 3 });
  `,
  'ky throws':
    "import pRetry from 'p-retry';\nimport ky from 'ky';\nexport const user = () => pRetry(() => ky.get('https://x.test').json(), { retries: 3 });",
  'somebody else looks': `
    ${pRetry}
    import { checked } from 'house-rules';
    export const user = (url: string) => pRetry(async () => checked(await fetch(url, ${bounded})), { retries: 3 });
  `,
  'a helper of the project looks': `
    ${pRetry}
    const checked = (answer: Response) => {
      if (!answer.ok) throw new Error(String(answer.status));
      return answer;
    };
    export const user = (url: string) => pRetry(async () => checked(await fetch(url, ${bounded})), { retries: 3 });
  `,
  'no retry': `export const user = async (url: string) => (await fetch(url, ${bounded})).json();`,
  'a policy that looks at results': `
    import { handleWhenResult, retry } from 'cockatiel';
    const policy = retry(handleWhenResult((answer) => answer === undefined), { maxAttempts: 3 });
    export const user = (url: string) => policy.execute(async () => (await fetch(url, ${bounded})).json());
  `,
  'a retry of one try': `
    ${pRetry}
    export const user = (url: string) => pRetry(async () => (await fetch(url, ${bounded})).json(), { retries: 0 });
  `,
  'a client that repeats on status by itself':
    "import got from 'got';\nexport const user = () => got('https://x.test', { timeout: { request: 1000 } }).json();",
  'a library of retries for a client': `
    import axios from 'axios';
    import axiosRetry from 'axios-retry';
    const api = axios.create({ timeout: 1000 });
    axiosRetry(api, { retries: 5 });
    export const user = async () => (await api.get('/user')).data;
  `,
  'a status that is destructured': `
    ${pRetry}
    export const user = (url: string) =>
      pRetry(async () => {
        const { ok, status } = await fetch(url, ${bounded});
        if (!ok) throw new Error(String(status));
      }, { retries: 3 });
  `,
  'the status is asked in the chain': `
    ${pRetry}
    export const user = (url: string) =>
      pRetry(
        () =>
          fetch(url, ${bounded}).then((answer) => {
            if (!answer.ok) throw new Error('bad');
            return answer.json();
          }),
        { retries: 3 },
      );
  `,
  paging: `
    export async function all(url: string) {
      for (let page = 0; page < 10; page++) {
        const { done } = await (await fetch(url + page, ${bounded})).json();
        if (done) return;
      }
    }
  `,
  'a list of work': `
    export async function all(urls: string[]) {
      for (const url of urls) {
        try {
          await (await fetch(url, ${bounded})).json();
        } catch {}
      }
    }
  `,
});

test('says what is not retried', () => {
  const [finding] = check(
    `
    ${pRetry}
    export const user = (url: string) =>
      pRetry(async () => {
        const answer = await fetch(url, ${bounded});
    //                       ^^^^^ retry-blind-to-status
        return answer.json();
      }, { retries: 3 });
    `,
    { rule },
  );
  expect(finding?.message).toBe('A 503 from `fetch` is not retried: it resolves, and nothing turns it into a failure.');
});

test('tries of a platform that nobody chose are a remark', () => {
  const run = 'run: async (p: { url: string }) => { const answer = await fetch(p.url); return answer.json(); }';
  const severities = (retry: string) =>
    analyse({
      files: {
        'main.ts': `import { task } from '@trigger.dev/sdk';\nexport const a = task({ id: 'a', ${retry} maxDuration: 60, ${run} });\n`,
      },
    })
      .findings.filter((one) => one.rule === rule)
      .map((one) => one.severity);
  expect(severities('')).toEqual(['info']);
  expect(severities('retry: { maxAttempts: 5 },')).toEqual(['warning']);
});

test('the answer at the end of a chain is not known to be ignored', () => {
  const query = "await db.from('a').select('b').eq('id', id)";
  const source = `import { createClient } from '@supabase/supabase-js';
import pRetry from 'p-retry';
const db = createClient('https://x.supabase.co', 'k');
export const thrown = (id: string) => pRetry(async () => { ${query}.throwOnError(); }, { retries: 3 });
export const looked = (id: string) => pRetry(async () => { const { data, error } = ${query}.single(); if (error) throw error; return data; }, { retries: 3 });
export const empty = (id: string) => pRetry(async () => { const { data } = ${query}.single(); if (!data) throw new Error('none'); return data; }, { retries: 3 });
`;
  expect(analyse({ files: { 'main.ts': source } }).findings.filter((one) => one.rule === rule)).toEqual([]);
});

test.each([
  ['whatever fails', '', 'warning'],
  ['what it knows by name', " || e.name !== 'NetworkError'", 'info'],
  ['what a function lets pass', ' || !isNetworkError(e)', 'info'],
])('a retry of %s', (_, asks, severity) => {
  const text = `import { isNetworkError } from 'somewhere';
    export async function user(url: string) {
      for (let i = 0; ; i++) {
        try {
          const answer = await fetch(url, ${bounded});
          return await answer.json();
        } catch (e: any) {
          if (i > 3${asks}) throw e;
          await new Promise((resolve) => setTimeout(resolve, 500 * Math.random()));
        }
      }
    }`;
  const found = analyse({ files: { 'src/index.ts': text } }).findings.filter((finding) => finding.rule === rule);
  expect(found.map((finding) => finding.severity)).toEqual([severity]);
});

test('an answer that comes by an event is looked at where somebody listens', () => {
  const heard = (look: string) =>
    analyse(`
      import http from 'node:http';
      const ask = () => new Promise<void>((resolve, reject) => {
        const req = http.request({ host: 'a.test', signal: AbortSignal.timeout(1000) });
        req.on('response', (res) => { ${look} res.on('end', () => resolve()); });
        req.on('error', reject);
        req.end();
      });
      export async function again() {
        for (let i = 0; i < 3; i++) {
          try { return await ask(); } catch { await new Promise((done) => setTimeout(done, 1000 * 2 ** i)); }
        }
      }
    `).findings.filter((finding) => finding.rule === rule).length;
  expect(heard("if (res.statusCode !== 200) { res.on('end', () => reject(new Error('no'))); return; }")).toBe(0);
  expect(heard('')).toBe(1);
});
