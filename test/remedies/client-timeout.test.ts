import { describe, expect, test } from 'vitest';
import { applied } from '../../src/engine/fixes';
import { openWorkspace } from '../../src/engine/workspace';
import { moduleText } from '../../src/remedies/module/module-text';
import { checkFix, noFix } from '../harness/check-fix';

test('an option of the call', () => {
  const fix = checkFix(
    'client-timeout',
    `import axios from 'axios';\n\n// the user\nexport const user = () => axios.get('https://x.test/a'); // end\n`,
    `import axios from 'axios';\n\n// the user\nexport const user = () => axios.get('https://x.test/a', { timeout: 5000 }); // end\n`,
  );
  expect(fix.safety).toBe('safe');
});

test('the instance, when several calls share it', () => {
  const fix = checkFix(
    'client-timeout',
    `import axios from "axios"\n\nconst api = axios.create({\n    baseURL: "https://x.test", // here\n})\nexport const user = () => api.get("/a")\nexport const users = () => api.get("/b")\n`,
    `import axios from "axios"\n\nconst api = axios.create({\n    baseURL: "https://x.test", // here\n    timeout: 5000,\n})\nexport const user = () => api.get("/a")\nexport const users = () => api.get("/b")\n`,
  );
  expect(fix.title).toBe('Set `timeout: 5000` on `api` (mends 2 calls)');
});

test('an instance that reads and writes waits as long as its writes', () => {
  const text = (options: string) =>
    `import axios from 'axios';\n\nconst api = axios.create({ baseURL: 'https://x.test'${options} });\nexport const user = () => api.get('/a');\nexport const add = () => api.post('/b', {});\n`;
  checkFix('client-timeout', text(''), text(', timeout: 15000'));
});

test('beside a connection that has all the patience there is, the query needs no more', () => {
  const text = (options: string) =>
    `import { Pool } from 'pg';\n\nconst pool = new Pool({ host: 'db', connectionTimeoutMillis: 60000${options} });\nexport const users = () => pool.query('select 1');\n`;
  checkFix('client-timeout', text(''), text(', query_timeout: 60000'));
});

// `otherOptions` of a client names what else they hold.
describe('options that stand where the body goes', () => {
  const text = (args: string) =>
    `import axios from 'axios';\n\nexport const start = async () => await axios.post('https://x.test/a', ${args});\n`;
  test.each(['{ timeout: 1000 }', '{ headers: { a: "b" }, timeout: ms }', '{ "timeout": 1000, params }'])(
    '%s are moved behind it',
    (options) => {
      const fix = checkFix('client-timeout', text(options), text(`undefined, ${options}`));
      expect(fix.safety).toBe('suggestion');
      expect(fix.title).toContain('send `undefined`');
    },
  );
  test.each(['{ timeout: 1000, name: "a" }', '{ headers: {} }', '{ ...all, timeout: 1 }', '{ timeout: 0 }', '{}'])(
    '%s are none',
    (body) => {
      checkFix('client-timeout', text(body), text(`${body}, { timeout: 15000 }`));
    },
  );
  test('no signal is given beside them before somebody asks for it', () => {
    const files = { 'main.ts': text('{ timeout: 1000 }') };
    const workspace = openWorkspace({ root: '/project', files });
    const fixes = workspace.findings().flatMap((finding) => workspace.fixes(finding));
    expect(fixes.filter(({ safety, remedy }) => safety !== 'dangerous' && remedy === 'abort-signal')).toEqual([]);
  });
  test('several lines stay several', () => {
    const lines = (body: string) => text(`\n  ${body}{\n    timeout: 1000,\n  },\n`).replace("axios.post('", "axios.post(\n  '");
    checkFix('client-timeout', lines(''), lines('undefined,\n  '));
  });
});

// `optionsToRead` of a call says where.
test('options of needle stand behind the address of what reads, and behind the body of what writes', () => {
  const text = (get: string, post: string) =>
    `import needle from 'needle';\n\nexport const user = (url: string) => needle('get', url${get});\nexport const add = (url: string, body: object) => needle('post', url, body${post});\n`;
  const signal = '{ signal: AbortSignal.timeout(5000) }';
  checkFix('abort-signal', text(', { json: true }', ''), text(`, { json: true, signal: AbortSignal.timeout(5000) }`, ''));
  checkFix('abort-signal', text('', ''), text(`, ${signal}`, ''));
});

// It waits for a connection of the pool and for locks, and takes as long as its tables are large.
test.each([
  ['that is handed in', 'sql: string', 'sql'],
  ['that makes a database', 'name: string', '`CREATE DATABASE ${name}`'],
  ['that is written there', 'id: string', "'select 1'"],
])('a statement %s gets a minute', (_, parameter, statement) => {
  const text = (query: string) =>
    `import mysql from 'mysql2/promise';\n\nconst db = await mysql.createConnection(process.env.DB ?? '');\nexport const run = (${parameter}) => db.query(${query});\n`;
  checkFix('client-timeout', text(statement), text(`{ ${statement === 'sql' ? statement : `sql: ${statement}`}, timeout: 60000 }`));
});

test('a query waits as long as a write, since it may wait for a connection and for locks', () => {
  const text = (begun: string) =>
    `import knex from 'knex';\n\nconst db = knex({ client: 'mysql2', connection: process.env.DB });\nconst logs = () => {\n  return ${begun};\n};\nexport const add = async (log: object) => {\n  await logs().insert(log);\n};\n`;
  checkFix('client-timeout', text("db('logs')"), text("db('logs').timeout(60000)"));
  checkFix('client-timeout', text("db('logs').where({ a: 1 })"), text("db('logs').timeout(60000).where({ a: 1 })"));
});

