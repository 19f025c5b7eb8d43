import { expect, test } from 'vitest';
import { clean, faults } from '../harness/cases';
import { check } from '../harness/check';

const rule = 'disabled-timeout';
const axios = "import axios from 'axios';\n";

faults(rule, {
  'zero on the call': `
    ${axios}
    export const user = () => axios.get('/user', { timeout: 0 });
    //                        ^^^^^^^^^ disabled-timeout
  `,
  'zero in a constant': `
    ${axios}
    const NEVER = 0;
    export const user = () => axios.get('/user', { timeout: NEVER });
    //                        ^^^^^^^^^ disabled-timeout
  `,
  'zero against the instance': `
    ${axios}
    const api = axios.create({ timeout: 2000 });
    export const user = () => api.get('/user', { timeout: 0 });
    //                        ^^^^^^^ disabled-timeout
  `,
  'zero on the instance': `
    ${axios}
    const api = axios.create({ timeout: 0 });
    export const user = () => api.get('/user');
    //                        ^^^^^^^ disabled-timeout
  `,
  'false, as ky has it': `
    import ky from 'ky';
    export const user = () => ky.get('https://api.example.com', { timeout: false }).json();
    //                        ^^^^^^ disabled-timeout
  `,
  'a breaker whose timeout is switched off': `
    import CircuitBreaker from 'opossum';
    const breaker = new CircuitBreaker((url: string) => fetch(url), { timeout: false });
    //                                                  ^^^^^ disabled-timeout
    export const user = (url: string) => breaker.fire(url);
  `,
  'zero by name in an enum-like object': `
    ${axios}
    const Limits = { none: 0, short: 1000 } as const;
    export const user = () => axios.get('/user', { timeout: Limits.none });
    //                        ^^^^^^^^^ disabled-timeout
  `,
});

clean(rule, {
  'a bound': `${axios}export const user = () => axios.get('/user', { timeout: 1000 });`,
  'no word about it': `${axios}export const user = () => axios.get('/user');`,
  'undefined is no word': `${axios}export const user = () => axios.get('/user', { timeout: undefined });`,
  'zero on the instance, a bound on the call': `
    ${axios}
    const api = axios.create({ timeout: 0 });
    export const user = () => api.get('/user', { timeout: 1000 });
  `,
  'zero, but a signal bounds it': `${axios}export const user = () => axios.get('/user', { timeout: 0, signal: AbortSignal.timeout(1000) });`,
  'zero, but a race bounds it': `
    ${axios}
    export const user = () =>
      Promise.race([axios.get('/user', { timeout: 0 }), new Promise((_, no) => setTimeout(() => no(new Error('late')), 1000))]);
  `,
  'zero, but a library bounds it': `
    ${axios}
    import pTimeout from 'p-timeout';
    export const user = () => pTimeout(axios.get('/user', { timeout: 0 }), { milliseconds: 1000 });
  `,
  'zero in the body': `${axios}export const save = () => axios.post('/user', { timeout: 0 }, { timeout: 1000 });`,
  'zero retries': "import got from 'got';\nexport const user = () => got('https://x.test', { retry: 0, timeout: { request: 1000 } });",
  'a number from outside': `${axios}export const user = (timeout: number) => axios.get('/user', { timeout });`,
  'a number from the environment': `${axios}export const user = () => axios.get('/user', { timeout: Number(process.env.MS) });`,
  'zero or a number, depending on a condition, and a bound outside': `
    ${axios}
    import pTimeout from 'p-timeout';
    export const user = (slow: boolean) => pTimeout(axios.get('/user', { timeout: slow ? 0 : 1000 }), { milliseconds: 5000 });
  `,
  'options that come from outside': `
    ${axios}
    import type { AxiosRequestConfig } from 'axios';
    export const user = (options: AxiosRequestConfig) => axios.get('/user', options);
  `,
  'a phase switched off, the whole bounded':
    "import got from 'got';\nexport const user = () => got('https://x.test', { timeout: { connect: 0, request: 1000 } });",
  'fetch has no such option': 'export const user = (url: string) => fetch(url, { timeout: 0 } as RequestInit);',
  'another option is zero': `${axios}export const user = () => axios.get('/user', { maxRedirects: 0, timeout: 1000 });`,
  'false elsewhere': "import ky from 'ky';\nexport const user = () => ky.get('https://x.test', { throwHttpErrors: false }).json();",
});

test('shows what was written', () => {
  const [finding] = check(
    `
    ${axios}
    export const user = () => axios.get('/user', { timeout: 0 });
    //                        ^^^^^^^^^ disabled-timeout
    `,
    { rule },
  );
  expect(finding?.message).toBe('`axios.get` may hang forever: `timeout: 0` switches its bound off.');
});

test('a remark where no limit and a signal are one decision; an error where the instance says it or nothing aborts', () => {
  const found = check(
    `
    ${axios}
    import fetch from 'node-fetch';
    import type { Request } from 'express';
    const api = axios.create({ timeout: 0 });
    export async function relay(request: Request, url: string) {
      const controller = new AbortController();
      request.socket.on('close', () => controller.abort());
      await fetch(url, { signal: controller.signal, timeout: 0 });
    //      ^^^^^ disabled-timeout
      await api.get(url, { signal: controller.signal });
    //      ^^^^^^^ disabled-timeout
      await fetch(url, { timeout: 0 });
    //      ^^^^^ disabled-timeout
    }
    `,
    { rule },
  );
  expect(found.map(({ severity }) => severity)).toEqual(['info', 'error', 'error']);
  expect(found[0]?.message).toBe('`fetch` waits until somebody cancels it: `timeout: 0` switches its bound off.');
});
