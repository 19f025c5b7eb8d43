import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';

import type { ClientModel } from '../../src/model/catalog/client';
import type { GuardModel } from '../../src/model/catalog/guard';
import { namesOfRow, provisionsOf } from '../evidence/provisions';
import { type ClientRow, isPlatform, nameOf, rowsOf } from '../evidence/rows';

interface Executed {
  readonly package: string;
  readonly version: string;
  readonly also?: Record<string, string>;
  readonly claims: number;
  /** What claims spoke of: rows of a client; of a guard what it provides and the arguments that change it. */
  readonly rows: readonly string[];
}

/** What was read instead, each with the reason: whole models, and rows of models that were executed. */
interface Read {
  readonly models: Record<string, string>;
  readonly rows: Record<string, Record<string, string>>;
}

const root = new URL('../../', import.meta.url);
const json = (path: string) => JSON.parse(readFileSync(new URL(path, root), 'utf8'));
const executed: { clients: Record<string, Executed>; guards: Record<string, Executed> } = json('test/evidence/executed.json');
const read: Read = json('test/evidence/read.json');
const lock: { packages: Record<string, { version: string }> } = json('test/evidence/packages/package-lock.json');

async function models<T extends { readonly id: string }>(kind: 'clients' | 'guards'): Promise<readonly T[]> {
  const folder = new URL(`src/catalog/${kind}/`, root);
  const found = await Promise.all(
    readdirSync(folder).map(async (file): Promise<readonly T[]> => Object.values(await import(new URL(file, folder).href))),
  );
  return found.flat();
}

const clients = await models<ClientModel>('clients');
const guards = await models<GuardModel>('guards');
const known = [...clients, ...guards].map(({ id }) => id);
/** Some libraries are a client and a guard by the same name. */
const ran = [...Object.entries(executed.clients), ...Object.entries(executed.guards)];
const executedOf = (kind: 'clients' | 'guards', id: string): Executed | undefined => executed[kind][id];
const all = [...clients.map(({ id }) => ['clients', id] as const), ...guards.map(({ id }) => ['guards', id] as const)];

/** All that a model claims, by name: rows of a client; provisions of a guard, their options, kinds of failure and what becomes of the work. */
const claimed = new Map<string, readonly string[]>([
  ...clients.map((model) => [`clients ${model.id}`, rowsOf(model).map(nameOf)] as const),
  ...guards.map((model) => [`guards ${model.id}`, provisionsOf(model).flatMap(namesOfRow)] as const),
]);

/** A bound of the platform is met again in whatever stands on it; it is asserted where it is at home. */
const platforms = clients.flatMap((model) => rowsOf(model).flatMap((row) => (isPlatform(row) ? [{ id: model.id, row }] : [])));
const asBound = (row: ClientRow): string => ('facet' in row && row.facet === 'timeout' ? `${row.covers} ${row.ms} ${row.says}` : '');
const atHome = new Set(
  platforms.flatMap(({ id, row }) => (executed.clients[id]?.rows.includes(nameOf(row)) === true ? [asBound(row)] : [])),
);
const elsewhere = (id: string): readonly string[] =>
  platforms.flatMap((one) => (one.id === id && atHome.has(asBound(one.row)) ? [nameOf(one.row)] : []));

describe('what the evidence suite has executed', () => {
  it.each(all)('of the %s, %s is executed, or read for a reason', (kind, id) => {
    expect([executedOf(kind, id), read.models[id]].filter((entry) => entry !== undefined)).toHaveLength(1);
  });

  it('speaks of nothing that is not in the catalogue', () => {
    const told = [...ran.map(([id]) => id), ...Object.keys(read.models), ...Object.keys(read.rows)];
    expect(told.filter((id) => !known.includes(id))).toEqual([]);
  });

  it.each(ran)('%s ran in the versions of the lock file', (_, { package: name, version, also = {} }) => {
    for (const [alias, its] of Object.entries({ [name]: version, ...also })) {
      if (alias === 'node') expect(its).toMatch(/^2\d\./);
      else expect(lock.packages[`node_modules/${alias}`]?.version, alias).toBe(its);
    }
  });

  it.each(ran)('%s has claims', (_, { claims }) => expect(claims).toBeGreaterThan(0));

  it.each(all)('of the %s, every row of %s is executed, or read for a reason', (kind, id) => {
    const rows = executedOf(kind, id)?.rows;
    if (rows === undefined) return;
    const names = claimed.get(`${kind} ${id}`) ?? [];
    const reasons = read.rows[id] ?? {};
    const home = kind === 'clients' ? elsewhere(id) : [];
    expect(names.filter((name) => !rows.includes(name) && reasons[name] === undefined && !home.includes(name))).toEqual([]);
    expect(
      Object.keys(reasons).filter((name) => rows.includes(name)),
      'executed and read',
    ).toEqual([]);
    expect([...rows, ...Object.keys(reasons)].filter((name) => !names.includes(name))).toEqual([]);
    expect(new Set(names).size).toBe(names.length);
  });

  it('every reason is one', () => {
    const reasons = [...Object.values(read.models), ...Object.values(read.rows).flatMap((rows) => Object.values(rows))];
    expect(reasons.filter((why) => why.trim().split(' ').length < 4)).toEqual([]);
  });
});
