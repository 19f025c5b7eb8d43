import { posix } from 'node:path';
import { parse } from 'jsonc-parser';
import { asObject } from './json';

/** What a lock file installed. */
export interface Lock {
  /** The version of a package as a folder (relative to that of the lock) gets it; `range` is what its manifest asks for. */
  version(folder: string, name: string, range: string | undefined): string | undefined;
}

/** The lock files that are understood, by name; a broken one knows nothing. */
export const lockFiles: Readonly<Record<string, (text: string) => Lock>> = {
  'package-lock.json': npmLock,
  'npm-shrinkwrap.json': npmLock,
  'pnpm-lock.yaml': pnpmLock,
  'yarn.lock': yarnLock,
  'bun.lock': bunLock,
};

function npmLock(text: string): Lock {
  const lock = asObject(parse(text));
  const packages = asObject(lock?.packages);
  const versionOf = (entry: unknown): string | undefined => plain(asObject(entry)?.version);
  return {
    version(folder, name) {
      for (let at = folder; ; at = posix.dirname(at)) {
        const found = versionOf(packages?.[posix.join(at, 'node_modules', name)]);
        if (found !== undefined) return found;
        if (at === '.' || at.startsWith('..')) return versionOf(asObject(lock?.dependencies)?.[name]);
      }
    },
  };
}

/**
 * What the importers ask for is read line by line; the rest of such a file is long, and parsing it is slow. What only another package
 * asks for is looked up in it when it is wanted, and known where there is one version of it.
 */
function pnpmLock(text: string): Lock {
  const versions = new Map<string, string>();
  let importer = '.';
  let inner = 0;
  let name = '';
  for (const [line] of text.matchAll(/^[^\n]*\S[^\n]*$/gm)) {
    const [, blank = '', quoted = '', value = ''] = /^( *)(.+?): ?(.*?)\r?$/.exec(line) ?? [];
    const key = quoted.replace(/^['"]|['"]$/g, '');
    const depth = blank.length;
    if (depth === 0 && (key === 'packages' || key === 'snapshots')) break;
    if (depth === 0) inner = key === 'importers' ? 4 : 0;
    if (inner === 4 && depth === 2) importer = key;
    if (depth === inner + 2) name = key;
    const found = depth === inner + 2 ? value : depth === inner + 4 && key === 'version' ? value : '';
    const version = plain(found.replace(/^['"]/, ''));
    if (name !== '' && version !== undefined && !versions.has(`${importer}\0${name}`)) versions.set(`${importer}\0${name}`, version);
  }
  return {
    version(folder, wanted, range) {
      const own = versions.get(`${folder}\0${wanted}`);
      if (own !== undefined || range !== undefined) return own;
      const all = text.matchAll(new RegExp(`^  ['"]?/?${wanted.replace(/[.+*?^$()[\]{}|\\]/g, '\\$&')}[@/](\\d[^(:'"_]*)`, 'gm'));
      const met = new Set([...all].flatMap(([, found]) => plain(found) ?? []));
      return met.size === 1 ? [...met][0] : undefined;
    },
  };
}

/** Both the classic form and the later one, whose ranges begin with `npm:`. */
function yarnLock(text: string): Lock {
  const exact = new Map<string, string>();
  const several = new Map<string, Set<string>>();
  for (const [, head = '', value = ''] of text.matchAll(/^(\S[^\n]*):\r?\n {2}version:? "?([^"\s]+)"?/gm)) {
    const version = plain(value);
    if (version === undefined) continue;
    for (const asked of head.replace(/"/g, '').split(/, */)) {
      const at = asked.indexOf('@', 1);
      const name = asked.slice(0, at);
      exact.set(`${name}@${asked.slice(at + 1).replace(/^npm:/, '')}`, version);
      several.set(name, (several.get(name) ?? new Set()).add(version));
    }
  }
  return {
    version(_folder, name, range) {
      const known = several.get(name);
      return exact.get(`${name}@${range ?? ''}`) ?? (known?.size === 1 ? [...known][0] : undefined);
    },
  };
}

function bunLock(text: string): Lock {
  const packages = asObject(parse(text, [], { allowTrailingComma: true }))?.packages;
  return {
    version(_folder, name) {
      const entry = asObject(packages)?.[name];
      const installed: unknown = Array.isArray(entry) ? entry[0] : undefined;
      return typeof installed === 'string' ? plain(installed.slice(installed.lastIndexOf('@') + 1)) : undefined;
    },
  };
}

/** A version alone, without what a package manager adds to it: the peers it was built with, or where it is linked from. */
function plain(value: unknown): string | undefined {
  return typeof value === 'string' ? /^\d+\.\d+\.\d+(?:-[\dA-Za-z.-]+)?/.exec(value)?.[0] : undefined;
}
