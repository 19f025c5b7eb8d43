import { expect, test } from 'vitest';
import { clean } from '../harness/cases';
import { analyse } from '../harness/check';

/** Loud is what is certain; what only may be so is a remark. */

function severities(source: string, rule: string, more: Readonly<Record<string, string>> = {}): readonly string[] {
  const files = { 'package.json': '{ "private": true, "dependencies": { "express": "^4.0.0" } }', 'src/main.ts': source, ...more };
  return analyse({ files })
    .findings.filter((finding) => finding.rule === rule)
    .map(({ severity }) => severity);
}

const sleep = 'const sleep = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));\n';

test.each([
  ['after a look at the failure', 'if (!isUnusable(error)) throw error;', 'info'],
  ['whatever failed', "console.warn('once more');", 'warning'],
])('a second try of what may hang, %s', (_, look, severity) => {
  const source = `
    declare const isUnusable: (error: unknown) => boolean;
    export async function ask(url: string) {
      try {
        return await fetch(url);
      } catch (error) {
        ${look}
        return await fetch(url);
      }
    }
  `;
  expect(severities(source, 'retry-without-timeout')).toEqual([severity]);
});

test.each([
  ['once, after something was made', 'make: boolean', 'if (!make) { await install(); return save(url, true); }', 'info'],
  ['three times', 'left: number', 'if (left > 0) return save(url, left - 1);', 'warning'],
])('a function that calls itself, %s', (_, parameter, again, severity) => {
  const source = `
    declare const install: () => Promise<void>;
    export async function save(url: string, ${parameter}): Promise<Response> {
      try {
        return await fetch(url);
      } catch (error) {
        ${again}
        throw error;
      }
    }
  `;
  expect(severities(source, 'retry-without-timeout')).toEqual([severity]);
});

const opened = (body: string, pause: string): string => `
  ${sleep}
  async function register(url: string) {
    await fetch(url, { signal: AbortSignal.timeout(1000) });
  }
  export async function client(url: string) {
    for (let attempts = 0; ; attempts++) {
      try {
        ${body}
        return;
      } catch (error) {
        await sleep(${pause});
      }
    }
  }
`;
const here = 'await fetch(url, { signal: AbortSignal.timeout(1000) });';

test.each([
  ['in another function, with a pause that grows', 'await register(url);', 'Math.min(100 * 2 ** attempts, 30_000)', 'info'],
  ['in another function, with one that grows by `exp`', 'await register(url);', 'Math.min(100 * Math.exp(attempts), 30_000)', 'info'],
  ['in another function, with the same pause', 'await register(url);', '100', 'error'],
  ['in the loop', here, 'Math.min(100 * 2 ** attempts, 30_000)', 'error'],
])('an endless loop around what fails %s', (_, body, pause, severity) => {
  expect(severities(opened(body, pause), 'unbounded-retry')).toEqual([severity]);
});

test.each([
  [
    'AWS keeps 50 sockets',
    "import { S3Client, DeleteObjectCommand } from '@aws-sdk/client-s3';\nconst s3 = new S3Client();",
    's3.send(new DeleteObjectCommand({ Bucket: "b", Key: id }))',
    'info',
  ],
  ['fetch opens as many as it is asked for', '', "fetch('https://a.test/' + id, { signal: AbortSignal.timeout(1000) })", 'warning'],
])('what is too much waits in line: %s', (_, before, call, severity) => {
  expect(
    severities(`${before}\nexport const all = (req: any) => Promise.all(req.body.ids.map((id: string) => ${call}));`, 'unbounded-fanout'),
  ).toEqual([severity]);
});

test.each([
  ['waitUntilFunctionUpdatedV2({ client, maxWaitTime: 600 }, {})', 'info'],
  ['client.send(new GetFunctionCommand({}), { abortSignal: AbortSignal.timeout(600_000) })', 'warning'],
])('what waits until something is done may wait long: %s', (call, severity) => {
  const source = `
    import { EC2Client, GetFunctionCommand, waitUntilFunctionUpdatedV2 } from '@aws-sdk/client-ec2';
    const client = new EC2Client();
    export const ready = () => ${call};
  `;
  expect(severities(source, 'excessive-timeout')).toEqual([severity]);
});

const grpc = (client: string): string => `
  import * as grpc from '@grpc/grpc-js';
  import { load } from './load';
  export function ask(target: string, done: () => void) {
    const made = grpc.loadPackageDefinition(load());
    const client = ${client};
    client.check({}, { deadline: Date.now() + 1000 }, done);
  }
`;

test('a package of gRPC is no client, what is made of it is one', () => {
  const load = {
    'src/load.ts': 'export declare const load: () => any;\n',
    'src/server.ts':
      "import express from 'express';\nimport { ask } from './main';\nexpress().get('/', (req, res) => ask('a', () => res.end()));\n",
  };
  expect(severities(grpc('new made.health.Health(target)'), 'client-per-request', load).length).toBe(1);
});

clean('unsafe-retry', {
  'a ref of git, whose name is its key': `
    import { Octokit } from '@octokit/rest';
    import pRetry from 'p-retry';
    const octokit = new Octokit();
    export const branch = (ref: string, sha: string) =>
      pRetry(() => octokit.git.createRef({ owner: 'a', repo: 'b', ref, sha, request: { signal: AbortSignal.timeout(1000) } }), { retries: 3 });
  `,
  'a directory that is made where it is missing': `
    import { Client } from 'basic-ftp';
    import pRetry from 'p-retry';
    const ftp = new Client(1000);
    export const make = (dir: string) => pRetry(() => ftp.ensureDir(dir), { retries: 3 });
  `,
});

