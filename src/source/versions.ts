import { posix } from 'node:path';
import { intersects, minVersion, satisfies as inRange, subset, validRange } from 'semver';
import type { Truth } from '../model/layer';
import type { Disk } from './disk';
import { makeUpward } from './folders';
import { readQuietly } from './json';
import { type Lock, lockFiles } from './locks';
import type { Manifest } from './manifest';

/** Which version of a package a file gets. */
export interface Versions {
  /** The installed one by the lock file, else the least one that its manifest allows; `undefined` when nothing says. */
  version(file: string, name: string): string | undefined;
  /** Whether it lies in a range; `unknown` where what the manifest allows lies in it in part. */
  satisfies(file: string, name: string, range: string): Truth;
  /** The same of the Node that its package, or the one at the root, says it runs on. */
  runsOn(file: string, range: string): Truth;
}

export function makeVersions(disk: Disk, root: string, nearest: (folder: string) => Manifest | undefined): Versions {
  const upward = makeUpward(disk, root);
  const locks = new Map<string, Lock | undefined>();
  const memo = new Map<string, Known>();

  const lockIn = (folder: string): Lock | undefined => {
    if (!locks.has(folder)) {
      let found: Lock | undefined;
      for (const [name, open] of Object.entries(lockFiles)) {
        const text = found === undefined ? readQuietly(disk, root, folder, name) : undefined;
        if (text !== undefined) found = open(text);
      }
      locks.set(folder, found);
    }
    return locks.get(folder);
  };

  /** What the nearest manifest that names the package asks for, and the lock file beside or above it. */
  const look = (folder: string, name: string): Known => {
    let range: string | undefined;
    let home = nearest(folder)?.folder ?? folder;
    for (const dir of upward(home)) {
      const asked = nearest(dir);
      range = asked?.folder === dir ? asked.dependencies[name] : undefined;
      if (range === undefined) continue;
      home = dir;
      break;
    }
    for (const dir of upward(home)) {
      const lock = lockIn(dir);
      if (lock === undefined) continue;
      const installed = lock.version(posix.relative(dir, home) || '.', name, range);
      return { ...(installed === undefined ? {} : { installed }), ...(range === undefined ? {} : { range }) };
    }
    return range === undefined ? {} : { range };
  };

  const known = (file: string, name: string): Known => {
    const folder = posix.dirname(file);
    const key = `${folder}\0${name}`;
    const found = memo.get(key) ?? look(folder, name);
    memo.set(key, found);
    return found;
  };

  return {
    version(file, name) {
      const { installed, range } = known(file, name);
      return installed ?? leastOf(range);
    },
    satisfies(file, name, wanted) {
      const { installed, range } = known(file, name);
      if (installed !== undefined) return inRange(installed, wanted, { includePrerelease: true });
      return liesIn(range, wanted);
    },
    runsOn: (file, wanted) => liesIn(nearest(posix.dirname(file))?.node ?? nearest('.')?.node, wanted),
  };
}

/** Whether all that a range allows lies in another, or some of it, or none. */
function liesIn(range: string | undefined, wanted: string): Truth {
  const allowed = bounded(range);
  if (allowed === undefined) return 'unknown';
  if (subset(allowed, wanted)) return true;
  return intersects(allowed, wanted) ? 'unknown' : false;
}

interface Known {
  readonly installed?: string;
  /** As the manifest writes it. */
  readonly range?: string;
}

/** A range that says something: not a tag, a link or any version at all. `npm:other@^1` asks for a version of another package. */
function bounded(range: string | undefined): string | undefined {
  const bare = range?.replace(/^(?:npm:(?:@[^@]+|[^@]+)@|workspace:)/, '');
  const valid = bare === undefined ? null : validRange(bare);
  return valid === null || valid === '*' || valid === '' ? undefined : valid;
}

/** The oldest version that a range lets in, where it says one. */
export function leastOf(range: string | undefined): string | undefined {
  const allowed = bounded(range);
  const least = allowed === undefined ? undefined : minVersion(allowed)?.version;
  return least === '0.0.0' ? undefined : least;
}

/** The oldest major version that a range lets in, where it says one. */
export function leastMajor(range: string | undefined): number | undefined {
  const least = leastOf(range);
  return least === undefined ? undefined : Number(least.split('.')[0]);
}
