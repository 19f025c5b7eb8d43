import { expect, test } from 'vitest';
import { clean, faults } from '../harness/cases';
import { analyse, check } from '../harness/check';

const rule = 'excessive-timeout';
const axios = "import axios from 'axios';\n";

faults(rule, {
  'an hour by a signal': `
    export const user = (url: string) => fetch(url, { signal: AbortSignal.timeout(3_600_000) });
    //                                   ^^^^^ excessive-timeout
  `,
  'five minutes by an option': `
    ${axios}
    export const user = () => axios.get('/user', { timeout: 300_000 });
    //                        ^^^^^^^^^ excessive-timeout
  `,
  'a product of constants': `
    ${axios}
    const MINUTE = 60 * 1000;
    const api = axios.create({ timeout: 10 * MINUTE });
    export const user = () => api.get('/user');
    //                        ^^^^^^^ excessive-timeout
  `,
  'a race with a very patient timer': `
    export const user = (url: string) =>
      Promise.race([fetch(url), new Promise((_, no) => setTimeout(() => no(new Error('late')), 120_000))]);
    //              ^^^^^ excessive-timeout
  `,
  'the smaller of two long ones': `
    ${axios}
    export const user = () => axios.get('/user', { timeout: Math.min(300_000, 600_000) });
    //                        ^^^^^^^^^ excessive-timeout
  `,
  'just above the limit': `
    ${axios}
    export const user = () => axios.get('/user', { timeout: 60_001 });
    //                        ^^^^^^^^^ excessive-timeout
  `,
});

clean(rule, {
  'exactly the limit': `${axios}export const user = () => axios.get('/user', { timeout: 60_000 });`,
  'a short bound': `${axios}export const user = () => axios.get('/user', { timeout: 500 });`,
  'no bound': 'export const user = (url: string) => fetch(url);',
  'a bound switched off': `${axios}export const user = () => axios.get('/user', { timeout: 0 });`,
  'the most that a number which is not known may be': `${axios}export const user = (ms: number) => axios.get('/user', { timeout: Math.min(ms, 2_147_483_647) });`,
  'the smaller of two numbers': `${axios}export const user = () => axios.get('/user', { timeout: Math.min(5000, 600_000) });`,
  'a number that is not known': `${axios}export const user = (timeout: number) => axios.get('/user', { timeout });`,
  'a long bound outside, a short one inside': `
    import pTimeout from 'p-timeout';
    export const user = (url: string) => pTimeout(fetch(url, { signal: AbortSignal.timeout(1000) }), { milliseconds: 600_000 });
  `,
  'a short bound outside, a long one inside': `
    ${axios}
    import pTimeout from 'p-timeout';
    export const user = () => pTimeout(axios.get('/user', { timeout: 600_000 }), { milliseconds: 1000 });
  `,
  'a long instance, a short call': `
    ${axios}
    const api = axios.create({ timeout: 600_000 });
    export const user = () => api.get('/user', { timeout: 1000 });
  `,
  'a long idle phase only':
    "import got from 'got';\nexport const user = () => got('https://x.test', { timeout: { socket: 600_000, request: 5000 } });",
  'the largest number there is fires at once': 'export const user = (url: string) => fetch(url, { signal: AbortSignal.timeout(2 ** 31) });',
  'a default of seconds': "import ky from 'ky';\nexport const user = () => ky.get('https://x.test').json();",
  'a breaker with its default': `
    import CircuitBreaker from 'opossum';
    const breaker = new CircuitBreaker((url: string) => fetch(url));
    export const user = (url: string) => breaker.fire(url);
  `,
  'the cache lives long, the call does not': `${axios}export const user = () => axios.get('/user', { timeout: 1000, headers: { 'cache-control': 'max-age=600000' } });`,
  'long pauses between short attempts': `
    import pRetry from 'p-retry';
    export const user = (url: string) => pRetry(() => fetch(url, { signal: AbortSignal.timeout(1000) }), { retries: 3, minTimeout: 120_000 });
  `,
  'the shorter of two signals': `
    export const user = (url: string) => fetch(url, { signal: AbortSignal.any([AbortSignal.timeout(1000), AbortSignal.timeout(600_000)]) });
  `,
  'options from outside': 'export const user = (url: string, init: RequestInit) => fetch(url, init);',
});

const until = (body: string): string => `
  const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));
  export const succeeded = (id: string) => new Promise<void>(async (resolve, reject) => {
    const timer = setTimeout(() => reject(new Error('late')), 1000 * 60 * 10);
    ${body}
  });
`;
const severities = (source: string, of: string): string[] =>
  analyse(source)
    .findings.filter((one) => one.rule === of)
    .map((one) => one.severity);

test('a bound on all rounds of a poller is as long as what it waits for, and leaves one question over', () => {
  const polled = until(`
    for (;;) {
      const { status } = await (await fetch('https://x.test/' + id)).json();
      if (status === 'done') { clearTimeout(timer); resolve(); return; }
      await pause(3000);
    }`);
  expect(severities(polled, rule)).toEqual(['info']);
  expect(severities(polled, 'timeout-without-cancel')).toEqual(['info']);
});

