import { Agent } from 'node:http';
import { expect } from 'vitest';
import type { ClientModel } from '../../src/model/catalog/client';
import type { DefaultModel } from '../../src/model/catalog/default';
import type { OptionModel } from '../../src/model/catalog/option';
import { triesOf } from '../../src/link/option-retries';
import type { Phase } from '../../src/model/layer';
import type { Fault } from './faults';
import { defaultsOf, optionsOf, versionOf } from './models';
import { touch } from './proofs';
import { at, both, cap, ended, near, set, timed } from './running';
import type { Manner, Options, Site, Table } from './table';
import { calmOf, literalOf, manner, offOf, sitesOf, written } from './writing';

/** A claim that follows from a row of the model alone: whoever adds a row has added the experiment. */
export interface Derived {
  readonly says: string;
  readonly run: () => Promise<void>;
}

/** One way to run a row: where its value stands, and what else the table says of it. */
export interface Bench {
  readonly table: Table;
  readonly model: ClientModel;
  readonly version: string;
  /** Options that keep the client from repeating the call. */
  readonly calm: { readonly with: Options; readonly made: Options };
}

/** What can be asserted of each row of the model that no claim by hand speaks of yet. */
export function derived(table: Table, model: ClientModel, tables: readonly Table[]): Derived[] {
  // What was claimed of other kinds speaks of other rows.
  const hand = tables.filter((other) => (other.on ?? ['instance']).some((kind) => (table.on ?? ['instance']).includes(kind)));
  const version = versionOf(table.package);
  const bench: Bench = { table, model, version, calm: calmOf(table, model, version) };
  const kinds = table.on ?? ['instance'];
  const fits = (row: { readonly on?: readonly string[] }): boolean =>
    row.on === undefined ? kinds.includes('instance') : row.on.some((on) => kinds.includes(on));
  return [
    ...optionsOf(model, version).flatMap((row) => {
      const { skip } = manner(table, row.option);
      return skip === undefined && fits(row) ? ofOption(bench, row, hand) : [];
    }),
    ...defaultsOf(model, version).flatMap((row) => {
      const { skip } = defaultManner(table, row);
      return skip === undefined && fits(row) ? ofDefault(bench, row, hand) : [];
    }),
    ...(kinds.includes('instance') ? failure(bench) : []),
  ];
}

function ofOption(usual: Bench, row: OptionModel, hand: readonly Table[]): Derived[] {
  const how = manner(usual.table, row.option);
  const bench: Bench = how.place === undefined ? usual : { ...usual, table: { ...usual.table, place: how.place } };
  return sitesOf(bench.table, row, how).flatMap((site): Derived[] => {
    const told = hand.some(
      ({ options = [], counts = [] }) =>
        options.some((claim) => claim.option === row.option && (claim.at ?? 'call') === site) ||
        counts.some((claim) => claim.option?.[0] === row.option),
    );
    const says = `${row.option} at the ${site}`;
    const rows = row.ignored !== undefined ? ignored(bench, row, site, how) : ofFacet(bench, row, site, how, told);
    return rows.map(([what, work]) => ({
      says: `${says}: ${what}`,
      run: async () => {
        await work();
        touch(bench.model.id, row);
      },
    }));
  });
}

type Named = readonly [what: string, work: () => Promise<void>];

