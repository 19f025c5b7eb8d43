import { posix } from 'node:path';
import picomatch from 'picomatch';
import { parse } from 'yaml';
import type { DeployModel, PlatformModel, ResourceModel } from '../model/catalog/platform';
import type { Deployed } from '../model/deployed';
import type { Disk } from './disk';
import { makeUpward, pathWithin } from './folders';
import { asObject, type Json, readJson, readQuietly } from './json';
import type { Manifests } from './manifest';
import { archiveBehind, type Block, blocksIn, numberIn, pathIn, saidAt, type Terraform, textIn } from './terraform';

interface Told extends Deployed {
  /** Whether a source file is meant. */
  readonly means: (file: string) => boolean;
}

/** What runs of a file by what is told at the root of its package or above it, nearest first; each such file is read when first asked for. */
export function makeDeployed(
  disk: Disk,
  root: string,
  manifests: Pick<Manifests, 'nearest'>,
  platforms: readonly PlatformModel[],
): (file: string) => readonly Deployed[] {
  const upward = makeUpward(disk, root);
  const resources = platforms.flatMap(({ id, resources = [] }) => resources.map((row) => ({ id, row })));
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
    const all = [...made, ...programs.flatMap((program) => resourcesIn(join(folder, program)))];
    known.set(folder, all);
    return all;
  };

  const resourcesIn = (folder: string): readonly Told[] => {
    const texts = listed(disk, root, folder, /\.tf$/);
    if (!texts.some(({ text }) => resources.some(({ row }) => text.includes(row.type)))) return [];
    const program = {
      blocks: texts.flatMap(({ text }) => blocksIn(text)),
      given: listed(disk, root, folder, /\.tfvars(?:\.json)?$/)
        .map(({ text }) => text)
        .join('\n'),
    };
    return texts.flatMap(({ name, text }) =>
      blocksIn(text).flatMap((block) =>
        resources.flatMap(({ id, row }) => {
          const means = block.kind === 'resource' && block.labels[0] === row.type ? meant(program, block, row, folder) : undefined;
          const limit = saidAt(block, row.limit);
          const own = limit === undefined ? row.fallback : numberIn(program, limit);
          return means === undefined ? [] : [{ ...means, ...limitOf([own]), platform: id, by: join(folder, name) }];
        }),
      ),
    );
  };

  /** The export that a resource runs, and in which files it may stand. */
  const meant = (program: Terraform, block: Block, row: ResourceModel, folder: string): Pick<Told, 'name' | 'means'> | undefined => {
    const archive = archiveBehind(program, saidAt(block, row.code));
    const inside = pathIn(archive?.values.get('source_dir'));
    const single = pathIn(archive?.values.get('source_file'));
    const [, path, name] = handlerIn(textIn(program, saidAt(block, row.handler ?? row.exported ?? ''))) ?? [];
    if (name === undefined || (path === undefined) !== (row.handler === undefined)) return undefined;
    if (inside === undefined || path !== undefined) {
      const stem = inside !== undefined && path !== undefined ? join(folder, inside, path) : bare(join(folder, single ?? '*'));
      return { name, means: (file) => bare(file) === stem };
    }
    const main = asObject(readJson(disk, root, folder, inside, 'package.json'))?.main;
    const offered = written(typeof main === 'string' ? main : 'index');
    const within = join(folder, inside);
    return { name, means: (file) => (within === '.' || file.startsWith(`${within}/`)) && written(pathWithin(within, file)) === offered };
  };

  return (file) => {
    const have = perFile.get(file);
    if (have !== undefined) return have;
    const made = upward(manifests.nearest(file)?.folder ?? '.')
      .flatMap(toldIn)
      .filter(({ means }) => means(file))
      .map(({ means: _, ...one }) => one);
    perFile.set(file, made);
    return made;
  };
}

const { join } = posix;

/** Where programs of Terraform lie, at the root of a package or above it. */
const programs = ['.', 'infra', 'infrastructure', 'terraform', 'tf', 'iac', 'deploy'];

/** The texts of a folder that have such a name. */
function listed(disk: Disk, root: string, folder: string, named: RegExp): readonly { readonly name: string; readonly text: string }[] {
  const names = listQuietly(disk, root, folder).filter((name) => named.test(name));
  return names.sort().flatMap((name) => {
    const text = readQuietly(disk, root, folder, name);
    return text === undefined ? [] : [{ name, text }];
  });
}

function listQuietly(disk: Disk, root: string, folder: string): string[] {
  try {
    return disk.list(posix.join(root, folder)).flatMap(({ name, kind }) => (kind === 'file' ? [name] : []));
  } catch {
    return [];
  }
}

/** A path without its ending. */
const bare = (file: string): string => file.replace(/\.[cm]?[jt]sx?$/, '');

/** A path within a package as it was written, whether it is that or what is built of it. */
const written = (path: string): string => bare(posix.normalize(path)).replace(/^(?:dist|lib|build|out|src)\/(?:src\/)?/, '');

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
  return Object.entries(asObject(at(data, row.functions)) ?? {}).flatMap(([key, said]): Omit<Told, 'platform' | 'by'>[] => {
    const limit = limitOf([at(said, row.limit), shared, row.fallback]);
    if (row.handler === undefined) {
      const matches = picomatch(posix.join(folder, key));
      return [{ ...limit, means: (file) => matches(file) }];
    }
    const handler = at(said, row.handler);
    const [, path, name] = handlerIn(handler) ?? [];
    if (path === undefined || name === undefined) return [];
    const inside = row.inside === undefined ? undefined : at(said, row.inside);
    const stem = posix.join(folder, typeof inside === 'string' ? inside : '', path);
    return [{ ...limit, name, means: (file) => bare(file) === stem }];
  });
}

/** The file and the export that a handler names: `src/report.send`, or the export alone. */
function handlerIn(handler: unknown): readonly (string | undefined)[] | undefined {
  return typeof handler === 'string' ? (/^(?:((?:[\w@.-]+\/)*[\w@-][\w@.-]*)\.)?(\w+)$/.exec(handler) ?? undefined) : undefined;
}

/** The first that is written; what is written otherwise than as a number is not known. */
function limitOf(said: readonly unknown[]): { readonly limit?: number } {
  const first = said.find((one) => one !== undefined && one !== null);
  const limit = typeof first === 'string' && /^\d+$/.test(first) ? Number(first) : first;
  return typeof limit === 'number' && limit > 0 ? { limit } : {};
}

function at(data: unknown, path: string): unknown {
  return path.split('.').reduce<unknown>((held, name) => asObject(held)?.[name], data);
}