test('a channel that tells of changes is ordered, not read', () => {
  const text = (options: string) =>
    `import { google } from 'googleapis';\n\nexport const watch = (auth: string) => google.calendar({ version: 'v3', auth${options} }).events.watch({ calendarId: 'a' });\n`;
  checkFix('client-timeout', text(''), text(', timeout: 15000'));
});

test('a number that several calls want gets a name', () => {
  const text = (head: string, first: string, second: string) =>
    `import axios from 'axios';\n${head}\nexport const user = () => axios.${first};\nexport const other = () => axios.${second};\n`;
  const get = (options: string) => `get('https://x.test/a'${options})`;
  const post = (options: string) => `post('https://x.test/b', {}${options})`;
  const usual = text('\nconst REQUEST_TIMEOUT_MS = 5000;\n', get(', { timeout: REQUEST_TIMEOUT_MS }'), get(''));
  checkFix('client-timeout', text('', get(''), get('')), usual);
  const long = text('\nconst SEND_TIMEOUT_MS = 15000;\n', post(', { timeout: SEND_TIMEOUT_MS }'), post(''));
  checkFix('client-timeout', text('', post(''), post('')), long);
  checkFix('client-timeout', text('', get(''), post('')), text('', get(', { timeout: 5000 }'), post('')));
  checkFix('client-timeout', text('', post(''), get('')), text('', post(', { timeout: 15000 }'), get('')));
});

test('a number that one place wants stays a number, whatever else is called a timeout', () => {
  const text = (options: string) =>
    `import axios from 'axios';\n\nexport const idleTimeoutMs = 900;\nexport const user = () => axios.get('https://x.test/a'${options});\n`;
  checkFix('client-timeout', text(''), text(', { timeout: 5000 }'));
  const left = (options: string) =>
    `import axios from 'axios';\n\nconst REQUEST_TIMEOUT_MS = 5000;\n\nexport const users = () => axios.get('https://x.test/b', { timeout: REQUEST_TIMEOUT_MS });\nexport const user = () => axios.get('https://x.test/a'${options});\n`;
  checkFix('client-timeout', left(''), left(', { timeout: REQUEST_TIMEOUT_MS }'));
});

test('two faults of one call are one place', () => {
  const text = (options: string) =>
    `import axios from 'axios';\nimport pRetry from 'p-retry';\n\nexport const user = () => pRetry(() => axios.get('https://x.test/a'${options}), { retries: 2 });\n`;
  checkFix('client-timeout', text(''), text(', { timeout: 5000 }'), { rule: 'missing-timeout' });
  checkFix('client-timeout', text(''), text(', { timeout: 5000 }'), { rule: 'retry-without-timeout' });
});

test('a chained form', () => {
  checkFix(
    'client-timeout',
    `import request from 'superagent';\n\nexport const user = async () => await request\n  .get('https://x.test')\n  .set('a', 'b');\n`,
    `import request from 'superagent';\n\nexport const user = async () => await request\n  .get('https://x.test')\n  .timeout(5000)\n  .set('a', 'b');\n`,
  );
});

test('a nested option', () => {
  checkFix(
    'client-timeout',
    `import got from 'got';\n\nexport const user = () => got('https://x.test', { timeout: { connect: 100 } }).json();\n`,
    `import got from 'got';\n\nexport const user = () => got('https://x.test', { timeout: { connect: 100, request: 5000 } }).json();\n`,
    { rule: 'partial-timeout' },
  );
});

describe('statements: the text goes into the options', () => {
  const pool = (library: string, call: string) => `import db from '${library}';\n\nconst pool = db.createPool({ host: 'db' });\n${call}\n`;
  test.each([
    ['a text', `export const f = () => pool.query('select 1');`, `export const f = () => pool.query({ sql: 'select 1', timeout: 60000 });`],
    [
      'a text and values',
      'export const f = (id: string) => pool.execute(`select id`, [id]);',
      'export const f = (id: string) => pool.execute({ sql: `select id`, timeout: 60000 }, [id]);',
    ],
    [
      'a name',
      `export const f = (sql: string) => pool.query(sql);`,
      `export const f = (sql: string) => pool.query({ sql, timeout: 60000 });`,
    ],
    [
      'options',
      `export const f = () => pool.query({ sql: 'select 1', rowsAsArray: true });`,
      `export const f = () => pool.query({ sql: 'select 1', rowsAsArray: true, timeout: 60000 });`,
    ],
  ])('mysql2, %s', (_, before, after) => {
    const fix = checkFix('client-timeout', pool('mysql2/promise', before), pool('mysql2/promise', after));
    // It ends the wait and leaves the connection in the middle of the statement.
    expect(fix.safety).toBe('suggestion');
  });

  test('not what may be either', () => {
    noFix('client-timeout', pool('mysql2/promise', `export const f = (sql: string | { sql: string }) => pool.query(sql as string);`));
  });

  test('pg, at one query, where no types refuse it', () => {
    const text = (call: string) => ({
      'main.js': `import { Pool } from 'pg';\n\nconst pool = new Pool();\nexport const f = () => pool.query(${call}, [1]);\n`,
    });
    checkFix('client-timeout', text(`'select $1'`), text(`{ text: 'select $1', query_timeout: 60000 }`), {
      title: 'Set `query_timeout: 60000` on this call',
    });
  });
});

