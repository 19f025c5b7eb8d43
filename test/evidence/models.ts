import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import semver from 'semver';
import type { ClientModel } from '../../src/model/catalog/client';
import type { DefaultModel } from '../../src/model/catalog/default';
import type { GuardModel } from '../../src/model/catalog/guard';
import type { OptionModel } from '../../src/model/catalog/option';

/** The catalogue as the suite asks it: models by id, and the rows of a model that hold for an installed version. */

const catalog = join(import.meta.dirname, '..', '..', 'src', 'catalog');
const packages = join(import.meta.dirname, 'packages', 'node_modules');

export const clients: ReadonlyMap<string, ClientModel> = await all<ClientModel>('clients');
export const guards: ReadonlyMap<string, GuardModel> = await all<GuardModel>('guards');

async function all<T extends { readonly id: string }>(kind: string): Promise<ReadonlyMap<string, T>> {
  const found = await Promise.all(
    readdirSync(join(catalog, kind)).map(async (file): Promise<T[]> => Object.values(await import(join(catalog, kind, file)))),
  );
  return new Map(found.flat().map((model) => [model.id, model]));
}

/** The installed version of a package; without a package, what Node brings itself. */
export function versionOf(name: string | undefined): string {
  if (name === undefined) return process.versions.node;
  return JSON.parse(readFileSync(join(packages, name, 'package.json'), 'utf8')).version;
}

/** The rows that hold for a version, on a server. */
export function optionsOf(model: ClientModel, version: string): readonly OptionModel[] {
  return (model.options ?? []).filter((row) => holds(row.versions, version));
}

/** The defaults that hold for a version, on a server, whatever driver of several stands beneath. */
export function defaultsOf(model: ClientModel, version: string): readonly DefaultModel[] {
  return model.defaults.filter((row) => row.context !== 'browser' && row.beside === undefined && holds(row.versions, version));
}

export function holds(range: string | undefined, version: string): boolean {
  return range === undefined || semver.satisfies(version, range, { includePrerelease: true });
}
