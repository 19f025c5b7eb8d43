import { mkdirSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { afterAll } from 'vitest';
import type { ClientModel, DefaultModel, GuardModel, OptionModel } from '../../src/model/catalog';
import { clients, defaultsOf, guards, holds, optionsOf, versionOf } from './models';
import { namesOfRow, provisionsOf } from './provisions';

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

const excuses = new Map<string, string>();

/** Why a row of this model is not run. There is nothing to derive then. */
export function excuse(id: string, row: OptionModel | DefaultModel, why: string): [] {
  excuses.set(`${id} ${nameOf(row)}`, why);
  return [];
}

const guardRows = new Map<string, Set<string>>();

/** Rows of this guard were asserted, by name. */
export function touchGuard(id: string, ...rows: readonly string[]): void {
  guardRows.set(id, new Set([...(guardRows.get(id) ?? []), ...rows]));
}

/** Why a row of this guard is not run. */
export function excuseGuard(id: string, row: string, why: string): void {
  excuses.set(`${id} guards ${row}`, why);
}

/** Writes down what this file has executed, once all its tests are over. */
export function record(file: string): void {
  afterAll(() => {
    mkdirSync(proofFolder, { recursive: true });
    const written = { clients: {}, guards: {} };
    for (const kind of ['clients', 'guards'] as const) {
      written[kind] = Object.fromEntries(
        [...proofs[kind]].map(([id, proof]) => [
          id,
          { ...proof, ...(kind === 'clients' ? { open: open(clients.get(id), proof) } : told(guards.get(id), proof)) },
        ]),
      );
    }
    writeFileSync(
      join(proofFolder, `${basename(file, '.evidence.ts')}${process.env.EVIDENCE_AGAIN ?? ''}.json`),
      `${JSON.stringify(written, undefined, 2)}\n`,
    );
  });
}

/** The rows that hold for the versions that ran, but of which no claim spoke, each with the reason if there is one. */
function open(model: ClientModel | undefined, { packages }: Proof): Record<string, string> {
  if (model === undefined) return {};
  const versions = Object.values(packages);
  const rows = [
    ...new Set(
      versions.flatMap((version): (OptionModel | DefaultModel)[] => [...optionsOf(model, version), ...defaultsOf(model, version)]),
    ),
  ];
  const silent = rows.filter((row) => counts(row) && touched.get(row)?.has(model.id) !== true).map(nameOf);
  return Object.fromEntries(silent.map((name) => [name, excuses.get(`${model.id} ${name}`) ?? 'no claim']));
}

/** Each provision of a guard and each of its options: executed, or open, with the reason if there is one. */
function told(model: GuardModel | undefined, { packages }: Proof): { rows?: readonly string[]; open?: Record<string, string> } {
  if (model === undefined) return {};
  const done = guardRows.get(model.id) ?? new Set();
  const names = provisionsOf(model)
    .filter(({ versions }) => Object.values(packages).some((version) => holds(versions, version)))
    .flatMap(namesOfRow);
  const silent = names.filter((name) => !done.has(name));
  const reasons = silent.map((name) => [name, excuses.get(`${model.id} guards ${name}`) ?? 'no claim']);
  return { rows: [...done].sort(), open: Object.fromEntries(reasons) };
}

/** The platform's own bounds are asserted where they are at home; what is opaque says nothing that could be run. */
function counts(row: OptionModel | DefaultModel): boolean {
  return !('facet' in row) || (row.facet !== 'opaque' && !(row.facet === 'timeout' && row.platform === true));
}

function nameOf(row: OptionModel | DefaultModel): string {
  const kinds = row.on === undefined ? '' : ` of ${row.on.join(', ')}`;
  if ('facet' in row) return `default ${row.facet}${row.facet === 'timeout' ? ` ${row.covers}` : ''}${kinds}`;
  return `${row.option}${row.at === undefined ? '' : ` at ${row.at}`}${kinds}`;
}
