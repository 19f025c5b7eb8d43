import { expect, test } from 'vitest';
import { openWorkspace } from '../../src/engine/workspace';
import { check } from '../harness/check';

const http = `import axios from 'axios';\nexport const api = axios.create({ baseURL: 'https://a.test' });\n`;
const calls = `import { api } from './http';\nexport const one = () => api.get('/1');\nexport const two = () => api.post('/2', {});\n`;

const told = (files: Record<string, string>, paths?: string[]) =>
  openWorkspace({ root: '/project', files, ...(paths === undefined ? {} : { paths }) })
    .analyse()
    .findings.filter(({ severity }) => severity !== 'info')
    .map(({ rule, at, related }) => `${rule} ${at.file}:${at.start} +${related.length}`);

test('calls of one shared instance are told where it is made, with the calls related', () => {
  const [finding] = openWorkspace({ root: '/project', files: { 'http.ts': http, 'calls.ts': calls } })
    .analyse()
    .findings.filter(({ rule }) => rule === 'missing-timeout');
  expect(finding).toMatchObject({
    at: { file: 'http.ts', start: http.indexOf('axios.create') },
    message: 'Calls through this client may hang forever: neither it nor they bound the wait.',
    related: [
      { at: { file: 'calls.ts', start: calls.indexOf('api.get') }, says: 'the same holds for `api.get`' },
      { at: { file: 'calls.ts', start: calls.indexOf('api.post') }, says: 'the same holds for `api.post`' },
    ],
  });
  expect(finding).not.toHaveProperty('root');
});

test('a single call is told where it stands', () => {
  check(`
    import axios from 'axios';
    const api = axios.create({ baseURL: 'https://a.test' });
    export const one = () => api.get('/1');
    //                       ^^^^^^^ missing-timeout
    export const two = () => api.get('/2', { timeout: 100 });
  `);
});

test('a bound that the instance switches off is told there once', () => {
  check(`
    import axios from 'axios';
    const api = axios.create({ timeout: 0 });
    //          ^^^^^^^^^^^^ disabled-timeout
    export const one = () => api.get('/1');
    export const two = () => api.get('/2');
  `);
});

test('a bound that a call switches off is told at the call', () => {
  check(`
    import axios from 'axios';
    const api = axios.create({ timeout: 100 });
    export const one = () => api.get('/1', { timeout: 0 });
    //                       ^^^^^^^ disabled-timeout
    export const two = () => api.get('/2', { timeout: 0 });
    //                       ^^^^^^^ disabled-timeout
  `);
});

test('a bound of the instance that is too long is told there once', () => {
  check(`
    import axios from 'axios';
    const api = axios.create({ timeout: 600_000 });
    //          ^^^^^^^^^^^^ excessive-timeout
    export const one = () => api.get('/1');
    export const two = () => api.get('/2');
  `);
});

test.each([
  ['under a name', 'const made = axios.create(); kept = made;', 'kept'],
  ['in an object', 'kept = { api: axios.create(), since: Date.now() };', 'kept.api'],
])('an instance that a function makes and keeps for others is told where it is made: %s', (_, keeps, kept) => {
  check(
    `
    import axios from 'axios';
    let kept;
    function begin() { ${keeps} }
    begin();
    export const one = () => ${kept}.get('/1');
    export const two = () => ${kept}.get('/2');
  `.replace(/^.*axios\.create.*$/m, (line) => {
      const at = line.indexOf('axios.create');
      return `${line}\n//${' '.repeat(at - 2)}^^^^^^^^^^^^ missing-timeout`;
    }),
  );
});

test('an instance that a function makes for itself is told where it is made, with the calls related', () => {
  check(`
    import axios from 'axios';
    export async function both() {
      const api = axios.create({ baseURL: 'https://a.test' });
      //          ^^^^^^^^^^^^ missing-timeout
      await api.get('/1');
      await api.get('/2');
    }
  `);
  check(
    `
    import { Client } from '@hubspot/api-client';
    export async function both(token) {
      const hubspot = new Client({ accessToken: token, numberOfApiCallRetries: 3 });
      //                  ^^^^^^ unsafe-retry
      await hubspot.crm.contacts.basicApi.create({ properties: {} });
      await hubspot.crm.companies.basicApi.create({ properties: {} });
    }
  `,
    { rule: 'unsafe-retry' },
  );
});

test('a single call of one that a function makes for itself is told where it stands, and so are all where only they take a bound', () => {
  check(`
    import axios from 'axios';
    export async function one() {
      const api = axios.create({ baseURL: 'https://a.test' });
      await api.get('/1');
      //    ^^^^^^^ missing-timeout
      await api.get('/2', { timeout: 100 });
    }
  `);
  check(`
    import postgres from 'postgres';
    export async function two(id) {
      const sql = postgres('postgres://db.test/shop');
      const users = await sql\`select * from users where id = \${id}\`;
      //                  ^^^ missing-timeout
      const carts = await sql\`select * from carts where id = \${id}\`;
      //                  ^^^ missing-timeout
      return { users, carts };
    }
  `);
});

test('what a function takes out of a shared instance is told where that is made, unless it is told a bound of its own', () => {
  check(`
    import axios from 'axios';
    const api = axios.create();
    //          ^^^^^^^^^^^^ missing-timeout
    export async function both() {
      const users = api.create({ baseURL: 'https://a.test' });
      await users.get('/1');
      const carts = api.create({ baseURL: 'https://b.test' });
      await carts.get('/2');
    }
  `);
  check(`
    import axios from 'axios';
    const api = axios.create({ timeout: 1000 });
    export async function both() {
      const slow = api.create({ timeout: 600_000 });
      //           ^^^^^^^^^^ excessive-timeout
      await slow.get('/1');
      await slow.get('/2');
    }
  `);
});