test.each([
  ['the hooks of others', 'sendWebhook', 'info'],
  ['anything else', 'order', 'warning'],
])('a write that is repeated, of %s', (_, name, severity) => {
  const source = `
    export async function ${name}(url: string, body: string) {
      for (let i = 0; i < 3; i++) {
        try {
          return await fetch(url, { method: 'POST', body, signal: AbortSignal.timeout(1000) });
        } catch {}
      }
    }
  `;
  expect(severities(source, 'unsafe-retry')).toEqual([severity]);
});

clean('missing-timeout', {
  'a helper settles its own promise by a timer': `
    const within = <T>(promise: Promise<T>, ms: number): Promise<T> =>
      new Promise((resolve, reject) => {
        const timer = setTimeout(() => reject(new Error('too late')), ms);
        promise.then(resolve, reject).finally(() => clearTimeout(timer));
      });
    export const user = () => within(fetch('https://a.test'), 1000);
    export const run = (callback: () => Promise<void>) => within(Promise.resolve().then(callback), 1000);
    export const init = () => run(async () => { await fetch('https://a.test/init'); });
  `,
});

test('a timer that is cleared before the end bounds nothing', () => {
  const source = `
    const within = <T>(promise: Promise<T>, ms: number): Promise<T> =>
      new Promise((resolve, reject) => {
        const timer = setTimeout(() => reject(new Error('too late')), ms);
        promise.then(resolve, reject);
        setTimeout(() => clearTimeout(timer), 10);
      });
    export const user = () => within(fetch('https://a.test'), 1000);
  `;
  expect(severities(source, 'missing-timeout')).toEqual(['error']);
});

test.each([
  ['only until it answers', '{ timeout: { response: 2000 } }', []],
  ['only while it connects', '{ timeout: { connect: 2000 } }', ['warning']],
])('a retry around what is bounded %s', (_, options, severity) => {
  const source = `
    import got from 'got';
    ${sleep}
    const client = got.extend(${options}).extend({ retry: { limit: 0 } });
    export async function ask(url: string) {
      for (let n = 0; n < 3; n++) {
        try {
          return await client.get(url);
        } catch {
          await sleep(100 * 2 ** n);
        }
      }
    }
  `;
  expect(severities(source, 'retry-without-timeout')).toEqual(severity);
});

test.each([
  ["import { NodeSSH } from 'node-ssh';\nconst client = new NodeSSH();", "execCommand('ls')"],
  ["import { Client } from 'basic-ftp';\nconst client = new Client(0);", "list('/a')"],
  ["import Imap from 'imap';\nconst client = new Imap({ user: 'a' });", "openBox('INBOX', true, () => {})"],
])('%s: what is asked over a connection that stands does not hang while it connects', (made, call) => {
  const files = {
    'package.json': '{ "private": true, "dependencies": { "express": "^4.0.0" } }',
    'src/main.ts': `${made}\nexport const go = () => client.${call};\n`,
  };
  const told = analyse({ files }).findings.filter(({ rule }) => /-timeout$/.test(rule));
  expect(told.map(({ message }) => /while connecting/.test(message))).toEqual([false]);
});

test.each([
  ['exists', 'for its answer'],
  ['connect', ''],
])('sftp.%s does not hang while it connects', (call, how) => {
  const source = `
    import Client from 'ssh2-sftp-client';
    const sftp = new Client();
    export const go = () => sftp.${call}('a');
  `;
  const files = { 'package.json': '{ "private": true, "dependencies": { "express": "^4.0.0" } }', 'src/main.ts': source };
  const told = analyse({ files }).findings.filter(({ rule }) => rule === 'missing-timeout');
  if (how === '') expect(told).toEqual([]);
  else {
    expect(told).toHaveLength(1);
    expect(told[0]?.message).not.toContain('while connecting');
  }
});

test.each([
  // Neither the client nor a query takes a bound.
  ['postgres.js', "import postgres from 'postgres';\nconst client = postgres('postgres://a');", (n: number) => `client\`select ${n}\``, 1],
  [
    'Minio',
    "import { Client } from 'minio';\nconst client = new Client({ endPoint: 'a' });",
    (n: number) => `client.statObject('a', '${n}')`,
    1,
  ],
  // Each call takes a signal.
  [
    'Octokit',
    "import { Octokit } from '@octokit/rest';\nconst client = new Octokit();",
    (n: number) => `client.rest.repos.get({ owner: 'a', repo: '${n}' })`,
    3,
  ],
])('what hangs by one instance of %s is told at the instance where nothing bounds a call', (_, head, call, times) => {
  const source = `${head}\nexport const one = () => ${call(1)};\nexport const two = () => ${call(2)};\nexport const three = () => ${call(3)};\n`;
  expect(severities(source, 'missing-timeout')).toHaveLength(times);
});

test.each([
  ['18.6.1', 1],
  ['22.0.0', 3],
])('Octokit %s is told at the instance where that version takes a bound there', (version, times) => {
  const call = (n: number) => `export const ask${n} = () => client.rest.repos.get({ owner: 'a', repo: '${n}' });\n`;
  const main = `import { Octokit } from '@octokit/rest';\nconst client = new Octokit();\n${call(1)}${call(2)}${call(3)}`;
  const files = { 'package.json': `{ "dependencies": { "@octokit/rest": "${version}" } }`, 'main.ts': main };
  expect(analyse({ files }).findings.filter((one) => one.rule === 'missing-timeout')).toHaveLength(times);
});
