import { describe, expect, test } from 'vitest';
import { openWorkspace } from '../../src/engine/workspace';
import { checkFix } from '../harness/check-fix';

const first = (text: string) => {
  const workspace = openWorkspace({ root: '/project', files: { 'src/a.ts': text } });
  const finding = workspace.findings().find(({ wants }) => wants === 'timeout');
  return finding === undefined ? undefined : workspace.fixes(finding)[0];
};
const head = "import axios from 'axios';\nimport FormData from 'form-data';\nimport { createReadStream } from 'node:fs';\n\n";

describe('a page of thousands gets the longer bound', () => {
  test.each([
    ["axios.get('https://a.test/users', { params: { limit: 1000 } })", 60_000],
    ['axios.get(`https://a.test/users?page_size=5000`)', 60_000],
    ["axios.get('https://a.test/users', { params: { limit: 100 } })", 5000],
    // One page of hundreds after another, for all there is.
    ["axios.get('https://a.test/users', { params: { maxResults: size, pageToken: token } })", 60_000],
    ["axios.get('https://a.test/users', { params: { pageToken: token } })", 5000],
    // A write is given up later, but for a token.
    ["axios.post('https://a.test/users', {})", 15_000],
    ["axios.post('https://a.test/oauth/token', {})", 5000],
    ['axios.post(process.env.TOKEN_URL!, {})', 5000],
    ["axios.post('https://a.test/tokens/burn', {})", 15_000],
    ["axios.get('https://a.test/users?limit_to=2026')", 5000],
  ])('%s', (call, ms) => {
    const text = `${head}import express from 'express';\nconst app = express();\napp.get('/', async (_, response) => {\n  response.json((await ${call}).data);\n});\n`;
    expect(first(text)?.title).toBe(`Set \`timeout: ${ms}\` on this call`);
  });

  test('also where its address is put together elsewhere in the file', () => {
    const text = `${head}const ask = (url: string) => axios.get(url);\nexport const all = (part: string) => ask(\`https://a.test/jobs?part=\${part}&page_size=100000\`);\n`;
    expect(first(text)?.title).toBe('Set `timeout: 60000` on this call');
  });
});

test('whoever switched the bound off for a file that is sent knows how long that takes', () => {
  const send = (made: string, body: string) =>
    `${head}const api = axios.create({ timeout: 5000 });\nexport async function send(path: string) {\n  ${made}\n  return api.post('https://a.test/files', ${body}, { timeout: 0 });\n}\n`;
  const form = "const form = new FormData();\n  form.append('file', createReadStream(path));";
  expect(first(send(form, 'form'))?.safety).toBe('dangerous');
  expect(first(send('', '{ path }'))?.safety).not.toBe('dangerous');
});

test('a constant stands before what is run as the file is read, though other imports follow', () => {
  const text = (constant: string, options: string) =>
    `const fs = require('fs');\nconst { S3Client, ListBucketsCommand } = require('@aws-sdk/client-s3');\n${constant}const s3 = new S3Client({ region: 'a'${options} });\nconst far = new S3Client({ region: 'b' });\nconst name = require('./name');\n\nexports.list = () => s3.send(new ListBucketsCommand({}));\nexports.take = () => far.send(new ListBucketsCommand({ Prefix: name(fs) }));\n`;
  checkFix(
    'client-timeout',
    { 'src/a.js': text('', '') },
    { 'src/a.js': text('\nconst REQUEST_TIMEOUT_MS = 5000;\n\n', ', requestHandler: { socketTimeout: REQUEST_TIMEOUT_MS }') },
  );
});

describe('what is asked through a wrapper whose callers choose all of it gets the longer bound', () => {
  const title = (made: string, given: string) =>
    first(`${head}export async function request(config: { url: string }) {\n  ${made}\n  return (await axios(${given})).data;\n}\n`)?.title;

  test('under one name', () => {
    expect(title('', 'config')).toBe('Set `timeout: 60000` on this call');
    expect(title('const params = config;', 'params')).toBe('Set `timeout: 60000` on this call');
  });

  test('not where it is put together here', () => {
    expect(title("const params = { url: config.url, method: 'get' };", 'params')).toBe('Set `timeout: 5000` on this call');
  });
});

describe('work that a clock or a queue starts has time, by the place of its file', () => {
  const ask = `${head}export const users = async () => (await axios.get('https://a.test/users')).data;\n`;
  const fix = (file: string, text = ask) => {
    const workspace = openWorkspace({ root: '/project', files: { [file]: text } });
    return workspace.findings().flatMap((finding) => (finding.severity === 'info' ? [] : workspace.fixes(finding)))[0];
  };

  test.each([
    'backend/src/tasks/shodan.ts',
    'packages/cron/src/metrics.ts',
    'packages/stats-worker/src/a.ts',
    'src/users.job.ts',
    'src/cve-sync.ts',
  ])('%s', (file) => expect(fix(file)?.title).toBe('Set `timeout: 60000` on this call'));

  test.each(['src/routes/users.ts', 'src/jobless/users.ts', 'src/network/a.ts', 'src/async.ts'])('%s', (file) =>
    expect(fix(file)?.title).toBe('Set `timeout: 5000` on this call'),
  );

  test('what goes over whole tables there is bounded by a person, at the pool', () => {
    const pool =
      "import { Pool } from 'pg';\nconst pool = new Pool({ host: 'a.test' });\nexport const all = () => pool.query('select 1');\n";
    expect(fix('packages/cron/src/pool.ts', pool)?.safety).toBe('dangerous');
    expect(fix('src/pool.ts', pool)?.safety).toBe('suggestion');
  });
});

test('`rpc` of Supabase is bounded by the member of its builder', () => {
  const text = (end: string) =>
    `import { createClient } from '@supabase/supabase-js';\n\nconst db = createClient('https://x.supabase.co', 'k');\nexport const wallets = async (id: string) => (await db.rpc('wallets', { id })${end}).data;\n`;
  checkFix('abort-signal', text(''), text('.abortSignal(AbortSignal.timeout(15000))'));
});

describe('a comment that speaks of timeouts was written by somebody who thought of them', () => {
  const client = (before: string, inside: string) =>
    `import Redis from 'ioredis';\nimport express from 'express';\n${before}const redis = new Redis(process.env.REDIS_URL!, {\n  lazyConnect: true, ${inside}\n});\nexpress().get('/', async (_, response) => response.json(await redis.get('user')));\n`;
  test.each([
    ['inside', client('', '// no timeout, since the queue is long')],
    ['in front', client('// Timeouts are the load balancer’s.\n', '')],
  ])('%s', (_, text) => expect(first(text)?.safety).toBe('dangerous'));

  test.each([
    ['of something else', client('// The cache.\n', '// it waits')],
    ['in an address', client('', "keyPrefix: 'https://a.test/timeout',")],
  ])('not one %s', (_, text) => expect(first(text)?.safety).not.toBe('dangerous'));
});
