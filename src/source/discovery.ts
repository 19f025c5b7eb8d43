import { basename, isAbsolute, join, relative, resolve, sep } from 'node:path';
import ignore from 'ignore';
import picomatch from 'picomatch';
import type { Problem } from '../model/analysis';
import { type Disk, DiskError, type Entry } from './disk';
import { fits } from './globs';
import { type IgnoreFile, ignoreFileIn, ignoreFilesAbove, isIgnored, isMade } from './ignore-files';

export interface Discovery {
  /** Relative to the root, POSIX, sorted. */
  readonly files: readonly string[];
  /** Paths asked for that match nothing. */
  readonly missing: readonly string[];
  readonly problems: readonly Problem[];
}

export interface DiscoveryOptions {
  /** Globs relative to the root; only what fits one of them is found. */
  readonly include?: readonly string[];
  /** Patterns as in a `.gitignore` at the root. */
  readonly exclude?: readonly string[];
  /** Whether `.gitignore` files count; default true. */
  readonly gitignore?: boolean;
  /** The names of what is looked for; default sources. */
  readonly named?: RegExp;
}

/** Source files by their ending; declarations and minified bundles say nothing of calls. */
const source = /\.[cm]?[jt]sx?$/;
const passedBy = /\.d\.(?:[^./]+\.)?[cm]?ts$|[.-]min\.[cm]?js$|\.bundle\.[cm]?js$/;
/**
 * Folders that tools fill and nobody writes by hand, whether they are ignored or not. `build`, `out`, `lib` and `vendor`
 * are names of written folders too, so they are left to `.gitignore`.
 */
const toolFolders = new Set(
  `node_modules bower_components jspm_packages .git .hg .svn .jj .yarn .pnpm-store .next .nuxt .output .svelte-kit .angular .expo
  .docusaurus .turbo .nx .parcel-cache .cache .vercel .netlify .serverless .wrangler .vscode-test .breakwater dist coverage .nyc_output`.split(
    /\s+/,
  ),
);

/** What `deno vendor` copies: `vendor/deno.land/`, a folder named as the host it comes from. */
function isFilled(name: string, above: string): boolean {
  return toolFolders.has(name) || (above === 'vendor' && /^[a-z\d-]+(?:\.[a-z\d-]+)*\.(?:land|sh|io|com|dev|net|org)$/.test(name));
}

