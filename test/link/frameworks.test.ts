import { describe, expect, test } from 'vitest';
import { analyse, type Source } from '../harness/check';
import { timeouts, told } from '../harness/told';

/** What a framework's own way of calling looks like: it is seen, its bound is seen, and what is safe by default is not complained of. */

const rulesIn = (source: Source): readonly string[] =>
  analyse(source)
    .findings.filter(({ severity }) => severity !== 'info')
    .map(({ rule }) => rule);

describe('NestJS', () => {
  const service = (body: string): string =>
    `import { HttpService } from '@nestjs/axios';\nimport { Injectable } from '@nestjs/common';\nimport { firstValueFrom, timeout } from 'rxjs';\n@Injectable()\nexport class Users {\n  constructor(private readonly http: HttpService) {}\n  one() { return ${body}; }\n}\n`;
  const module = (options: string): string =>
    `import { HttpModule } from '@nestjs/axios';\nimport { Module } from '@nestjs/common';\nimport { Users } from './users';\n@Module({ imports: [${options}], providers: [Users] })\nexport class UsersModule {}\n`;

  test('an injected service of which nothing is known', () => {
    expect(timeouts(service("firstValueFrom(this.http.get('/1'))"))).toEqual(['this.http.get ?']);
  });

  test('what the call says', () => {
    expect(timeouts(service("firstValueFrom(this.http.get('/1', { timeout: 2000 }))"))).toEqual(['this.http.get 2000']);
  });

  test('an operator behind it', () => {
    expect(timeouts(service("firstValueFrom(this.http.get('/1').pipe(timeout(3000)))"))).toEqual(['this.http.get 3000']);
  });

  test('what its module is registered with', () => {
    const files = {
      'users.ts': service("firstValueFrom(this.http.get('/1'))"),
      'users.module.ts': module('HttpModule.register({ timeout: 5000 })'),
    };
    expect(timeouts({ files })).toEqual(['this.http.get 5000']);
  });

  test('the call goes before its module', () => {
    const files = {
      'users.ts': service("firstValueFrom(this.http.get('/1', { timeout: 2000 }))"),
      'users.module.ts': module('HttpModule.register({ timeout: 5000 })'),
    };
    expect(timeouts({ files })).toEqual(['this.http.get 2000']);
  });

  test('what a factory makes is not known', () => {
    const files = {
      'users.ts': service("firstValueFrom(this.http.get('/1'))"),
      'users.module.ts': module('HttpModule.registerAsync({ useFactory: () => ({ timeout: 5000 }) })'),
    };
    expect(timeouts({ files })).toEqual(['this.http.get ?']);
    expect(rulesIn({ files })).toEqual([]);
  });

  test.each([
    [
      'moduleRef',
      "import { ModuleRef } from '@nestjs/core';",
      'private readonly ref: ModuleRef',
      'this.ref.get(HttpService, { strict: false })',
    ],
    ['a field taken from it', "import { ModuleRef } from '@nestjs/core';", 'private readonly ref: ModuleRef', 'this.taken()'],
    [
      'an application',
      "import { INestApplicationContext } from '@nestjs/common';",
      'private readonly ref: INestApplicationContext',
      'this.ref.get(HttpService)',
    ],
  ])('%s', (_, line, field, got) => {
    const text = `${line}\nimport { HttpService } from '@nestjs/axios';\nexport class Users {\n  constructor(${field}) {}\n  taken() { return this.ref.get(HttpService); }\n  one() { return ${got}.get('/1'); }\n}\n`;
    expect(timeouts(text)).toHaveLength(1);
    expect(timeouts(text)[0]).toMatch(/get \?$/);
    const files = { 'users.ts': text, 'users.module.ts': module('HttpModule.register({ timeout: 5000 })') };
    expect(timeouts({ files })[0]).toMatch(/get 5000$/);
  });
});

