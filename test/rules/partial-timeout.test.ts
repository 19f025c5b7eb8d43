import { expect, test } from 'vitest';
import { clean, faults } from '../harness/cases';
import { analyse, check } from '../harness/check';

const rule = 'partial-timeout';
const got = "import got from 'got';\n";

faults(rule, {
  'connecting only': `
    ${got}
    export const user = () => got('https://x.test', { timeout: { connect: 500 } });
    //                        ^^^ partial-timeout
  `,
  'the headers only': `
    ${got}
    export const user = () => got('https://x.test', { timeout: { response: 500 } });
    //                        ^^^ partial-timeout
  `,
  'a timer that is cleared before the body': `
    export async function user(url: string) {
      const controller = new AbortController();
      const timer = setTimeout(() => controller.abort(), 1000);
      const answer = await fetch(url, { signal: controller.signal });
    //                     ^^^^^ partial-timeout
      clearTimeout(timer);
      return answer.json();
    }
  `,
  'a timer that is cleared where an answer is bad, before that is read': `
    export async function user(url: string) {
      const controller = new AbortController();
      const timer = setTimeout(() => controller.abort(), 1000);
      const answer = await fetch(url, { signal: controller.signal });
    //                     ^^^^^ partial-timeout
      if (!answer.ok) {
        clearTimeout(timer);
        throw new Error(await answer.text());
      }
      return answer.status;
    }
  `,
  'a timer that is cleared in an inner finally, where there is one': `
    export async function user(url: string, ms?: number) {
      const controller = new AbortController();
      const timer = setTimeout(() => controller.abort(), 1000);
      let answer: Response;
      try {
        answer = await fetch(url, { signal: controller.signal });
    //                 ^^^^^ partial-timeout
      } finally {
        if (timer) clearTimeout(timer);
      }
      return answer.json();
    }
  `,
  'undici, the headers only': `
    import { request } from 'undici';
    export const user = () => request('https://x.test', { headersTimeout: 500 });
    //                        ^^^^^^^ partial-timeout
  `,
  'superagent, the answer only': `
    import request from 'superagent';
    export const user = () => request.get('https://x.test').timeout({ response: 500 });
    //                        ^^^^^^^^^^^ partial-timeout
  `,
  'an instance that bounds connecting': `
    ${got}
    const api = got.extend({ timeout: { connect: 500 } });
    export const user = () => api.get('https://x.test');
    //                        ^^^^^^^ partial-timeout
  `,
});

clean(rule, {
  'the whole request': `${got}export const user = () => got('https://x.test', { timeout: { request: 1000 } });`,
  'connecting and the whole request': `${got}export const user = () => got('https://x.test', { timeout: { connect: 500, request: 1000 } });`,
  'connecting, and a signal for the rest': `${got}export const user = () => got('https://x.test', { timeout: { connect: 500 }, signal: AbortSignal.timeout(1000) });`,
  'nothing at all is another fault': `${got}export const user = () => got('https://x.test');`,
  'a timer that is cleared after the body, before something else is asked': `
    export async function user(url: string, next: string) {
      const controller = new AbortController();
      const timer = setTimeout(() => controller.abort(), 1000);
      const answer = await fetch(url, { signal: controller.signal });
      const reader = answer.body.getReader();
      for (;;) {
        const { done } = await reader.read();
        if (done) break;
      }
      clearTimeout(timer);
      const other = await fetch(next, { signal: AbortSignal.timeout(1000) });
      return other.json();
    }
  `,
  'a timer that is cleared after the body': `
    export async function user(url: string) {
      const controller = new AbortController();
      const timer = setTimeout(() => controller.abort(), 1000);
      try {
        const answer = await fetch(url, { signal: controller.signal });
        return await answer.json();
      } finally {
        clearTimeout(timer);
      }
    }
  `,
  'a timer that is cleared after the body, where there is one, and where the function is left before': `
    export async function user(url: string, outer?: AbortSignal) {
      const controller = new AbortController();
      const timer = setTimeout(() => controller.abort(), 1000);
      if (outer?.aborted) {
        clearTimeout(timer);
        throw new Error('late');
      }
      try {
        const answer = await fetch(url, { signal: controller.signal });
        return await answer.json();
      } finally {
        if (timer !== undefined) clearTimeout(timer);
      }
    }
  `,
  'a timer that is never cleared': `
    export async function user(url: string) {
      const controller = new AbortController();
      setTimeout(() => controller.abort(), 1000);
      const answer = await fetch(url, { signal: controller.signal });
      return answer.json();
    }
  `,
  'a timeout signal bounds the body too': `
    export async function user(url: string) {
      const answer = await fetch(url, { signal: AbortSignal.timeout(1000) });
      return answer.json();
    }
  `,
  'a phase, and a library around': `
    ${got}
    import pTimeout from 'p-timeout';
    export const user = () => pTimeout(got('https://x.test', { timeout: { connect: 500 } }), { milliseconds: 1000 });
  `,
  'a phase, and an unseen wrapper around': `
    ${got}
    import { guarded } from 'house-rules';
    export const user = () => guarded(() => got('https://x.test', { timeout: { connect: 500 } }));
  `,
  'a phase, and options from outside': `
    ${got}
    import type { OptionsOfTextResponseBody } from 'got';
    export const user = (options: OptionsOfTextResponseBody) => got('https://x.test', { timeout: { connect: 500 }, ...options });
  `,
  'a phase on the instance, the whole on the call': `
    ${got}
    const api = got.extend({ timeout: { connect: 500 } });
    export const user = () => api.get('https://x.test', { timeout: { request: 1000 } });
  `,
  'undici with phases and a signal': `
    import { request } from 'undici';
    export const user = () => request('https://x.test', { headersTimeout: 500, signal: AbortSignal.timeout(1000) });
  `,
  "floors of the platform are nobody's choice": 'export const user = (url: string) => fetch(url);',
  'a handshake is all there is to bound': `
    import WebSocket from 'ws';
    export const feed = () => new WebSocket('wss://x.test', { handshakeTimeout: 500 });
  `,
  'superagent with a deadline':
    "import request from 'superagent';\nexport const user = () => request.get('https://x.test').timeout({ response: 500, deadline: 1000 });",
  'axios bounds the whole': "import axios from 'axios';\nexport const user = () => axios.get('https://x.test', { timeout: 1000 });",
});

