import { describe, expect, it } from 'vitest';
import { defaultBounds, defaultRepeats, optionBounds, optionRepeats } from './agrees';
import { derived } from './derived';
import type { Fault } from './faults';
import { clients, versionOf } from './models';
import { proven } from './proofs';
import { at, both, cap, ended, fairly, near, paused, set, timed } from './running';
import type { CountClaim, End, OptionClaim, Options, Table } from './table';

/**
 * Turns tables into tests: one for each thing claimed by hand, and one for each row of the model that can be asserted
 * without a word about the library. The tables of one id are told together, so that no row is asserted twice.
 */
const seen = new Set<string>();

export function claim(...tables: readonly Table[]): void {
  for (const table of tables) {
    const hand = tables.filter((other) => other.id === table.id);
    const first = !seen.has(table.id) || table.on !== undefined;
    seen.add(table.id);
    describe.concurrent(`${table.id} ${versionOf(table.package)}`, () => all(table, first ? hand : undefined));
  }
}

function all(table: Table, hand: readonly Table[] | undefined): void {
  const model = clients.get(table.id);
  it('is in the catalogue', () => expect(model, `there is no model of ${table.id}`).toBeDefined());
  const run = (says: string, work: () => Promise<void>): void => {
    it.concurrent(says, async () => {
      await fairly(work);
      proven('clients', table.id, table.package);
    });
  };
  for (const [fault, end] of Object.entries(table.bare ?? {})) run(`bare, ${fault}: ${end}`, () => bare(table, asFault(fault), end));
  for (const row of table.options ?? []) {
    for (const [fault, ends] of Object.entries(row.bounds)) {
      run(`${row.option}${row.at === 'instance' ? ' at the instance' : ''}, ${fault}: ${ends ? 'ends' : 'pending'}`, () =>
        option(table, row, asFault(fault), ends),
      );
    }
  }
  for (const row of table.counts ?? []) run(`${row.verb ?? 'get'} ${row.option ?? ''} ${row.fault}: ${row.sends}`, () => count(table, row));
  if (table.aborts !== undefined) run('an abort reaches the server', () => abort(table, table.aborts ?? 'signal'));
  if (model === undefined || hand === undefined) return;
  for (const each of derived(table, model, hand)) run(each.says, each.run);
}

function asFault(text: string): Fault {
  const number = Number(text);
  return (Number.isNaN(number) ? text : number) as Fault;
}

async function bare(table: Table, fault: Fault, end: End): Promise<void> {
  const limit = Math.max(table.cap ?? cap, end === 'pending' ? 0 : end * 1.3 + 3000);
  const took = await timed(table, fault, () => [{}, {}], limit);
  if (end === 'pending') expect(took.ms, took.why).toBe('pending');
  else near(took, end);
  const model = clients.get(table.id);
  if (table.aside === undefined && model !== undefined) {
    expect(defaultBounds(model, fault, end, limit, versionOf(table.package)).join('; ')).toBe('');
  }
}

async function option(table: Table, row: OptionClaim, fault: Fault, ends: boolean): Promise<void> {
  const given = (): [Options, Options] => {
    const value = typeof row.value === 'function' ? row.value() : row.value;
    if (row.at === 'instance') return [{ ...row.with }, set(row.made, row.option, value)];
    return [set(row.with, row.option, value), { ...row.made }];
  };
  const took = await timed(table, fault, given, Math.max(table.cap ?? cap, (row.ms ?? 400) * 1.3 + 2000));
  if (ends) near(took, row.ms ?? 400);
  else expect(took.ms, took.why).toBe('pending');
  const model = clients.get(table.id);
  if (row.aside === undefined && model !== undefined) {
    expect(optionBounds(model, row.option, row.at ?? 'call', fault, ends, versionOf(table.package), table.on).join('; ')).toBe('');
  }
}

async function count(table: Table, row: CountClaim): Promise<void> {
  const driver = row.verb === 'post' ? table.post : table.get;
  if (driver === undefined) throw new Error(`${table.id} has no ${row.verb}`);
  const extra = row.option === undefined ? {} : set({}, row.option[0], row.option[1]);
  await at(table, row.fault, async (spot) => {
    const took = await ended(
      () => driver(spot, both(row.with, extra), both(row.made, extra)),
      row.within ?? 30_000,
      row.within !== undefined,
    );
    expect(spot.came, took.why).toHaveLength(row.sends);
    paused(spot.came, row.gaps ?? []);
  });
  const model = clients.get(table.id);
  if (row.aside !== undefined || model === undefined) return;
  const version = versionOf(table.package);
  if (row.option !== undefined) expect(optionRepeats(model, row.option, row.sends, version).join('; ')).toBe('');
  else if (row.with === undefined && row.made === undefined) expect(defaultRepeats(model, row, version).join('; ')).toBe('');
}

/** Long enough for the request to be sent before it is aborted, even when all claims start at once. */
async function abort(table: Table, name: string): Promise<void> {
  await at(table, 'silent', async (spot) => {
    await ended(() => table.get(spot, set({}, name, AbortSignal.timeout(1500)), {}), 4000);
    await new Promise((resolve) => setTimeout(resolve, 500));
    expect(spot.left).toBeGreaterThan(0);
  });
}
