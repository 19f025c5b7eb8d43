import { expect, test } from 'vitest';
import { clean, faults } from '../harness/cases';
import { analyse, check } from '../harness/check';

const rule = 'retry-amplification';
const bounded = '{ signal: AbortSignal.timeout(1000) }';
const pRetry = "import pRetry from 'p-retry';\n";

faults(rule, {
  'a retry around a client that retries': `
    ${pRetry}
    import got from 'got';
    export const user = () => pRetry(() => got('https://x.test', { timeout: { request: 1000 } }), { retries: 3 });
    //                                     ^^^ retry-amplification
  `,
  'across functions': `
    ${pRetry}
    const inner = () => pRetry(() => fetch('https://x.test', ${bounded}), { retries: 3 });
    //                               ^^^^^ retry-amplification
    export const outer = () => pRetry(() => inner(), { retries: 3 });
  `,
  'across files': {
    files: {
      'api.ts': `
    ${pRetry}
    export const user = () => pRetry(() => fetch('https://x.test', ${bounded}), { retries: 3 });
      `,
      'page.ts': `
    import { user } from './api';
    export async function page() {
      for (let i = 0; i < 5; i++) {
    //^^^ retry-amplification
        try {
          return await user();
        } catch {
          await new Promise((resolve) => setTimeout(resolve, 1000 * Math.random()));
        }
      }
    }
      `,
    },
  },
  'a library of an AI service under a loop': `
    import OpenAI from 'openai';
    const openai = new OpenAI({ timeout: 10_000 });
    export async function ask() {
      for (let i = 0; i < 5; i++) {
    //^^^ retry-amplification
        try {
          return await openai.chat.completions.create({ model: 'm', messages: [] });
        } catch {
          await new Promise((resolve) => setTimeout(resolve, 1000 * Math.random()));
        }
      }
    }
  `,
  'only one of the callers repeats': `
    ${pRetry}
    const inner = () => pRetry(() => fetch('https://x.test', ${bounded}), { retries: 3 });
    //                               ^^^^^ retry-amplification
    export const plain = () => inner();
    export const outer = () => pRetry(() => inner(), { retries: 3 });
  `,
});

// `replaces` of a form that changes a client.
clean(rule, {
  'a plugin that takes the place of itself': `
    import axios from 'axios';
    import axiosRetry from 'axios-retry';
    axiosRetry(axios, { retries: 9 });
    axiosRetry(axios, { retries: 2 });
    export const user = () => axios.get('https://x.test', { timeout: 1000 });
  `,
  'one layer': `${pRetry}export const user = () => pRetry(() => fetch('https://x.test', ${bounded}), { retries: 10 });`,
  'the inner one is off': `
    ${pRetry}
    import got from 'got';
    export const user = () => pRetry(() => got('https://x.test', { retry: { limit: 0 }, timeout: { request: 1000 } }), { retries: 3 });
  `,
  'the outer one is off': `
    ${pRetry}
    import got from 'got';
    export const user = () => pRetry(() => got('https://x.test', { timeout: { request: 1000 } }), { retries: 0 });
  `,
  'a small product': `
    ${pRetry}
    import got from 'got';
    export const user = () => pRetry(() => got('https://x.test', { retry: { limit: 1 }, timeout: { request: 1000 } }), { retries: 2 });
  `,
  'a write that the client leaves alone': `
    ${pRetry}
    import got from 'got';
    export const save = () => pRetry(() => got.post('https://x.test', { timeout: { request: 1000 } }), { retries: 3 });
  `,
  'an outer number that is not known': `
    ${pRetry}
    import got from 'got';
    export const user = (retries: number) => pRetry(() => got('https://x.test', { timeout: { request: 1000 } }), { retries });
  `,
  'an inner number that is not known': `
    ${pRetry}
    const inner = (retries: number) => pRetry(() => fetch('https://x.test', ${bounded}), { retries });
    export const outer = (n: number) => pRetry(() => inner(n), { retries: 3 });
  `,
  'a client without a retry': `
    ${pRetry}
    import axios from 'axios';
    export const user = () => pRetry(() => axios.get('/user', { timeout: 1000 }), { retries: 6 });
  `,
  'two retries side by side': `
    ${pRetry}
    export const both = async () => {
      await pRetry(() => fetch('https://a.test', ${bounded}), { retries: 3 });
      await pRetry(() => fetch('https://b.test', ${bounded}), { retries: 3 });
    };
  `,
  'a list of work around a retry': `
    ${pRetry}
    export async function all(urls: string[]) {
      for (const url of urls) await pRetry(() => fetch(url, ${bounded}), { retries: 3 });
    }
  `,
  'paging around a retry': `
    ${pRetry}
    export async function all(url: string) {
      for (let page = 0; page < 100; page++) {
        const answer = await pRetry(() => fetch(url + page, ${bounded}), { retries: 3 });
        if (answer.status === 204) return;
      }
    }
  `,
  'polling around a retry': `
    ${pRetry}
    export async function done(url: string) {
      while (true) {
        const { status } = await (await pRetry(() => fetch(url, ${bounded}), { retries: 3 })).json();
        if (status === 'done') return;
      }
    }
  `,
  'a scheduler around a retry': `
    ${pRetry}
    export const start = (url: string) => setInterval(() => void pRetry(() => fetch(url, ${bounded}), { retries: 3 }), 60_000);
  `,
  'an instance whose retry is off': `
    ${pRetry}
    import got from 'got';
    const api = got.extend({ retry: { limit: 0 }, timeout: { request: 1000 } });
    export const user = () => pRetry(() => api.get('https://x.test'), { retries: 5 });
  `,
  'an AI service with its retries off': `
    ${pRetry}
    import OpenAI from 'openai';
    const openai = new OpenAI({ timeout: 10_000, maxRetries: 0 });
    export const ask = () => pRetry(() => openai.chat.completions.create({ model: 'm', messages: [] }), { retries: 5 });
  `,
  'the callers do not repeat': `
    ${pRetry}
    const inner = () => pRetry(() => fetch('https://x.test', ${bounded}), { retries: 5 });
    export const one = () => inner();
    export const two = () => inner();
  `,
});

