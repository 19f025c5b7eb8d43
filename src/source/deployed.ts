import { join, posix } from 'node:path';
import picomatch from 'picomatch';
import { parse } from 'yaml';
import type { DeployModel, PlatformModel } from '../model/catalog/platform';
import type { Deployed } from '../model/deployed';
import { bare, handlerIn, limitOf, type Told } from './deployed-handler';
import { makeDeployedResources } from './deployed-resources';
import type { Disk } from './disk';
import { liesIn, makeUpward, pathWithin } from './folders';
import { asObject, type Json, readQuietly } from './json';
import type { Manifests } from './manifest';
import { stageFiles } from './stage-files';

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
      row.files
        .flatMap((pattern) => stageFiles(disk, root, folder, pattern))
        .flatMap((name) => {
          if (!texts.has(name)) texts.set(name, dataOf(readQuietly(disk, root, folder, name)));
          const data = texts.get(name);
          return data === undefined
            ? []
            : [...functionsIn(data, row, folder), ...programsIn(data, row, folder, manifests)].map((one) => ({
                ...one,
                platform: id,
                by: posix.join(folder, name),
              }));
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
  const functions = row.functions === undefined ? undefined : asObject(at(data, row.functions));
  const told = Object.entries(functions ?? {}).flatMap(([key, said]): Omit<Told, 'platform' | 'by'>[] => {
    const limit = limitOf([row.limit === undefined ? undefined : at(said, row.limit), shared, row.fallback]);
    if (row.handler === undefined) {
      const matches = picomatch(posix.join(folder, key));
      return [{ ...limit, means: (file) => matches(file) }];
    }
    const handler = at(said, row.handler);
    const { path, name } = handlerIn(handler) ?? {};
    if (path === undefined || name === undefined) return [];
    const inside = row.inside === undefined ? undefined : at(said, row.inside);
    const stem = posix.join(typeof inside === 'string' ? inside : '', path);
    return [{ ...limit, name, means: (file) => liesIn(folder, file) && isBuiltFrom(stem, bare(pathWithin(folder, file))) }];
  });
  if (row.usual === undefined) return told;
  const matches = picomatch(row.usual.files.map((pattern) => posix.join(folder, pattern)));
  return [...told, { limit: row.usual.limit, usual: true, means: (file) => matches(file) }];
}

/** Programs that it tells of as a whole. */
function programsIn(
  data: Json,
  { programs }: DeployModel,
  folder: string,
  manifests: Pick<Manifests, 'nearest'>,
): readonly Omit<Told, 'platform' | 'by'>[] {
  if (programs === undefined) return [];
  const { file, folder: inside, usualFolder, by, limit, fallback, needs } = programs;
  const told = programs.at === undefined ? data : at(data, programs.at);
  const all = Array.isArray(told) ? told : told === undefined ? [] : [told];
  return all.flatMap((one: unknown): Omit<Told, 'platform' | 'by'>[] => {
    // `@vercel/node@3.0.1` is the same in one version.
    if (by !== undefined && !by.names.includes(String(at(one, by.at)).replace(/(?!^)@[^/]*$/, ''))) return [];
    const written = limit === undefined ? undefined : at(one, limit);
    // A negative one is none.
    if (typeof written === 'string' && written.startsWith('-')) return [];
    const ends = limit === undefined && fallback === undefined ? {} : limitOf([secondsOf(written), fallback]);
    const usual = written === undefined && fallback !== undefined ? { usual: true as const } : {};
    const begins = file === undefined ? undefined : at(one, file);
    if (file !== undefined) {
      if (typeof begins !== 'string') return [];
      const path = bare(posix.normalize(begins));
      const serves = (source: string): boolean => manifests.nearest(source)?.starts !== true;
      return [
        { ...ends, ...usual, serves: true, means: (source) => serves(source) && isBuiltFrom(path, bare(pathWithin(folder, source))) },
      ];
    }
    const said = inside === undefined ? undefined : at(one, inside);
    const home = posix.join(folder, typeof said === 'string' ? said : (usualFolder ?? '.'));
    if (inside !== undefined) {
      const entries = ['index', 'src/index'].map((entry) => posix.join(home, entry));
      return [{ ...ends, ...usual, means: (source) => entries.includes(bare(source)) }];
    }
    const isPart = (source: string): boolean => needs === undefined || manifests.nearest(source)?.dependencies[needs] !== undefined;
    return [{ ...ends, ...usual, means: (source) => liesIn(home, source) && isPart(source) }];
  });
}

/** Whether a built file comes of a source: `dist/a/src/index` of `src/index`, `build/main` of `src/main`. */
function isBuiltFrom(built: string, source: string): boolean {
  if (built === source) return true;
  const inside = /^(?:dist|build|lib|out)\/(.*)$/.exec(built)?.[1];
  return inside !== undefined && (inside === source || inside.endsWith(`/${source}`) || `src/${inside}` === source);
}

/** `00:10:00` in seconds, and `1.00:00:00`, which is a day. */
function secondsOf(said: unknown): unknown {
  const [, days = '0', hours, minutes, seconds] = (typeof said === 'string' ? /^(?:(\d+)\.)?(\d+):(\d\d):(\d\d)$/.exec(said) : null) ?? [];
  return hours === undefined ? said : ((Number(days) * 24 + Number(hours)) * 60 + Number(minutes)) * 60 + Number(seconds);
}

function at(data: unknown, path: string): unknown {
  return path.split('.').reduce<unknown>((held, name) => asObject(held)?.[name], data);
}
