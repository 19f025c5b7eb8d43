import { posix } from 'node:path';
import picomatch from 'picomatch';
import { parse } from 'yaml';
import { archiveFolder } from './context-places';
import type { Disk } from './disk';
import { makeUpward } from './folders';
import { asObject, readJson, readQuietly } from './json';

/**
 * Whether a package is put away: it lies in a folder for what is kept, and the project around it lists its packages and
 * leaves this one out, so nobody builds or releases it any more.
 */
export function makeArchived(disk: Disk, root: string): (folder: string) => boolean {
  const upward = makeUpward(disk, root);
  const known = new Map<string, boolean>();
  const isArchived = (folder: string): boolean => {
    for (const above of upward(posix.dirname(folder))) {
      const globs = listedBy(disk, root, above);
      if (globs.length === 0) continue;
      const inside = posix.relative(above, folder);
      return archiveFolder.test(inside) && !picomatch([...globs])(inside);
    }
    return false;
  };
  return (folder) => {
    if (folder.startsWith('..') || !archiveFolder.test(folder)) return false;
    if (!known.has(folder)) known.set(folder, isArchived(folder));
    return known.get(folder) === true;
  };
}

/** The globs by which a folder lists the packages of its project. */
function listedBy(disk: Disk, root: string, folder: string): readonly string[] {
  const listed = readJson(disk, root, folder, 'package.json')?.workspaces;
  const all = [...strings(Array.isArray(listed) ? listed : asObject(listed)?.packages), ...strings(ofPnpm(disk, root, folder))];
  return all.filter((glob) => !glob.startsWith('!')).map((glob) => glob.replace(/^\.\//, '').replace(/\/+$/, ''));
}

function ofPnpm(disk: Disk, root: string, folder: string): unknown {
  const text = readQuietly(disk, root, folder, 'pnpm-workspace.yaml');
  if (text === undefined) return undefined;
  try {
    return asObject(parse(text))?.packages;
  } catch {
    return undefined;
  }
}

function strings(value: unknown): readonly string[] {
  return Array.isArray(value) ? value.filter((one): one is string => typeof one === 'string') : [];
}