function ofFacet(bench: Bench, row: OptionModel, site: Site, how: Manner, told: boolean): Named[] {
  if (row.sets === 'timeout' || row.sets === 'cancellation') return bounds(bench, row, site, how, told);
  if (row.sets === 'retry') return repeats(bench, row, site, how, told);
  if (row.sets === 'status')
    return (row.resolves ?? []).map((literal) => ['a bad status resolves', () => resolves(bench, row, site, literal)]);
  if (row.sets === 'idempotency')
    return how.tries === undefined ? [['reaches the server', () => keyed(bench, row, site, how)]] : tries(bench, row, site, how, how.tries);
  if (row.sets === 'agent') return agents(bench, row, site, how);
  if (bench.table.many === undefined) return [];
  const value = typeof how.value === 'number' ? how.value : 2;
  return [
    [`${value} are open at once`, () => opens(bench, value + 4, value, how, (table) => given({ ...bench, table }, row, site, how, value))],
    ...(row.off ?? []).map((literal): Named => {
      const all = defaultLimit(bench) + 4;
      return [`${literal} is no limit`, () => opens(bench, all, all, how, () => given(bench, row, site, how, literalOf(literal)))];
    }),
  ];
}

function defaultLimit({ model, version }: Bench): number {
  const limit = defaultsOf(model, version).flatMap((row) =>
    row.facet === 'bulkhead' && typeof row.limit === 'number' ? [row.limit] : [],
  )[0];
  return limit ?? 2;
}

/** The fault that a bound on this phase ends. */
function faultOf(table: Table, phase: Phase): Fault {
  const wordless = table.place === undefined && table.bare !== undefined && 'mute' in table.bare;
  if (phase === 'connect') return 'hole';
  if (wordless) return 'mute';
  return phase === 'idle' && table.place === undefined ? 'body' : 'silent';
}

function bounds(bench: Bench, row: OptionModel, site: Site, how: Manner, told: boolean): Named[] {
  const fault = how.fault ?? faultOf(bench.table, row.covers ?? 'attempt');
  const sites = sitesOf(bench.table, row, how);
  const named: Named[] = [];
  if (!told) {
    named.push([
      `ends ${fault}`,
      async () => {
        const [value, ms] = written(row, how);
        near(await timed(bench.table, fault, () => given(bench, row, site, how, value()), Math.max(cap, ms * 1.3 + 2000)), ms);
      },
    ]);
  }
  for (const literal of row.off ?? []) {
    named.push([
      `${literal} is no bound`,
      async () => {
        const [value] = written(row, how);
        const [call, made] = given(bench, row, site, how, literalOf(literal));
        // What the call says must outdo what the instance said.
        const outdone = site === 'call' && sites.includes('instance') ? set(made, row.option, value()) : made;
        const took = await timed(bench.table, fault, () => [call, outdone], bench.table.cap ?? cap);
        expect(took.ms, took.why).toBe('pending');
      },
    ]);
  }
  for (const literal of row.kills ?? []) {
    named.push([
      `${literal} fails at once`,
      async () => {
        const took = await timed(bench.table, fault, () => given(bench, row, site, how, literalOf(literal)), cap);
        near(took, 0);
        expect(took.rejected, took.why).toBe(true);
      },
    ]);
  }
  for (const literal of row.same ?? []) {
    named.push([
      `${literal} says nothing`,
      async () => {
        const end = bench.table.bare?.[fault] ?? 'pending';
        const limit = bench.table.cap ?? cap;
        const took = await timed(bench.table, fault, () => given(bench, row, site, how, literalOf(literal)), limit);
        if (end === 'pending' || end > limit) expect(took.ms, took.why).toBe('pending');
        else near(took, end);
      },
    ]);
  }
  return named;
}

function ignored(bench: Bench, row: OptionModel, site: Site, how: Manner): Named[] {
  const fault = how.fault ?? faultOf(bench.table, row.covers ?? 'attempt');
  return [
    [
      'is ignored',
      async () => {
        const [value] = written(row, how);
        const took = await timed(bench.table, fault, () => given(bench, row, site, how, value()), bench.table.cap ?? cap);
        expect(took.ms, took.why).toBe('pending');
      },
    ],
  ];
}

