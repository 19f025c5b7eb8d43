import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';

interface Executed {
  readonly package: string;
  readonly version: string;
  readonly also?: Record<string, string>;
  readonly claims: number;
  /** Rows that no claim spoke of, with the reason. */
  readonly open?: Record<string, string>;
}

const root = new URL('../../', import.meta.url);
const json = (path: string) => JSON.parse(readFileSync(new URL(path, root), 'utf8'));
const executed: { clients: Record<string, Executed>; guards: Record<string, Executed>; read: Record<string, string> } =
  json('test/evidence/executed.json');
const lock: { packages: Record<string, { version: string }> } = json('test/evidence/packages/package-lock.json');

async function ids(kind: 'clients' | 'guards'): Promise<string[]> {
  const folder = new URL(`src/catalog/${kind}/`, root);
  const found = await Promise.all(readdirSync(folder).map(async (file) => Object.values(await import(new URL(file, folder).href))));
  return found.flat().map((model) => (model as { readonly id: string }).id);
}

const known = [...(await ids('clients')), ...(await ids('guards'))];
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
    const silent = Object.entries(executed.clients).flatMap(([id, { open = {} }]) =>
      Object.entries(open).flatMap(([row, why]) => (why === 'no claim' || why.trim() === '' ? [`${id}: ${row}`] : [])),
    );
    expect(silent).toEqual([]);
  });
});