test('gRPC: a moment, before the callback; a suggestion, since it was not run', () => {
  const text = (options: string) =>
    `import * as grpc from '@grpc/grpc-js';\nconst pkg = grpc.loadPackageDefinition({} as never) as any;\nconst client = new pkg.users.Users('x:1', grpc.credentials.createInsecure());\nexport const f = (id: string) => new Promise((done) => client.getUser({ id }, ${options}(_: unknown, user: unknown) => done(user)));\n`;
  const fix = checkFix('client-timeout', text(''), text('{ deadline: Date.now() + 5000 }, '));
  expect(fix.safety).toBe('suggestion');
});

test('of a choice only what switches the bound off is changed', () => {
  const text = (ms: string) =>
    `import axios from 'axios';\n\nexport const user = (slow: boolean) => axios.get('https://x.test', { timeout: ${ms} });\n`;
  checkFix('client-timeout', text('slow ? 0 : 3000'), text('slow ? 5000 : 3000'), { rule: 'disabled-timeout' });
  checkFix('client-timeout', text('slow ? 3000 : 0'), text('slow ? 3000 : 5000'), { rule: 'disabled-timeout' });
});

test('a member of the stream is no option: a request over HTTP/2 is given a signal', () => {
  const text = (options: string) =>
    `import { connect } from 'node:http2';\n\nconst session = connect('https://a.test');\nexport const ask = () => {\n  const stream = session.request({ ':path': '/' }${options});\n  stream.end();\n};\n`;
  noFix('client-timeout', text(''));
  checkFix('abort-signal', text(''), text(', { signal: AbortSignal.timeout(5000) }'));
});

test('an address is not spread where options may stand as well', () => {
  const text = (given: string, before = '') =>
    `import { createTransport } from 'nodemailer';\n${before}export const send = (smtpUrl: string, smtp: { host: string }) => createTransport(${given}).sendMail({ to: 'a@b.test' });\n`;
  noFix('timeout-number', text('smtpUrl'));
  noFix('timeout-number', text('process.env.SMTP_URL'));
  noFix('timeout-number', text('server', "const server = 'smtp://a.test';\n"));
  checkFix('timeout-number', text('smtp'), text('{ ...smtp, socketTimeout: 60000 }'));
});

test('a part that may take longer by itself gets its time, and the usual one for the rest', () => {
  const text = (options: string) =>
    `import { request } from 'undici';\n\nexport const state = async () => (await request('https://x.test/state', { headersTimeout: 40 * 1000${options} })).body.json();\n`;
  checkFix('abort-signal', text(''), text(', signal: AbortSignal.timeout(45000)'), { rule: 'partial-timeout' });
  const short = (options: string) => text(options).replace('40 * 1000', '1000');
  checkFix('abort-signal', short(''), short(', signal: AbortSignal.timeout(5000)'), { rule: 'partial-timeout' });
});

test('a fault that is told at a loop in another file is mended in the file of its call', () => {
  const loop = `import pRetry from 'p-retry';\nimport { state } from './state';\n\nexport const again = () => pRetry(() => state('a'), { retries: 2 });\n`;
  const text = (head: string, options: string, other: string) =>
    `import axios from 'axios';\n${head}\nexport const state = (id: string) => axios.get('https://x.test/' + id${options});\nexport const other = () => axios.get('https://x.test'${other});\n`;
  checkFix(
    'client-timeout',
    { 'main.ts': loop, 'state.ts': text('', '', '') },
    { 'main.ts': loop, 'state.ts': text('\nconst REQUEST_TIMEOUT_MS = 5000;\n', ', { timeout: REQUEST_TIMEOUT_MS }', '') },
    { rule: 'retry-without-timeout' },
  );
});

test('and so is what the resilience module bounds, which is imported there', () => {
  const loop = `import pRetry from 'p-retry';\nimport { send } from '../../mail/src/send';\n\nexport const again = () => pRetry(() => send('a'), { retries: 2 });\n`;
  const text = (head: string, before: string, after: string) =>
    `import { Resend } from 'resend';\n${head}\nconst resend = new Resend('k');\nexport const send = (to: string) => ${before}resend.emails.send({ from: 'a@b.c', to, subject: 's', text: 't' })${after};\n`;
  const packages = { 'packages/a/package.json': '{}', 'packages/mail/package.json': '{}' };
  const files = { 'packages/a/src/main.ts': loop, ...packages };
  checkFix(
    'module-timeout',
    { ...files, 'packages/mail/src/send.ts': text('', '', '') },
    {
      ...files,
      'packages/mail/src/send.ts': text("import { withTimeout } from './resilience';\n", 'withTimeout(() => ', ', 15000)'),
      'packages/mail/src/resilience.ts': moduleText({ form: 'typescript' }, 'withTimeout'),
    },
    { rule: 'retry-without-timeout' },
  );
});

test('the module is written by `--fix=all` alone; whoever runs a script, or sends a transaction, waits for longer', () => {
  const safetyAt = (file: string, call: string): string | undefined => {
    const text = `import { Web3 } from 'web3';\n\nconst web3 = new Web3('https://x.test');\nexport const ask = async () => await web3.eth.${call};\n`;
    const beside = text.replace(call, 'getGasPrice()');
    const workspace = openWorkspace({ root: '/project', files: { [file]: text, 'src/price.ts': beside } });
    const fixes = workspace.findings([file]).flatMap((finding) => workspace.fixes(finding));
    const fix = fixes.find(({ remedy }) => remedy === 'module-timeout');
    return `${fix?.safety}: ${/\d+ ms/.exec(fix?.title ?? '')?.[0]}`;
  };
  expect(safetyAt('src/ask.ts', 'getBlockNumber()')).toBe('dangerous: 5000 ms');
  // Whoever runs a script waits for its end.
  expect(safetyAt('scripts/ask.ts', 'getBlockNumber()')).toBe('dangerous: 60000 ms');
  expect(safetyAt('src/ask.ts', 'sendTransaction({})')).toBe('dangerous: 60000 ms');
});