/** Options of the call and of the instance, with one of them at this site. */
function given({ table, calm, model, version }: Bench, row: OptionModel, site: Site, how: Manner, value: unknown): [Options, Options] {
  const needed = (site: Site): Options => {
    const needs = optionsOf(model, version).find((other) => other.option === row.needs);
    if (row.needs === undefined || (needs?.at !== undefined && needs.at !== site)) return {};
    return set({}, row.needs, manner(table, row.needs).value ?? true);
  };
  const still = row.sets === 'retry' ? { with: {}, made: {} } : calm;
  const call = both(both(still.with, needed('call')), how.with);
  const made = both(both(still.made, needed('instance')), how.made);
  return site === 'call' ? [set(call, row.option, value), made] : [call, set(made, row.option, value)];
}

function repeats(bench: Bench, row: OptionModel, site: Site, how: Manner, told: boolean): Named[] {
  const named: Named[] = [];
  const field = row.field ?? 'attempts';
  for (const literal of row.off ?? []) {
    if (field !== 'attempts' && field !== 'all') continue;
    named.push([`${literal} is one try`, () => comes(bench, row, site, how, offOf(row, literal), (came) => expect(came).toHaveLength(1))]);
  }
  if (field === 'attempts' && !told && row.strategy !== true) {
    const value = typeof how.value === 'number' ? how.value : row.plus === 0 ? 2 : 1;
    const tries = triesOf(row, value);
    named.push([`${value} makes ${tries} tries`, () => comes(bench, row, site, how, value, (came) => expect(came).toHaveLength(tries))]);
  }
  if (field === 'delayMs' && how.drawn === true) named.push(drawn(bench, row, site, how));
  else if (field === 'delayMs') {
    const [value, ms] = [row.unit === 's' ? 2 : 2000, 2000];
    named.push([
      `${value} is the first pause`,
      () =>
        comes(bench, row, site, retried(bench, row, site, how), how.value ?? value, (came) => {
          const gap = (came[1] ?? Number.NaN) - (came[0] ?? Number.NaN);
          expect(gap, 'the first pause').toBeGreaterThan((how.ms ?? ms) * 0.4);
          expect(gap, 'the first pause').toBeLessThan((how.ms ?? ms) * 2.2 + 1000);
        }),
    ]);
  }
  if (field === 'maxDelayMs') {
    const delay = optionsOf(bench.model, bench.version).find((other) => other.sets === 'retry' && other.field === 'delayMs');
    const long = delay === undefined ? how : { ...how, ...slow(bench, delay, site, how) };
    named.push([
      'caps the pause',
      () =>
        comes(bench, row, site, retried(bench, row, site, long), how.value ?? (row.unit === 's' ? 1 : 100), (came) => {
          expect((came[1] ?? Number.NaN) - (came[0] ?? Number.NaN), 'the first pause').toBeLessThan(row.unit === 's' ? 1900 : 1000);
        }),
    ]);
  }
  if (field === 'totalMs') {
    named.push([
      'ends the tries',
      () =>
        comes(bench, row, site, how, how.value ?? (row.unit === 's' ? 1 : 1000), (came, took) => {
          expect(took, 'it ended').not.toBe('pending');
          expect(Number(took)).toBeLessThan(6000);
          expect(came.length).toBeLessThan(30);
        }),
    ]);
  }
  if (field === 'jitter' && !told) {
    named.push([
      'spreads the pauses',
      () =>
        comes(bench, row, site, how, how.value ?? true, (came) => {
          const gaps = came.slice(1).map((time, i) => time - (came[i] ?? 0));
          expect(gaps.length, 'pauses').toBeGreaterThan(3);
          expect(Math.max(...gaps) / Math.min(...gaps), `pauses of ${gaps}`).toBeGreaterThan(1.15);
        }),
    ]);
  }
  if (how.tries !== undefined) named.push(...tries(bench, row, site, how, how.tries));
  if (field === 'writes' && bench.table.post !== undefined) {
    named.push([
      'replays a write',
      () => comes(bench, row, site, how, how.value ?? ['POST'], (came) => expect(came.length).toBeGreaterThan(1), 'post'),
    ]);
  }
  return named;
}

