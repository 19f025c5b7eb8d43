import { dirname, isAbsolute, join, relative, resolve, sep } from 'node:path';
import ignore, { type Ignore } from 'ignore';
import picomatch from 'picomatch';
import type { Problem } from '../model/analysis';
import { type Disk, DiskError } from './disk';

export interface Discovery {
  /** Relative to the root, POSIX, sorted. */
  readonly files: readonly string[];
  /** Paths asked for that match nothing. */
  readonly missing: readonly string[];
  readonly problems: readonly Problem[];
}

export interface DiscoveryOptions {
  readonly include?: readonly string[];
  readonly exclude?: readonly string[];
  /** Whether `.gitignore` files count; default true. */
  readonly gitignore?: boolean;
}

/** Source files by their ending; declarations and minified bundles say nothing of calls. */
const source = /\.[cm]?[jt]sx?$/;
const left = /\.d\.[cm]?ts$|\.min\.[cm]?js$|\.bundle\.js$/;
/** Folders nobody writes by hand. Others, such as `build`, are left to `.gitignore`. */
const folders = new Set(['node_modules', '.git', '.hg', '.svn', 'bower_components', 'jspm_packages', '.yarn', '.next', '.nuxt', '.output', '.turbo', '.vercel', '.svelte-kit', 'coverage', 'dist', '.cache']);

/** Finds the source files of a project under the given paths. */
export function discover(disk: Disk, root: string, paths: readonly string[], options: DiscoveryOptions = {}): Discovery {
  const found = new Set<string>();
  const missing: string[] = [];
  const problems: Problem[] = [];
  const posix = (path: string): string => relative(root, path).split(sep).join('/');
  const excluded = options.exclude === undefined || options.exclude.length === 0 ? undefined : picomatch([...options.exclude], { dot: true });
  const included = options.include === undefined || options.include.length === 0 ? undefined : picomatch([...options.include], { dot: true });
  const git = options.gitignore !== false;

  const take = (path: string): void => {
    const name = posix(path);
    if (excluded?.(name) === true || (included !== undefined && !included(name))) return;
    found.add(name);
  };

  const walk = (folder: string, rules: readonly Rules[], trail: readonly string[], match?: (name: string) => boolean): void => {
    let entries: ReturnType<Disk['list']>;
    try {
      entries = disk.list(folder);
    } catch (error) {
      problems.push({ path: posix(folder), message: error instanceof DiskError ? error.message : 'The folder cannot be read.', kind: 'input' });
      return;
    }
    const own = git && entries.some((e) => e.name === '.gitignore') ? rulesOf(disk, folder) : undefined;
    const all = own === undefined ? rules : [...rules, own];
    for (const entry of entries) {
      const path = join(folder, entry.name);
      let { kind } = entry;
      if (kind === 'link') {
        if (disk.isFolder(path)) {
          const real = disk.real(path);
          if (trail.includes(real) || real.startsWith(root + sep) || root.startsWith(real)) continue;
          kind = 'dir';
        } else kind = 'file';
      }
      if (kind === 'dir') {
        if (folders.has(entry.name) || ignored(all, path, true)) continue;
        if (excluded?.(`${posix(path)}/`) === true || excluded?.(posix(path)) === true) continue;
        walk(path, all, [...trail, disk.real(path)], match);
      } else if (source.test(entry.name) && !left.test(entry.name) && !ignored(all, path, false) && (match === undefined || match(posix(path)))) take(path);
    }
  };

  for (const asked of paths.length === 0 ? ['.'] : paths) {
    const path = isAbsolute(asked) ? asked : resolve(root, asked);
    if (disk.isFile(path)) {
      // A file named by hand is analysed, whatever ignore files say.
      if (source.test(path)) found.add(posix(path));
      else missing.push(asked);
    } else if (disk.isFolder(path)) walk(path, git ? rulesAbove(disk, path) : [], [disk.real(path)]);
    else if (/[*?[{!]/.test(asked)) {
      const before = found.size;
      const base = picomatch.scan(asked).base;
      const from = resolve(root, base);
      const pattern = posix(resolve(root, asked));
      if (disk.isFolder(from)) walk(from, git ? rulesAbove(disk, from) : [], [disk.real(from)], picomatch(pattern, { dot: true }));
      if (found.size === before) missing.push(asked);
    } else missing.push(asked);
  }
  return { files: [...found].sort(), missing, problems };
}

interface Rules {
  readonly folder: string;
  readonly rules: Ignore;
}

function rulesOf(disk: Disk, folder: string): Rules | undefined {
  let text: string | undefined;
  try {
    text = disk.read(join(folder, '.gitignore'));
  } catch {
    return undefined;
  }
  return text === undefined ? undefined : { folder, rules: ignore().add(text) };
}

/** The ignore files of the folders above, up to the repository. */
function rulesAbove(disk: Disk, folder: string): Rules[] {
  const out: Rules[] = [];
  let at = folder;
  while (!disk.isFolder(join(at, '.git')) && !disk.isFile(join(at, '.git'))) {
    const up = dirname(at);
    if (up === at) return [];
    at = up;
    const own = rulesOf(disk, at);
    if (own !== undefined) out.unshift(own);
  }
  return out;
}

function ignored(all: readonly Rules[], path: string, folder: boolean): boolean {
  let result = false;
  for (const { folder: base, rules } of all) {
    const name = relative(base, path).split(sep).join('/');
    if (name === '' || name.startsWith('..')) continue;
    const test = rules.test(folder ? `${name}/` : name);
    if (test.ignored) result = true;
    else if (test.unignored) result = false;
  }
  return result;
}
