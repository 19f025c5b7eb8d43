import { posix } from 'node:path';
import type { Disk } from './disk';
import { makeUpward } from './folders';
import { asObject, type Json, readJson } from './json';

/** A folder with a manifest. */
export interface Package {
  readonly folder: string;
  readonly manifest: Json;
}

/** The packages of a project, found from the folders that hold its files. */
export interface Packages {
  at(folder: string): Package | undefined;
  /** The package a file belongs to. */
  around(file: string): Package | undefined;
  named(name: string): Package | undefined;
}

export function makePackages(disk: Disk, root: string, files: Iterable<string>): Packages {
  const upward = makeUpward(disk, root);
  const byFolder = new Map<string, Package | undefined>();
  let byName: Map<string, Package> | undefined;

  const at = (folder: string): Package | undefined => {
    if (!byFolder.has(folder)) {
      const manifest = readJson(disk, root, folder, 'package.json');
      byFolder.set(folder, manifest === undefined ? undefined : { folder, manifest });
    }
    return byFolder.get(folder);
  };

  return {
    at,
    around(file) {
      for (const folder of upward(posix.dirname(file))) {
        const found = at(folder);
        if (found !== undefined) return found;
      }
      return undefined;
    },
    named(name) {
      if (byName === undefined) {
        const folders = new Set<string>();
        for (const file of files) for (const folder of upward(posix.dirname(file))) if (!folder.startsWith('..')) folders.add(folder);
        byName = new Map();
        // Of two packages of one name the outer one is meant: the other is a fixture or a copy.
        const depth = (folder: string): number => folder.split('/').length;
        for (const folder of [...folders].sort((a, b) => depth(a) - depth(b) || (a < b ? -1 : 1))) {
          const found = at(folder);
          const own = found?.manifest.name;
          if (found !== undefined && typeof own === 'string' && !byName.has(own)) byName.set(own, found);
        }
      }
      return byName.get(name);
    },
  };
}

/** The paths inside a package that `pkg` (`sub` is empty) or `pkg/sub` may mean, best first. */
export function entriesOf({ manifest }: Package, sub: string): readonly string[] {
  const key = sub === '' ? '.' : `./${sub}`;
  const map = asObject(manifest.exports);
  const keyed = map !== undefined && Object.keys(map).some((k) => k.startsWith('.'));
  const exported = keyed ? matching(map, key) : sub === '' ? targetsIn(manifest.exports) : [];
  if (sub !== '') return [...exported, sub];
  const named = ['source', 'module', 'main', 'types', 'typings'].flatMap((field) => targetsIn(manifest[field]));
  return [...exported, ...named, 'src/index', 'index', 'src/main'];
}

/** The targets of the keys that fit, as `exports` and `imports` have them; the longest beginning counts most. */
export function matching(map: Json | undefined, key: string): string[] {
  if (map === undefined) return [];
  if (map[key] !== undefined) return targetsIn(map[key]);
  return Object.entries(map)
    .map(([pattern, value]) => ({ pattern, value, star: pattern.indexOf('*') }))
    .filter(
      ({ pattern, star }) =>
        star >= 0 && key.length >= pattern.length && key.startsWith(pattern.slice(0, star)) && key.endsWith(pattern.slice(star + 1)),
    )
    .sort((a, b) => b.star - a.star)
    .flatMap(({ pattern, value, star }) => {
      const filled = key.slice(star, key.length - (pattern.length - star - 1));
      return targetsIn(value).map((target) => target.replaceAll('*', () => filled));
    });
}

/** Conditions, those that name what is written before those that name what is built. */
const conditions = ['source', 'development', 'import', 'module', 'require', 'node', 'default', 'types'];

function targetsIn(value: unknown): string[] {
  if (typeof value === 'string') return [value];
  if (Array.isArray(value)) return value.flatMap(targetsIn);
  const rank = (key: string): number => (conditions.includes(key) ? conditions.indexOf(key) : conditions.length);
  return Object.entries(asObject(value) ?? {})
    .sort(([a], [b]) => rank(a) - rank(b))
    .flatMap(([, inner]) => targetsIn(inner));
}
