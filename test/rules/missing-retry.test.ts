import { expect, test } from 'vitest';
import { clean, faults } from '../harness/cases';
import { analyse } from '../harness/check';

const rule = 'missing-retry';
const bounded = '{ signal: AbortSignal.timeout(1000) }';
const reading = `export const user = () => fetch('https://x.test', ${bounded});\n`;

faults(rule, {
  'some callers of a wrapper only read': `
    async function send(path: string, init: { method: string; body?: string }) {
      return fetch('https://x.test' + path, { ...init, signal: AbortSignal.timeout(1000) });
    //       ^^^^^ missing-retry
    }
    export const user = (id: string) => send('/users/' + id, { method: 'GET' });
    export const add = (body: string) => send('/users', { method: 'POST', body });
  `,
  'a caller that says nothing of a method': `
    import axios from 'axios';
    async function send(url: string, method?: string) {
      return axios({ url, method, timeout: 1000 });
    //       ^^^^^ missing-retry
    }
    export const user = () => send('https://x.test/user');
    export const add = () => send('https://x.test/users', 'POST');
  `,
  'a handler that only says it better': `
    export async function user() {
      try {
        return await fetch('https://x.test', ${bounded});
    //               ^^^^^ missing-retry
      } catch (error) {
        if (error instanceof TypeError) return undefined;
        throw new Error('no user', { cause: error });
      }
    }
  `,
  'a rejection under another name': `
    export const user = () =>
      fetch('https://x.test', ${bounded}).catch((error) => {
    //^^^^^ missing-retry
        throw new Error('no user', { cause: error });
      });
  `,
  'a read that is tried once': `
    export const user = () => fetch('https://x.test', ${bounded});
    //                        ^^^^^ missing-retry
  `,
  'a client that repeats nothing': `
    import axios from 'axios';
    export const user = () => axios.get('https://x.test', { timeout: 1000 });
    //                        ^^^^^^^^^ missing-retry
  `,
  // Maintainers of libraries and commands add such retries themselves once a network has failed their users.
  'a command': { files: { 'bin/user.ts': `${reading}//                        ^^^^^ missing-retry\n` } },
  'a library': {
    files: {
      'package.json': '{"name":"users","main":"dist/index.js","types":"dist/index.d.ts","files":["dist"]}',
      'src/user.ts': `${reading}//                        ^^^^^ missing-retry\n`,
    },
  },
  'a question that is posted': `
    export const ask = (messages: string[]) =>
      fetch('https://x.test/v1/chat', {
    //^^^^^ missing-retry
        method: 'POST',
        body: JSON.stringify({ model: 'm', messages }),
        signal: AbortSignal.timeout(1000),
      });
  `,
  'its retry is switched off': `
    import got from 'got';
    export const user = () => got('https://x.test', { retry: { limit: 0 }, timeout: { request: 1000 } });
    //                        ^^^ missing-retry
  `,
});

clean(rule, {
  'callers that only write': `
    async function send(path: string, init: { method: string; body?: string }) {
      return fetch('https://x.test' + path, { ...init, signal: AbortSignal.timeout(1000) });
    }
    export const change = (body: string) => send('/user', { method: 'PUT', body });
    export const add = (body: string) => send('/users', { method: 'POST', body });
  `,
  'a method that nobody knows': `
    export const send = (url: string, method: string) => fetch(url, { method, signal: AbortSignal.timeout(1000) });
  `,
  'a second try in the handler': `
    const one = () => fetch('https://x.test', ${bounded});
    export async function user() {
      try {
        return await one();
      } catch {
        return one();
      }
    }
  `,
  'a retry': `import pRetry from 'p-retry';\nexport const user = () => pRetry(() => fetch('https://x.test', ${bounded}), { retries: 3 });`,
  'a loop': `
    export async function user() {
      for (let i = 0; i < 3; i++) {
        try {
          return await fetch('https://x.test', ${bounded});
        } catch {
          await new Promise((resolve) => setTimeout(resolve, 500 * Math.random()));
        }
      }
    }
  `,
  'a caller repeats': `
    import pRetry from 'p-retry';
    const one = () => fetch('https://x.test', ${bounded});
    export const user = () => pRetry(() => one(), { retries: 3 });
  `,
  'one of the callers repeats': `
    import pRetry from 'p-retry';
    const one = () => fetch('https://x.test', ${bounded});
    export const user = () => pRetry(() => one(), { retries: 3 });
    export const plain = () => one();
  `,
  'a client that repeats by itself': "import ky from 'ky';\nexport const user = () => ky.get('https://x.test').json();",
  'a plugin':
    "import axios from 'axios';\nimport axiosRetry from 'axios-retry';\nconst api = axios.create({ timeout: 1000 });\naxiosRetry(api, { retries: 3 });\nexport const user = () => api.get('/user');",
  'a write': `export const save = () => fetch('https://x.test', { method: 'POST', signal: AbortSignal.timeout(1000) });`,
  'a method that is not known': `export const send = (method: string) => fetch('https://x.test', { method, signal: AbortSignal.timeout(1000) });`,
  'something unseen may repeat': `import { guarded } from 'house-rules';\nexport const user = () => guarded(() => fetch('https://x.test', ${bounded}));`,
  'a browser': { files: { 'package.json': '{"dependencies":{"react-dom":"19"}}', 'src/user.tsx': reading } },
  'a test': { files: { 'test/user.test.ts': reading } },
  'an instance that is made elsewhere': `
    import type { AxiosInstance } from 'axios';
    export const user = (api: AxiosInstance) => api.get('/user', { timeout: 1000 });
  `,
  'a failure that has a fallback': `
    export async function user() {
      try {
        return await fetch('https://x.test', ${bounded});
      } catch {
        return undefined;
      }
    }
  `,
  'a connection': "import WebSocket from 'ws';\nexport const feed = () => new WebSocket('wss://x.test', { handshakeTimeout: 1000 });",
  'a policy': `
    import { ExponentialBackoff, handleAll, retry } from 'cockatiel';
    const policy = retry(handleAll, { maxAttempts: 3, backoff: new ExponentialBackoff() });
    export const user = () => policy.execute(() => fetch('https://x.test', ${bounded}));
  `,
  'an AI service whose library repeats':
    "import OpenAI from 'openai';\nconst openai = new OpenAI({ timeout: 10_000 });\nexport const ask = () => openai.chat.completions.create({ model: 'm', messages: [] });",
});

test('is told once for each dependency, as a remark', () => {
  const { findings } = analyse(`
    import axios from 'axios';
    const api = axios.create({ baseURL: 'https://x.test', timeout: 1000 });
    export const one = () => api.get('/1');
    export const two = () => api.get('/2');
  `);
  expect(findings.filter((one) => one.rule === rule).map((one) => [one.severity, one.related.length])).toEqual([['info', 1]]);
});
