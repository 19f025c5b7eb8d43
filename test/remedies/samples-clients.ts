import type { Sample } from './samples';

/** Further clients of the catalogue, a few lines each: what is imported, and the call that is made at `url`, `host` and `port`. */
export interface Line {
  readonly id: string;
  readonly imports: string;
  readonly ask: string;
  /** What stands before the call. */
  readonly made?: string;
}

export const call = { remedy: 'client-timeout', rule: 'missing-timeout' } as const;
export const signal = { remedy: 'abort-signal', rule: 'missing-timeout' } as const;

export function sample({ id, imports, ask, made }: Line, rest: Omit<Sample, 'id' | 'code'>): Sample {
  const placed = /\b(host|port)\b/.test(`${made} ${ask}`.replace(/\b(host|port):/g, ''))
    ? '  const { hostname: host, port } = new URL(url);\n'
    : '';
  const body = `${placed}${made === undefined ? '' : `  ${made}\n`}  return ${ask};\n`;
  return { id, code: `${imports}\n\nexport const ask = async (url: string) => {\n${body}};\n`, ...rest };
}

/** Where a client takes a number and a signal, the number is offered first, and each is run. */
const signalSamples: readonly Sample[] = [
  sample({ id: 'axios, a signal', imports: "import axios from 'axios';", ask: '(await axios.get(url)).data' }, signal),
  sample({ id: 'got, a signal', imports: "import got from 'got';", ask: 'got(url, { retry: { limit: 0 } }).json()' }, signal),
  sample({ id: 'xior, a signal', imports: "import xior from 'xior';", ask: '(await xior.get(url)).data' }, signal),
  sample(
    { id: 'gaxios, a signal', imports: "import { request } from 'gaxios';", ask: '(await request({ url, retry: false })).data' },
    signal,
  ),
  sample(
    {
      id: 'google-auth-library, a signal',
      imports: "import { OAuth2Client } from 'google-auth-library';",
      made: "const client = new OAuth2Client();\n  client.setCredentials({ access_token: 't', expiry_date: Date.now() + 3_600_000 });",
      ask: '(await client.request({ url, retry: false })).data',
    },
    signal,
  ),
  sample(
    {
      id: '@nestjs/axios, a signal',
      imports: "import { HttpService } from '@nestjs/axios';\nimport axios from 'axios';\nimport { firstValueFrom } from 'rxjs';",
      made: 'const http = new HttpService(axios.create());',
      ask: '(await firstValueFrom(http.get(url))).data',
    },
    signal,
  ),
  sample(
    {
      id: 'plaid, a signal',
      imports: "import { Configuration, PlaidApi } from 'plaid';",
      made: 'const plaid = new PlaidApi(new Configuration({ basePath: url }));',
      ask: "(await plaid.itemGet({ access_token: 't' })).data",
    },
    signal,
  ),
  sample(
    {
      id: 'follow-redirects, a signal',
      imports: "import followed from 'follow-redirects';",
      ask: "new Promise((resolve, reject) => {\n    followed.http\n      .get(url, (answer) => {\n        let text = '';\n        answer.on('data', (part: string) => (text += part));\n        answer.on('end', () => resolve(text));\n        answer.on('error', reject);\n      })\n      .on('error', reject);\n  })",
    },
    signal,
  ),
];