test('a fix of an instance that a function makes for itself is offered where it is made, and mends its calls at once', () => {
  const text = `import axios from 'axios';
export async function both() {
  const api = axios.create({ baseURL: 'https://a.test' });
  return [await api.get('/1'), await api.get('/2')];
}
`;
  const workspace = openWorkspace({ root: '/project', files: { 'both.ts': text } });
  const [finding, ...others] = workspace.analyse().findings.filter(({ rule }) => rule === 'missing-timeout');
  expect(others).toEqual([]);
  expect(finding?.related.map(({ at }) => at.start)).toEqual([text.indexOf("api.get('/1')"), text.indexOf("api.get('/2')")]);
  const [fix] = finding === undefined ? [] : workspace.fixes(finding);
  expect(fix?.title).toBe('Set `timeout: 5000` on `api` (mends 2 calls)');
  expect(fix?.edits).toHaveLength(1);
});

test('two instances have two roots', () => {
  check(`
    import axios from 'axios';
    const a = axios.create({ baseURL: 'https://a.test' });
    //        ^^^^^^^^^^^^ missing-timeout
    const b = axios.create({ baseURL: 'https://b.test' });
    //        ^^^^^^^^^^^^ missing-timeout
    export const calls = () => [a.get('/1'), a.get('/2'), b.get('/1'), b.get('/2')];
  `);
});

test('a call that somebody silenced is no longer one of them', () => {
  const quiet = calls.replace('export const one', '// breakwater-disable-next-line missing-timeout -- it may take a day\nexport const one');
  const third = 'export const three = () => api.get("/3");\n';
  expect(told({ 'http.ts': http, 'calls.ts': quiet })).toEqual([`missing-timeout calls.ts:${quiet.indexOf('api.post')} +0`]);
  expect(told({ 'http.ts': http, 'calls.ts': quiet + third })).toEqual([`missing-timeout http.ts:${http.indexOf('axios.create')} +2`]);
});

test('silencing it at the root silences them all', () => {
  const quiet = http.replace('export const', '// breakwater-disable-next-line missing-timeout -- the mesh bounds it\nexport const');
  expect(told({ 'http.ts': quiet, 'calls.ts': calls })).toEqual([]);
});

test('where the root was not asked for, the calls are told', () => {
  expect(told({ 'http.ts': http, 'calls.ts': calls }, ['calls.ts'])).toEqual([
    `missing-timeout calls.ts:${calls.indexOf('api.get')} +0`,
    `missing-timeout calls.ts:${calls.indexOf('api.post')} +0`,
  ]);
});

test('the fingerprint of a root does not change when a call comes or goes', () => {
  const print = (text: string) =>
    openWorkspace({ root: '/project', files: { 'http.ts': http, 'calls.ts': text } })
      .analyse()
      .findings.find(({ rule }) => rule === 'missing-timeout')?.fingerprint;
  expect(print(`import { api } from './http';\nexport const zero = () => api.get('/0');\n${calls.slice(calls.indexOf('export'))}`)).toBe(
    print(calls),
  );
});

test('what is made from a shared client has it from there', () => {
  check(`
    import { MongoClient } from 'mongodb';
    const client = new MongoClient('mongodb://a.test');
    //                 ^^^^^^^^^^^ missing-timeout
    export const one = () => client.db('a').collection('b').findOne({});
    export const two = () => client.db('a').collection('c').findOne({});
  `);
});

test('writes that a shared client repeats are told there once', () => {
  check(
    `
    import { Client } from '@hubspot/api-client';
    const hubspot = new Client({ numberOfApiCallRetries: 3 });
    //                  ^^^^^^ unsafe-retry
    export const one = () => hubspot.crm.contacts.basicApi.create({ properties: {} });
    export const two = () => hubspot.crm.companies.basicApi.create({ properties: {} });
  `,
    { rule: 'unsafe-retry' },
  );
});

test('what is taken out of a shared instance is told where that is made, wherever it is taken out', () => {
  const pool = `import { Pool } from 'pg';\nexport const pool = new Pool({ host: 'db' });\nexport const all = () => pool.query('select 1');\n`;
  const taker = `import type { Pool } from 'pg';
export async function move(pool: Pool) {
  const one = await pool.connect();
  await one.query('update a set b = 1');
}
export async function copy({ pool }: { pool: Pool }) {
  const two = await pool.connect();
  await two.query('insert into a values (1)');
}
`;
  const main = `import { copy, move } from './taker';\nimport { pool } from './pool';\nexport const run = async () => { await move(pool); await copy({ pool }); };\n`;
  const files = { 'pool.ts': pool, 'taker.ts': taker, 'main.ts': main };
  expect(told(files)).toEqual([`missing-timeout pool.ts:${pool.indexOf('new Pool') + 4} +5`]);
});

test('what a shared part was taken out of is shared, though a function made it', () => {
  check(`
    import { MongoClient } from 'mongodb';
    let db;
    export async function open() {
      const client = new MongoClient('mongodb://db');
      //                 ^^^^^^^^^^^ missing-timeout
      db = client.db('shop');
    }
    export const users = () => db.collection('users').findOne({});
    export const carts = () => db.collection('carts').findOne({});
  `);
});

test('a copy that is told something of its own is a root of its own', () => {
  check(`
    import axios from 'axios';
    const api = axios.create({ timeout: 1000 });
    const slow = api.create({ timeout: 600_000 });
    //           ^^^^^^^^^^ excessive-timeout
    export const one = () => slow.get('/1');
    export const two = () => slow.get('/2');
  `);
});