function tries(bench: Bench, row: OptionModel, site: Site, how: Manner, number: number | 'several'): Named[] {
  const look = (came: readonly number[]): void => {
    if (number === 'several') expect(came.length, 'tries').toBeGreaterThan(1);
    else expect(came).toHaveLength(number);
  };
  return [[`makes ${number} tries`, () => comes(bench, row, site, how, how.value, look)]];
}

/** Each pause is drawn between nothing and the number: none is longer, and of many one is nearly as long. */
function drawn(bench: Bench, row: OptionModel, site: Site, how: Manner): Named {
  const value = 2000;
  return [
    `pauses are drawn up to ${value}`,
    () =>
      comes(bench, row, site, how, value, (came) => {
        const gaps = came.slice(1).map((time, i) => time - (came[i] ?? 0));
        expect(gaps.length, 'pauses').toBeGreaterThan(6);
        expect(Math.max(...gaps), `pauses of ${gaps}`).toBeGreaterThan(value * 0.3);
        expect(Math.max(...gaps), `pauses of ${gaps}`).toBeLessThan(value + 700);
      }),
  ];
}

/** With one more try than the first, so that there is a pause. */
function retried({ model, version, table }: Bench, row: OptionModel, site: Site, how: Manner): Manner {
  const attempts = optionsOf(model, version).find(
    (other) =>
      other.sets === 'retry' &&
      (other.field ?? 'attempts') === 'attempts' &&
      other.option !== row.option &&
      other.option.includes('.') === row.option.includes('.'),
  );
  if (attempts === undefined) return how;
  const value = manner(table, attempts.option).value ?? (attempts.plus === 0 ? 2 : 1);
  const extra = set({}, attempts.option, value);
  const instance = attempts.at === 'instance' || (attempts.at === undefined && site === 'instance');
  return instance ? { ...how, made: both(extra, how.made) } : { ...how, with: both(extra, how.with) };
}

function slow({ table }: Bench, delay: OptionModel, site: Site, how: Manner): Manner {
  const extra = set({}, delay.option, manner(table, delay.option).value ?? (delay.unit === 's' ? 4 : 4000));
  return site === 'instance' ? { made: both(extra, how.made) } : { with: both(extra, how.with) };
}

/** Sends a call that is refused again and again, and looks at the requests that came. */
async function comes(
  bench: Bench,
  row: OptionModel,
  site: Site,
  how: Manner,
  value: unknown,
  look: (came: readonly number[], took: number | 'pending') => void,
  verb: 'get' | 'post' = how.verb ?? 'get',
): Promise<void> {
  const driver = bench.table[verb] ?? bench.table.get;
  await at(bench.table, how.fault ?? refusalOf(bench), async (spot) => {
    const took = await ended(() => driver(spot, ...given(bench, row, site, how, value)), 30_000);
    look(spot.came, took.ms);
  });
}

function refusalOf({ model, version, table }: Bench): Fault {
  if (table.place !== undefined || (table.bare !== undefined && 'mute' in table.bare)) return 'dropped';
  return defaultsOf(model, version).some((row) => row.facet === 'retry' && row.onStatus === false) ? 'reset' : 503;
}

async function resolves(
  bench: Bench,
  row: OptionModel,
  site: Site,
  literal: Exclude<OptionModel['resolves'], undefined>[number],
): Promise<void> {
  const took = await timed(bench.table, 503, () => given(bench, row, site, {}, literalOf(literal)), 10_000);
  expect(took.rejected, took.why).toBe(false);
  expect(took.ms).not.toBe('pending');
}

/** The key that a person gave is found in the request, so the server can tell a repeat. */
async function keyed(bench: Bench, row: OptionModel, site: Site, how: Manner): Promise<void> {
  await at(bench.table, how.fault ?? 200, async (spot) => {
    const [call, made] = given(bench, row, site, how, how.value ?? 'evidence-key');
    await ended(() => (bench.table.post ?? bench.table.get)(spot, call, made), 5000);
    expect(spot.said.join('\n')).toContain(how.seen ?? 'evidence-key');
  });
}