const rows: readonly (readonly [name: string, text: string, seen: string | RegExp])[] = [
  [
    'Angular HttpClient bounded by an operator',
    "import { HttpClient } from '@angular/common/http';\nimport { timeout } from 'rxjs';\nexport class Users {\n  constructor(private readonly http: HttpClient) {}\n  one() { return this.http.get('/1').pipe(timeout(3000)); }\n}",
    /get timeout 3000/,
  ],
  [
    'rxjs operators around fromFetch',
    "import { fromFetch } from 'rxjs/fetch';\nimport { retry, timeout } from 'rxjs';\nexport const one = fromFetch('https://x.test/1').pipe(timeout(3000), retry(2));",
    /timeout 3000.* · retry 3/,
  ],
  [
    'TanStack Query',
    "'use client';\nimport { useQuery } from '@tanstack/react-query';\nexport const useUser = () => useQuery({ queryKey: ['u'], queryFn: ({ signal }) => fetch('https://x.test/1', { signal }) });",
    /fetch timeout . · retry 4/,
  ],
  [
    'TanStack Query without repeats',
    "'use client';\nimport { useQuery } from '@tanstack/react-query';\nexport const useUser = () => useQuery({ queryKey: ['u'], retry: false, queryFn: () => fetch('https://x.test/1', { signal: AbortSignal.timeout(3000) }) });",
    /fetch timeout 3000.* attempts 1/,
  ],
  [
    'TanStack Query, whose options a function gives',
    "'use client';\nimport { createQuery } from '@tanstack/solid-query';\nexport const user = () => createQuery(() => ({ queryKey: ['u'], retry: 1, queryFn: () => fetch('https://x.test/1', { signal: AbortSignal.timeout(3000) }) }));",
    /fetch timeout 3000 total · retry 2/,
  ],
  [
    'TanStack Query, whose options a function of several lines gives',
    "'use client';\nimport { injectQuery } from '@tanstack/angular-query-experimental';\nexport const user = (id: string) => injectQuery(() => { const queryKey = [id]; return { queryKey, queryFn() { return fetch('https://x.test/1'); } }; });",
    /fetch timeout . · retry 4/,
  ],
  [
    'an object that a function gives to something else',
    "import { made } from './made';\nimport { createQuery } from '@tanstack/solid-query';\nexport const user = () => made(() => ({ queryFn: () => fetch('https://x.test/1', { signal: AbortSignal.timeout(3000) }) }));",
    /fetch timeout 3000 total · retry – /,
  ],
  [
    'SWR',
    "'use client';\nimport useSWR from 'swr';\nexport const useUser = () => useSWR('https://x.test/1', (url) => fetch(url, { signal: AbortSignal.timeout(3000) }));",
    /fetch timeout 3000.* · retry unknown/,
  ],
  [
    'RTK Query',
    "import { fetchBaseQuery } from '@reduxjs/toolkit/query';\nconst base = fetchBaseQuery({ baseUrl: 'https://x.test', timeout: 3000 });\nexport const one = (api: never) => base('/1', api, {});",
    /timeout 3000/,
  ],
  [
    'RTK Query with repeats',
    "import { fetchBaseQuery, retry } from '@reduxjs/toolkit/query';\nconst base = fetchBaseQuery({ baseUrl: 'https://x.test', timeout: 3000 });\nconst patient = retry((args, api, extra) => base(args, api, extra), { maxRetries: 2 });\nexport const one = (api: never) => patient('/1', api, {});",
    /timeout 3000.* · retry 3/,
  ],
  [
    'tRPC',
    "import { createTRPCClient, httpLink } from '@trpc/client';\nconst client = createTRPCClient({ links: [httpLink({ url: 'https://x.test' })] });\nexport const one = () => client.user.get.query({}, { signal: AbortSignal.timeout(3000) });",
    /query timeout 3000/,
  ],
  [
    'Apollo',
    "import { ApolloClient, gql, HttpLink, InMemoryCache } from '@apollo/client';\nconst client = new ApolloClient({ link: new HttpLink({ uri: 'https://x.test' }), cache: new InMemoryCache() });\nexport const one = () => client.query({ query: gql`{ a }`, context: { fetchOptions: { signal: AbortSignal.timeout(3000) } } });",
    /query timeout 3000/,
  ],
  [
    'urql',
    "import { Client, fetchExchange } from '@urql/core';\nconst client = new Client({ url: 'https://x.test', exchanges: [fetchExchange] });\nexport const one = () => client.query('{ a }', {}).toPromise();",
    /query timeout –/,
  ],
  [
    'Prisma',
    "import { PrismaClient } from '@prisma/client';\nconst prisma = new PrismaClient();\nexport const one = () => prisma.user.findMany();",
    /findMany/,
  ],
  [
    'TypeORM',
    "import { DataSource } from 'typeorm';\nconst source = new DataSource({ type: 'postgres', extra: { query_timeout: 3000 } });\nexport const one = () => source.query('select 1');",
    /query timeout 3000/,
  ],
  [
    'TypeORM with a driver that does not hear it',
    "import { DataSource } from 'typeorm';\nconst source = new DataSource({ type: 'mysql', extra: { query_timeout: 3000 } });\nexport const one = () => source.query('select 1');",
    /query timeout –/,
  ],
  [
    'Sequelize',
    "import { Sequelize } from 'sequelize';\nconst db = new Sequelize('postgres://h/d', { dialectOptions: { query_timeout: 3000 } });\nexport const one = () => db.query('select 1');",
    /query timeout 3000/,
  ],
  [
    'Knex',
    "import knex from 'knex';\nconst db = knex({ client: 'pg' });\nexport const one = () => db.select('a').from('t').timeout(3000, { cancel: true });",
    /timeout 3000/,
  ],
  [
    'Drizzle',
    "import { drizzle } from 'drizzle-orm/node-postgres';\nimport { Pool } from 'pg';\nconst db = drizzle(new Pool({ query_timeout: 3000 }));\nexport const one = () => db.execute('select 1');",
    /execute timeout 3000/,
  ],
  [
    'Temporal',
    "import { Client } from '@temporalio/client';\nconst client = new Client();\nexport const begin = () => client.workflow.start('w', { taskQueue: 'q', workflowId: 'i' });",
    /start timeout – · retry 10/,
  ],
  [
    'BullMQ',
    "import { Queue } from 'bullmq';\nconst queue = new Queue('q', { connection: { commandTimeout: 3000 } });\nexport const add = () => queue.add('a', {});",
    /add timeout 3000/,
  ],
  [
    'Inngest',
    "import { Inngest } from 'inngest';\nconst inngest = new Inngest({ id: 'a' });\nexport const f = inngest.createFunction({ id: 'f', retries: 2 }, { event: 'e' }, async ({ step }) => step.run('one', () => fetch('https://x.test/1', { signal: AbortSignal.timeout(3000) })));",
    /fetch timeout 3000/,
  ],
];