test('options that are put together by `Object.assign` are told in what goes over all others', () => {
  const text = (more: string) =>
    `import { Pool } from 'pg';\n\nconst config = { host: 'db' };\nconst pool = new Pool(Object.assign({}, config, { database: 'users'${more} }));\nexport const users = () => pool.query('select 1');\n`;
  checkFix('client-timeout', text(''), text(', query_timeout: 60000'));
});

test('but what callers hand in is not put out of force, nor what the others hold there', () => {
  noFix(
    'client-timeout',
    `import axios, { type AxiosRequestConfig } from 'axios';\n\nconst ask = (url: string, options: AxiosRequestConfig) => axios.get(url, Object.assign({}, options, { headers: {} }));\nexport const user = () => ask('https://x.test/a', {});\n`,
  );
  noFix(
    'client-timeout',
    `import { Sequelize } from 'sequelize';\n\nconst config = { dialect: 'postgres' as const, dialectOptions: { ssl: true } };\nconst db = new Sequelize('postgres://db', Object.assign({}, config, { logging: false }));\nexport const users = () => db.query('select 1');\n`,
  );
});

test('what its own callback shows of a request may be written into it', () => {
  const text = (more: string) =>
    `import request from 'request';\n\nexport function users(url: string, show: (error: unknown, asked: unknown) => void) {\n  const params = { method: 'GET', url${more} };\n  request(params, (error) => show(error, params));\n}\n`;
  checkFix('client-timeout', text(''), text(', timeout: 5000'));
});

describe('a name that may be that of options, or of what is asked for', () => {
  const files = (member: string, given: string) => ({
    'package.json': '{ "devDependencies": { "@types/node": "22.0.0" } }',
    'tables.ts': `import { TableServiceClient } from '@azure/data-tables';\n\nexport class Tables {\n  private readonly tables = new TableServiceClient('https://x.test');\n  constructor(${member}) {}\n  make = async () => await this.tables.createTable(${given});\n}\n`,
  });
  test('is a text where it is declared one', () => {
    const member = 'private readonly table: string';
    checkFix('abort-signal', files(member, 'this.table'), files(member, 'this.table, { abortSignal: AbortSignal.timeout(60000) }'));
  });
  test('is left as it is where nothing says so', () => {
    noFix('abort-signal', files('private readonly table: Named', 'this.table'));
  });
});

test('what stands where the address may stand, and calls itself a request, is told there', () => {
  const text = (given: string) =>
    `import axios from 'axios';\nexport const send = (postOptions: { url: string; data: string }) => axios(${given});\n`;
  checkFix('client-timeout', text('postOptions'), text('{ timeout: 60000, ...postOptions }'));
});

test('what a caller brings wins over what is written for all, which stands in front of it', () => {
  const text = (given: string, calls: string) =>
    `import axios, { type AxiosRequestConfig } from 'axios';\n\nconst ask = (url: string, config: AxiosRequestConfig) => axios.get(url, ${given});\n${calls}`;
  const calls = "export const state = () => ask('https://x.test', { headers: {} });\n";
  checkFix('client-timeout', text('config', calls), text('{ timeout: 60000, ...config }', calls));
  checkFix('client-timeout', text('config as any', calls), text('{ timeout: 60000, ...config } as any', calls));
  const off = (ms: number) => `export const state = () => ask('https://x.test', { timeout: ${ms} });\n`;
  checkFix('client-timeout', text('config', off(0)), text('{ ...config, timeout: 60000 }', off(0)), { rule: 'disabled-timeout' });
});

describe('a bound that waits for another option gets that one, once for all', () => {
  const manifest = JSON.stringify({ dependencies: { '@aws-sdk/client-dynamodb': '3.1000.0', '@smithy/node-http-handler': '4.5.0' } });
  const files = (made: string) => ({
    'package.json': manifest,
    'db.ts': `import { DynamoDBClient, type DynamoDBClientConfig } from '@aws-sdk/client-dynamodb';\nimport { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';\nimport { NodeHttpHandler } from '@smithy/node-http-handler';\n\nexport const made = (config: DynamoDBClientConfig = {}) => {\n  ${made}\n};\n`,
    'use.ts': `import { GetCommand, PutCommand } from '@aws-sdk/lib-dynamodb';\nimport { made } from './db';\n\nconst db = made({ maxAttempts: 2 });\nexport const get = (id: string) => db.send(new GetCommand({ TableName: 't', Key: { id } }));\nexport const put = (id: string) => db.send(new PutCommand({ TableName: 't', Item: { id } }));\n`,
  });
  const offers = (made: string): readonly string[] => {
    const workspace = openWorkspace({ root: '/project', files: files(made) });
    const found = workspace.findings().filter(({ rule }) => rule === 'ineffective-timeout');
    return found.flatMap((one) => workspace.fixes(one).map(({ remedy, safety }) => `${remedy}: ${safety}`));
  };

  test.each([
    ['an object', (more: string) => `{ requestHandler: { requestTimeout: 3000${more} } }`],
    ['a handler', (more: string) => `{ ...config, requestHandler: new NodeHttpHandler({ requestTimeout: 3000${more} }) }`],
  ])('%s', (_, options) => {
    const made = (more: string) => `return DynamoDBDocumentClient.from(new DynamoDBClient(${options(more)}));`;
    const mended = files(made(', throwOnRequestTimeout: true'));
    checkFix('client-timeout', files(made('')), mended, { rule: 'ineffective-timeout' });
    expect(offers(made(''))).toEqual(['client-timeout: suggestion', 'abort-signal: dangerous']);
  });

  test('where it cannot be said there, nobody is made to bound one call after the other', () => {
    const later =
      'const all: DynamoDBClientConfig = { ...config };\n  all.requestHandler ??= new NodeHttpHandler({ requestTimeout: 3000 });\n  return DynamoDBDocumentClient.from(new DynamoDBClient(all));';
    expect(offers(later)).toEqual(['abort-signal: dangerous']);
  });
});

