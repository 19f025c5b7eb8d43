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
  ['a member of what a factory hands out, read by nobody', 'await x.other()', 'info'],
  ['the same, read', 'await x.reload()', 'error'],
  ['the same, read by whoever does not wait for it', 'x.reload()', 'info'],
  ['the same, taken out by name', 'const { reload } = x; await reload()', 'error'],
])('a function that nothing names: %s', (_, use, severity) => {
  const files = {
    ...server,
    'src/make.ts': "export const make = () => ({ reload: () => fetch('https://a.example/reload'), other: () => 1 });\n",
    'src/main.ts': `import { make } from './make';\nconst x = make();\n${use};\n`,
  };
  expect(severities({ files }, 'missing-timeout')).toEqual([severity]);
});

test.each([
  ['nobody asks for', 'await github.getRepository(1)', 'info'],
  ['somebody asks for', 'await github.getBranch(1)', 'error'],
])("a member of a module that goes by the name of its helper, and of a client's member: %s", (_, use, severity) => {
  const files = {
    ...server,
    'src/github.js': `const { Octokit } = require('@octokit/rest');
const getBranch = (client, id) => client.repos.getBranch({ id });
module.exports = {
  getBranch: (id) => getBranch(new Octokit(), id),
  getRepository: (id) => id,
};
`,
    'src/main.js': `const app = require('express')();\nconst github = require('./github');\napp.get('/a', async (_, res) => res.json(${use}));\napp.listen(80);\n`,
  };
  expect(severities({ files }, 'missing-timeout')).toEqual([severity]);
});

test.each([
  ['a method that nobody calls', 'class Api { refreshAll() { return CALL; } }\nexport const api = new Api();', 'info'],
  [
    'a method that nobody calls, beside a function of the same name',
    "import { refreshAll } from './totals';\nclass Api { refreshAll() { return CALL; } most() { return refreshAll(); } }\nexport const api = new Api().most();",
    'info',
  ],
  [
    'a method that is taken out of its object',
    'class Api { refreshAll = () => CALL; }\nconst { refreshAll } = new Api();\nexport const api = refreshAll();',
    'error',
  ],
  [
    'one that a base class may call',
    "import { Base } from 'somewhere';\nclass Api extends Base { refreshAll() { return CALL; } }\nexport const api = new Api();",
    'error',
  ],
  [
    'one that implements the contract of a library',
    "import type { Job } from 'somewhere';\nclass Api implements Job { refreshAll() { return CALL; } }\nexport const api = new Api();",
    'error',
  ],
  [
    'one that implements a contract of the program, which nobody calls by either',
    'interface Job { refreshAll(): unknown }\nclass Api implements Job { refreshAll() { return CALL; } }\nexport const api = new Api();',
    'info',
  ],
  [
    'one that is called by the contract',
    'interface Job { refreshAll(): unknown }\nclass Api implements Job { refreshAll() { return CALL; } }\nexport const api = (job: Job) => job.refreshAll();\nuse(new Api());',
    'error',
  ],
  [
    'one that every class of a kind has, and nobody calls',
    'class Base { refreshAll() { return 1; } }\nclass Api extends Base { refreshAll() { return CALL; } }\nexport const api = new Api();',
    'info',
  ],
  [
    'one that its base class calls',
    'class Base { go() { return this.refreshAll(); } refreshAll() { return 1; } }\nclass Api extends Base { refreshAll() { return CALL; } }\nexport const api = new Api();',
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
  ['who imports the module', "import { readTotals } from './totals';\nexport const all = () => readTotals();", 'error'],
  ['who imports all of the module', "import * as totals from './totals';\nexport const all = () => totals.readTotals();", 'error'],
  ['another that means its own', "import { api } from 'somewhere';\nexport const all = () => api.readTotals();", 'info'],
])('a function of a module, named by %s', (_, other, severity) => {
  const files = {
    ...server,
    'src/totals.ts': "export const one = 1;\nexport const readTotals = async () => fetch('https://a.example');\n",
    'src/main.ts': "import { one } from './totals';\nimport { all } from './other';\nconsole.log(one, all);\n",
    'src/other.ts': `${other}\n`,
  };
  expect(severities({ files }, 'missing-timeout')).toEqual([severity]);
});

test.each([
  ['a table that makes it', 'export const table = { one: all.OneSource };', 'error'],
  ['a line that was commented out', 'export const table = {\n  // one: all.OneSource,\n};', 'info'],
  ['a text that may name it', "export const table = { one: (all as any)['OneSource'] };", 'error'],
  ['who makes it by its import', "import { OneSource } from './sources';\nexport const table = { one: new OneSource() };", 'error'],
])('a method of a class that others may make: %s', (_, table, severity) => {
  const files = {
    ...server,
    'src/sources/one.ts': "export class OneSource implements Source { read() { return fetch('https://a.example'); } }\n",
    'src/sources/index.ts': "export * from './one';\nexport { OneSource } from './one';\n",
    'src/main.ts': `import * as all from './sources';\n${table}\nexport const go = (which: string) => new (table as any)[which]().read();\n`,
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
    export const all = (req: any) => Promise.all(req.body.ids.map((id: string) => ${call}));
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

test.each([
  ['node ./lib/wait-for-db.js', 'info'],
  ['node ./lib/other.js', 'error'],
])('what a script of the package runs after it was built: %s', (script, severity) => {
  const files = {
    'package.json': JSON.stringify({ private: true, scripts: { wait: script }, dependencies: { express: '5' } }),
    'src/wait-for-db.ts': "export const ready = 1;\nawait fetch('https://a.example');\n",
  };
  expect(severities({ files }, 'missing-timeout')).toEqual([severity]);
});