describe('its call is recognised, and its bound seen', () => {
  test.each(rows)('%s', (_, text, seen) => {
    expect(told(text).join('\n')).toMatch(seen);
  });
});

describe('silence where it is safe by default', () => {
  test.each([
    [
      'Temporal: its client gives up connecting',
      "import { Connection } from '@temporalio/client';\nexport const open = () => Connection.connect({ address: 'h:7233' });",
    ],
    [
      'an observable that its operator bounds',
      "import { HttpClient } from '@angular/common/http';\nimport { timeout } from 'rxjs';\nexport class Users {\n  constructor(private readonly http: HttpClient) {}\n  one() { return this.http.get('/1').pipe(timeout(3000)); }\n}",
    ],
    [
      'a base query with its own timeout',
      "import { fetchBaseQuery } from '@reduxjs/toolkit/query';\nconst base = fetchBaseQuery({ baseUrl: 'https://x.test', timeout: 3000 });\nexport const one = (api: never) => base('/1', api, {});",
    ],
    [
      'a page that leaves with its query',
      "'use client';\nimport { useQuery } from '@tanstack/react-query';\nexport const useUser = () => useQuery({ queryKey: ['u'], queryFn: ({ signal }) => fetch('/api/1', { signal }) });",
    ],
  ])('%s', (_, text) => {
    expect(rulesIn(text)).toEqual([]);
  });
});
