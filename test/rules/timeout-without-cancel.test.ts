import { expect, test } from 'vitest';
import { clean, faults } from '../harness/cases';
import { analyse, check } from '../harness/check';

const rule = 'timeout-without-cancel';
const timer = "new Promise((_, no) => setTimeout(() => no(new Error('late')), 1000))";

faults(rule, {
  'a race': `
    export const user = (url: string) => Promise.race([fetch(url), ${timer}]);
    //                                                 ^^^^^ timeout-without-cancel
  `,
  'a race whose end nobody takes, but which fails': `
    export async function submit(url: string) {
      await Promise.race([fetch(url, { method: 'POST' }), new Promise((_, reject) => setTimeout(reject, 150))]);
      //                  ^^^^^ timeout-without-cancel
    }
  `,
  'a race in a helper': `
    const within = <T>(work: Promise<T>, ms: number) =>
      Promise.race([work, new Promise<never>((_, no) => setTimeout(() => no(new Error('late')), ms))]);
    export const user = (url: string) => within(fetch(url), 500);
    //                                          ^^^^^ timeout-without-cancel
  `,
  'p-timeout': `
    import pTimeout from 'p-timeout';
    export const user = (url: string) => pTimeout(fetch(url), { milliseconds: 500 });
    //                                            ^^^^^ timeout-without-cancel
  `,
  opossum: `
    import CircuitBreaker from 'opossum';
    const breaker = new CircuitBreaker((url: string) => fetch(url), { timeout: 3000 });
    //                                                  ^^^^^ timeout-without-cancel
    export const user = (url: string) => breaker.fire(url);
  `,
});

clean(rule, {
  'a signal': 'export const user = (url: string) => fetch(url, { signal: AbortSignal.timeout(1000) });',
  'a race, and a signal': `export const user = (url: string) => Promise.race([fetch(url, { signal: AbortSignal.timeout(1000) }), ${timer}]);`,
  'p-timeout, and a signal': `
    import pTimeout from 'p-timeout';
    export const user = (url: string) => pTimeout(fetch(url, { signal: AbortSignal.timeout(500) }), { milliseconds: 500 });
  `,
  'a race that aborts': `
    export const user = (url: string) => {
      const controller = new AbortController();
      return Promise.race([
        fetch(url, { signal: controller.signal }),
        new Promise((_, no) =>
          setTimeout(() => {
            controller.abort();
            no(new Error('late'));
          }, 1000),
        ),
      ]);
    };
  `,
  'no bound': 'export const user = (url: string) => fetch(url);',
  'an option of the client': "import axios from 'axios';\nexport const user = () => axios.get('/user', { timeout: 1000 });",
  'a race around an option of the client': `import axios from 'axios';\nexport const user = () => Promise.race([axios.get('/user', { timeout: 1000 }), ${timer}]);`,
  'a request that is only given a moment, and goes on': `
    export async function submit(url: string) {
      await Promise.race([fetch(url, { method: 'POST' }).catch(() => null), new Promise((resolve) => setTimeout(resolve, 150))]);
    }
  `,
  'a race among calls':
    "export const user = () => Promise.race([fetch('https://a.test', { signal: AbortSignal.timeout(1000) }), fetch('https://b.test', { signal: AbortSignal.timeout(1000) })]);",
  'a policy that hands out a signal': `
    import { timeout, TimeoutStrategy } from 'cockatiel';
    const policy = timeout(1000, TimeoutStrategy.Aggressive);
    export const user = (url: string) => policy.execute(({ signal }) => fetch(url, { signal }));
  `,
  'a signal from outside may stop it': `export const user = (url: string, signal: AbortSignal) => Promise.race([fetch(url, { signal }), ${timer}]);`,
  'options from outside may hold a signal': `export const user = (url: string, init: RequestInit) => Promise.race([fetch(url, init), ${timer}]);`,
  'a client that bounds by itself': `import ky from 'ky';\nexport const user = () => Promise.race([ky.get('https://x.test').json(), ${timer}]);`,
  'got, bounded and raced': `import got from 'got';\nexport const user = () => Promise.race([got('https://x.test', { timeout: { request: 900 } }), ${timer}]);`,
  'superagent, bounded and raced': `import request from 'superagent';\nexport const user = () => Promise.race([request.get('https://x.test').timeout(900), ${timer}]);`,
  'a cooperative policy has another rule': `
    import { timeout, TimeoutStrategy } from 'cockatiel';
    const policy = timeout(1000, TimeoutStrategy.Cooperative);
    export const user = (url: string) => policy.execute(() => fetch(url));
  `,
  'a controller with a timer': `
    export const user = (url: string) => {
      const controller = new AbortController();
      setTimeout(() => controller.abort(), 1000);
      return fetch(url, { signal: controller.signal });
    };
  `,
});

test('says what goes on', () => {
  const [finding] = check(
    `
    export const user = (url: string) => Promise.race([fetch(url), ${timer}]);
    //                                                 ^^^^^ timeout-without-cancel
    `,
    { rule },
  );
  expect(finding?.message).toBe('`fetch` goes on after the wait for it ends: the bound frees the caller, not the request.');
});

test.each([
  ['the head and a silence', '{ connectTimeout: 30_000, headersTimeout: 50_000, bodyTimeout: 50_000 }', 'info'],
  [
    'both for a time that the environment says',
    '{ headersTimeout: Number(process.env.WAIT), bodyTimeout: Number(process.env.WAIT) }',
    'info',
  ],
  ['the head only', '{ headersTimeout: 50_000 }', 'warning'],
  ['both, and far longer than the wait', '{ headersTimeout: 300_000, bodyTimeout: 300_000 }', 'warning'],
  ['both, and one of them switched off', '{ headersTimeout: 50_000, bodyTimeout: 0 }', 'warning'],
  ['nothing', '{ connections: 5 }', 'warning'],
])('what is left over and bounds %s', (_, options, severity) => {
  const findings = analyse({
    files: {
      'package.json': '{ "private": true, "dependencies": { "undici": "7.0.0", "express": "5" } }',
      'tools.js': `const { Agent, RetryAgent } = require('undici');\nconst agents = { plain: new Agent(${options}) };\nagents.retry = new RetryAgent(agents.plain, { maxRetries: 2 });\nmodule.exports = { agents };\n`,
      'main.js': `const { fetch } = require('undici');\nconst { agents } = require('./tools');\nexports.user = (url) => Promise.race([fetch(url, { method: 'POST', dispatcher: agents.retry }), ${timer}]);\n`,
    },
  }).findings;
  expect(findings.filter((finding) => finding.rule === rule).map((finding) => finding.severity)).toEqual([severity]);
});

test.each([
  ['is read', '', 'info'],
  ['is written', "{ method: 'POST' }", 'warning'],
])('what is left over and %s', (_, options, severity) => {
  const text = `export const user = (url: string) => Promise.race([fetch(url, ${options}), ${timer}]);`;
  const found = analyse(text.replace(', )', ')')).findings.filter((finding) => finding.rule === rule);
  expect(found.map((finding) => finding.severity)).toEqual([severity]);
});