/** The agent that a person gave is the one that connects. */
function agents(bench: Bench, row: OptionModel, site: Site, how: Manner): Named[] {
  if (how.value === undefined && (/https/i.test(row.option) || !/agent/i.test(row.option))) return [];
  return [
    [
      'connects',
      async () => {
        let asked = 0;
        const agent = new Agent();
        const { createConnection } = agent;
        agent.createConnection = (...rest) => {
          asked += 1;
          return createConnection.apply(agent, rest);
        };
        const value = typeof how.value === 'function' ? how.value(agent, () => (asked += 1)) : agent;
        await at(bench.table, 200, (spot) => ended(() => bench.table.get(spot, ...given(bench, row, site, how, value)), 3000));
        expect(asked).toBeGreaterThan(0);
      },
    ],
  ];
}

/** Of so many calls through one instance, so many reach the server while none is answered. */
async function opens(bench: Bench, sent: number, open: number, how: Manner, given: (table: Table) => [Options, Options]): Promise<void> {
  await at(bench.table, how.fault ?? 'silent', async (spot) => {
    await ended(() => bench.table.many?.(spot, sent, ...given(bench.table)), how.ms ?? 2500);
    expect(spot.came).toHaveLength(open + (how.spare ?? 0));
  });
}

function ofDefault(usual: Bench, row: DefaultModel, hand: readonly Table[]): Derived[] {
  const how = defaultManner(usual.table, row);
  const bench: Bench = how.place === undefined ? usual : { ...usual, table: { ...usual.table, place: how.place } };
  const run: Run = (says, work) => ({
    says: `by default: ${says}`,
    run: async () => {
      await work();
      touch(bench.model.id, row);
    },
  });
  if (row.facet === 'timeout') return defaultBound(bench, row, hand, how, run);
  if (row.facet === 'bulkhead') return defaultLimits(bench, row, how, run);
  if (row.facet !== 'retry') return [];
  const { attempts } = row;
  if (typeof attempts !== 'number' && how.tries === undefined) return [goesOn(bench, row, how, run)];
  const tries = typeof how.tries === 'number' ? how.tries : Number(attempts);
  const count = (verb: 'get' | 'post', sends: number): Derived =>
    run(`${verb} makes ${sends} tries`, () =>
      at(bench.table, how.fault ?? refusalOf(bench), async (spot) => {
        const took = await ended(() => (bench.table[verb] ?? bench.table.get)(spot, { ...how.with }, { ...how.made }), 90_000);
        expect(spot.came, took.why).toHaveLength(sends);
      }),
    );
  const asked = (fault: Fault): boolean => {
    if (how.fault !== undefined) return fault === how.fault;
    return bench.table.place === undefined ? typeof fault === 'number' : fault === 'dropped';
  };
  const told = (verb: 'get' | 'post'): boolean =>
    hand.some(({ counts = [] }) =>
      counts.some((claim) => (claim.verb ?? 'get') === verb && claim.option === undefined && asked(claim.fault)),
    );
  return [
    ...(told('get') || tries === 1 || how.verb === 'post' ? [] : [count('get', tries)]),
    ...(told('post') || bench.table.post === undefined || how.verb === 'get' ? [] : [count('post', row.writes ? tries : 1)]),
  ];
}

function defaultManner(table: Table, row: DefaultModel): Manner {
  const phase = row.facet === 'timeout' ? table.how?.[`default timeout ${row.covers}`] : undefined;
  return phase ?? manner(table, `default ${row.facet}`);
}

type Run = (says: string, work: () => Promise<void>) => Derived;

