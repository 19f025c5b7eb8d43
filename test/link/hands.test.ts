import { expect, test } from 'vitest';
import { timeouts, told } from '../harness/told';

/** What a client hands to a function it is given is a client as well, with the bounds of the one that handed it over. */
test.each<readonly [string, string, RegExp]>([
  [
    'the context of an update',
    "import { Bot } from 'grammy';\nconst bot = new Bot('', { client: { timeoutSeconds: 5 } });\nbot.command('start', (ctx) => ctx.reply('hello'));",
    /ctx\.reply .*5000/,
  ],
  [
    'the context, to a handler that has a name',
    "import { Bot } from 'grammy';\nconst bot = new Bot('', { client: { timeoutSeconds: 5 } });\nasync function greet(ctx) {\n  await ctx.api.sendMessage(1, 'hello');\n}\nbot.on('message', greet);",
    /sendMessage .*5000/,
  ],
  [
    'the context, by its type alone',
    "import type { Context } from 'telegraf';\nexport const greet = (ctx: Context) => ctx.reply('hello');",
    /ctx\.reply 500000/,
  ],
  [
    'a method of the bot that is bound first',
    "import { Bot } from 'grammy';\nconst bot = new Bot('', { client: { timeoutSeconds: 5 } });\nconst send = () => bot.api.sendMessage.bind(bot.api);\nexport const greet = () => send()(1, 'hello');",
    /5000/,
  ],
])('%s', (_, source, wanted) => {
  const lines = timeouts(source);
  expect(lines).toHaveLength(1);
  expect(lines[0]).toMatch(wanted);
});

/** The call that opens a transaction stands first, and what is asked inside of it behind it, as little bounded. */
test.each<readonly [string, string, readonly string[]]>([
  [
    'Prisma',
    "import { PrismaClient } from '@prisma/client';\nconst db = new PrismaClient();\nexport const move = () => db.$transaction(async (tx) => { await tx.user.create({}); });",
    ['db.$transaction', 'tx.user.create'],
  ],
  [
    'Knex',
    "import knex from 'knex';\nconst db = knex({ client: 'pg' });\nexport const move = () => db.transaction(async (trx) => { await trx('users').insert({}); await trx.raw('select 1'); });",
    ['db.transaction', 'trx', 'trx.raw'],
  ],
  [
    'TypeORM',
    "import { DataSource } from 'typeorm';\nconst db = new DataSource({ type: 'postgres' });\nexport const move = () => db.manager.transaction(async (manager) => { await manager.save({}); });",
    ['db.manager.transaction', 'manager.save'],
  ],
  [
    'Drizzle',
    "import { drizzle } from 'drizzle-orm/node-postgres';\nimport { Pool } from 'pg';\nconst db = drizzle(new Pool());\nexport const move = () => db.transaction(async (tx) => { await tx.insert({}).values({}); });",
    ['db.transaction', 'tx.insert'],
  ],
  [
    'postgres',
    "import postgres from 'postgres';\nconst sql = postgres('');\nexport const move = () => sql.begin(async (tx) => { await tx`select 1`; });",
    ['sql.begin', 'tx'],
  ],
  [
    'a connection that is handed to a callback',
    "import { Pool } from 'pg';\nconst pool = new Pool();\npool.connect((error, client, done) => { client.query('select 1', done); });",
    ['pool.connect', 'client.query'],
  ],
])('inside of a transaction: %s', (_, source, names) => {
  expect(timeouts(source).map((line) => line.split(' ')[0])).toEqual(names);
});

test('a parameter that stands elsewhere is nothing of the kind', () => {
  const source =
    "import { Bot } from 'grammy';\nconst bot = new Bot('');\nbot.use((ctx, next) => next.reply('hello'));\nbot.catch((error) => error.reply('hello'));";
  expect(told(source)).toEqual([]);
});
