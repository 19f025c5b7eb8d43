import { clean, faults } from '../harness/cases';

const rule = 'retry-without-jitter';
const sleep = 'const sleep = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));\n';
const bounded = '{ signal: AbortSignal.timeout(1000) }';
const loop = (pause: string, head = 'let i = 0; i < 5; i++') => `
    ${sleep}
    export async function user(url: string) {
      for (${head}) {
        try {
          return await fetch(url, ${bounded});
        } catch {
          ${pause};
        }
      }
      throw new Error('gone');
    }
`;

faults(rule, {
  'a connection that comes back in step': `
    export function connect() {
      const socket = new WebSocket('wss://api.example.com');
      socket.onclose = function () {
        setTimeout(connect, 1000);
    //  ^^^^^^^^^^ retry-without-jitter
      };
    }
  `,
  'a fixed pause': loop('await sleep(500)')
    .replace('      for', '      for')
    .replace(') {\n        try', ') {\n    //^^^ retry-without-jitter\n        try'),
  'a doubling pause': loop('await sleep(100 * 2 ** i)').replace(') {\n        try', ') {\n    //^^^ retry-without-jitter\n        try'),
  'p-retry as it comes': `
    import pRetry from 'p-retry';
    export const user = (url: string) => pRetry(() => fetch(url, ${bounded}), { retries: 5 });
    //                                   ^^^^^^ retry-without-jitter
  `,
  'linear, by a library': `
    import axios from 'axios';
    import axiosRetry from 'axios-retry';
    const api = axios.create({ timeout: 1000 });
    axiosRetry(api, { retries: 5, retryDelay: axiosRetry.linearDelay });
//  ^^^^^^^^^^ retry-without-jitter
    export const user = () => api.get('/user');
  `,
});

clean(rule, {
  'a single second try': loop('await sleep(500)', 'let i = 0; i < 2; i++'),
  'a database that a few processes share': `
    import pg from 'pg';
    const pool = new pg.Pool({ query_timeout: 1000, connectionTimeoutMillis: 1000 });
    ${sleep}
    export async function users() {
      for (let i = 0; i < 5; i++) {
        try {
          return await pool.query('select 1');
        } catch {
          await sleep(500);
        }
      }
    }
  `,
  'chance added': loop('await sleep(500 + Math.random() * 500)'),
  'full jitter': loop('await sleep(Math.random() * 100 * 2 ** i)'),
  'chance in a variable': loop('const jitter = Math.random() * 100; await sleep(500 + jitter)'),
  'chance from the crypto module': loop("await sleep(500 + require('node:crypto').randomInt(500))"),
  'no pause at all is another fault': loop('void i'),
  'a pause from a helper that cannot be read': `
    import { delayFor } from 'house-rules';
    ${loop('await sleep(delayFor(i))')}
  `,
  'a pause that the caller chooses': `
    ${sleep}
    export async function user(url: string, delayOf: (attempt: number) => number) {
      for (let i = 0; i < 5; i++) {
        try {
          return await fetch(url, ${bounded});
        } catch {
          await sleep(delayOf(i));
        }
      }
    }
  `,
  'a helper with chance in it': {
    files: {
      'pause.ts': 'export const backOff = (n: number) => new Promise((resolve) => setTimeout(resolve, Math.random() * 2 ** n));\n',
      'user.ts': `
    import { backOff } from './pause';
    export async function user(url: string) {
      for (let i = 0; i < 5; i++) {
        try {
          return await fetch(url, ${bounded});
        } catch {
          await backOff(i);
        }
      }
    }
      `,
    },
  },
  'p-retry with chance': `
    import pRetry from 'p-retry';
    export const user = (url: string) => pRetry(() => fetch(url, ${bounded}), { retries: 5, randomize: true });
  `,
  'cockatiel has it built in': `
    import { ExponentialBackoff, handleAll, retry } from 'cockatiel';
    const policy = retry(handleAll, { maxAttempts: 5, backoff: new ExponentialBackoff() });
    export const user = (url: string) => policy.execute(() => fetch(url, ${bounded}));
  `,
  'async-retry has it built in': `
    import retry from 'async-retry';
    export const user = (url: string) => retry(() => fetch(url, ${bounded}), { retries: 5 });
  `,
  'axios-retry, exponential': `
    import axios from 'axios';
    import axiosRetry from 'axios-retry';
    const api = axios.create({ timeout: 1000 });
    axiosRetry(api, { retries: 5, retryDelay: axiosRetry.exponentialDelay });
    export const user = () => api.get('/user');
  `,
  'a default of the library is not of our making': "import ky from 'ky';\nexport const user = () => ky.get('https://x.test').json();",
  'no retry': `export const user = (url: string) => fetch(url, ${bounded});`,
  'p-retry that tries once': `
    import pRetry from 'p-retry';
    export const user = (url: string) => pRetry(() => fetch(url, ${bounded}), { retries: 0 });
  `,
  'polling at a fixed pace': `
    ${sleep}
    export async function done(url: string) {
      while (true) {
        const { status } = await (await fetch(url, ${bounded})).json();
        if (status === 'done') return;
        await sleep(1000);
      }
    }
  `,
  'one person at a terminal': { files: { 'bin/user.ts': loop('await sleep(500)') } },
});
