import { expect, test } from 'vitest';
import { clean, faults } from '../harness/cases';
import { analyse } from '../harness/check';

const rule = 'retry-without-timeout';
const bounded = '{ signal: AbortSignal.timeout(1000) }';
const pRetry = "import pRetry from 'p-retry';\n";
const loop = (call: string, mark = '') => `
    export async function user(url: string) {
      for (let i = 0; i < 3; i++) {${mark}
        try {
          return await ${call};
        } catch {
          await new Promise((resolve) => setTimeout(resolve, 500 * Math.random()));
        }
      }
    }
`;

faults(rule, {
  'p-retry around a bare call': `
    ${pRetry}
    export const user = (url: string) => pRetry(() => fetch(url), { retries: 3 });
    //                                   ^^^^^^ retry-without-timeout
  `,
  'a loop around a bare call': loop('fetch(url)', '\n    //^^^ retry-without-timeout'),
  'a policy around a bare call': `
    import { ExponentialBackoff, handleAll, retry } from 'cockatiel';
    const policy = retry(handleAll, { maxAttempts: 3, backoff: new ExponentialBackoff() });
    //             ^^^^^ retry-without-timeout
    export const user = (url: string) => policy.execute(() => fetch(url));
  `,
  'a plugin on an unbounded instance': `
    import axios from 'axios';
    import axiosRetry from 'axios-retry';
    const api = axios.create();
    axiosRetry(api, { retries: 3 });
//  ^^^^^^^^^^ retry-without-timeout
    export const user = () => api.get('/user');
  `,
});

clean(rule, {
  'a handler that ends what it began': `
    const flush = async () => {
      await fetch('https://x.test/console');
    };
    export const start = () => {
      const timer = setInterval(() => {
        try {
          flush();
        } catch (error) {
          console.error(error);
          clearInterval(timer);
          flush();
        }
      }, 100);
    };
  `,
  'a bound on each attempt': `${pRetry}export const user = (url: string) => pRetry(() => fetch(url, ${bounded}), { retries: 3 });`,
  'a bound on each turn of the loop': loop(`fetch(url, ${bounded})`),
  'a bound of the client': `${pRetry}import axios from 'axios';\nexport const user = () => pRetry(() => axios.get('/user', { timeout: 1000 }), { retries: 3 });`,
  'a bound of the instance': `
    import axios from 'axios';
    import axiosRetry from 'axios-retry';
    const api = axios.create({ timeout: 1000 });
    axiosRetry(api, { retries: 3 });
    export const user = () => api.get('/user');
  `,
  'a default of the client': `${pRetry}import ky from 'ky';\nexport const user = () => pRetry(() => ky.get('https://x.test').json(), { retries: 3 });`,
  'a race inside': `
    ${pRetry}
    export const user = (url: string) =>
      pRetry(() => Promise.race([fetch(url), new Promise((_, no) => setTimeout(() => no(new Error('late')), 1000))]), { retries: 3 });
  `,
  'a library inside': `
    ${pRetry}
    import pTimeout from 'p-timeout';
    export const user = (url: string) => pRetry(() => pTimeout(fetch(url), { milliseconds: 1000 }), { retries: 3 });
  `,
  'a policy inside': `
    import { handleAll, retry, timeout, TimeoutStrategy, wrap } from 'cockatiel';
    const policy = wrap(retry(handleAll, { maxAttempts: 3 }), timeout(1000, TimeoutStrategy.Aggressive));
    export const user = (url: string) => policy.execute(() => fetch(url));
  `,
  'options from outside': `${pRetry}export const user = (url: string, init: RequestInit) => pRetry(() => fetch(url, init), { retries: 3 });`,
  'a signal from outside': `${pRetry}export const user = (url: string, signal: AbortSignal) => pRetry(() => fetch(url, { signal }), { retries: 3 });`,
  'an unseen wrapper inside': `
    ${pRetry}
    import { guarded } from 'house-rules';
    export const user = (url: string) => pRetry(() => guarded(() => fetch(url)), { retries: 3 });
  `,
  'no retry': 'export const user = (url: string) => fetch(url);',
  'one try': `${pRetry}export const user = (url: string) => pRetry(() => fetch(url), { retries: 0 });`,
  'a default retry is not of our making': "import got from 'got';\nexport const user = () => got('https://x.test');",
  'one signal for all has another rule': `
    ${pRetry}
    export const user = (url: string) => {
      const signal = AbortSignal.timeout(1000);
      return pRetry(() => fetch(url, { signal }), { retries: 3 });
    };
  `,
  'a list of work': 'export async function all(urls: string[]) {\n  for (const url of urls) await fetch(url);\n}\n',
  paging: `
    export async function all(url: string) {
      for (let page = 0; page < 10; page++) {
        const { done } = await (await fetch(url + page)).json();
        if (done) return;
      }
    }
  `,
});

/**
 * Asks until an answer says what it should; how far it has come is no status of HTTP. A failure leaves the loop, so that what the
 * platform gives up is not tried again: a remark.
 */
const asked = (condition: string): string => `
  const state = async (): Promise<any> => (await fetch('https://x.test/state')).json();
  export async function switched(action: string, wanted: any): Promise<void> {
    for (let i = 0; i < 10; i++) {
      const job = await state();
      if (${condition}) return;
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
    throw new Error('still not');
  }
`;

test.each([
  ["job.status === action + 'd'", []],
  ['job.status === `${action}d`', []],
  ["'done' === job.status", []],
  ["(job.status !== 'running')", []],
  ['job.ok', ['info']],
  ['job.status === 200', ['info']],
  ['job.status < 400', ['info']],
  ['job.status === 204', []],
])('until %s', (condition, severities) => {
  expect(
    analyse(asked(condition))
      .findings.filter((one) => one.rule === rule)
      .map((one) => one.severity),
  ).toEqual(severities);
});

