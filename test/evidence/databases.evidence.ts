import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { claim } from './claims';
import type { Place } from './faults';
import { load } from './packages/load.mjs';
import { record } from './proofs';
import type { Options } from './table';
import { hard, tds } from './tds';
import { tns, tnsHeeding } from './tns';
import { both } from './running';
import { mongo, mongoDropping, mysql, postgres, postgresBegun, redis } from './wires';

record(import.meta.filename);

const { default: pg } = await load('pg');
const { default: postgresJs } = await load('postgres');
const { default: mysql2 } = await load('mysql2/promise');
const { default: mysqlOld } = await load('mysql');
const { default: mariadb } = await load('mariadb');
const tedious = await load('tedious').then((loaded) => loaded.default);
const { default: mssql } = await load('mssql');
const { default: oracledb } = await load('oracledb');
const { default: knex } = await load('knex');
const { DataSource } = await load('typeorm').then((loaded) => loaded.default ?? loaded);
const { Sequelize } = await load('sequelize').then((loaded) => loaded.default);
const { drizzle } = await load('drizzle-orm/node-postgres');
const kysely = await load('kysely');
const { MongoClient } = await load('mongodb');
const { default: mongoose } = await load('mongoose');
const { createClient } = await load('redis');
const { createClient: createClient4 } = await load('redis-4');
const { Redis } = await load('ioredis');
const { Redis: Valkey } = await load('iovalkey').then((loaded) => loaded.default ?? loaded);
const { default: Memcached } = await load('memcached');
const { Client: MemJs } = await load('memjs').then((loaded) => loaded.default);

