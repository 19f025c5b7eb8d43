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

/** From what discord.js hands over, members lead to further places. */
test.each<readonly [string, string, readonly string[]]>([
  [
    'a message of an event',
    "client.on('messageCreate', async (message) => { await message.reply('a'); await message.channel.send('b'); await message.guild.members.fetch('1'); });",
    ['message.reply', 'message.channel.send', 'message.guild.members.fetch'],
  ],
  [
    'one that was sent, and what is clicked below it',
    "client.on('messageCreate', async (message) => {\n  const answer = await message.channel.send('a');\n  await answer.edit('b');\n  answer.createMessageComponentCollector().on('collect', async (click) => { await click.update('c'); });\n});",
    ['message.channel.send', 'answer.edit', 'click.update'],
  ],
  [
    'one of those that are kept',
    "export const tell = () => client.guilds.cache.get('1')?.channels.cache.find((one) => one.name === 'a')?.send('b');",
    ['discord.js.send'],
  ],
  [
    'a table that channels are put into',
    "const channels: Record<string, any> = {};\nexport const open = async (name: string) => { channels[name] = await client.channels.fetch(name); };\nconst channelOf = (name: string) => channels[name];\nexport const tell = () => channelOf('a')?.send('b');",
    ['client.channels.fetch', 'discord.js.send'],
  ],
  [
    'a collection of names',
    "const names = new Set<string>();\nclient.on('guildCreate', (guild) => { names.add(guild.name); names.delete(guild.id); });",
    [],
  ],
])('discord.js: %s', (_, text, names) => {
  const source = `import { Client } from 'discord.js';\nconst client = new Client({ intents: [] });\n${text}`;
  expect(timeouts(source).map((line) => line.split(' ')[0])).toEqual(names);
});

/** What stands in a table under a name that is not known is one of its clients; the first speaks for all. */
test('a client out of a table', () => {
  const source =
    "import axios from 'axios';\nconst apis = { a: axios.create({ timeout: 1000 }), b: axios.create({ timeout: 1000 }) };\nexport const get = (name: 'a' | 'b') => apis[name].get('/');";
  expect(timeouts(source)).toEqual(['axios.get 1000']);
});

test('a parameter that stands elsewhere is nothing of the kind', () => {
  const source =
    "import { Bot } from 'grammy';\nconst bot = new Bot('');\nbot.use((ctx, next) => next.reply('hello'));\nbot.catch((error) => error.reply('hello'));";
  expect(told(source)).toEqual([]);
});