test('beside options that a function gives, others are not heard', () => {
  const info = `export const redisInfo = (connectionName: string) => ({ host: 'redis.x.test', connectionName });\nexport const settings = { get: (_: string) => ({ host: 'redis.x.test' }) };\nexport const redisUrl = () => 'redis://redis.x.test';\n`;
  const files = (given: string) => ({
    'info.ts': info,
    'main.ts': `import Redis from 'ioredis';\nimport { redisInfo, redisUrl, settings } from './info';\n\nconst redis = new Redis(${given});\nexport const read = () => redis.get('a');\n`,
  });
  for (const given of ["redisInfo('oauth')", "settings.get('redis')"]) {
    const workspace = openWorkspace({ root: '/project', files: files(given) });
    expect(workspace.findings().map(({ rule }) => rule)).toContain('missing-timeout');
    noFix('client-timeout', files(given));
  }
  checkFix('client-timeout', files('redisUrl()'), files('redisUrl(), { commandTimeout: 5000 }'));
});

test('nothing is chained to a transaction of Knex, which is a promise', () => {
  const text = (call: string) => `import knex from 'knex';\n\nconst db = knex({ client: 'pg' });\nexport const f = () => ${call};\n`;
  const titles = (call: string): readonly string[] => {
    const workspace = openWorkspace({ root: '/project', files: { 'main.ts': text(call) } });
    return workspace.findings().flatMap((finding) => workspace.fixes(finding).map(({ title }) => title));
  };
  expect(titles("db('a').select()")).toContain('Chain `.timeout(60000)` to this call');
  for (const call of ['db.transaction(async (trx) => trx)', "db.batchInsert('a', [])", 'db.migrate.latest()'])
    expect(titles(call)).not.toContainEqual(expect.stringContaining('Chain `.timeout('));
});

describe('what only one driver hears is written for that one', () => {
  const titles = (type: string): readonly string[] => {
    const text = `import { DataSource } from 'typeorm';\n\nconst db = new DataSource({ type: ${type}, host: 'db.x.test' });\nexport const all = () => db.query('select 1');\n`;
    const workspace = openWorkspace({ root: '/project', files: { 'main.ts': text } });
    return workspace.findings().flatMap((finding) => workspace.fixes(finding).map(({ title }) => title));
  };
  const set = expect.stringMatching(/^Set `extra\.query_timeout: \d+` on `db`/);
  test.each(["'postgres'", "'cockroachdb'"])('%s', (type) => expect(titles(type)).toContainEqual(set));
  test.each(["'mysql'", "'mssql'", 'process.env.DB as any'])('and not for %s', (type) => expect(titles(type)).not.toContainEqual(set));
});

test('what may be an address by whoever calls is not spread, though it is called options', () => {
  const js = `const https = require('https');\nconst get = (options) => https.get(options, (answer) => answer.resume());\nexports.state = () => get('https://x.test/state');\n`;
  const workspace = openWorkspace({ root: '/project', files: { 'main.js': js } });
  expect(workspace.findings().map(({ rule }) => rule)).toContain('missing-timeout');
  noFix('abort-signal', { 'main.js': js });
  noFix('client-timeout', { 'main.js': js });
});

test('where all calls of an instance are told at it and it is not bounded, none of them is bounded alone', () => {
  const files = (more: string) => ({
    'package.json': '{ "dependencies": { "axios": "1.13.0" } }',
    'api.ts': `import axios from 'axios';\nexport const api = axios.create({ baseURL: 'https://x.test' });\n`,
    'a.ts': `import { api } from './api';\nexport const users = async () => (await api.get('/users')).data;\n`,
    'b.ts': `import { api } from './api';\nexport const teams = async () => (await api.get('/teams')).data;\n${more}`,
  });
  const safeties = (more: string): readonly string[] => {
    const workspace = openWorkspace({ root: '/project', files: files(more) });
    return workspace.findings().flatMap((finding) => workspace.fixes(finding).map(({ remedy, safety }) => `${remedy}: ${safety}`));
  };
  const one = "export const seen = () => {\n  api.get('/seen');\n};\n";
  expect(safeties('').filter((is) => !is.endsWith('dangerous'))).toContain('client-timeout: safe');
  // What nobody waits for would end the program.
  expect(safeties(one).length).toBeGreaterThan(1);
  expect(safeties(one).filter((is) => /^(?:client-timeout|abort-signal): (?!dangerous)/.test(is))).toEqual([]);
});

