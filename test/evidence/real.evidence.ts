import { afterAll, describe, expect, it } from 'vitest';
import { clients, defaultsOf, guards, optionsOf, versionOf } from './models';
import { load } from './packages/load.mjs';
import { proven, record, touch, touchGuard } from './proofs';
import { cutOnce, postgresServer, programOf, redisServer, type Server } from './real';
import { ended, fairly, inTurn, near } from './running';

record(import.meta.filename);

/** What only a server that does its work can show: what a lost answer leaves behind, and who stops a statement. */

const { default: pg } = await load('pg');
const { default: postgresJs } = await load('postgres');
const { default: knex } = await load('knex');
const { DataSource } = await load('typeorm').then((loaded) => loaded.default ?? loaded);
const { Sequelize } = await load('sequelize').then((loaded) => loaded.default);
const { createClient } = await load('redis');
const { Redis } = await load('ioredis');
const { Redis: Valkey } = await load('iovalkey').then((loaded) => loaded.default ?? loaded);
const { Queue, Worker } = await load('bullmq').then((loaded) => loaded.default ?? loaded);

const host = '127.0.0.1';

/** Six jobs that last a while: the most that a worker with these options ran at once. */
async function openAtOnce(port: number, name: string, options: object): Promise<number> {
  const connection = { host, port, maxRetriesPerRequest: null };
  const queue = new Queue(name, { connection });
  let [open, most] = [0, 0];
  const worker = new Worker(
    name,
    async () => {
      open += 1;
      most = Math.max(most, open);
      await new Promise((resolve) => setTimeout(resolve, 400));
      open -= 1;
    },
    { connection, ...options },
  );
  await queue.addBulk(Array.from({ length: 6 }, () => ({ name: 'a', data: {} })));
  await new Promise((resolve) => setTimeout(resolve, 1500));
  await Promise.all([worker.close(), queue.close()]);
  return most;
}

/** One claim of a client, asked again when the process was late. */
function fact(id: string, says: string, run: () => Promise<void>): void {
  it.concurrent(`${id} ${versionOf(id)}: ${says}`, async () => {
    await fairly(() => inTurn(false, run));
    proven('clients', id, id);
  });
}

/** Whether the model says that a write may be repeated when a connection is lost. */
function repeatsWrites(id: string): boolean {
  const model = clients.get(id);
  if (model === undefined) throw new Error(`there is no model of ${id}`);
  const rows = defaultsOf(model, versionOf(id)).filter((row) => row.facet === 'retry');
  touch(id, ...rows);
  return rows.some((row) => row.facet === 'retry' && row.writes);
}

const redisProgram = programOf('redis-server');
const [postgresProgram, initdb] = [programOf('postgres'), programOf('initdb')];
const missing = [
  redisProgram === undefined ? 'redis-server' : '',
  postgresProgram === undefined || initdb === undefined ? 'postgresql' : '',
];
for (const name of missing.filter((one) => one !== ''))
  console.warn(`${name} is not installed: what only it can show is read, not executed`);

const servers: Server[] = [];
afterAll(() => {
  for (const server of servers) server.stop();
});

async function kept(server: Promise<Server>): Promise<number> {
  const one = await server;
  servers.push(one);
  return one.port;
}