test('a bound around all attempts makes it a remark', () => {
  const { findings } = analyse(`
    ${pRetry}
    import pTimeout from 'p-timeout';
    export const user = (url: string) => pTimeout(pRetry(() => fetch(url), { retries: 3 }), { milliseconds: 5000 });
  `);
  expect(findings.filter((one) => one.rule === rule).map((one) => one.severity)).toEqual(['info']);
});

test.each([
  ['nobody asks for it', 'false', "load('https://a.test')", 0],
  ['nobody asks for it, and somebody says so', 'false', "load('https://a.test', false)", 0],
  ['somebody asks for it', 'false', "load('https://a.test', true)", 1],
  ['it is so unless somebody says otherwise', 'true', "load('https://a.test')", 1],
  ['nobody knows whether somebody asks for it', 'false', "load('https://a.test', process.argv.length > 2)", 1],
])('a second try that a parameter allows: %s', (_, otherwise, asked, count) => {
  const source = `
    import axios from 'axios';
    async function load(url: string, again = ${otherwise}): Promise<unknown> {
      try {
        return await axios(url);
      } catch {
        if (again) return load(url);
      }
    }
    export const go = () => ${asked};
  `;
  expect(analyse(source).findings.filter((one) => one.rule === rule)).toHaveLength(count);
});

test.each([
  ['heartbeats end', 'amqplib', "'amqp://a.test', { timeout: 500 }", 0],
  ['nothing ends', 'amqp-connection-manager', "['amqp://a.test']", 1],
])('a retry around what %s', (_, module, connecting, count) => {
  const source = `
    import amqp from '${module}';
    ${pRetry}
    export async function open() {
      const channel = (await amqp.connect(${connecting})).createChannel();
      return pRetry(async () => (await channel).checkQueue('orders'), { retries: 3 });
    }
  `;
  expect(analyse(source).findings.filter((one) => one.rule === rule)).toHaveLength(count);
});

test.each([
  ['4.6.2', "fetch('https://x.test')", 'starts minutes later, if at all', 'info'],
  ['5.1.1', "fetch('https://x.test')", 'starts minutes later, if at all', 'info'],
  ['5.1.2', "fetch('https://x.test')", 'starts minutes later, when the platform gives up', 'warning'],
  ['6.2.1', "fetch('https://x.test')", 'starts minutes later, when the platform gives up', 'warning'],
  ['4.6.2', "axios.get('https://x.test')", 'never starts', 'warning'],
])('p-retry %s around %s %s', (version, call, says, severity) => {
  const { findings } = analyse({
    files: {
      'package.json': `{ "private": true, "dependencies": { "express": "4", "axios": "1.7.0", "p-retry": "${version}" } }`,
      'main.ts': `import axios from 'axios';\n${pRetry}export const user = () => pRetry(() => ${call}, { retries: 3 });`,
    },
  });
  const found = findings.find((one) => one.rule === rule);
  expect(found?.message).toContain(`the retry ${says}:`);
  expect(found?.severity).toBe(severity);
});

test.each([
  ['what the platform ends after minutes', "await fetch('https://x.test')", 'the retry starts minutes later, when the platform gives up'],
  ['what nothing ends', "await axios.get('https://x.test')", 'the retry never starts'],
])('%s is told as it is', (_, call, says) => {
  const { findings } = analyse({
    files: {
      'package.json': '{ "private": true, "dependencies": { "express": "4", "axios": "1.7.0" } }',
      'main.ts': `import axios from 'axios';
export async function ask() {
  for (let i = 0; i < 3; i++) {
    try {
      return ${call};
    } catch (error) {
      await new Promise((done) => setTimeout(done, 1000 * 2 ** i * Math.random()));
    }
  }
}
void axios;
`,
    },
  });
  expect(findings.find((finding) => finding.rule === 'retry-without-timeout')?.message).toContain(says);
});

test('is a remark where the platform ends the function soon, which leaves nothing to try again', () => {
  const route = (most: string): string =>
    `export const maxDuration = ${most};
export async function GET() {
  for (let i = 0; i < 3; i++) {
    try {
      const answer = await fetch('https://a.test');
      return Response.json(await answer.json());
    } catch {
      await new Promise((resolve) => setTimeout(resolve, 500 * Math.random()));
    }
  }
}
`;
  const severity = (most: string) =>
    analyse({ files: { 'app/api/a/route.ts': route(most) } }).findings.flatMap((one) => (one.rule === rule ? [one.severity] : []));
  expect(severity('10')).toEqual(['info']);
  expect(severity('800')).toEqual(['warning']);
});

test.each([
  ['the same', "await db('jobs').where({ id }).update({ status: 'done' })", true],
  ['another word of it', "await db('jobs').where({ id }).update({ status: 'failed' })", false],
  ['something else of the table', "await db('jobs').where({ id }).first()", false],
  ['another row', "await db('jobs').where({ id: 1 }).update({ status: 'done' })", false],
])('a handler that asks for %s behind a builder', (_, again, tries) => {
  const text = `import knex from 'knex';
const db = knex({ client: 'pg' });
export async function finish(id: number) {
  try {
    return await db('jobs').where({ id }).update({ status: 'done' });
  } catch {
    return ${again};
  }
}
`;
  const found = analyse({ files: { 'package.json': '{ "dependencies": { "express": "4" } }', 'main.ts': text } }).findings;
  expect(found.some((finding) => finding.rule === rule)).toBe(tries);
});