describe('what a bound would break is left to whoever asks for it', () => {
  const safetyOf = (files: Record<string, string>, starts: string): string | undefined => {
    const workspace = openWorkspace({ root: '/project', files });
    const fixes = workspace.findings().flatMap((finding) => workspace.fixes(finding));
    return fixes.find(({ title }) => title.startsWith(starts))?.safety;
  };
  const redis = (keep: string): string =>
    `import Redis from 'ioredis';\nconst redis = new Redis();\nexport const read = () => redis.get('a');\nexport const keep = () => {\n  ${keep}\n};\n`;
  test.each([
    ["redis.set('a', '1');", 'dangerous'],
    ["return redis.set('a', '1');", 'suggestion'],
    ["redis.set('a', '1').catch(() => {});", 'suggestion'],
  ])('a failure that nobody hears ends the program: %s', (keep, safety) => {
    expect(safetyOf({ 'main.ts': redis(keep) }, 'Set `commandTimeout')).toBe(safety);
  });
  test.each([
    [120, 'dangerous'],
    [30, 'safe'],
  ])('a function that is given %i s', (seconds, safety) => {
    const files = {
      'package.json': '{"private":true,"dependencies":{"next":"15.0.0"}}',
      'app/api/a/route.ts': `export const maxDuration = ${seconds};\nexport async function GET() {\n  const answer = await fetch('https://x.test/a');\n  return Response.json(await answer.json());\n}\n`,
    };
    expect(safetyOf(files, 'Set `signal')).toBe(safety);
  });
  test.each([
    [
      'of its own',
      "app.get('/', async (req, res) => { req.setTimeout(450_000); res.json(await (await fetch('https://x.test/a')).json()); });",
      'dangerous',
    ],
    [
      'for all it serves',
      "app.listen(80).setTimeout(450_000);\napp.get('/', async (req, res) => { res.json(await (await fetch('https://x.test/a')).json()); });",
      'safe',
    ],
  ])('a handler that the server gives a long time %s', (_, code, safety) => {
    const files = {
      'package.json': '{"private":true,"dependencies":{"express":"4.0.0"}}',
      'main.ts': `import express from 'express';\nconst app = express();\n${code}\n`,
    };
    expect(safetyOf(files, 'Set `signal')).toBe(safety);
  });
  test.each([
    ['constructor(private readonly timeout: number) {}', 'dangerous'],
    ['readonly base = config.requestTimeout;', 'dangerous'],
    ['private idleTimeout = setTimeout(() => {}, 1);', 'safe'],
    ['readonly pauses = REQUEST_TIMEOUT_MS;', 'safe'],
    ['readonly pauses = LONG_REQUEST_TIMEOUT_MS;', 'safe'],
    ['log() { warn(getValidatedTimeout()); }', 'dangerous'],
    ['log() { warn(getRetryTimeout()); }', 'safe'],
  ])('a file that knows a time of its own: %s', (member, safety) => {
    const text = `declare const config: any, REQUEST_TIMEOUT_MS: any;\nexport class Api {\n  ${member}\n  user() {\n    return fetch('https://x.test/a');\n  }\n}\n`;
    expect(safetyOf({ 'main.ts': text }, 'Set `signal')).toBe(safety);
  });
});

test('what is put into the options of an instance later is not covered', () => {
  const text = (put: string) => `import { GetObjectCommand, S3Client } from '@aws-sdk/client-s3';
const config: any = { region: 'a' };
if (agent) config.${put} = make(agent);
const s3 = new S3Client(config);
export const read = (Key: string) => s3.send(new GetObjectCommand({ Bucket: 'b', Key }));
export const head = (Key: string) => s3.send(new GetObjectCommand({ Bucket: 'c', Key }));
`;
  const titles = (put: string): readonly string[] => {
    const workspace = openWorkspace({ root: '/project', files: { 'main.js': text(put).replace(': any', '') } });
    return workspace
      .findings()
      .flatMap((finding) => workspace.fixes(finding))
      .map(({ title }) => title);
  };
  const atClient = (title: string): boolean => title.includes('requestHandler') && title.includes('on `s3`');
  expect(titles('endpoint').some(atClient)).toBe(true);
  expect(titles('requestHandler').some(atClient)).toBe(false);
});

test.each([
  ['nowhere', "ws.on('open', () => ws.send('a'));", 'dangerous'],
  ['only once it is open', "ws.on('open', () => {\n    ws.send('a');\n    ws.on('error', () => connect());\n  });", 'dangerous'],
  ['from the beginning', "ws.on('open', () => ws.send('a'));\n  ws.on('error', () => {});", 'safe'],
  ['perhaps by whoever is given it', 'return ws;', 'safe'],
])('a socket whose failure to open is heard %s', (_, heard, safety) => {
  const text = `import WebSocket from 'ws';\n\nexport function connect() {\n  const ws = new WebSocket('wss://x.test');\n  ${heard}\n}\n`;
  const workspace = openWorkspace({ root: '/project', files: { 'main.ts': text } });
  const offers = workspace.findings().flatMap((finding) => workspace.fixes(finding));
  expect(offers.find(({ title }) => title.includes('handshakeTimeout'))?.safety).toBe(safety);
});

describe('a socket that is opened anew under the same name', () => {
  const safetyOf = (open: string, heard: string, more = '', method = 'open') => {
    const text = `import WebSocket from 'ws';\n\nexport class Feed {\n  private ws?: WebSocket;\n\n  ${method}() {\n    ${open};\n    ${heard}\n  }\n${more}}\n`;
    const workspace = openWorkspace({ root: '/project', files: { 'main.ts': text } });
    const offers = workspace.findings().flatMap((finding) => workspace.fixes(finding));
    return offers.find(({ title }) => title.includes('handshakeTimeout'))?.safety;
  };
  const field = "this.ws = new WebSocket('wss://x.test')";
  const local = "const ws = new WebSocket('wss://x.test');\n    this.ws = ws";
  const fail = '\n  private fail(error: Error) {\n    this.ws?.terminate();\n  }\n';

  test.each([
    ['by its handler', field, "this.ws.on('error', () => this.ws?.close());"],
    ['by a property', field, 'this.ws.onerror = () => { this.ws?.close(); };'],
    ['though it has a name of its own', local, "ws.on('error', () => {\n      this.ws?.close();\n    });"],
    ['by a method', field, "this.ws.on('error', (error) => this.fail(error));", fail],
    ['by a method itself', field, "this.ws.on('error', this.fail.bind(this));", fail],
    ['that is forgotten', field, "this.ws.on('error', () => { this.ws = undefined; });"],
  ])('is closed by the failure of the one before %s', (_, open, heard, more = '') => {
    expect(safetyOf(open, heard, more)).toBe('dangerous');
  });

  test.each([
    ['its own is closed', local, "ws.on('error', () => ws.close());"],
    ['it is asked which it is', local, "ws.on('error', () => {\n      if (this.ws === ws) this.ws = undefined;\n    });"],
    ['only told of', field, "this.ws.on('error', (error) => console.error(error));"],
    ['closed elsewhere', field, "this.ws.on('error', () => {});", '\n  stop() {\n    this.ws?.close();\n  }\n'],
    ['opened once', field, "this.ws.on('error', () => this.ws?.close());", '', 'constructor'],
  ])('is not where %s', (_, open, heard, more = '', method = 'open') => {
    expect(safetyOf(open, heard, more, method)).toBe('safe');
  });
});

