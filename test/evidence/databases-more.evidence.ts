import { claim } from './claims';
import type { Place } from './faults';
import { load } from './packages/load.mjs';
import { record } from './proofs';
import type { Options } from './table';
import { postgres, postgresBegun } from './wires';

record(import.meta.filename);

const login = { user: 'u', password: 'p', database: 'd' };
const connection = (at: Place, made: Options): Options => ({ host: at.host, port: at.port, ...login, ...made });

const { default: pgPromise } = await load('pg-promise');
const pgp = pgPromise({ noWarnings: true });
const database = (at: Place, made: Options) => {
  const db = pgp(connection(at, made));
  at.after(() => db.$pool.end());
  return db;
};
interface Asked {
  readonly any: (text: string) => Promise<unknown>;
}
const asks = (task: Asked): Promise<unknown> => task.any('select 1');

claim(
  {
    id: 'pg-promise',
    package: 'pg-promise',
    on: ['instance'],
    place: postgres,
    get: (at, _, made) => database(at, made).any('select 1'),
    many: (at, count, _, made) => {
      const db = database(at, made);
      return Promise.all(Array.from({ length: count }, () => db.any('select 1')));
    },
    bare: { silent: 'pending', mute: 'pending', hole: 'pending' },
    options: [
      { option: 'query_timeout', at: 'instance', value: 400, bounds: { silent: true } },
      { option: 'statement_timeout', at: 'instance', value: 400, bounds: { silent: false } },
      { option: 'connectionTimeoutMillis', at: 'instance', value: 400, bounds: { silent: false, mute: true, hole: true } },
    ],
  },
  {
    id: 'pg-promise',
    package: 'pg-promise',
    on: ['handed'],
    place: postgres,
    get: (at, _, made) => database(at, made).task(asks),
    options: [{ option: 'query_timeout', at: 'instance', value: 400, bounds: { silent: true } }],
  },
  {
    id: 'pg-promise',
    package: 'pg-promise',
    on: ['instance', 'tx'],
    place: postgresBegun,
    get: (at, _, made) => database(at, made).tx(asks),
    options: [{ option: 'query_timeout', at: 'instance', value: 400, bounds: { silent: true } }],
  },
  {
    id: 'pg-promise',
    package: 'pg-promise',
    on: ['connect'],
    place: postgres,
    get: (at, _, made) => database(at, made).connect(),
    options: [{ option: 'connectionTimeoutMillis', at: 'instance', value: 400, bounds: { mute: true, hole: true } }],
    how: { connectionTimeoutMillis: { fault: 'hole' } },
  },
);

const { default: PgBoss } = await load('pg-boss');
const boss = (at: Place, made: Options) => {
  const queue = new PgBoss(connection(at, made));
  queue.on('error', () => {});
  at.after(() => queue.getDb().close());
  return queue;
};

claim({
  id: 'pg-boss',
  package: 'pg-boss',
  place: postgres,
  get: (at, _, made) => boss(at, made).start(),
  many: async (at, count, _, made) => {
    const queue = boss(at, made);
    await queue.getDb().open();
    return Promise.all(Array.from({ length: count }, () => queue.isInstalled()));
  },
  bare: { silent: 'pending', mute: 'pending', hole: 'pending' },
  options: [
    { option: 'query_timeout', at: 'instance', value: 400, bounds: { silent: true } },
    { option: 'statement_timeout', at: 'instance', value: 400, bounds: { silent: false } },
    { option: 'connectionTimeoutMillis', at: 'instance', value: 400, bounds: { silent: false, mute: true, hole: true } },
  ],
});
