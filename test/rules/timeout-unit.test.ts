import { expect, test } from 'vitest';
import { clean, faults } from '../harness/cases';
import { analyse, check } from '../harness/check';

const rule = 'timeout-unit';
const axios = "import axios from 'axios';\n";

faults(rule, {
  'thirty of something': `
    ${axios}
    export const user = () => axios.get('/user', { timeout: 30 });
    //                        ^^^^^^^^^ timeout-unit
  `,
  'a constant': `
    ${axios}
    const TIMEOUT = 10;
    const api = axios.create({ timeout: TIMEOUT });
    export const user = () => api.get('/user');
    //                        ^^^^^^^ timeout-unit
  `,
  'a signal': `
    export const user = (url: string) => fetch(url, { signal: AbortSignal.timeout(5) });
    //                                   ^^^^^ timeout-unit
  `,
  'more than a timer can hold': `
    export const user = (url: string) => fetch(url, { signal: AbortSignal.timeout(2 ** 31) });
    //                                   ^^^^^ timeout-unit
  `,
  'the largest integer': `
    ${axios}
    export const user = () => axios.get('/user', { timeout: Number.MAX_SAFE_INTEGER });
    //                        ^^^^^^^^^ timeout-unit
  `,
  got: `
    import got from 'got';
    export const user = () => got('https://x.test', { timeout: { request: 10 } });
    //                        ^^^ timeout-unit
  `,
});

clean(rule, {
  'a second': `${axios}export const user = () => axios.get('/user', { timeout: 1000 });`,
  'a tenth of a second': `${axios}export const user = () => axios.get('/user', { timeout: 100 });`,
  'seconds turned into milliseconds': `${axios}const SECONDS = 30;\nexport const user = () => axios.get('/user', { timeout: SECONDS * 1000 });`,
  'a small number next door':
    "import axios from 'axios';\nexport const user = () => axios.get('http://localhost:8080/user', { timeout: 50 });",
  'a small number on the same machine':
    "import axios from 'axios';\nexport const user = () => axios.get('http://127.0.0.1:8080/user', { timeout: 20 });",
  'no number': `${axios}export const user = () => axios.get('/user');`,
  'zero has another rule': `${axios}export const user = () => axios.get('/user', { timeout: 0 });`,
  'a number from outside': `${axios}export const user = (timeout: number) => axios.get('/user', { timeout });`,
  'a short number that is no timeout': `${axios}export const user = () => axios.get('/user', { maxRedirects: 5, timeout: 1000 });`,
  'a short number in the body': `${axios}export const save = () => axios.post('/user', { timeout: 30 }, { timeout: 1000 });`,
  'a short number that fetch ignores': 'export const user = (url: string) => fetch(url, { timeout: 30 } as RequestInit);',
  retries: "import got from 'got';\nexport const user = () => got('https://x.test', { retry: { limit: 5 }, timeout: { request: 1000 } });",
  'the longest there is': 'export const user = (url: string) => fetch(url, { signal: AbortSignal.timeout(2 ** 31 - 1) });',
  'a brisk connect':
    "import got from 'got';\nexport const user = () => got('https://x.test', { timeout: { connect: 50, request: 1000 } });",
  'a race has no slot': `
    export const user = (url: string) => Promise.race([fetch(url), new Promise((_, no) => setTimeout(() => no(new Error('late')), 50))]);
  `,
  'an address, not a bound': "export const user = () => fetch('https://x.test/30', { signal: AbortSignal.timeout(3000) });",
});

test('says what the number does', () => {
  const [finding] = check(
    `
    ${axios}
    export const user = () => axios.get('/user', { timeout: 30 });
    //                        ^^^^^^^^^ timeout-unit
    `,
    { rule },
  );
  expect(finding?.message).toBe('`axios.get` gives up after 30 ms: 30 was meant as seconds, and this bound counts milliseconds.');
});

test('tests may be as hasty as they like', () => {
  const source = `${axios}export const user = () => axios.get('/user', { timeout: 30 });`;
  expect(analyse({ files: { 'user.test.ts': source } }).findings.filter((one) => one.rule === rule)).toEqual([]);
});
