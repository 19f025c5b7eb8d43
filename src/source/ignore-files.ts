import { dirname, join, sep } from 'node:path';
import ignore, { type Ignore } from 'ignore';
import type { Disk } from './disk';

/** One `.gitignore`, and the folder it speaks of. */
export interface IgnoreFile {
  readonly folder: string;
  readonly rules: Ignore;
}

/** The ignore file of a folder, if it can be read. */
export function ignoreFileIn(disk: Disk, folder: string): IgnoreFile | undefined {
  try {
    const text = disk.read(join(folder, '.gitignore'));
    return text === undefined ? undefined : { folder, rules: ignore().add(text) };
  } catch {
    return undefined;
  }
}

/** Those of the folders above, outermost first: up to the repository, or up to the root where there is none. */
export function ignoreFilesAbove(disk: Disk, folder: string, root: string): IgnoreFile[] {
  const above: string[] = [];
  for (let at = folder; !isRepository(disk, at); at = dirname(at)) {
    if (at === dirname(at)) {
      const within = above.filter((one) => one === root || one.startsWith(root + sep));
      return read(disk, within);
    }
    above.push(dirname(at));
  }
  return read(disk, above);
}

/**
 * Whether Git would pass it by: an inner file overrules an outer one. `*.js` means what a compiler writes beside its
 * sources; a script that was made of nothing there was written by hand, and added by force.
 */
export function isIgnored(files: readonly IgnoreFile[], path: string, folder: boolean, made: () => boolean): boolean {
  for (let i = files.length - 1; i >= 0; i--) {
    const { folder: base, rules } = files[i]!;
    const name = path.slice(base.endsWith(sep) ? base.length : base.length + 1);
    const { ignored, unignored, rule } = rules.test(`${sep === '/' ? name : name.split(sep).join('/')}${folder ? '/' : ''}`);
    if (ignored) return folder || !allScripts.test(rule?.pattern ?? '') || made();
    if (unignored) return false;
  }
  return false;
}

/** A pattern of every script there is. */
const allScripts = /^(?:\*\*)?\/?\*\.[cm]?jsx?$/;

/** Whether a script has its source, its map or its declarations beside it. */
export function isMade(path: string, isFile: (path: string) => boolean): boolean {
  const base = path.replace(/\.[cm]?jsx?$/, '');
  return base !== path && (isFile(`${path}.map`) || sources.some((ending) => isFile(base + ending)));
}

const sources = ['.ts', '.tsx', '.mts', '.cts', '.d.ts', '.d.mts', '.d.cts', '.coffee', '.civet', '.ls', '.res', '.re', '.elm', '.purs'];

function read(disk: Disk, folders: readonly string[]): IgnoreFile[] {
  return folders.flatMap((folder) => ignoreFileIn(disk, folder) ?? []).reverse();
}

/** In a work tree or a submodule `.git` is a file. */
function isRepository(disk: Disk, folder: string): boolean {
  return disk.isFolder(join(folder, '.git')) || disk.isFile(join(folder, '.git'));
}