test('a bound on one request is none on rounds, and neither is one on rounds without a pause', () => {
  const once = until("await fetch('https://x.test/' + id); clearTimeout(timer); resolve();");
  const paged = until(`
    for (let page = 0; ; page++) {
      const { next } = await (await fetch('https://x.test/' + page)).json();
      if (next === undefined) break;
    }
    clearTimeout(timer);
    resolve();`);
  for (const source of [once, paged]) {
    expect(severities(source, rule)).toEqual(['warning']);
    expect(
      severities(
        source.replaceAll('+ id)', "+ id, { method: 'POST' })").replaceAll('+ page)', "+ page, { method: 'POST' })"),
        'timeout-without-cancel',
      ),
    ).toEqual(['warning']);
  }
});

test('says how long', () => {
  const [finding] = check(
    `
    ${axios}
    export const user = () => axios.get('/user', { timeout: 300_000 });
    //                        ^^^^^^^^^ excessive-timeout
    `,
    { rule },
  );
  expect(finding?.message).toBe('`axios.get` may keep its caller waiting for 5 min before it gives up.');
});

test('a limit of the project counts', () => {
  const source = `${axios}export const user = () => axios.get('/user', { timeout: 20_000 });`;
  const found = (config: string) =>
    analyse({ files: { 'main.ts': source, 'breakwater.config.json': config } }).findings.filter((one) => one.rule === rule).length;
  expect(found('{}')).toBe(0);
  expect(found('{"rules":{"excessive-timeout":["warning",{"maxTimeoutMs":10000}]}}')).toBe(1);
});

test('a default of the library is a remark, once for each dependency', () => {
  const source = `
    import OpenAI from 'openai';
    const openai = new OpenAI();
    export const one = () => openai.chat.completions.create({ model: 'm', messages: [] });
    export const two = () => openai.chat.completions.create({ model: 'm', messages: [] });
  `;
  const found = analyse(source).findings.filter((one) => one.rule === rule);
  expect(found.map((one) => [one.severity, one.related.length])).toEqual([['info', 1]]);
});

const undici = "import { request } from 'undici';\n";

test.each([
  ['of `fetch`', "fetch('https://x.test', { method: 'HEAD' })"],
  ['in small letters', "fetch('https://x.test', { method: 'head' })"],
  ['of undici', "request('https://x.test', { method: 'HEAD' })"],
  ['with a limit for silence', "request('https://x.test', { method: 'HEAD', bodyTimeout: 500 })"],
])('a request for the head, %s, is ended by Node', (_, call) => {
  const { findings } = analyse(`${undici}export const there = async () => (await ${call}).headers;`);
  const timeouts = findings.filter((one) => /-timeout$/.test(one.rule));
  expect(timeouts.map(({ rule: name, severity }) => `${name} ${severity}`)).toEqual(['excessive-timeout info']);
  expect(timeouts[0]?.message).toMatch(/may keep its caller waiting for 5\.\d+ min: only the limits of Node bound it\.$/);
});

test.each([
  ['a bound that was chosen', "request('https://x.test', { method: 'HEAD', headersTimeout: 5000 })", []],
  ['a signal', "fetch('https://x.test', { method: 'HEAD', signal: AbortSignal.timeout(1000) })", []],
  ['a limit for the head that is none', "request('https://x.test', { method: 'HEAD', headersTimeout: 0 })", ['disabled-timeout']],
  ['an option that nobody reads', "fetch('https://x.test', { method: 'HEAD', timeout: 1000 })", ['ineffective-timeout']],
  [
    'a signal that nothing aborts',
    "fetch('https://x.test', { method: 'HEAD', signal: new AbortController().signal })",
    ['signal-cannot-fire'],
  ],
  ['another method', "fetch('https://x.test', { method: 'GET' })", ['missing-timeout']],
  ['a method that may be another', "fetch('https://x.test', { method: all ? 'GET' : 'HEAD' })", ['missing-timeout']],
  ['a method that is not known', "fetch('https://x.test', { method })", ['missing-timeout']],
  // Wrong: Node ends this one, too, since nobody reads the body; that is not told yet.
  ['a body that nobody reads', "fetch('https://x.test')", ['missing-timeout']],
])('a request for the head: %s', (_, call, wanted) => {
  const source = `${undici}export const there = async (all: boolean, method: string) => (await ${call}).status === 200;`;
  const { findings } = analyse(source);
  expect(findings.map((one) => one.rule).filter((name) => /timeout|signal-cannot/.test(name))).toEqual(wanted);
});

test('a page has no such limits', () => {
  const { findings } = analyse("document.title = 'a';\nexport const there = async () => (await fetch('/a', { method: 'HEAD' })).ok;\n");
  expect(findings.map((one) => `${one.rule} ${one.severity}`)).toContain('missing-timeout info');
});