test('what a configuration that is spread may hold is not replaced by a part of it', () => {
  const files = (spread: string, more = '', before = '') => ({
    'config.ts':
      "export const config = { maxAttempts: 2, requestHandler: { connectionTimeout: 1000 } };\nexport const where = { region: 'b' };\n",
    'main.ts': `import { S3Client, GetObjectCommand } from '@aws-sdk/client-s3';\nimport { config, where } from './config';\n${before}\nconst client = new S3Client({ ${spread}, region: 'a'${more} });\nexport const read = () => client.send(new GetObjectCommand({ Bucket: 'a', Key: 'b' }));\n`,
  });
  noFix('client-timeout', files('...config'));
  noFix('client-timeout', files('...own', '', 'const own = { requestHandler: { connectionTimeout: 1000 } };\n'));
  noFix('client-timeout', files('...(where.region ? config : {})'));
  const own = 'const own = { maxAttempts: 2 };\n';
  for (const [spread, before] of [
    ['...where', ''],
    ['...own', own],
    ['...(where.region ? { maxAttempts: 1 } : {})', ''],
    ['...(where.region && own)', own],
  ] as const)
    checkFix('client-timeout', files(spread, '', before), files(spread, ', requestHandler: { socketTimeout: 5000 }', before));
});

test('what is asked anew whoever asks gets the usual bound, and a write, which may be done although nobody heard of it, the longest', () => {
  const text = (options: string) =>
    `export async function ask(id: string, body: string) {\n  return (await fetch(\`https://x.test/users/\${id}\`${options})).json();\n}\n`;
  checkFix('abort-signal', text(''), text(', { signal: AbortSignal.timeout(5000) }'));
  checkFix('abort-signal', text(", { method: 'POST', body }"), text(", { method: 'POST', body, signal: AbortSignal.timeout(15000) }"));
});

test('what a type that is written out has is what a parameter that is spread may hold', () => {
  const files = (type: string, more = '', name = 'config', behind = '') => ({
    'main.ts': `import { S3Client, GetObjectCommand } from '@aws-sdk/client-s3';\nimport type { Handler } from './types';\ninterface Where { region: string; handlers?: Handler }\ninterface Whole { region: string; requestHandler?: Handler }\nexport function reader(${name}: ${type}) {\n  const client = new S3Client({ ...${name}, region: 'a'${more} });\n  return () => client.send(new GetObjectCommand({ Bucket: 'a', Key: 'b' }));\n}\n${behind}`,
  });
  const bound = ', requestHandler: { socketTimeout: 5000 }';
  noFix('client-timeout', files('Handler'));
  noFix('client-timeout', files('Whole', '', 'where'));
  noFix('client-timeout', files('{ requestHandler: Handler }', '', 'where'));
  for (const type of ['Where', '{ region: string }']) checkFix('client-timeout', files(type), files(type, bound));
  // A comment puts nothing there later.
  const said = '// where.requestHandler = was set here once\n';
  checkFix('client-timeout', files('Where', '', 'where', said), files('Where', bound, 'where', said));
});

test('an address of a database becomes an option beside the bound, wherever the text comes from', () => {
  const text = (given: string, made: string) =>
    `import { Client } from 'pg';\n\nexport const f = async (dbUrl: string) => {\n  const dbConfig = ${given};\n  const client = new Client(${made});\n  await client.query('select 1');\n};\n`;
  const fixed = text('process.env.DATABASE_URL', '{ connectionString: dbConfig, query_timeout: 60000 }');
  checkFix('client-timeout', text('process.env.DATABASE_URL', 'dbConfig'), fixed);
  const other = "process.env.DATABASE_URL ?? 'postgres://localhost/a'";
  checkFix('client-timeout', text(other, 'dbConfig'), text(other, '{ connectionString: dbConfig, query_timeout: 60000 }'));
  noFix('client-timeout', text("dbUrl === '' ? { host: 'a' } : process.env.DATABASE_URL", 'dbConfig'));
  noFix('client-timeout', text("process.env.DATABASE_URL || { host: 'a' }", 'dbConfig'));
  checkFix('client-timeout', text('{}', 'dbUrl'), text('{}', '{ connectionString: dbUrl, query_timeout: 60000 }'));
});

test('what a parameter asks for may be a write', () => {
  const text = (method: string, options: string) =>
    `import axios from 'axios';\n\nexport const ask = (path: string, method = 'GET') => axios({ url: 'https://x.test' + path, ${method}${options} });\n`;
  checkFix('client-timeout', text('method', ''), text('method', ', timeout: 60000'));
  checkFix('client-timeout', text('method: method', ''), text('method: method', ', timeout: 60000'));
  checkFix('client-timeout', text("method: 'GET'", ''), text("method: 'GET'", ', timeout: 5000'));
});

