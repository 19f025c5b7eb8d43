import { mkdirSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { afterAll } from 'vitest';
import { clients, guards, versionOf } from './models';
import { nameOf, rowsOf } from './rows';

/** What was executed, and which rows of the models it spoke of. `scripts/evidence.mjs` joins the files that are written here. */

export const proofFolder = join(import.meta.dirname, 'packages', 'node_modules', '.executed');

interface Proof {
  /** Packages (as they are named in the packages' own `package.json`), with the version that ran. */
  readonly packages: Record<string, string>;
  claims: number;
}

const proofs = { clients: new Map<string, Proof>(), guards: new Map<string, Proof>() };
const touched = new WeakMap<object, Set<string>>();

/** One more claim of this model was true. */
export function proven(kind: 'clients' | 'guards', id: string, name: string | undefined): void {
  // What is not in the catalogue fails by itself, and proves nothing.
  if (!(kind === 'clients' ? clients : guards).has(id)) return;
  const proof = proofs[kind].get(id) ?? { packages: {}, claims: 0 };
  proofs[kind].set(id, proof);
  proof.packages[name ?? 'node'] = versionOf(name);
  proof.claims += 1;
}

/** A row of this model was asserted. Families share rows, so the model is named too. */
export function touch(id: string, ...rows: readonly object[]): void {
  for (const row of rows) touched.set(row, (touched.get(row) ?? new Set()).add(id));
}

const guardRows = new Map<string, Set<string>>();

/** Rows of this guard were asserted, by name. */
export function touchGuard(id: string, ...rows: readonly string[]): void {
  guardRows.set(id, new Set([...(guardRows.get(id) ?? []), ...rows]));
}

/** Writes down what this file has executed, once all its tests are over. */
export function record(file: string): void {
  afterAll(() => {
    mkdirSync(proofFolder, { recursive: true });
    const written = { clients: told('clients', clientRows), guards: told('guards', (id) => [...(guardRows.get(id) ?? [])]) };
    writeFileSync(
      join(proofFolder, `${basename(file, '.evidence.ts')}${process.env.EVIDENCE_AGAIN ?? ''}.json`),
      `${JSON.stringify(written, undefined, 2)}\n`,
    );
  });
}

function told(kind: keyof typeof proofs, rows: (id: string) => readonly string[]): Record<string, object> {
  return Object.fromEntries([...proofs[kind]].map(([id, proof]) => [id, { ...proof, rows: [...rows(id)].sort() }]));
}

function clientRows(id: string): readonly string[] {
  const model = clients.get(id);
  return model === undefined ? [] : rowsOf(model).flatMap((row) => (touched.get(row)?.has(id) === true ? [nameOf(row)] : []));
}
