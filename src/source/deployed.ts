import { join, posix } from 'node:path';
import picomatch from 'picomatch';
import { parse } from 'yaml';
import type { DeployModel, PlatformModel } from '../model/catalog/platform';
import type { Deployed } from '../model/deployed';
import { bare, handlerIn, limitOf, type Told } from './deployed-handler';
import { makeDeployedResources } from './deployed-resources';
import type { Disk } from './disk';
import { makeUpward } from './folders';
import { asObject, type Json, readQuietly } from './json';
import type { Manifests } from './manifest';

/** What runs of a file by what is told at the root of its package or above it, nearest first; each such file is read when first asked for. */
export function makeDeployed(
  disk: Disk,
  root: string,
  manifests: Pick<Manifests, 'nearest'>,
  platforms: readonly PlatformModel[],
): (file: string) => readonly Deployed[] {
  const upward = makeUpward(disk, root);
  const resourcesAt = makeDeployedResources(disk, root, platforms);
  const rows = platforms.flatMap(({ id, deploys = [] }) => deploys.map((row) => ({ id, row })));
  const known = new Map<string, readonly Told[]>();
  const perFile = new Map<string, readonly Deployed[]>();

  const toldIn = (folder: string): readonly Told[] => {
    const have = known.get(folder);
    if (have !== undefined) return have;
    const texts = new Map<string, Json | undefined>();
    const made = rows.flatMap(({ id, row }) =>
      row.files.flatMap((name) => {
        if (!texts.has(name)) texts.set(name, dataOf(readQuietly(disk, root, folder, name)));
        const data = texts.get(name);
        return data === undefined
          ? []
          : functionsIn(data, row, folder).map((one) => ({ ...one, platform: id, by: posix.join(folder, name) }));
      }),
    );
    const all = [...made, ...resourcesAt(folder)];
    known.set(folder, all);
    return all;
  };

  const runtimes = new Map<string, readonly Deployed[]>();
  /** The platforms that a folder is run by, as a file in it says, or in one above it up to that of its package. */
  const runtimesOf = (folder: string, top: string): readonly Deployed[] => {
    const have = runtimes.get(folder);
    if (have !== undefined) return have;
    const own = platforms.flatMap(({ id, ownRuntimeBy = [] }): Deployed[] => {
      const by = ownRuntimeBy.map((name) => posix.join(folder, name)).find((path) => disk.isFile(join(root, path)));
      return by === undefined ? [] : [{ platform: id, runtime: true, by }];
    });
    const found = own.length > 0 || folder === top || folder === '.' ? own : runtimesOf(posix.dirname(folder), top);
    runtimes.set(folder, found);
    return found;
  };

  return (file) => {
    const have = perFile.get(file);
    if (have !== undefined) return have;
    const home = manifests.nearest(file)?.folder ?? '.';
    const told = upward(home)
      .flatMap(toldIn)
      .filter(({ means }) => means(file))
      .map(({ means: _, ...one }) => one);
    const made = [...told, ...runtimesOf(posix.dirname(file), home === '' ? '.' : home)];
    perFile.set(file, made);
    return made;
  };
}

function dataOf(text: string | undefined): Json | undefined {
  if (text === undefined) return undefined;
  try {
    // Tags of a language of their own (`!Ref`) are left out.
    return asObject(parse(text, { logLevel: 'silent' }));
  } catch {
    return undefined;
  }
}

function functionsIn(data: Json, row: DeployModel, folder: string): readonly Omit<Told, 'platform' | 'by'>[] {
  const named = row.names?.at.map((path) => at(data, path)).find((one) => typeof one === 'string');
  if (named !== undefined && named !== row.names?.is) return [];
  const shared = row.shared === undefined ? undefined : at(data, row.shared);
  const told = Object.entries(asObject(at(data, row.functions)) ?? {}).flatMap(([key, said]): Omit<Told, 'platform' | 'by'>[] => {
    const limit = limitOf([at(said, row.limit), shared, row.fallback]);
    if (row.handler === undefined) {
      const matches = picomatch(posix.join(folder, key));
      return [{ ...limit, means: (file) => matches(file) }];
    }
    const handler = at(said, row.handler);
    const { path, name } = handlerIn(handler) ?? {};
    if (path === undefined || name === undefined) return [];
    const inside = row.inside === undefined ? undefined : at(said, row.inside);
    const stem = posix.join(folder, typeof inside === 'string' ? inside : '', path);
    return [{ ...limit, name, means: (file) => bare(file) === stem }];
  });
  if (row.usual === undefined) return told;
  const matches = picomatch(row.usual.files.map((pattern) => posix.join(folder, pattern)));
  return [...told, { limit: row.usual.limit, usual: true, means: (file) => matches(file) }];
}

function at(data: unknown, path: string): unknown {
  return path.split('.').reduce<unknown>((held, name) => asObject(held)?.[name], data);
}