/** Prisma writes a client for a schema into its own folder, which needs none of its native programs. */
async function generated(): Promise<{ PrismaClient: PrismaMaker; PrismaPg: new (options: Options) => unknown }> {
  const packages = join(import.meta.dirname, 'packages');
  const folder = mkdtempSync(join(packages, 'node_modules/.prisma-'));
  const schema = join(folder, 'schema.prisma');
  try {
    writeFileSync(
      schema,
      `generator client {
         provider = "prisma-client-js"
         output = "${join(packages, 'node_modules/.prisma/client')}"
       }
       datasource db {
         provider = "postgresql"
       }
       model Thing {
         id Int @id
       }`,
    );
    const env = { ...process.env, PRISMA_SCHEMA_ENGINE_BINARY: process.execPath, CHECKPOINT_DISABLE: '1', PRISMA_HIDE_UPDATE_MESSAGE: '1' };
    const command = [join(packages, 'node_modules/prisma/build/index.js'), 'generate', '--schema', schema];
    execFileSync(process.execPath, command, { cwd: packages, env, stdio: 'pipe' });
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
  const [{ default: made }, adapter] = await Promise.all([load('@prisma/client'), load('@prisma/adapter-pg')]);
  return { PrismaClient: made.PrismaClient, PrismaPg: adapter.PrismaPg };
}

interface Prisma {
  readonly thing: { readonly findMany: () => Promise<unknown> };
  readonly $transaction: (run: (inside: Prisma) => Promise<unknown>, options?: Options) => Promise<unknown>;
}

type PrismaMaker = new (options: Options) => Prisma;

const { PrismaClient, PrismaPg } = await generated();

/** What bounds a query is told to the adapter, which is made of the driver's own options. */
function prisma(at: Place, { adapter, ...made }: Options): Prisma {
  return new PrismaClient({ adapter: new PrismaPg({ host: at.host, port: at.port, ...login, ...Object(adapter) }), ...made });
}

const login = { user: 'u', password: 'p', database: 'd' };
/** Whoever says that somebody else has let him in is let in. */
async function asked(at: Place, { callTimeout, ...made }: Options): Promise<unknown> {
  const address = `(ADDRESS=(PROTOCOL=TCP)(HOST=${at.host})(PORT=${at.port}))`;
  const connectString = `(DESCRIPTION=${address}(CONNECT_DATA=(SERVICE_NAME=d)))`;
  const connection = await oracledb.getConnection({ externalAuth: true, connectString, ...made });
  if (callTimeout !== undefined) connection.callTimeout = callTimeout;
  return connection.execute('select 1 from dual');
}

const started = 'It starts once connected; connecting has a bound of its own.';
const soon = (): AbortSignal => AbortSignal.timeout(400);

claim(
  {
    id: 'pg',
    package: 'pg',
    on: ['instance', 'pool'],
    many: (at, count, _, made) => {
      const pool = new pg.Pool({ host: at.host, port: at.port, ...login, ...made });
      pool.on('error', () => {});
      return Promise.all(Array.from({ length: count }, () => pool.query('select 1')));
    },
    place: postgres,
    get: (at, call, made) => {
      const pool = new pg.Pool({ host: at.host, port: at.port, ...login, ...made });
      pool.on('error', () => {});
      return pool.query({ text: 'select 1', ...call });
    },
    bare: { silent: 'pending', mute: 'pending', hole: 'pending' },
    options: [
      { option: 'query_timeout', at: 'instance', value: 400, bounds: { silent: true } },
      { option: 'query_timeout', at: 'instance', value: 400, bounds: { mute: false }, aside: started },
      { option: 'query_timeout', value: 400, bounds: { silent: true } },
      { option: 'statement_timeout', at: 'instance', value: 400, bounds: { silent: false } },
      { option: 'connectionTimeoutMillis', at: 'instance', value: 400, bounds: { silent: false, mute: true, hole: true } },
    ],
  },
  {
    id: 'postgres',
    package: 'postgres',
    many: (at, count, _, made) => {
      const sql = postgresJs({ host: at.host, port: at.port, ...login, ...made });
      at.after(() => sql.end({ timeout: 0 }));
      return Promise.all(Array.from({ length: count }, () => sql`select 1`));
    },
    place: postgres,
    get: (at, _, made) => {
      const sql = postgresJs({ host: at.host, port: at.port, ...login, ...made });
      at.after(() => sql.end({ timeout: 0 }));
      return sql`select 1`;
    },
    bare: { silent: 'pending', mute: 30_000, hole: 30_000 },
    options: [{ option: 'connect_timeout', at: 'instance', value: 1, ms: 1000, bounds: { silent: false, mute: true, hole: true } }],
  },
  {
    id: 'mysql2',
    package: 'mysql2',
    on: ['instance', 'pool'],
    many: (at, count, _, made) => {
      const pool = mysql2.createPool({ host: at.host, port: at.port, ...login, ...made });
      return Promise.all(Array.from({ length: count }, () => pool.query('select 1')));
    },
    place: mysql,
    get: (at, call, made) => mysql2.createPool({ host: at.host, port: at.port, ...login, ...made }).query({ sql: 'select 1', ...call }),
    bare: { silent: 'pending', mute: 10_000, hole: 10_000 },
    options: [
      { option: 'timeout', value: 400, bounds: { silent: true } },
      { option: 'timeout', value: 400, bounds: { mute: false }, aside: started },
      { option: 'connectTimeout', at: 'instance', value: 400, bounds: { silent: false, mute: true, hole: true } },
    ],
  },
  {
    id: 'mysql',
    package: 'mysql',
    on: ['instance', 'pool'],
    many: (at, count, _, made) => {
      const pool = mysqlOld.createPool({ host: at.host, port: at.port, ...login, ...made });
      for (let i = 0; i < count; i += 1) pool.query('select 1', () => {});
      return new Promise(() => {});
    },
    place: mysql,
    get: (at, call, made) =>
      new Promise((resolve, reject) => {
        const pool = mysqlOld.createPool({ host: at.host, port: at.port, ...login, ...made });
        pool.query({ sql: 'select 1', ...call }, (error: unknown, rows: unknown) => (error ? reject(error) : resolve(rows)));
      }),
    bare: { silent: 'pending', mute: 10_000, hole: 10_000 },
    options: [
      { option: 'timeout', value: 400, bounds: { silent: true } },
      { option: 'connectTimeout', at: 'instance', value: 400, bounds: { silent: false, hole: true } },
      { option: 'acquireTimeout', at: 'instance', value: 400, bounds: { silent: false, mute: true } },
    ],
  },
  {
    id: 'mariadb',
    how: { socketTimeout: { made: { connectTimeout: 10_000 } } },
    package: 'mariadb',
    on: ['instance', 'connection'],
    place: mysql,
    get: async (at, call, made) => {
      const connection = await mariadb.createConnection({ host: at.host, port: at.port, ...login, ...made });
      return connection.query({ sql: 'select 1', ...call });
    },
    bare: { silent: 'pending', mute: 1000, hole: 1000 },
    options: [{ option: 'connectTimeout', at: 'instance', value: 400, bounds: { mute: true, hole: true } }],
  },
  {
    id: 'mariadb',
    how: {
      connectTimeout: { made: { initializationTimeout: 400 }, skip: 'the pool tries on until `acquireTimeout`' },
      acquireTimeout: { fault: 'mute' },
      'default timeout': { fault: 'mute' },
    },
    package: 'mariadb',
    on: ['pool'],
    many: (at, count, _, made) => {
      const pool = mariadb.createPool({ host: at.host, port: at.port, ...login, acquireTimeout: 60_000, ...made });
      at.after(() => pool.end());
      return Promise.all(Array.from({ length: count }, () => pool.query('select 1')));
    },
    place: mysql,
    get: (at, call, made) => {
      const pool = mariadb.createPool({ host: at.host, port: at.port, ...login, ...made });
      at.after(() => pool.end());
      return pool.query({ sql: 'select 1', ...call });
    },
  },
  {
    id: 'tedious',
    // It asks the server to stop first, and waits five seconds for the answer to that.
    how: { requestTimeout: { value: 400, ms: 5400 }, 'default timeout attempt': { made: { cancelTimeout: 500 } } },
    package: 'tedious',
    place: tds,
    get: (at, _, made) =>
      new Promise((resolve, reject) => {
        const authentication = { type: 'default', options: { userName: 'u', password: 'p' } };
        const options = { port: at.port, encrypt: false, trustServerCertificate: true, ...made };
        const connection = new tedious.Connection({ server: at.host, authentication, options });
        at.after(() => connection.close());
        connection.on('error', () => {});
        connection.connect((error: unknown) => {
          if (error) reject(error);
          else connection.execSql(new tedious.Request(hard, (failed: unknown) => (failed ? reject(failed) : resolve(undefined))));
        });
      }),
    bare: { mute: 15_000, hole: 15_000 },
    options: [{ option: 'connectTimeout', at: 'instance', value: 400, bounds: { silent: false, mute: true, hole: true } }],
  },
  {
    id: 'oracledb',
    package: 'oracledb',
    on: ['module', 'instance'],
    get: (at, call, _) => {
      const address = `(ADDRESS=(PROTOCOL=TCP)(HOST=${at.host})(PORT=${at.port}))`;
      const connectString = `(DESCRIPTION=${address}(CONNECT_DATA=(SERVICE_NAME=d)))`;
      return oracledb.getConnection({ user: 'u', password: 'p', connectString, ...call });
    },
    bare: { mute: 'pending', hole: 20_000 },
    options: [
      { option: 'connectTimeout', value: 1, ms: 1000, bounds: { hole: true } },
      { option: 'transportConnectTimeout', value: 1, ms: 1000, bounds: { hole: true } },
    ],
  },
  {
    id: 'oracledb',
    package: 'oracledb',
    on: ['connection', 'instance'],
    place: tnsHeeding,
    get: (at, _, made) => asked(at, made),
    bare: { silent: 'pending', mute: 'pending' },
    options: [{ option: 'callTimeout', at: 'instance', value: 400, bounds: { silent: true } }],
  },
  {
    id: 'oracledb',
    package: 'oracledb',
    on: ['connection'],
    place: tns,
    get: (at, _, made) => asked(at, made),
    options: [
      {
        option: 'callTimeout',
        at: 'instance',
        value: 400,
        bounds: { silent: false },
        aside:
          'A database that has gone silent does not answer the demand to stop either, and is waited for on; there is no other bound on a call, so the model takes it for one.',
      },
    ],
  },
  {
    id: 'mssql',
    // As tedious beneath it, it asks the server to stop first and waits for the answer to that.
    how: {
      requestTimeout: { value: 400, ms: 5400 },
      'options.requestTimeout': { value: 400, ms: 5400 },
      // Whoever connects a pool is shown by a connection of its own that it can.
      'pool.max': { spare: 1 },
      'default bulkhead': { spare: 1 },
      'default timeout attempt': { made: { options: { cancelTimeout: 500 } } },
    },
    package: 'mssql',
    place: tds,
    many: async (at, count, _, made) => {
      const pool = await sqlServer(at, made).connect();
      return Promise.all(Array.from({ length: count }, () => pool.request().query(hard)));
    },
    get: async (at, _, made) => (await sqlServer(at, made).connect()).request().query(hard),
    bare: { mute: 15_000, hole: 15_000 },
    options: [{ option: 'connectionTimeout', at: 'instance', value: 400, bounds: { silent: false, mute: true, hole: true } }],
  },
  {
    id: 'knex',
    how: { 'connection.requestTimeout': { skip: 'asserted with its driver for SQL Server' }, 'pool.max': { made: { pool: { min: 0 } } } },
    package: 'knex',
    many: (at, count, _, made) => {
      const db = knex({ client: 'pg', version: '16', ...made, connection: { host: at.host, port: at.port, ...login } });
      at.after(() => db.destroy());
      return Promise.all(Array.from({ length: count }, () => db.select(1)));
    },
    place: postgres,
    get: (at, call, made) => {
      const connection = { host: at.host, port: at.port, ...login, ...(typeof made.connection === 'object' ? made.connection : {}) };
      const db = knex({ client: 'pg', version: '16', ...made, connection });
      at.after(() => db.destroy());
      const builder = db.select(1);
      return typeof call.timeout === 'number' ? builder.timeout(call.timeout) : builder;
    },
    bare: { silent: 'pending', mute: 30_000, hole: 30_000 },
    options: [
      { option: 'timeout', value: 400, bounds: { silent: true } },
      { option: 'acquireConnectionTimeout', at: 'instance', value: 400, bounds: { silent: false, mute: true, hole: true } },
    ],
  },
  {
    id: '@prisma/client',
    package: '@prisma/client',
    place: postgres,
    get: (at, _, made) => prisma(at, made).thing.findMany(),
    bare: { silent: 'pending', mute: 'pending', hole: 'pending' },
    options: [
      { option: 'adapter.query_timeout', at: 'instance', value: 400, bounds: { silent: true } },
      { option: 'adapter.connectionTimeoutMillis', at: 'instance', value: 400, bounds: { silent: false, mute: true, hole: true } },
    ],
  },
  {
    id: '@prisma/client',
    package: '@prisma/client',
    on: ['$transaction'],
    place: postgres,
    get: (at, call, made) => prisma(at, made).$transaction((inside) => inside.thing.findMany(), call),
    bare: { mute: 2000, hole: 2000 },
    options: [
      { option: 'maxWait', value: 400, bounds: { mute: true, hole: true } },
      { option: 'transactionOptions.maxWait', at: 'instance', value: 400, bounds: { mute: true, hole: true } },
    ],
  },
  {
    id: '@prisma/client',
    package: '@prisma/client',
    on: ['$transaction'],
    place: postgresBegun,
    cap: 7000,
    get: (at, call, made) => prisma(at, made).$transaction((inside) => inside.thing.findMany(), call),
    // The 5 s that a transaction may last, or what `timeout` says instead, are looked at between its statements.
    bare: { silent: 'pending' },
    options: [
      { option: 'timeout', value: 400, bounds: { silent: false } },
      { option: 'transactionOptions.timeout', at: 'instance', value: 400, bounds: { silent: false } },
    ],
  },
  {
    id: 'typeorm',
    how: {
      connectTimeout: { skip: 'asserted with its driver for MySQL' },
      maxQueryExecutionTime: { skip: 'asserted with its driver for MySQL' },
      requestTimeout: { skip: 'asserted with its driver for SQL Server' },
      socketTimeoutMS: { skip: 'asserted with its driver for MongoDB' },
    },
    package: 'typeorm',
    place: postgres,
    get: async (at, _, made) => {
      const source = new DataSource({
        type: 'postgres',
        host: at.host,
        port: at.port,
        username: 'u',
        password: 'p',
        database: 'd',
        ...made,
      });
      await source.initialize();
      return source.query('select 1');
    },
    bare: { silent: 'pending', mute: 'pending', hole: 'pending' },
    options: [
      { option: 'connectTimeoutMS', at: 'instance', value: 400, bounds: { silent: false, mute: true, hole: true } },
      { option: 'extra.query_timeout', at: 'instance', value: 400, bounds: { silent: true } },
    ],
  },
  {
    id: 'sequelize',
    how: {
      'dialectOptions.options.requestTimeout': { skip: 'asserted with its driver for SQL Server' },
      'dialectOptions.socketTimeout': { skip: 'asserted with its driver for MariaDB' },
      'dialectOptions.connectTimeout': { skip: 'asserted with its driver for MySQL' },
      'pool.acquire': { made: { databaseVersion: '16.0.0' } },
      'retry.max': { fault: 'dropped', made: { retry: { match: [/./], backoffBase: 50 } } },
    },
    package: 'sequelize',
    many: (at, count, _, made) => {
      const options = { dialect: 'postgres', databaseVersion: '16.0.0', host: at.host, port: at.port, logging: false, ...made };
      const db = new Sequelize('d', 'u', 'p', options);
      return Promise.all(Array.from({ length: count }, () => db.query('select 1')));
    },
    place: postgres,
    get: (at, call, made) => {
      const db = new Sequelize('d', 'u', 'p', { dialect: 'postgres', host: at.host, port: at.port, logging: false, ...made });
      return db.query('select 1', call);
    },
    bare: { silent: 'pending', mute: 'pending', hole: 'pending' },
    options: [
      { option: 'dialectOptions.query_timeout', at: 'instance', value: 400, bounds: { silent: true } },
      { option: 'retry.timeout', at: 'instance', value: 400, bounds: { silent: true, mute: true, hole: true } },
      { option: 'retry.timeout', value: 400, bounds: { silent: true } },
      { option: 'dialectOptions.connectionTimeoutMillis', at: 'instance', value: 400, bounds: { mute: true, hole: true } },
    ],
  },
  {
    id: 'drizzle-orm',
    package: 'drizzle-orm',
    place: postgres,
    get: (at, _, made) => drizzle(new pg.Pool({ host: at.host, port: at.port, ...login, ...made })).execute('select 1'),
    bare: { silent: 'pending', mute: 'pending', hole: 'pending' },
  },
  {
    id: 'kysely',
    package: 'kysely',
    place: postgres,
    get: (at, _, made) => {
      const dialect = new kysely.PostgresDialect({ pool: new pg.Pool({ host: at.host, port: at.port, ...login, ...made }) });
      return kysely.sql`select 1`.execute(new kysely.Kysely({ dialect }));
    },
    bare: { silent: 'pending', mute: 'pending', hole: 'pending' },
  },
  {
    id: 'mongodb',
    how: {
      retryWrites: { verb: 'post' },
      'default retry': { verb: 'get' },
      // Monitors have a connection of their own.
      maxPoolSize: { made: { serverMonitoringMode: 'poll' }, spare: 1, ms: 4000 },
      'default bulkhead': { made: { serverMonitoringMode: 'poll' }, spare: 1, ms: 8000 },
    },
    package: 'mongodb',
    on: ['instance', 'collection'],
    place: mongoDropping,
    many: (at, count, _, made) => {
      const client = new MongoClient(`mongodb://${at.host}:${at.port}/?directConnection=true`, made);
      at.after(() => client.close(true));
      return Promise.all(Array.from({ length: count }, () => client.db('d').collection('c').findOne({})));
    },
    post: (at, call, made) => {
      const client = new MongoClient(`mongodb://${at.host}:${at.port}/?directConnection=true`, made);
      at.after(() => client.close(true));
      return client.db('d').collection('c').insertOne({}, call);
    },
    get: async (at, call, made) => {
      const client = new MongoClient(`mongodb://${at.host}:${at.port}/?directConnection=true`, made);
      at.after(() => client.close(true));
      return client.db('d').collection('c').findOne({}, call);
    },
    bare: { silent: 'pending', mute: 30_000, hole: 30_000 },
    options: [
      // It bounds one socket; the choice of a server tries on until its own limit.
      { option: 'connectTimeoutMS', at: 'instance', value: 400, bounds: { mute: false, hole: false } },
      { option: 'signal', value: soon, bounds: { silent: true, mute: true, hole: true } },
      { option: 'maxTimeMS', value: 400, bounds: { silent: false } },
      { option: 'serverSelectionTimeoutMS', at: 'instance', value: 400, bounds: { silent: false, mute: true, hole: true } },
      { option: 'timeoutMS', at: 'instance', value: 400, bounds: { silent: false } },
      { option: 'socketTimeoutMS', at: 'instance', value: 400, made: { retryReads: false }, bounds: { silent: true } },
    ],
    counts: [{ fault: 'dropped', verb: 'post', sends: 2, aside: 'Its number makes the server count it once.' }],
  },
  {
    id: 'mongoose',
    package: 'mongoose',
    on: ['instance', 'model'],
    place: mongoDropping,
    get: async (at, _, made) => {
      const connection = mongoose.createConnection(`mongodb://${at.host}:${at.port}/d?directConnection=true`, made);
      connection.on('error', () => {});
      at.after(() => connection.close(true));
      await connection.asPromise();
      return connection.model('A', new mongoose.Schema({})).findOne({});
    },
    bare: { silent: 'pending', mute: 30_000, hole: 30_000 },
    options: [
      // It bounds one socket; the choice of a server tries on until its own limit.
      { option: 'connectTimeoutMS', at: 'instance', value: 400, bounds: { mute: false, hole: false } },
      { option: 'serverSelectionTimeoutMS', at: 'instance', value: 400, bounds: { silent: false, mute: true, hole: true } },
      { option: 'socketTimeoutMS', at: 'instance', value: 400, made: { retryReads: false, autoIndex: false }, bounds: { silent: true } },
    ],
  },
  {
    id: 'redis',
    how: {
      'socket.connectTimeout': { made: { socket: { reconnectStrategy: false } } },
      'default timeout': { made: { socket: { reconnectStrategy: false } } },
      'default retry': { ms: 6000 },
    },
    package: 'redis',
    place: redis,
    get: async (at, _, made) => {
      const socket = typeof made.socket === 'object' ? made.socket : {};
      const client = createClient({ ...made, RESP: 2, socket: { host: at.host, port: at.port, ...socket } });
      client.on('error', () => {});
      at.after(() => client.destroy());
      await client.connect();
      return client.get('a');
    },
    bare: { silent: 'pending', mute: 'pending', hole: 'pending', refused: 'pending' },
    options: [{ option: 'socket.socketTimeout', at: 'instance', value: 400, bounds: { silent: true } }],
  },
  {
    id: 'redis',
    package: 'redis-4',
    place: redis,
    get: async (at, _, made) => {
      const socket = typeof made.socket === 'object' ? made.socket : {};
      const client = createClient4({ ...made, socket: { host: at.host, port: at.port, ...socket } });
      client.on('error', () => {});
      at.after(() => client.disconnect());
      await client.connect();
      return client.get('a');
    },
    bare: { silent: 'pending' },
    options: [{ option: 'socket.socketTimeout', at: 'instance', value: 400, bounds: { silent: false } }],
  },
  {
    id: 'ioredis',
    how: { socketTimeout: { made: { retryStrategy: () => 50, maxRetriesPerRequest: 20 } } },
    package: 'ioredis',
    place: redis,
    get: (at, _, made) => io(new Redis({ host: at.host, port: at.port, ...made }), at.after),
    bare: { silent: 'pending', mute: 'pending', hole: 'pending' },
    options: [
      { option: 'commandTimeout', at: 'instance', value: 400, bounds: { silent: true, mute: true, hole: true } },
      { option: 'connectTimeout', at: 'instance', value: 400, bounds: { silent: false, mute: false } },
      { option: 'socketTimeout', at: 'instance', value: 400, bounds: { silent: false } },
    ],
  },
  {
    id: 'iovalkey',
    how: { socketTimeout: { made: { retryStrategy: () => 50, maxRetriesPerRequest: 20 } } },
    package: 'iovalkey',
    place: redis,
    get: (at, _, made) => io(new Valkey({ host: at.host, port: at.port, ...made }), at.after),
    bare: { silent: 'pending', mute: 'pending', hole: 'pending' },
    options: [{ option: 'commandTimeout', at: 'instance', value: 400, bounds: { silent: true, mute: true, hole: true } }],
  },
  {
    // What a program defines is sent as any command is.
    id: 'ioredis',
    package: 'ioredis',
    place: redis,
    get: (at, _, made) => {
      const client = new Redis({ host: at.host, port: at.port, ...made });
      client.defineCommand('take', { numberOfKeys: 1, lua: 'return 1' });
      return io(
        { get: (key) => client.take(key), on: (event, heard) => client.on(event, heard), disconnect: () => client.disconnect() },
        at.after,
      );
    },
    bare: { silent: 'pending', mute: 'pending' },
    options: [{ option: 'commandTimeout', at: 'instance', value: 400, bounds: { silent: true, mute: true } }],
  },
  {
    // What a program defines is sent as any command is.
    id: 'iovalkey',
    package: 'iovalkey',
    place: redis,
    get: (at, _, made) => {
      const client = new Valkey({ host: at.host, port: at.port, ...made });
      client.defineCommand('take', { numberOfKeys: 1, lua: 'return 1' });
      return io(
        { get: (key) => client.take(key), on: (event, heard) => client.on(event, heard), disconnect: () => client.disconnect() },
        at.after,
      );
    },
    bare: { silent: 'pending', mute: 'pending' },
    options: [{ option: 'commandTimeout', at: 'instance', value: 400, bounds: { silent: true, mute: true } }],
  },
  {
    id: 'memcached',
    many: (at, count, _, made) => {
      const client = new Memcached(`${at.host}:${at.port}`, made);
      for (let i = 0; i < count; i += 1) client.get('a', () => {});
      return new Promise(() => {});
    },
    how: { timeout: { made: { retries: 0 } }, 'default timeout': { made: { retries: 0 } } },
    package: 'memcached',
    place: redis,
    get: (at, _, made) =>
      new Promise((resolve, reject) => {
        new Memcached(`${at.host}:${at.port}`, made).get('a', (error: unknown, value: unknown) => (error ? reject(error) : resolve(value)));
      }),
    bare: { mute: 'pending', hole: 'pending' },
  },
  {
    id: 'memjs',
    how: { retries: { fault: 'mute' }, retry_delay: { fault: 'mute' }, 'default retry': { fault: 'mute' } },
    package: 'memjs',
    place: redis,
    get: (at, _, made) => MemJs.create(`${at.host}:${at.port}`, made).get('a'),
    bare: { mute: 1000 },
  },
);

/** What the mappers' other drivers read. */
claim(
  {
    id: 'typeorm',
    package: 'typeorm',
    place: mysql,
    get: async (at, _, made) => {
      const source = new DataSource({ type: 'mysql', host: at.host, port: at.port, username: 'u', password: 'p', database: 'd', ...made });
      await source.initialize();
      return source.query('select 1');
    },
    options: [
      { option: 'connectTimeout', at: 'instance', value: 400, bounds: { silent: false, mute: true, hole: true } },
      {
        option: 'maxQueryExecutionTime',
        at: 'instance',
        value: 400,
        made: { enableQueryTimeout: true },
        bounds: { silent: true },
      },
    ],
  },
  {
    id: 'typeorm',
    package: 'typeorm',
    place: tds,
    get: async (at, _, made) => {
      const options = { encrypt: false, trustServerCertificate: true };
      const source = new DataSource({ type: 'mssql', host: at.host, port: at.port, username: 'u', password: 'p', options, ...made });
      await source.initialize();
      return source.query(hard);
    },
    options: [
      // The driver asks the server to stop first, and waits five seconds for the answer to that.
      { option: 'requestTimeout', at: 'instance', value: 400, ms: 5400, bounds: { silent: true } },
    ],
  },
  {
    id: 'typeorm',
    package: 'typeorm',
    place: mongo,
    get: async (at, _, made) => {
      const source = new DataSource({
        type: 'mongodb',
        host: at.host,
        port: at.port,
        database: 'd',
        directConnection: true,
        retryReads: false,
        ...made,
      });
      await source.initialize();
      return source.driver.queryRunner.databaseConnection.db('d').collection('a').findOne({});
    },
    options: [{ option: 'socketTimeoutMS', at: 'instance', value: 400, bounds: { silent: true } }],
  },
  {
    id: 'sequelize',
    package: 'sequelize',
    place: mysql,
    get: (at, _, made) =>
      new Sequelize('d', 'u', 'p', { dialect: 'mysql', host: at.host, port: at.port, logging: false, ...made }).query('select 1'),
    options: [{ option: 'dialectOptions.connectTimeout', at: 'instance', value: 400, bounds: { mute: true, hole: true } }],
  },
  {
    id: 'sequelize',
    package: 'sequelize',
    place: mysql,
    get: (at, _, made) => {
      const options = { dialect: 'mariadb', databaseVersion: '11.0.0', host: at.host, port: at.port, logging: false, ...made };
      return new Sequelize('d', 'u', 'p', options).query('select 1');
    },
    options: [{ option: 'dialectOptions.socketTimeout', at: 'instance', value: 400, bounds: { silent: true } }],
  },
  {
    id: 'sequelize',
    package: 'sequelize',
    place: tds,
    get: (at, _, made) => {
      const dialectOptions = { options: { encrypt: false } };
      const options = both(
        { dialectOptions },
        { dialect: 'mssql', databaseVersion: '15.0.0', host: at.host, port: at.port, logging: false, ...made },
      );
      return new Sequelize('d', 'u', 'p', options).query(hard);
    },
    options: [{ option: 'dialectOptions.options.requestTimeout', at: 'instance', value: 400, ms: 5400, bounds: { silent: true } }],
  },
  {
    id: 'knex',
    package: 'knex',
    place: tds,
    get: (at, _, made) => {
      const connection = { server: at.host, port: at.port, ...login, options: { encrypt: false } };
      const db = knex(both({ client: 'mssql', connection }, made));
      at.after(() => db.destroy());
      return db.raw(hard);
    },
    options: [{ option: 'connection.requestTimeout', at: 'instance', value: 400, ms: 5400, bounds: { silent: true } }],
  },
);

interface SqlServer {
  readonly connect: () => Promise<{ readonly request: () => { readonly query: (text: string) => Promise<unknown> } }>;
  readonly close: () => unknown;
  readonly on: (event: string, heard: () => void) => void;
}

function sqlServer(at: Place, made: Options): SqlServer {
  const options = { encrypt: false, ...(typeof made.options === 'object' ? made.options : {}) };
  const pool: SqlServer = new mssql.ConnectionPool({ server: at.host, port: at.port, ...login, ...made, options });
  pool.on('error', () => {});
  at.after(() => pool.close());
  return pool;
}

interface Getter {
  on: (event: string, heard: () => void) => void;
  get: (key: string) => Promise<unknown>;
  disconnect: () => void;
}

function io(client: Getter, after: (tidy: () => unknown) => void): Promise<unknown> {
  client.on('error', () => {});
  after(() => client.disconnect());
  return client.get('a');
}