describe.skipIf(redisProgram === undefined)('a real Redis', async () => {
  if (redisProgram === undefined) return;
  const port = await kept(redisServer(redisProgram));
  let keys = 0;

  /** Counts up through a wire that loses the first answer, and says what the server has counted. */
  async function counted(
    count: (port: number, key: string) => Promise<unknown>,
  ): Promise<{ sent: number; counter: number; rejected: boolean }> {
    keys += 1;
    const key = `counter:${keys}`;
    const wire = await cutOnce(port, 'incr');
    const took = await ended(() => count(wire.port, key), 8000);
    wire.close();
    expect(took.ms, took.why).not.toBe('pending');
    const straight = new Redis({ host, port });
    const counter = Number(await straight.get(key));
    straight.disconnect();
    return { sent: wire.sent, counter, rejected: took.rejected };
  }

  for (const [id, Client] of [
    ['ioredis', Redis],
    ['iovalkey', Valkey],
  ] as const) {
    fact(id, 'a lost answer counts twice', async () => {
      const { sent, counter } = await counted(async (at, key) => {
        const client = new Client({ host, port: at, enableReadyCheck: false });
        client.on('error', () => {});
        try {
          return await client.incr(key);
        } finally {
          client.disconnect();
        }
      });
      expect([sent, counter > 1]).toEqual([2, repeatsWrites(id)]);
    });
    fact(id, 'a timeout of the command ends what waits on purpose', async () => {
      const client = new Client({ host, port, commandTimeout: 400 });
      client.on('error', () => {});
      near(await ended(() => client.blpop('nothing:here', 0), 3000), 400);
      client.disconnect();
    });
  }
  fact('redis', 'a lost answer is told, and counts once', async () => {
    const { sent, counter, rejected } = await counted(async (at, key) => {
      const client = createClient({ RESP: 2, socket: { host, port: at } });
      client.on('error', () => {});
      try {
        await client.connect();
        return await client.incr(key);
      } finally {
        client.destroy();
      }
    });
    expect([sent, counter > 1, rejected]).toEqual([1, repeatsWrites('redis'), true]);
  });
  it.concurrent(`bullmq ${versionOf('bullmq')}: a worker runs as many jobs at once as it was told`, async () => {
    const form = guards.get('bullmq')?.forms.find(({ path }) => path === 'Worker');
    const limits =
      form !== undefined && 'provides' in form ? form.provides.flatMap((one) => (one.facet === 'bulkhead' ? [one.limit] : [])) : [];
    expect(limits).toEqual([{ at: 'arg[2].concurrency', fallback: 1 }]);
    await fairly(() =>
      inTurn(false, async () => {
        for (const [concurrency, most] of [
          [undefined, 1],
          [3, 3],
        ] as const) {
          keys += 1;
          expect(await openAtOnce(port, `jobs-${keys}`, concurrency === undefined ? {} : { concurrency })).toBe(most);
        }
      }),
    );
    touchGuard('bullmq', 'Worker: bulkhead', 'Worker: bulkhead by arg[2].concurrency');
    proven('guards', 'bullmq', 'bullmq');
  });
  fact('bullmq', 'a job is tried as often as it was told', async () => {
    for (const [attempts, tries] of [
      [undefined, 1],
      [3, 3],
    ] as const) {
      keys += 1;
      const name = `jobs-${keys}`;
      const connection = { host, port, maxRetriesPerRequest: null };
      const queue = new Queue(name, { connection });
      let ran = 0;
      const worker = new Worker(
        name,
        async () => {
          ran += 1;
          throw new Error('planned');
        },
        { connection },
      );
      await queue.add('a', {}, attempts === undefined ? {} : { attempts });
      await new Promise((resolve) => setTimeout(resolve, 1500));
      expect(ran).toBe(tries);
      await Promise.all([worker.close(), queue.close()]);
    }
  });
});

