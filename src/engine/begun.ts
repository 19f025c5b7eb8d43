import { scriptFolder, scriptName, testFolder, testName } from '../source/context-places';
import { pathWithin } from '../source/folders';
import type { Beginnings } from '../link/program';
import type { Manifest } from '../source/manifest';
import type { Starts } from '../source/starts';

/** At which files a program begins, where it is known that it begins there and nowhere else. */
export interface Begun {
  /** Where the package of a file begins; `undefined` unless most of it is loaded from there, or it is put together of what that is. */
  at(file: string): Beginnings | undefined;
  /** Tells which files belong to a package of which something else is known since what files import was edited. */
  edited(): readonly string[];
}

/** So many of the files of a package, and so large a part of them, are loaded from where it begins, or the rest is loaded in a way that is not seen. */
const fewest = 10;
const least = 0.6;

/** `below` gives these files and all that they import, directly or through others. */
export function makeBegun(input: {
  readonly starts: () => Starts;
  readonly all: () => readonly string[];
  readonly below: (files: Iterable<string>) => readonly string[];
  readonly nearest: (file: string) => Manifest | undefined;
}): Begun {
  const { starts, all, below, nearest } = input;
  const known = new Map<string, Beginnings | undefined>();
  let packages: Map<string, string[]> | undefined;

  const filesOf = (folder: string): readonly string[] => {
    if (packages === undefined) {
      packages = new Map();
      for (const file of all()) {
        const home = nearest(file)?.folder;
        if (home === undefined || isAside(file)) continue;
        const files = packages.get(home);
        if (files === undefined) packages.set(home, [file]);
        else files.push(file);
      }
    }
    return packages.get(folder) ?? [];
  };

  const choresOf = (own: readonly string[]): readonly string[] => {
    const { folder = '', chores = [] } = (own[0] === undefined ? undefined : nearest(own[0])) ?? {};
    return own.filter((file) => chores.includes(pathWithin(folder, file)));
  };

  const find = (folder: string): Beginnings | undefined => {
    const own = filesOf(folder);
    if (own.length < fewest) return undefined;
    // What a package within this one begins with is that one's own.
    const first = starts()
      .of(folder)
      .filter((file) => nearest(file)?.folder === folder);
    const loaded = new Set(below(first));
    const met = own.filter((file) => loaded.has(file)).length;
    // What only those load who work on the package is no part of it.
    const chores = new Set(below(choresOf(own)));
    const others = own.filter((file) => !loaded.has(file) && !chores.has(file)).length;
    const whole = starts().bundled(folder);
    return met >= fewest && (whole || met >= least * (met + others)) ? { at: new Set(first), whole } : undefined;
  };

  return {
    at(file) {
      const folder = nearest(file)?.folder;
      if (folder === undefined) return undefined;
      if (!known.has(folder)) known.set(folder, find(folder));
      return known.get(folder);
    },
    edited() {
      const other = [...known].filter(([folder, was]) => (find(folder) === undefined) !== (was === undefined)).map(([folder]) => folder);
      for (const folder of other) known.delete(folder);
      return other.flatMap(filesOf);
    },
  };
}

/** Tests and chores, by their place. */
const isAside = (file: string): boolean => testFolder.test(file) || testName.test(file) || scriptFolder.test(file) || scriptName.test(file);
