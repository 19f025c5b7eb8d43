import { posix } from 'node:path';
import type { PlatformModel, ResourceModel } from '../model/catalog/platform';
import { bare, handlerIn, limitOf, type Told } from './deployed-handler';
import type { Disk } from './disk';
import { liesIn, pathWithin } from './folders';
import { asObject, readJson, readQuietly } from './json';
import { archiveBehind, type Block, blocksIn, numberIn, pathIn, saidAt, type Terraform, textIn } from './terraform';

const { join } = posix;

/** Where programs of Terraform lie, at the root of a package or above it. */
const programs = ['.', 'infra', 'infrastructure', 'terraform', 'tf', 'iac', 'deploy'];

/** What the programs of Terraform tell platforms to run that lie in a folder, or in one of the usual ones below it. */
export function makeDeployedResources(disk: Disk, root: string, platforms: readonly PlatformModel[]): (folder: string) => readonly Told[] {
  const rows = platforms.flatMap(({ id, resources = [] }) => resources.map((row) => ({ id, row })));

  const toldIn = (folder: string): readonly Told[] => {
    const texts = listed(disk, root, folder, /\.tf$/);
    if (!texts.some(({ text }) => rows.some(({ row }) => text.includes(row.type)))) return [];
    const read = texts.map(({ name, text }) => ({ by: join(folder, name), blocks: blocksIn(text) }));
    const given = listed(disk, root, folder, /\.tfvars(?:\.json)?$/).map(({ text }) => text);
    const program = { blocks: read.flatMap(({ blocks }) => blocks), given: given.join('\n') };
    return read.flatMap(({ by, blocks }) =>
      rows.flatMap(({ id, row }) =>
        blocks.flatMap((block): Told[] => {
          const meant = block.kind === 'resource' && block.labels[0] === row.type ? meantBy(program, block, row, folder) : undefined;
          const limit = saidAt(block, row.limit);
          const own = limit === undefined ? row.fallback : numberIn(program, limit);
          return meant === undefined ? [] : [{ ...meant, ...limitOf([own]), platform: id, by }];
        }),
      ),
    );
  };

  /** The export that a resource runs, and in which files it may stand. */
  function meantBy(program: Terraform, block: Block, row: ResourceModel, folder: string): Pick<Told, 'name' | 'means'> | undefined {
    const archive = archiveBehind(program, saidAt(block, row.code));
    const inside = pathIn(archive?.values.get('source_dir'));
    const single = pathIn(archive?.values.get('source_file'));
    const handler = handlerIn(textIn(program, saidAt(block, row.handler ?? row.exported ?? '')));
    if (handler === undefined || (handler.path === undefined) !== (row.handler === undefined)) return undefined;
    const { name, path } = handler;
    const is = (stem: string): Pick<Told, 'name' | 'means'> => ({ name, means: (file) => bare(file) === bare(stem) });
    if (inside === undefined) return single === undefined ? undefined : is(join(folder, single));
    const within = join(folder, inside);
    if (path !== undefined) return is(join(within, path));
    const main = asObject(readJson(disk, root, within, 'package.json'))?.main;
    const offered = asWritten(typeof main === 'string' ? main : 'index');
    return { name, means: (file) => liesIn(within, file) && asWritten(within === '.' ? file : pathWithin(within, file)) === offered };
  }

  // What lies above the root is listed by nobody: it changes for reasons of others.
  return (folder) => (folder.startsWith('..') ? [] : programs.flatMap((program) => toldIn(join(folder, program))));
}

/** The texts of a folder that have such a name. */
function listed(disk: Disk, root: string, folder: string, named: RegExp): readonly { readonly name: string; readonly text: string }[] {
  const names = filesOf(disk, join(root, folder)).filter((name) => named.test(name));
  return names.sort().flatMap((name) => {
    const text = readQuietly(disk, root, folder, name);
    return text === undefined ? [] : [{ name, text }];
  });
}

function filesOf(disk: Disk, folder: string): string[] {
  try {
    return disk.list(folder).flatMap(({ name, kind }) => (kind === 'file' ? [name] : []));
  } catch {
    return [];
  }
}

/** A path within a package as it was written, whether it is that or what is built of it. */
const asWritten = (path: string): string => bare(posix.normalize(path)).replace(/^(?:dist|lib|build|out|src)\/(?:src\/)?/, '');
