import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';

import type { GuardModel } from '../../src/model/catalog';
import { namesOfRow, provisionsOf } from '../evidence/provisions';

interface Executed {
  readonly package: string;
  readonly version: string;
  readonly also?: Record<string, string>;
  readonly claims: number;
  /** Of a guard: what it provides and the arguments that change it, as far as a claim spoke of them. */
  readonly rows?: readonly string[];
  /** Rows that no claim spoke of, with the reason. */
  readonly open?: Record<string, string>;
}

const root = new URL('../../', import.meta.url);
const json = (path: string) => JSON.parse(readFileSync(new URL(path, root), 'utf8'));
const executed: { clients: Record<string, Executed>; guards: Record<string, Executed>; read: Record<string, string> } =
  json('test/evidence/executed.json');
const lock: { packages: Record<string, { version: string }> } = json('test/evidence/packages/package-lock.json');

async function models<T extends { readonly id: string }>(kind: 'clients' | 'guards'): Promise<readonly T[]> {
  const folder = new URL(`src/catalog/${kind}/`, root);
  const found = await Promise.all(
    readdirSync(folder).map(async (file): Promise<readonly T[]> => Object.values(await import(new URL(file, folder).href))),
  );
  return found.flat();
}

const guards = await models<GuardModel>('guards');
const known = [...(await models('clients')), ...guards].map(({ id }) => id);
const ran = { ...executed.clients, ...executed.guards };

describe('what the evidence suite has executed', () => {
  it.each(known)('%s is executed, or read for a reason', (id) => {
    expect([ran[id], executed.read[id]].filter((entry) => entry !== undefined)).toHaveLength(1);
  });

  it('speaks of nothing that is not in the catalogue', () => {
    expect([...Object.keys(ran), ...Object.keys(executed.read)].filter((id) => !known.includes(id))).toEqual([]);
  });

  it.each(Object.entries(ran))('%s ran in the versions of the lock file', (_, { package: name, version, also = {} }) => {
    for (const [alias, its] of Object.entries({ [name]: version, ...also })) {
      if (alias === 'node') expect(its).toMatch(/^2\d\./);
      else expect(lock.packages[`node_modules/${alias}`]?.version, alias).toBe(its);
    }
  });

  it.each(Object.entries(ran))('%s has claims', (_, { claims }) => expect(claims).toBeGreaterThan(0));

  it('every row of them, or a reason why not', () => {
    const silent = Object.entries(ran).flatMap(([id, { open = {} }]) =>
      Object.entries(open).flatMap(([row, why]) => (why === 'no claim' || why.trim() === '' ? [`${id}: ${row}`] : [])),
    );
    expect(silent).toEqual([]);
  });

  it.each(guards.filter(({ id }) => executed.read[id] === undefined))(
    '$id: each provision and each of its options stands there',
    (guard) => {
      const { rows = [], open = {} } = executed.guards[guard.id] ?? {};
      const names = provisionsOf(guard).flatMap(namesOfRow);
      expect(names.filter((name) => !rows.includes(name) && open[name] === undefined)).toEqual([]);
      expect([...rows, ...Object.keys(open)].filter((name) => !names.includes(name))).toEqual([]);
      expect(new Set(names).size).toBe(names.length);
    },
  );
});