export const clientSamples: readonly Sample[] = [
  ...signalSamples,
  sample({ id: 'gaxios', imports: "import { request } from 'gaxios';", ask: '(await request({ url, retry: false })).data' }, call),
  sample(
    {
      id: 'google-auth-library',
      imports: "import { OAuth2Client } from 'google-auth-library';",
      made: "const client = new OAuth2Client();\n  client.setCredentials({ access_token: 't', expiry_date: Date.now() + 3_600_000 });",
      ask: '(await client.request({ url, retry: false })).data',
    },
    call,
  ),
  sample(
    { id: 'graphql-request', imports: "import { request } from 'graphql-request';", ask: "request({ url, document: '{ a }' })" },
    {
      ...signal,
      answers: { data: { a: 1 } },
    },
  ),
  sample(
    {
      id: '@hey-api/client-fetch',
      imports: "import { createClient } from '@hey-api/client-fetch';",
      made: 'const client = createClient({ baseUrl: url });',
      ask: "(await client.get({ url: '/', throwOnError: true })).data",
    },
    signal,
  ),
  sample(
    {
      id: '@nestjs/axios',
      imports: "import { HttpService } from '@nestjs/axios';\nimport axios from 'axios';\nimport { firstValueFrom } from 'rxjs';",
      made: 'const http = new HttpService(axios.create());',
      ask: '(await firstValueFrom(http.get(url))).data',
    },
    call,
  ),
  sample(
    {
      id: 'simple-get',
      imports: "import get from 'simple-get';",
      ask: 'new Promise((resolve, reject) => {\n    get.concat({ url }, (failure, _, body) => (failure ? reject(failure) : resolve(String(body))));\n  })',
    },
    call,
  ),
  sample({ id: 'phin', imports: "import phin from 'phin';", ask: "String((await phin({ url, method: 'GET' })).body)" }, call),
  sample(
    {
      id: 'request',
      imports: "import request from 'request';",
      ask: 'new Promise((resolve, reject) => request.get({ url }, (error, _, body) => (error ? reject(error) : resolve(body))))',
    },
    call,
  ),
  sample({ id: 'request-promise-native', imports: "import request from 'request-promise-native';", ask: 'request.get({ url })' }, call),
  sample({ id: 'xior', imports: "import xior from 'xior';", ask: '(await xior.get(url)).data' }, call),
  sample(
    {
      id: 'follow-redirects',
      imports: "import followed from 'follow-redirects';",
      ask: "new Promise((resolve, reject) => {\n    followed.http\n      .get(url, (answer) => {\n        let text = '';\n        answer.on('data', (part: string) => (text += part));\n        answer.on('end', () => resolve(text));\n        answer.on('error', reject);\n      })\n      .on('error', reject);\n  })",
    },
    call,
  ),
  sample(
    {
      id: 'meilisearch',
      imports: "import { Meilisearch } from 'meilisearch';",
      made: 'const client = new Meilisearch({ host: url });',
      ask: 'client.getStats()',
    },
    call,
  ),
  sample(
    {
      id: 'dockerode',
      imports: "import Docker from 'dockerode';",
      made: "const docker = new Docker({ host, port: Number(port), protocol: 'http' });",
      ask: 'docker.listContainers()',
    },
    { ...call, answers: [], unrun: 'an answer that stops in its midst is let go, and whoever waits for it is never told' },
  ),
  sample(
    {
      id: 'mailgun.js',
      imports: "import Mailgun from 'mailgun.js';",
      made: "const client = new Mailgun(FormData).client({ username: 'api', key: 'k', url });",
      ask: "client.domains.get('a')",
    },
    { ...call, answers: { domain: { name: 'a' } } },
  ),
  sample(
    {
      id: '@azure/data-tables',
      imports: "import { TableClient } from '@azure/data-tables';",
      made: "const table = new TableClient(url, 't', { allowInsecureConnection: true, retryOptions: { maxRetries: 0 } });",
      ask: "(await table.getEntity('a', 'b')).name",
    },
    { ...signal, answers: { name: 'a' } },
  ),
  sample(
    {
      id: '@apollo/client',
      imports: "import { ApolloClient, HttpLink, InMemoryCache, gql } from '@apollo/client';",
      made: 'const client = new ApolloClient({ cache: new InMemoryCache(), link: new HttpLink({ uri: url }) });',
      ask: '(await client.query({ query: gql`{ a }` })).data',
    },
    { ...signal, answers: { data: { a: 1 } } },
  ),
  sample(
    {
      id: 'sequelize',
      imports: "import { Sequelize } from 'sequelize';",
      made: "const db = new Sequelize({ dialect: 'postgres', host, port: Number(port), username: 'u', password: 'p', database: 'd', logging: false, databaseVersion: '16.0.0' });",
      ask: "db.query('select 1')",
    },
    { ...call, speaks: 'postgres', ends: ['silent'], unrun: 'it ends the wait, and nothing is ended on the wire' },
  ),
  sample(
    {
      id: 'typeorm',
      imports: "import { DataSource } from 'typeorm';",
      made: "const db = new DataSource({ type: 'postgres', host, port: Number(port), username: 'u', password: 'p', database: 'd' });",
      ask: '(await db.initialize()).isInitialized',
    },
    { ...call, speaks: 'postgres', ends: ['silent'], unrun: 'it ends the wait, and nothing is ended on the wire' },
  ),
  sample(
    {
      id: 'mariadb',
      imports: "import mariadb from 'mariadb';",
      made: "const connection = await mariadb.createConnection({ host, port: Number(port), user: 'u', password: 'p', database: 'd' });",
      ask: "JSON.stringify(Object.keys(await connection.query('select 1')))",
    },
    { ...call, speaks: 'mysql', unrun: 'a connection that is idle for so long is closed, too' },
  ),
  sample(
    {
      id: 'knex',
      imports: "import knex from 'knex';",
      made: "const db = knex({ client: 'pg', version: '16', connection: { host, port: Number(port), user: 'u', password: 'p', database: 'd' } });",
      ask: "db('a').select('b')",
    },
    { ...call, speaks: 'postgres', ends: ['silent'], unrun: 'it ends the wait, and nothing is ended on the wire' },
  ),
  sample(
    {
      id: 'googleapis',
      imports: "import { drive } from '@googleapis/drive';",
      made: "const files = drive({ version: 'v3', auth: 'key', rootUrl: `${url}/`, retry: false }).files;",
      ask: '(await files.list()).data',
    },
    { ...call, client: 'googleapis' },
  ),
  sample(
    {
      id: '@slack/bolt',
      imports: "import { App } from '@slack/bolt';",
      made: "const app = new App({ token: 't', signingSecret: 's', tokenVerificationEnabled: false, clientOptions: { slackApiUrl: `${url}/`, retryConfig: { retries: 0 } } });",
      ask: '(await app.client.users.info({ user: "u" })).ok',
    },
    { ...call, answers: { ok: true } },
  ),
  sample(
    {
      id: '@mikro-orm/core',
      imports: "import { MikroORM } from '@mikro-orm/postgresql';",
      made: "const orm = await MikroORM.init({ host, port: Number(port), user: 'u', password: 'p', dbName: 'd', entities: [], discovery: { warnWhenNoEntities: false } });",
      ask: "orm.em.getConnection().execute('select 1')",
    },
    {
      ...call,
      client: '@mikro-orm/core',
      speaks: 'postgres',
      ends: ['silent'],
      unrun: 'it ends the wait, and nothing is ended on the wire',
    },
  ),
  sample(
    {
      id: '@reduxjs/toolkit/query',
      imports: "import { fetchBaseQuery } from '@reduxjs/toolkit/query';",
      made: "const query = fetchBaseQuery({ baseUrl: url });\n  const answer = await query('/a', { signal: new AbortController().signal, abort: () => {}, dispatch: (x: any) => x, getState: () => ({}), extra: undefined, endpoint: 'a', type: 'query' }, {});\n  if (answer.error !== undefined) throw new Error('failed');",
      ask: 'answer.data',
    },
    call,
  ),
];