test('says what is left open', () => {
  const [finding] = check(
    `
    ${got}
    export const user = () => got('https://x.test', { timeout: { connect: 500 } });
    //                        ^^^ partial-timeout
    `,
    { rule },
  );
  expect(finding?.message).toBe('`got` may hang once it is connected: only connecting is bounded.');
});

test('where silence is bounded, only a trickle is left, and that is a remark', () => {
  const { findings } = analyse(
    "import { request } from 'undici';\nexport const user = () => request('https://x.test', { headersTimeout: 500, bodyTimeout: 500 });\n",
  );
  expect(findings.filter((one) => one.rule === rule).map((one) => one.severity)).toEqual(['info']);
});

test('a remark where a clock repeats what nobody waits for', () => {
  const ask = "got('https://x.test', { timeout: { connect: 500 } })";
  const loud = (code: string) =>
    analyse({ files: { 'main.ts': `${got}${code}` } }).findings.flatMap((finding) => (finding.rule === rule ? [finding.severity] : []));
  expect(loud(`export let held: unknown;\nsetInterval(async () => { held = await ${ask}; }, 1000);`)).toEqual(['info']);
  expect(loud(`export let held: unknown;\nexport const load = async () => { held = await ${ask}; };`)).toEqual(['warning']);
});

const broker = (module: string, connecting: string, version = '2.3.1') => {
  const { findings } = analyse({
    files: {
      'package.json': `{ "dependencies": { "${module}": "${version}", "express": "5" } }`,
      'main.ts': `
        import express from 'express';
        import amqp from '${module}';
        express().post('/events', async (req, res) => {
          const connection = await amqp.connect(${connecting});
          const channel = await connection.createChannel();
          await channel.assertExchange('events', 'topic', {});
          res.send('ok');
        });
      `,
    },
  });
  return [...new Set(findings.flatMap(({ rule, severity }) => (/timeout$/.test(rule) ? [`${rule} ${severity}`] : [])))];
};

const bounded = "'amqp://a.test', { timeout: 500 }";

test('where the library itself notices that nothing comes any more, the rest is a remark', () => {
  expect(broker('amqplib', bounded)).toEqual([`${rule} info`]);
  expect(broker('amqplib', "{ hostname: 'a.test', heartbeat: 0 }, null", '0.10.9')).toEqual(['missing-timeout error', `${rule} info`]);
  expect(broker('amqplib', "{ hostname: 'a.test', heartbeat: 30 }, null")).toEqual(['missing-timeout error', `${rule} info`]);
});

test.each([
  ['connecting is what nothing bounds', 'amqplib', "'amqp://a.test'", ['missing-timeout error', `${rule} info`]],
  [
    'heartbeats are switched off',
    'amqplib',
    "{ hostname: 'a.test', heartbeat: 0 }, null",
    ['disabled-timeout error', 'missing-timeout error'],
  ],
  ['what is asked waits for the next connection', 'amqp-connection-manager', "['amqp://a.test']", ['missing-timeout error']],
])('loud where %s', (_, module, connecting, told) => {
  expect(broker(module, connecting)).toEqual(told);
});

test.each([
  ['all that is silent may be bounded', 'headersTimeout: wait, bodyTimeout: wait', []],
  ['the head alone may be bounded', 'headersTimeout: wait', ['missing-timeout']],
])('where %s', (_, options, rules) => {
  const files = {
    'settings.ts': "export const settings = { wait: parseInt(process.env.WAIT || '1500', 10) };\n",
    'main.ts': `import { request } from 'undici';\nimport { settings } from './settings';\nexport const age = async (wait = 5000) => (await request('https://x.test', { ${options} })).body.json();\nexport const user = () => age(settings.wait);\n`,
  };
  const found = analyse({ files }).findings.filter((one) => /timeout/.test(one.rule));
  expect(found.map((one) => one.rule)).toEqual(rules);
});
