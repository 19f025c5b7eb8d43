import { existsSync, readdirSync, readFileSync, realpathSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import picomatch from 'picomatch';
import { parse } from 'yaml';
import { posix } from './config-merge';
import { didYouMean } from './nearest';

/** Folders, absolute, of the packages of a monorepo that are named by their name or their folder, as globs; a sentence where there are none. */
export function membersNamed(patterns: readonly string[], cwd: string): readonly string[] | string {
  const top = topOf(realpathSync(cwd));
  if (top === undefined) return 'There is no monorepo here: no `package.json` or `pnpm-workspace.yaml` lists its packages.';
  const members = membersOf(top.folder, top.globs);
  const chosen = new Set<string>();
  for (const pattern of patterns) {
    const bare = pattern.replace(/^\.\//, '').replace(/(.)\/+$/, '$1');
    const fits = picomatch(bare, { dot: true });
    const found = members.filter(({ name, folder }) => fits(folder) || (name !== undefined && fits(name)));
    const known = members.flatMap(({ name, folder }) => [folder, ...(name === undefined ? [] : [name])]);
    if (found.length === 0) return `No package of this monorepo is called \`${pattern}\`${didYouMean(bare, known) || '.'}`;
    for (const { folder } of found) chosen.add(join(top.folder, folder));
  }
  return [...chosen].sort();
}

interface Member {
  /** Relative to the top, POSIX. */
  readonly folder: string;
  readonly name?: string;
}

/** The nearest folder upward that lists packages, and the globs it lists them by. */
function topOf(folder: string): { readonly folder: string; readonly globs: readonly string[] } | undefined {
  const listed = objectIn(join(folder, 'package.json'))?.workspaces;
  const globs = [
    ...strings(Array.isArray(listed) ? listed : asObject(listed)?.packages),
    ...strings(objectIn(join(folder, 'pnpm-workspace.yaml'))?.packages),
    ...strings(objectIn(join(folder, 'lerna.json'))?.packages),
  ];
  if (globs.length > 0) return { folder, globs };
  return dirname(folder) === folder || existsSync(join(folder, '.git')) ? undefined : topOf(dirname(folder));
}

/** Every folder below the top with a manifest that the globs name; a glob with `!` in front takes away. */
function membersOf(top: string, globs: readonly string[]): readonly Member[] {
  const bare = (glob: string): string => glob.replace(/^!?(?:\.\/)?/, '').replace(/\/+$/, '');
  const named = picomatch(globs.filter((glob) => !glob.startsWith('!')).map(bare));
  const refused = picomatch(globs.filter((glob) => glob.startsWith('!')).map(bare));
  const found: Member[] = [];
  const walk = (folder: string): void => {
    const inside = posix(relative(top, folder));
    const manifest = inside !== '' && named(inside) && !refused(inside) ? objectIn(join(folder, 'package.json')) : undefined;
    if (manifest !== undefined) found.push({ folder: inside, ...(typeof manifest.name === 'string' ? { name: manifest.name } : {}) });
    for (const entry of readdirSync(folder, { withFileTypes: true }))
      if (entry.isDirectory() && entry.name !== 'node_modules' && !entry.name.startsWith('.')) walk(join(folder, entry.name));
  };
  walk(top);
  return found;
}

/** JSON is YAML too; a file that is broken or not there lists nothing. */
function objectIn(path: string): Readonly<Record<string, unknown>> | undefined {
  try {
    return asObject(parse(readFileSync(path, 'utf8')));
  } catch {
    return undefined;
  }
}

function asObject(value: unknown): Readonly<Record<string, unknown>> | undefined {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? Object.fromEntries(Object.entries(value)) : undefined;
}

function strings(value: unknown): readonly string[] {
  return Array.isArray(value) ? value.filter((one): one is string => typeof one === 'string') : [];
}
