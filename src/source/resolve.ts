import { isBuiltin } from 'node:module';
import { posix, resolve as absolute, sep } from 'node:path';
import type { Disk } from './disk';
import { asObject } from './json';
import { entriesOf, makePackages, matching, type Package } from './packages';
import { makeToldAliases } from './told-aliases';
import { makeAliases } from './tsconfig';

/** Leads an import to a file of the project. */
export interface Resolver {
  /** Root-relative, or `undefined` for a package or a file outside. */
  resolve(specifier: string, from: string): string | undefined;
}

const endings = ['.ts', '.tsx', '.mts', '.cts', '.js', '.jsx', '.mjs', '.cjs'];
/** What is imported as built may be there as written; the compiler looks for the latter first. */
const written: ReadonlyMap<string, readonly string[]> = new Map([
  ['.js', ['.ts', '.tsx', '.js', '.jsx']],
  ['.jsx', ['.tsx', '.jsx']],
  ['.mjs', ['.mts', '.mjs']],
  ['.cjs', ['.cts', '.cjs']],
]);

/**
 * Knows files, `package.json`, `tsconfig.json` and what tells other aliases alone; what is installed is never looked at. Each import is worked out
 * once. Aliases are those of the one configuration that is named or, as a rule, of the nearest to each file.
 */
export function makeResolver(disk: Disk, root: string, files: Iterable<string>, tsconfig?: string): Resolver {
  const known = new Set(files);
  const packages = makePackages(disk, root, known);
  const aliases = makeAliases(disk, root, tsconfig);
  const told = makeToldAliases(disk, root, packages);
  const memo = new Map<string, string | undefined>();

  /** A path without its ending, or with the ending of what is built from it; relative to the root. */
  const file = (path: string): string | undefined => {
    const clean = path.startsWith('..') ? reentered(path) : path;
    const ending = /\.[cm]?jsx?$/.exec(clean)?.[0];
    if (ending !== undefined) {
      const stem = clean.slice(0, -ending.length);
      const found = written.get(ending)?.find((one) => known.has(stem + one));
      if (found !== undefined) return stem + found;
    } else if (known.has(clean)) return clean;
    const found = endings.find((one) => known.has(clean + one));
    return found === undefined ? undefined : clean + found;
  };

  const fileOrFolder = (path: string): string | undefined => {
    const clean = posix.normalize(path).replace(/(.)\/+$/, '$1');
    return (path.endsWith('/') ? undefined : file(clean)) ?? index(clean);
  };

  const index = (folder: string): string | undefined => {
    const own = packages.at(folder);
    const main = own?.manifest.main;
    const entry = own !== undefined && typeof main === 'string' ? sourceOf(own, main) : undefined;
    return entry ?? file(posix.join(folder, 'index'));
  };

  /** A path that leaves the root and comes back, as those of a configuration above the root do. */
  const reentered = (path: string): string => {
    const full = absolute(root, path);
    const base = root.endsWith(sep) ? root : root + sep;
    return full.startsWith(base) ? full.slice(base.length).split(sep).join('/') : path;
  };

  /** A target of a manifest, led back from what is built to what is written. */
  const sourceOf = ({ folder }: Package, target: string): string | undefined => {
    const inside = posix.normalize(target);
    const direct = file(posix.join(folder, inside)) ?? file(posix.join(folder, inside, 'index'));
    if (direct !== undefined) return direct;
    const bare = inside.replace(/(?:\.d)?\.[cm]?[jt]sx?$/, '');
    const stem = bare.replace(/^(?:dist|lib|build|out|output|esm|cjs|es|types)\/(?:(?:esm|cjs|es|src|lib|types|node|browser)\/)*/, '');
    for (const base of ['src', '', 'lib', 'source']) {
      const found = file(posix.join(folder, base, stem)) ?? file(posix.join(folder, base, stem, 'index'));
      if (found !== undefined) return found;
    }
    return undefined;
  };

  const first = (pkg: Package | undefined, targets: readonly string[]): string | undefined => {
    if (pkg === undefined) return undefined;
    for (const target of targets) {
      const found = sourceOf(pkg, target);
      if (found !== undefined) return found;
    }
    return undefined;
  };

  const find = (specifier: string, from: string): string | undefined => {
    const folder = posix.dirname(from);
    if (isRelative(specifier)) return fileOrFolder(`${folder}/${specifier}`);
    if (specifier.startsWith('/')) return firstOf(told(specifier, from));
    if (specifier.startsWith('#')) {
      const own = packages.around(from);
      const found = first(own, matching(asObject(own?.manifest.imports), specifier));
      if (found !== undefined) return found;
    }
    const aliased = firstOf(aliases(folder)(specifier));
    if (aliased !== undefined) return aliased;
    const parts = specifier.split('/');
    const width = specifier.startsWith('@') ? 2 : 1;
    const pkg = packages.named(parts.slice(0, width).join('/'));
    if (pkg !== undefined) return first(pkg, entriesOf(pkg, parts.slice(width).join('/')));
    const own = packages.around(from);
    const name = parts.slice(0, width).join('/');
    if (own === undefined || isBuiltin(specifier) || dependsOn(own, name)) return undefined;
    return firstOf(told(specifier, from)) ?? onNodePath(specifier, own);
  };

  /** What is neither Node's own nor a package may lie in a folder in which a script lets Node look as well: `NODE_PATH=. node app.js`. */
  const onNodePath = (specifier: string, own: Package): string | undefined =>
    firstOf(nodePaths(own).map((folder) => posix.join(own.folder, folder, specifier)));

  const firstOf = (paths: readonly string[]): string | undefined => {
    for (const path of paths) {
      const found = fileOrFolder(path);
      if (found !== undefined) return found;
    }
    return undefined;
  };

  return {
    resolve(specifier, from) {
      const folder = posix.dirname(from);
      const key = isRelative(specifier) ? `${folder}/${specifier}` : `${specifier}\0${folder}`;
      if (!memo.has(key)) memo.set(key, find(specifier, from));
      return memo.get(key);
    },
  };
}

function isRelative(specifier: string): boolean {
  return specifier.startsWith('./') || specifier.startsWith('../') || specifier === '.' || specifier === '..';
}

function dependsOn({ manifest }: Package, name: string): boolean {
  return ['dependencies', 'devDependencies', 'peerDependencies', 'optionalDependencies'].some(
    (kind) => asObject(manifest[kind])?.[name] !== undefined,
  );
}

/** The folders that the scripts of a package name in `NODE_PATH`. */
function nodePaths({ manifest }: Package): readonly string[] {
  const scripts = Object.values(asObject(manifest.scripts) ?? {}).filter((script) => typeof script === 'string');
  const told = scripts.flatMap((script) => [...script.matchAll(/\bNODE_PATH=(?:"([^"]*)"|'([^']*)'|([^\s;&|]+))/g)]);
  const folders = told.flatMap(([, double, single, bare]) => (double ?? single ?? bare ?? '').split(':'));
  return [...new Set(folders)].filter((folder) => folder !== '' && !/^[/$%~]/.test(folder));
}