/** Finds the source files of a project under the given paths. A file named by hand is taken, whatever ignore files say. */
export function discover(disk: Disk, root: string, paths: readonly string[], options: DiscoveryOptions = {}): Discovery {
  const found = new Set<string>();
  const missing: string[] = [];
  const problems: Problem[] = [];
  const followed = new Set<string>();
  const git = options.gitignore !== false;
  const included = options.include === undefined || options.include.length === 0 ? () => true : fits(options.include);
  const excluded = excluder(options.exclude);
  const home = disk.real(root);
  const wanted = options.named ?? source;

  const walk = (folder: string, name: string, above: readonly IgnoreFile[], fits: (name: string) => boolean): void => {
    let entries: readonly Entry[];
    try {
      entries = disk.list(folder);
    } catch (error) {
      problems.push({
        path: name === '' ? '.' : name,
        message: error instanceof DiskError ? error.message : 'The folder cannot be read.',
        kind: 'input',
      });
      return;
    }
    const own = git && entries.some((entry) => entry.name === '.gitignore') ? ignoreFileIn(disk, folder) : undefined;
    const ignoring = own === undefined ? above : [...above, own];
    const prefix = name === '' || name === '.' ? '' : `${name}/`;
    let names: ReadonlySet<string> | undefined;
    const made = (path: string): boolean => {
      names ??= new Set(entries.map((entry) => join(folder, entry.name)));
      return isMade(path, (one) => names!.has(one));
    };
    for (const entry of entries) {
      const written = wanted.test(entry.name);
      if (entry.kind === 'file' && !written) continue;
      const path = join(folder, entry.name);
      const kind = entry.kind === 'link' ? leadsTo(path) : entry.kind;
      const inner = prefix + entry.name;
      if (kind === 'dir') {
        if (isFilled(entry.name, basename(folder)) || excluded(`${inner}/`) || isIgnored(ignoring, path, true, never)) continue;
        walk(path, inner, ignoring, fits);
      } else if (kind === 'file' && written && !passedBy.test(entry.name)) {
        if (fits(inner) && included(inner) && !excluded(inner) && !isIgnored(ignoring, path, false, () => made(path))) found.add(inner);
      }
    }
  };

  /** What a link leads to, unless it is met on another way: inside the root, above us, or under a link already followed. */
  const leadsTo = (path: string): 'file' | 'dir' | undefined => {
    const real = disk.real(path);
    const holds = (folder: string): boolean => real === folder || real.startsWith(folder.endsWith(sep) ? folder : folder + sep);
    if (real === path || holds(home) || home.startsWith(real.endsWith(sep) ? real : real + sep)) return undefined;
    if ([...followed].some(holds)) return undefined;
    if (disk.isFile(path)) return 'file';
    if (!disk.isFolder(path)) return undefined;
    followed.add(real);
    return 'dir';
  };

  const enter = (folder: string, fits: (name: string) => boolean): void =>
    walk(folder, posix(relative(root, folder)), git ? ignoreFilesAbove(disk, folder, root) : [], fits);

  for (const asked of paths.length === 0 ? ['.'] : paths) {
    const path = isAbsolute(asked) ? join(asked) : resolve(root, asked);
    if (disk.isFile(path)) {
      if (wanted.test(path)) found.add(posix(relative(root, path)));
      else missing.push(asked);
    } else if (disk.isFolder(path)) enter(withoutSlash(path), () => true);
    else if (picomatch.scan(asked).isGlob) {
      const before = found.size;
      const pattern = posix(relative(root, path));
      const from = resolve(root, picomatch.scan(pattern).base);
      if (disk.isFolder(from)) enter(from, picomatch(pattern, { dot: true }));
      if (found.size === before) missing.push(asked);
    } else missing.push(asked);
  }
  return { files: [...found].sort(), missing, problems };
}

/** Why a file of the project, by its name relative to the root, is not found; nothing when it is. */
export function passedOver(disk: Disk, root: string, file: string, options: DiscoveryOptions = {}): string | undefined {
  const path = join(root, file);
  const name = file.slice(file.lastIndexOf('/') + 1);
  if (!disk.isFile(path)) return disk.isFolder(path) ? 'it is a folder' : 'there is no such file';
  if (!source.test(name)) return 'its name does not end like JavaScript or TypeScript';
  if (passedBy.test(name)) return "declarations and minified bundles hold no code of one's own";
  const folders = file.split('/').slice(0, -1);
  const filled = folders.find((folder, i) => isFilled(folder, folders[i - 1] ?? ''));
  if (filled !== undefined) return `\`${filled}\` is a folder that tools fill`;
  const excluded = excluder(options.exclude);
  const parts = [...folders.map((_, depth) => `${folders.slice(0, depth + 1).join('/')}/`), file];
  if (parts.some(excluded)) return '`--ignore-pattern` leaves it out';
  if (options.gitignore === false) return undefined;
  const ignored = parts.find((part) => {
    const whole = join(root, part);
    const bare = withoutSlash(whole);
    return isIgnored(
      ignoreFilesAbove(disk, join(bare, '..'), root).concat(ignoreFileIn(disk, join(bare, '..')) ?? []),
      bare,
      part.endsWith('/'),
      () => isMade(bare, (one) => disk.isFile(one)),
    );
  });
  return ignored === undefined ? undefined : `a \`.gitignore\` names ${ignored === file ? 'it' : `\`${ignored}\``}`;
}

const never = (): boolean => false;

function excluder(patterns: readonly string[] | undefined): (name: string) => boolean {
  if (patterns === undefined || patterns.length === 0) return () => false;
  const rules = ignore().add(patterns.map((pattern) => pattern.replace(/^\.\//, '/')));
  // A path outside the root is outside the patterns' reach.
  return (name) => !name.startsWith('../') && rules.ignores(name);
}

function withoutSlash(path: string): string {
  return path.length > 1 && path.endsWith(sep) ? path.slice(0, -1) : path;
}

function posix(path: string): string {
  return sep === '/' ? path : path.split(sep).join('/');
}