test('no bound is shorter than a time to wait that somebody wrote for another client in the file', () => {
  const text = (written: string, options: string) =>
    `import Arweave from 'arweave';\nimport axios from 'axios';\n\nconst arweave = Arweave.init({ host: 'x.test', ${written} });\nexport const send = (data: string) => arweave.createTransaction({ data });\nexport const get = (url: string) => axios.get(url${options});\n`;
  for (const [written, ms] of [
    ['timeout: 20000', 20000],
    ['timeout: 20 * 1000', 20000],
    ['timeout: 2000', 5000],
    // A file that sets thousands apart has them so.
    ['timeout: 90_000_000', '5_000'],
    ['timeout: 20_000', '20_000'],
    ['timeout: 20_000, retry: 90000', 20000],
    ['retries: 20000', 5000],
  ] as const)
    expect(fixed(text(written, ''))).toBe(text(written, `, { timeout: ${ms} }`));
});

function fixed(text: string): string | undefined {
  const workspace = openWorkspace({ root: '/project', files: { 'main.ts': text } });
  const fixes = workspace.findings().flatMap((finding) => (finding.call?.client === 'axios' ? workspace.fixes(finding) : []));
  const fix = fixes.find(({ remedy }) => remedy === 'client-timeout');
  return fix === undefined ? undefined : applied(text, fix.edits);
}

test.each([
  ['3.478.0', false],
  ['3.700.0', true],
])('a class that is handed in is of the release that the package names: %s', (version, offered) => {
  const files = {
    'package.json': `{ "private": true, "dependencies": { "@aws-sdk/client-lambda": "${version}", "@aws-sdk/client-ssm": "${version}", "express": "4" } }`,
    'make.ts': "export const make = <C>(client: new (config: any) => C) => {\n  return new client({ region: 'a' });\n};\n",
    'main.ts': `import { LambdaClient, ListFunctionsCommand } from '@aws-sdk/client-lambda';
import { make } from './make';
const lambda = make(LambdaClient);
export const all = () => lambda.send(new ListFunctionsCommand({}));
`,
  };
  const workspace = openWorkspace({ root: '/project', files });
  const titles = workspace.findings().flatMap((finding) => workspace.fixes(finding).map(({ title }) => title));
  expect(titles.some((title) => title.includes('requestHandler'))).toBe(offered);
});

test.each([
  ['beside a store that sends as it is made', ', "rate-limit-redis": "4.3.1"', 'dangerous'],
  ['alone', '', 'suggestion'],
])('commands of Redis %s', (_, more, safety) => {
  const files = {
    'package.json': `{ "private": true, "dependencies": { "ioredis": "5.11.0", "express": "4"${more} } }`,
    'main.ts':
      "import Redis from 'ioredis';\nconst redis = new Redis('redis://x.test');\nexport const a = () => redis.get('a');\nexport const b = () => redis.get('b');\n",
  };
  const workspace = openWorkspace({ root: '/project', files });
  const [finding] = workspace.findings().filter(({ rule }) => rule === 'missing-timeout');
  const fix = finding === undefined ? undefined : workspace.fixes(finding).find(({ title }) => title.includes('commandTimeout'));
  expect(fix?.safety).toBe(safety);
});

describe('options that are chosen between two', () => {
  const files = (local: string, far: string) =>
    `import { DynamoDBClient, GetItemCommand } from '@aws-sdk/client-dynamodb';\n\nconst db = new DynamoDBClient(\n  process.env.LOCAL\n    ? ${local}\n    : ${far},\n);\nexport const user = () => db.send(new GetItemCommand({ TableName: 'a', Key: {} }));\nexport const other = () => db.send(new GetItemCommand({ TableName: 'b', Key: {} }));\n`;
  const bound = ', requestHandler: { socketTimeout: 5000 }';

  test('get the bound on both sides', () => {
    const fix = checkFix(
      'client-timeout',
      files(`{ endpoint: 'http://localhost:8000' }`, `{ region: 'a' }`),
      files(`{ endpoint: 'http://localhost:8000'${bound} }`, `{ region: 'a'${bound} }`),
    );
    expect(fix.title).toContain('mends 2 calls');
  });

  test('stay where one side has a handler that nobody sees into', () =>
    noFix('client-timeout', files('{ requestHandler: handler() }', `{ region: 'a' }`)));
});

test('where its file is for tidying up, a client under another is not bounded at each of its calls instead', () => {
  const sends = Array.from({ length: 3 }, (_, i) => `await db.send(new GetCommand({ TableName: 't', Key: { id: ${i} } }));`);
  const files = {
    'package.json':
      '{ "private": true, "dependencies": { "express": "4", "@aws-sdk/client-dynamodb": "3.600.0", "@aws-sdk/lib-dynamodb": "3.600.0" } }',
    'src/cleanup/run.ts': `import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient, GetCommand } from '@aws-sdk/lib-dynamodb';
const db = DynamoDBDocumentClient.from(new DynamoDBClient({}));
export async function run() {
  ${sends.join('\n  ')}
}
`,
  };
  const workspace = openWorkspace({ root: '/project', files });
  const [finding] = workspace.findings().filter(({ rule }) => rule === 'missing-timeout');
  const fixes = finding === undefined ? [] : workspace.fixes(finding);
  expect(fixes.find(({ title }) => title.includes('abortSignal'))?.safety).toBe('dangerous');
  const shared = fixes.find(({ title }) => title.includes('requestHandler'));
  expect(shared).toMatchObject({ safety: 'dangerous', title: expect.stringContaining('mends 3 calls') });
});
