import { join, posix, resolve } from 'node:path';
import type { Disk } from './disk';

/**
 * The folders from one (relative to the root) upward, nearest first. They go on above the root as `..`, since a part of a
 * project may be the root, and end at the repository or at the top of the disk.
 */
export function makeUpward(disk: Disk, root: string): (folder: string) => readonly string[] {
  const memo = new Map<string, readonly string[]>();
  const upward = (folder: string): readonly string[] => {
    const known = memo.get(folder);
    if (known !== undefined) return known;
    const path = join(root, folder);
    const outside = folder === '.' || folder.startsWith('..');
    const last = path === resolve(path, '..') || (outside && (disk.isFolder(join(path, '.git')) || disk.isFile(join(path, '.git'))));
    const found = last ? [folder] : [folder, ...upward(posix.join(folder, '..'))];
    memo.set(folder, found);
    return found;
  };
  return upward;
}

/** The folders from one (relative to the root) up to the root, nearest first. */
export function upToRoot(folder: string): readonly string[] {
  return folder === '.' || folder.startsWith('..') ? [folder] : [folder, ...upToRoot(posix.dirname(folder))];
}

/** What is said nearest to a folder, from itself up to the root. */
export function saidNearest<T>(folder: string, ask: (folder: string) => T | undefined): T | undefined {
  for (const one of upToRoot(folder)) {
    const said = ask(one);
    if (said !== undefined) return said;
  }
  return undefined;
}

/** Whether a file lies in a folder, however deep; all do in the root (`.`). */
export const liesIn = (folder: string, file: string): boolean => folder === '.' || folder === '' || file.startsWith(`${folder}/`);

/** A file's path within a folder that it lies in; as it is where it lies elsewhere. */
export function pathWithin(folder: string, file: string): string {
  return folder !== '' && file.startsWith(`${folder}/`) ? file.slice(folder.length + 1) : file;
}

/** The name of a file without folders and endings: `index` of `./dist/index.d.mts`. */
export const stemOf = (file: string): string => posix.basename(file).replace(/(?:\.d)?\.\w+$/, '');