describe.skipIf(postgresProgram === undefined || initdb === undefined)('a real PostgreSQL', async () => {
  if (postgresProgram === undefined || initdb === undefined) return;
  const port = await kept(postgresServer(postgresProgram, initdb));
  const login = { user: 'u', password: '', database: 'postgres' };
  const straight = new pg.Pool({ host, port, ...login, max: 4 });
  afterAll(() => straight.end());
  let names = 0;

  /** How many statements with this mark the server is still busy with. */
  const busy = async (mark: string): Promise<number> =>
    (
      await straight.query(
        "select count(*)::int as n from pg_stat_activity where state = 'active' and query like $1 and pid <> pg_backend_pid()",
        [`%${mark}%`],
      )
    ).rows[0].n;

  /** A statement that takes ten seconds, with a mark to find it by. */
  const slow = (): { mark: string; text: string } => {
    names += 1;
    const mark = `slow-${names}`;
    return { mark, text: `select pg_sleep(10) /* ${mark} */` };
  };

  /** Writes a row through a wire that loses the answer; tells how many rows there are. */
  async function written(write: (port: number, text: string) => Promise<unknown>): Promise<{ rows: number; rejected: boolean }> {
    names += 1;
    const table = `written_${names}`;
    await straight.query(`create table ${table} (n int)`);
    const wire = await cutOnce(port, `insert into ${table}`);
    const took = await ended(() => write(wire.port, `insert into ${table} values (1)`), 8000);
    wire.close();
    expect(took.ms, took.why).not.toBe('pending');
    const { rows } = await straight.query(`select count(*)::int as n from ${table}`);
    return { rows: rows[0].n, rejected: took.rejected };
  }

  const pooled = (at: number, options: object) => {
    const pool = new pg.Pool({ host, port: at, ...login, ...options });
    pool.on('error', () => {});
    return pool;
  };

  fact('pg', '`query_timeout` frees the caller, and the server works on', async () => {
    const { mark, text } = slow();
    near(await ended(() => pooled(port, { query_timeout: 400 }).query(text), 3000), 400);
    expect(await busy(mark)).toBe(1);
  });
  fact('pg', '`statement_timeout` is kept by the server, which stops the work', async () => {
    const { mark, text } = slow();
    near(await ended(() => pooled(port, { statement_timeout: 400 }).query(text), 3000), 400);
    expect(await busy(mark)).toBe(0);
    // So it is no option of the model: a server that has gone keeps nothing.
    const model = clients.get('pg');
    expect(model === undefined ? [] : optionsOf(model, versionOf('pg')).filter(({ option }) => option === 'statement_timeout')).toEqual([]);
  });
  fact('pg', 'a lost answer is told, and the row is written once', async () => {
    const { rows, rejected } = await written((at, text) => pooled(at, {}).query(text));
    expect([rows, rejected, repeatsWrites('pg')]).toEqual([1, true, false]);
  });
  fact('postgres', 'a lost answer is told, and the row is written once', async () => {
    const { rows, rejected } = await written(async (at, text) => {
      const sql = postgresJs({ host, port: at, ...login, max: 1 });
      try {
        return await sql.unsafe(text);
      } finally {
        await sql.end({ timeout: 0 });
      }
    });
    expect([rows, rejected, repeatsWrites('postgres')]).toEqual([1, true, false]);
  });
  fact('postgres', '`cancel()` stops the work', async () => {
    const { mark, text } = slow();
    const sql = postgresJs({ host, port, ...login, max: 1 });
    const query = sql.unsafe(text);
    setTimeout(() => query.cancel(), 400);
    near(await ended(() => query, 3000), 400);
    expect(await busy(mark)).toBe(0);
    await sql.end({ timeout: 0 });
  });
  fact('knex', '`.timeout(ms)` frees the caller, and the server works on', async () => {
    const { mark, text } = slow();
    const db = knex({ client: 'pg', connection: { host, port, ...login } });
    near(await ended(() => db.raw(text).timeout(400), 3000), 400);
    expect(await busy(mark)).toBe(1);
    await Promise.race([db.destroy(), new Promise((resolve) => setTimeout(resolve, 200))]);
  });
  fact('knex', '`.timeout(ms, { cancel: true })` stops the work', async () => {
    const { mark, text } = slow();
    const db = knex({ client: 'pg', connection: { host, port, ...login } });
    near(await ended(() => db.raw(text).timeout(400, { cancel: true }), 3000), 400);
    await new Promise((resolve) => setTimeout(resolve, 200));
    expect(await busy(mark)).toBe(0);
    await db.destroy();
  });
  fact('typeorm', '`extra.statement_timeout` is kept by the server, which stops the work', async () => {
    const { mark, text } = slow();
    const source = new DataSource({ type: 'postgres', host, port, username: 'u', database: 'postgres', extra: { statement_timeout: 400 } });
    await source.initialize();
    near(await ended(() => source.query(text), 3000), 400);
    expect(await busy(mark)).toBe(0);
    await source.destroy();
  });
  fact('sequelize', '`dialectOptions.statement_timeout` is kept by the server, which stops the work', async () => {
    const { mark, text } = slow();
    const db = new Sequelize('postgres', 'u', '', {
      dialect: 'postgres',
      host,
      port,
      logging: false,
      dialectOptions: { statement_timeout: 400 },
    });
    near(await ended(() => db.query(text), 4000), 400);
    expect(await busy(mark)).toBe(0);
    await db.close();
  });
});