test('shows the numbers and every layer', () => {
  const [finding] = check(
    `
    ${pRetry}
    import got from 'got';
    export const user = () => pRetry(() => got('https://x.test', { timeout: { request: 1000 } }), { retries: 3 });
    //                                     ^^^ retry-amplification
    `,
    { rule },
  );
  expect(finding?.message).toBe('One failure makes `got` send up to 12 requests: its retries multiply, 4 × 3.');
  expect(finding?.because.length).toBeGreaterThanOrEqual(2);
});

test('a limit of the project counts', () => {
  const source = `${pRetry}import got from 'got';\nexport const user = () => pRetry(() => got('https://x.test', { timeout: { request: 1000 } }), { retries: 3 });\n`;
  const config = '{"rules":{"retry-amplification":["warning",{"maxAttempts":20}]}}';
  const { findings } = analyse({ files: { 'main.ts': source, 'breakwater.config.json': config } });
  expect(findings.filter((one) => one.rule === rule)).toEqual([]);
});

const task = (more: string, run: string): string =>
  `task({ id: 'a', maxDuration: 60, ${more} run: async (payload: { url: string }) => { ${run} } })`;

test('retries of a platform and of a client that nobody chose are a remark', () => {
  const imports =
    "import { task } from '@trigger.dev/sdk';\nimport { generateText } from 'ai';\nimport { openai } from '@ai-sdk/openai';\n";
  const severities = (retry: string) =>
    analyse({
      files: {
        'main.ts': `${imports}export const a = ${task(retry, "await generateText({ model: openai('gpt'), prompt: payload.url });")};\n`,
      },
    })
      .findings.filter((one) => one.rule === rule)
      .map((one) => one.severity);
  expect(severities('')).toEqual(['info']);
  expect(severities('retry: { maxAttempts: 4 },')).toEqual(['warning']);
});

test('what a task lays into the queue is not tried again with it', () => {
  const child = `export const child = ${task('', 'await fetch(payload.url);')};`;
  const parent = `export const parent = ${task('', 'await child.triggerAndWait(payload);')};`;
  const { findings } = analyse({ files: { 'main.ts': `import { task } from '@trigger.dev/sdk';\n${child}\n${parent}\n` } });
  expect(findings.filter((one) => one.rule === rule || one.rule === 'missing-timeout')).toEqual([]);
});

test('a pause in which the other side comes to rest makes no flood', () => {
  const severities = (delay: number): readonly string[] =>
    analyse(`
      import { backOff } from 'exponential-backoff';
      import got from 'got';
      const load = () => got('https://x.test', { timeout: { request: 1000 } });
      export const later = () => backOff(load, { numOfAttempts: 30, startingDelay: ${delay} });
    `)
      .findings.filter((one) => one.rule === rule)
      .map((one) => one.severity);
  expect(severities(20_000)).toEqual(['info']);
  expect(severities(200)).toEqual(['warning']);
});

const calendar = `import { google } from 'googleapis';
const calendar = google.calendar({ version: 'v3', timeout: 1000 });
export async function events(options: { calendarId: string; syncToken?: string }) {
  try {
    return await calendar.events.list(options);
  } catch (error: any) {
    if (error.code === 410) return await calendar.events.list({ ...options, syncToken: undefined });
    throw error;
  }
}`;

const asked = (question: string): string => calendar.replace('error.code === 410', question);

test.each([
  ['one status', calendar, []],
  ['one message', asked("error.message === 'Sync token is no longer valid, a full sync is required.'"), []],
  ['one of two', asked("error.code === 410 || error.message === 'The token is not valid.'"), []],
  ['what the client repeats as well', asked('error.code === 503'), [rule]],
  ['a limit that the client waits for as well', asked('error.code === 429'), [rule]],
  ['a lost connection', asked("error.code === 'ECONNRESET'"), [rule]],
  ['something, or else any', asked('error.code === 410 || options.syncToken'), [rule]],
  ['nothing', asked('options.syncToken'), [rule]],
])('a handler that makes the same call once more, and asks its failure for %s, around a client that repeats', (_, text, wanted) => {
  const { findings } = analyse(text.replace('{ ...options, syncToken: undefined }', 'options'));
  expect(findings.flatMap((one) => (one.rule === rule ? [one.rule] : []))).toEqual(wanted);
});

test('a policy around a handler that asks its failure for one status multiplies with the client still', () => {
  const text = `${calendar.replace('{ ...options, syncToken: undefined }', 'options')}
    ${pRetry}export const again = () => pRetry(() => events({ calendarId: 'a' }), { retries: 3 });`;
  const [found] = analyse(text).findings.filter((one) => one.rule === rule);
  expect(found?.message).toContain('up to 16 requests');
});
