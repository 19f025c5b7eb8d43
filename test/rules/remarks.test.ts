import { expect, test } from 'vitest';
import { analyse, type Source } from '../harness/check';

/** What readers of public code found true and too loud: a remark, while its neighbour stays what it is. */

function severities(source: Source, rule: string): readonly string[] {
  return analyse(source)
    .findings.filter((finding) => finding.rule === rule)
    .map(({ severity }) => severity);
}

const server = { 'package.json': '{ "private": true, "dependencies": { "express": "^4.0.0", "ioredis": "^5.0.0", "bullmq": "^5.0.0" } }' };

test.each([
  ['a member of what a factory hands out, read by nobody', 'x.other()', 'info'],
  ['the same, read', 'x.reload()', 'error'],
  ['the same, taken out by name', 'const { reload } = x; reload()', 'error'],
])('a function that nothing names: %s', (_, use, severity) => {
  const files = {
    ...server,
    'src/make.ts': "export const make = () => ({ reload: () => fetch('https://a.example/reload'), other: () => 1 });\n",
    'src/main.ts': `import { make } from './make';\nconst x = make();\n${use};\n`,
  };
  expect(severities({ files }, 'missing-timeout')).toEqual([severity]);
});

test.each([
  ['a method that nobody calls', 'class Api { refreshAll() { return CALL; } }\nexport const api = new Api();', 'info'],
  [
    'one that a base class may call',
    "import { Base } from 'somewhere';\nclass Api extends Base { refreshAll() { return CALL; } }\nexport const api = new Api();",
    'error',
  ],
  [
    'one that implements a contract',
    'interface Job { refreshAll(): unknown }\nclass Api implements Job { refreshAll() { return CALL; } }\nexport const api = new Api();',
    'error',
  ],
  ['what is handed over', "import { on } from 'somewhere';\nexport const api = on({ refreshAll: () => CALL });", 'error'],
  ['the default', 'export default function refreshAll() { return CALL; }\nexport const api = 1;', 'error'],
  ['what is listed by name', 'function refreshAll() { return CALL; }\nexport const api = { all: refreshAll };', 'error'],
  ['what another function of the file calls', 'const refreshAll = () => CALL;\nexport const api = () => refreshAll();', 'error'],
])('%s', (_, text, severity) => {
  const files = {
    ...server,
    'src/api.ts': text.replace('CALL', "fetch('https://a.example')"),
    'src/main.ts': "import { api } from './api';\nconsole.log(api);\n",
  };
  expect(severities({ files }, 'missing-timeout')).toEqual([severity]);
});

test.each([
  ['handleEverything', 'error'],
  ['refresh', 'error'],
  // No framework asks for such a name.
  ['refreshEverything', 'info'],
])('a file that nobody imports may be what a framework asks for: %s', (name, severity) => {
  const files = { ...server, 'src/hooks.ts': `export const ${name} = () => fetch('https://a.example');\n` };
  expect(severities({ files }, 'missing-timeout')).toEqual([severity]);
});

test.each([
  ['requests', "fetch('https://a.example/' + id, { signal: AbortSignal.timeout(1000) })", 'warning'],
  ['jobs of a queue, over one connection', "queue.add('job', { id })", 'info'],
  ['commands, over one connection', 'redis.get(id)', 'info'],
])('a fan-out of %s', (_, call, severity) => {
  const main = `
    import { Queue } from 'bullmq';
    import Redis from 'ioredis';
    const queue = new Queue('q', { connection: { host: 'redis.example' } });
    const redis = new Redis('redis://redis.example', { commandTimeout: 1000 });
    export const all = (ids: string[]) => Promise.all(ids.map((id) => ${call}));
    console.log(queue, redis);
  `;
  expect(severities({ files: { ...server, 'src/main.ts': main } }, 'unbounded-fanout')).toEqual([severity]);
});

test('what a client of a database repeats when its connection is lost is no flood', () => {
  const main = (call: string): string => `
    import Redis from 'ioredis';
    const redis = new Redis('redis://redis.example', { commandTimeout: 1000 });
    export async function read(key: string) {
      for (let i = 0; i < 3; i++) {
        try {
          return await ${call};
        } catch {
          await new Promise((resolve) => setTimeout(resolve, 100 * 2 ** i));
        }
      }
      return redis;
    }
  `;
  expect(severities({ files: { ...server, 'src/main.ts': main('redis.get(key)') } }, 'retry-amplification')).toEqual(['info']);
});

test('the report of a failure is not what failed', () => {
  const loop = (work: string): string => `
    import * as Sentry from '@sentry/node';
    export async function run(work: () => Promise<void>) {
      for (;;) {
        try {
          ${work}
          return;
        } catch (error) {
          Sentry.captureException(error);
        }
      }
    }
  `;
  expect(severities({ files: { ...server, 'src/main.ts': loop('await work();') } }, 'unbounded-retry')).toEqual([]);
  const request = "await fetch('https://a.example', { signal: AbortSignal.timeout(1000) });";
  expect(severities({ files: { ...server, 'src/main.ts': loop(request) } }, 'unbounded-retry')).toEqual(['error']);
});

test.each([
  ['a word to the other side when the work is over', "'close'", "fetch('https://a.example/interrupt', { method: 'POST' })", 'info'],
  [
    'the same, of which the answer is kept',
    "'close'",
    "fetch('https://a.example/interrupt').then((answer) => { answer.body?.getReader(); })",
    'info',
  ],
  [
    'what is kept when something begins',
    "'open'",
    "fetch('https://a.example/interrupt').then((answer) => { answer.body?.getReader(); })",
    'error',
  ],
  ['one that is waited for', "'close'", "void (await fetch('https://a.example/interrupt'))", 'error'],
])('in a listener: %s', (_, event, call, severity) => {
  const files = {
    ...server,
    'src/main.ts': `import express from 'express';\nconst app = express();\napp.post('/', (request, answer) => {\n  request.socket.on(${event}, async () => {\n    ${call};\n  });\n  answer.end();\n});\napp.listen(80);\n`,
  };
  expect(severities({ files }, 'missing-timeout')).toEqual([severity]);
});
