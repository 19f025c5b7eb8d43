import { expect, test } from 'vitest';
import { catalog } from '../../src/catalog';
import { analyse } from '../harness/check';

/** How loud the missing bound of a program's calls is. */
const told = (text: string): readonly string[] =>
  analyse({ files: { 'main.ts': text } })
    .findings.filter(({ rule }) => rule === 'missing-timeout')
    .map(({ severity }) => severity);

const programs: Readonly<Record<string, (driver: string) => string>> = {
  knex: (driver) =>
    `import knex from 'knex';\nconst db = knex({ client: '${driver}', connection: { host: 'a' } });\nexport const all = () => db.select('a').from('b');\n`,
  sequelize: (driver) =>
    `import { Sequelize } from 'sequelize';\nconst db = new Sequelize('a', 'b', 'c', { dialect: '${driver}' });\nexport const all = () => db.query('select 1');\nconst User = db.define('user', {});\nexport const users = () => User.findAll();\n`,
  typeorm: (driver) =>
    `import { DataSource } from 'typeorm';\nconst db = new DataSource({ type: '${driver}', host: 'a' });\nexport const all = () => db.query('select 1');\n`,
};

const rows = catalog.clients.flatMap(({ id, defaults }) =>
  defaults.flatMap(({ beside }) => (beside === undefined ? [] : beside.is.map((driver) => ({ id, driver: String(driver) })))),
);

test('every row of one driver of several is told here', () => {
  expect(rows.map(({ id, driver }) => `${id} ${driver}`)).toEqual(['knex mssql', 'sequelize mssql', 'typeorm mssql']);
});

test.each(rows)('$id ends by itself what goes to $driver', ({ id, driver }) => {
  expect(told(programs[id]?.(driver) ?? '')).toEqual([]);
});

test.each(rows)('$id does not so where another driver stands', ({ id }) => {
  expect(told(programs[id]?.('postgres') ?? '')).toContain('error');
});

test.each(rows)('$id does not so where the limit is switched off', ({ id, driver }) => {
  const off: Readonly<Record<string, readonly [string, string]>> = {
    knex: ["{ host: 'a' }", "{ host: 'a', requestTimeout: 0 }"],
    sequelize: ["dialect: 'mssql'", "dialect: 'mssql', dialectOptions: { options: { requestTimeout: 0 } }"],
    typeorm: ["host: 'a'", "host: 'a', requestTimeout: 0"],
  };
  const [from, to] = off[id] ?? ['', ''];
  const text = (programs[id]?.(driver) ?? '').replace(from, to);
  const found = analyse({ files: { 'main.ts': text } }).findings.map(({ rule }) => rule);
  expect(found).toContain('disabled-timeout');
});

const sequelize = (options: string): string =>
  `import { Sequelize } from 'sequelize';\nconst retry = { max: 10, match: [/ConnectionError/], timeout: 60_000 };\nconst db = new Sequelize({ dialect: 'postgres', ${options} });\nexport const all = () => db.query('select 1');\n`;

test('each try of a query of Sequelize ends by its own limit', () => {
  expect(told(sequelize('retry'))).toEqual([]);
  expect(told(sequelize('retry: { max: 10 }'))).toEqual(['error']);
});
