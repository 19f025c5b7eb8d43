import { expect, test } from 'vitest';
import { everyWay } from '../harness/every-way';
import { timeouts } from '../harness/told';

const types = "import type { Pool, PoolClient } from 'pg';\n";
const body = "work((client) => client.query('select 1'))";

test.each([
  ['a function type', 'export const run = async (work: <T>(task: (client: PoolClient) => Promise<T>) => Promise<T>) => BODY;'],
  [
    'an interface that is called',
    'interface Work { <T>(task: (client: PoolClient) => Promise<T>): Promise<T>; }\nexport const run = async (work: Work) => BODY;',
  ],
  [
    'an interface that extends one that is called',
    `interface Work { <T>(task: (client: PoolClient) => Promise<T>): Promise<T>; }
    interface More extends Work { retried: Work; }
    export const run = async (work: More) => BODY;`,
  ],
  [
    'a member of an interface',
    `interface Work { retried: <T>(task: (client: PoolClient) => Promise<T>) => Promise<T>; }
    export const run = async (it: Work) => it.retried((client) => client.query('select 1'));`,
  ],
  [
    'a method of an interface',
    `interface Db { use<T>(task: (client: PoolClient) => Promise<T>): Promise<T>; }
    export const run = async (db: Db) => db.use((client) => client.query('select 1'));`,
  ],
  [
    'a name for a function type',
    'type Work = <T>(task: (client: PoolClient) => Promise<T>) => Promise<T>;\nexport const run = async (work: Work) => BODY;',
  ],
  [
    'a written type of what is handed on as it comes',
    `type Work = <T>(task: (client: PoolClient) => Promise<T>) => Promise<T>;
    const made = (work: Work): Work => async (...all) => work(...all);
    declare const first: Work;
    const work: Work = made(first);
    export const run = async () => BODY;`,
  ],
  [
    'what a method of an interface gives',
    `interface Db { pool(): Pool; }
    export const run = async (db: Db) => db.pool().query('select 1');`,
  ],
])('a client by the written type of a function: %s', (_, text) => {
  const files = { 'main.ts': types + text.replace('BODY', body) };
  expect(timeouts({ files })).toEqual([expect.stringMatching(/\.query \?$/)]);
  everyWay({ files });
});

test('a type that names no client names none', () => {
  const text =
    'interface Rows { query(text: string): Promise<unknown>; }\nexport const run = async (work: (task: (rows: Rows) => Promise<unknown>) => Promise<unknown>) => BODY;';
  expect(timeouts({ files: { 'main.ts': types + text.replace('BODY', body) } })).toEqual([]);
});
