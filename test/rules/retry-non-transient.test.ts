import { clean, faults } from '../harness/cases';

const rule = 'retry-non-transient';
const bounded = '{ signal: AbortSignal.timeout(1000) }';

faults(rule, {
  'every bad status': `
    import pRetry from 'p-retry';
    export const user = () =>
      pRetry(async () => {
    //^^^^^^ retry-non-transient
        const answer = await fetch('https://x.test', ${bounded});
        if (!answer.ok) throw new Error('bad');
        return answer;
      }, { retries: 3 });
  `,
  'a client that throws on 404': `
    import axios from 'axios';
    import pRetry from 'p-retry';
    export const user = () => pRetry(() => axios.get('/user', { timeout: 1000 }), { retries: 3 });
    //                        ^^^^^^ retry-non-transient
  `,
  'a loop that catches everything': `
    import axios from 'axios';
    export async function user() {
      for (let i = 0; i < 3; i++) {
    //^^^ retry-non-transient
        try {
          return await axios.get('/user', { timeout: 1000 });
        } catch {
          await new Promise((resolve) => setTimeout(resolve, 500 * Math.random()));
        }
      }
      throw new Error('gone');
    }
  `,
});

clean(rule, {
  'a client that resolves on 404': `
    import pRetry from 'p-retry';
    export const user = () => pRetry(() => fetch('https://x.test', ${bounded}), { retries: 3 });
  `,
  'a predicate': `
    import axios from 'axios';
    import pRetry from 'p-retry';
    export const user = () => pRetry(() => axios.get('/user', { timeout: 1000 }), { retries: 3, shouldRetry: ({ error }) => error.response === undefined });
  `,
  'a hook that may throw': `
    import axios from 'axios';
    import pRetry from 'p-retry';
    export const user = () =>
      pRetry(() => axios.get('/user', { timeout: 1000 }), {
        retries: 3,
        onFailedAttempt: (error) => {
          if (error.message === '404') throw error;
        },
      });
  `,
  'a policy for some failures': `
    import axios from 'axios';
    import { handleWhen, retry } from 'cockatiel';
    const policy = retry(handleWhen((error) => !('response' in error)), { maxAttempts: 3 });
    export const user = () => policy.execute(() => axios.get('/user', { timeout: 1000 }));
  `,
  'a loop that leaves on a bad request': `
    import axios from 'axios';
    export async function user() {
      for (let i = 0; i < 3; i++) {
        try {
          return await axios.get('/user', { timeout: 1000 });
        } catch (error) {
          if (axios.isAxiosError(error) && error.response?.status === 404) throw error;
        }
      }
    }
  `,
  'a loop that asks whether to go on': `
    import axios from 'axios';
    declare const isTransient: (error: unknown) => boolean;
    export async function user() {
      for (let i = 0; i < 3; i++) {
        try {
          return await axios.get('/user', { timeout: 1000 });
        } catch (error) {
          if (!isTransient(error)) throw error;
        }
      }
    }
  `,
  'no retry': "import axios from 'axios';\nexport const user = () => axios.get('/user', { timeout: 1000 });",
  'a client that knows by itself':
    "import got from 'got';\nexport const user = () => got('https://x.test', { timeout: { request: 1000 } });",
  ky: "import ky from 'ky';\nexport const user = () => ky.get('https://x.test').json();",
  'an option of the client':
    "import got from 'got';\nexport const user = () => got('https://x.test', { retry: { limit: 5 }, timeout: { request: 1000 } });",
  'one try': `
    import axios from 'axios';
    import pRetry from 'p-retry';
    export const user = () => pRetry(() => axios.get('/user', { timeout: 1000 }), { retries: 0 });
  `,
  mirrors: `
    import axios from 'axios';
    export async function user() {
      for (const host of ['https://a.test', 'https://b.test', 'https://c.test']) {
        try {
          return await axios.get(host, { timeout: 1000 });
        } catch {}
      }
    }
  `,
  'a list of work': `
    import axios from 'axios';
    export async function all(urls: string[]) {
      for (const url of urls) {
        try {
          await axios.get(url, { timeout: 1000 });
        } catch {}
      }
    }
  `,
  'a status that is made to resolve': `
    import axios from 'axios';
    import pRetry from 'p-retry';
    export const user = () => pRetry(() => axios.get('/user', { timeout: 1000, validateStatus: null }), { retries: 3 });
  `,
  'what axios-retry repeats by itself': `
    import axios from 'axios';
    import axiosRetry from 'axios-retry';
    const api = axios.create({ timeout: 1000 });
    axiosRetry(api, { retries: 5 });
    export const user = () => api.get('/user');
  `,
  'what retry-axios repeats by itself': `
    import axios from 'axios';
    import * as rax from 'retry-axios';
    const api = axios.create({ timeout: 1000 });
    rax.attach(api);
    export const user = () => api.get('/user');
  `,
  'a condition of axios-retry': `
    import axios from 'axios';
    import axiosRetry from 'axios-retry';
    const api = axios.create({ timeout: 1000 });
    axiosRetry(api, { retries: 5, retryCondition: (error) => error.response === undefined });
    export const user = () => api.get('/user');
  `,
  paging: `
    import axios from 'axios';
    export async function all() {
      for (let page = 0; page < 10; page++) {
        const { data } = await axios.get('/users', { params: { page }, timeout: 1000 });
        if (data.length === 0) return;
      }
    }
  `,
});