function defaultLimits(bench: Bench, row: Extract<DefaultModel, { readonly facet: 'bulkhead' }>, how: Manner, run: Run): Derived[] {
  const { limit } = row;
  if (bench.table.many === undefined || typeof limit !== 'number') return [];
  return [
    run(`${limit} are open at once`, () =>
      opens(bench, limit + 4, limit, how, () => [both(bench.calm.with, how.with), both(bench.calm.made, how.made)]),
    ),
  ];
}

/** What has no number goes on for as long as it is watched, with the pause that the model tells. */
function goesOn(bench: Bench, row: Extract<DefaultModel, { readonly facet: 'retry' }>, how: Manner, run: Run): Derived {
  const pause = row.delayMs ?? 1000;
  return run('it tries on and on', () =>
    at(bench.table, how.fault ?? refusalOf(bench), async (spot) => {
      await ended(() => bench.table.get(spot, { ...how.with }, { ...how.made }), how.ms ?? pause * 5 + 2500);
      expect(spot.came.length, 'tries').toBeGreaterThan(2);
      if (row.delayMs === undefined) return;
      const gap = (spot.came[1] ?? Number.NaN) - (spot.came[0] ?? Number.NaN);
      expect(gap, 'the first pause').toBeGreaterThan(pause * (row.jitter ? 0 : 0.4));
      expect(gap, 'the first pause').toBeLessThan(pause * 2.2 + 1000);
    }),
  );
}

/** No default is waited for longer than this; a person in a hurry may say less. */
const patience = Number(process.env.EVIDENCE_PATIENCE ?? 630_000);

function defaultBound(
  bench: Bench,
  row: Extract<DefaultModel, { readonly facet: 'timeout' }>,
  hand: readonly Table[],
  how: Manner,
  run: Run,
): Derived[] {
  const { ms } = row;
  const platform = row.platform === true && bench.table.how?.['default timeout'] === undefined;
  if (platform || (typeof ms === 'number' && ms > patience)) return [];
  if (typeof ms !== 'number') return unbounded(bench, row, hand, how, run);
  const told = hand.some(({ bare = {} }) =>
    Object.values(bare).some((end) => typeof end === 'number' && Math.abs(end - ms) < end * 0.35 + 500),
  );
  if (told) return [];
  const fault = how.fault ?? faultOf(bench.table, row.covers);
  return [
    run(`${row.covers} ends after ${ms} ms`, async () => {
      near(await timed(bench.table, fault, () => [both(bench.calm.with, how.with), both(bench.calm.made, how.made)], ms * 1.3 + 3000), ms);
    }),
  ];
}

/** No end within the cap, where the table has not claimed it by hand. */
function unbounded(
  bench: Bench,
  row: Extract<DefaultModel, { readonly facet: 'timeout' }>,
  hand: readonly Table[],
  how: Manner,
  run: Run,
): Derived[] {
  const fault = how.fault ?? faultOf(bench.table, row.covers);
  if (hand.some(({ bare = {}, on }) => bare[fault] === 'pending' && (row.on === undefined || row.on.some((kind) => on?.includes(kind)))))
    return [];
  const limit = bench.table.cap ?? cap;
  return [
    run(`${row.covers} has no end`, async () => {
      const took = await timed(bench.table, fault, () => [both(bench.calm.with, how.with), both(bench.calm.made, how.made)], limit);
      expect(took.ms, took.why).toBe('pending');
    }),
  ];
}

/** Whether a refusal throws or resolves. */
function failure(bench: Bench): Derived[] {
  const { table, model } = bench;
  if (manner(table, 'failure').skip !== undefined || model.failure === 'unknown' || refusalOf(bench) === 'dropped') return [];
  return [
    {
      says: `an answer of 503 ${model.failure}`,
      run: async () => {
        const took = await timed(table, 503, () => [bench.calm.with, bench.calm.made], 60_000);
        expect(took.ms, took.why).not.toBe('pending');
        expect(took.rejected, took.why).toBe(model.failure === 'throws');
      },
    },
  ];
}
