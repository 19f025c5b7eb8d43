import { posix } from 'node:path';
import type { Disk } from './disk';
import { makeUpward } from './folders';
import { asObject, type Json, readJson } from './json';

/** Leads a specifier by `paths` and `baseUrl` to the paths it may mean, best first; each is relative to the root and may lack its ending. */
export type Aliases = (specifier: string) => readonly string[];

/** What a configuration says once what it extends is taken in. */
interface Said {
  readonly baseUrl?: string;
  readonly paths?: readonly Alias[];
  /** Folder of the file that wrote `paths`. */
  readonly home?: string;
}

interface Alias {
  readonly prefix: string;
  /** `undefined` when there is no star, and so nothing to fill in. */
  readonly suffix: string | undefined;
  readonly targets: readonly string[];
}

/** Several names in one folder, as templates with one configuration per part have them. */
const names = ['tsconfig.json', 'jsconfig.json', 'tsconfig.app.json', 'tsconfig.base.json'];

/** Stands for the folder of the configuration that extends the one in which it is written. */
const configFolder = `\${configDir}`;

/** Reads `tsconfig.json` and `jsconfig.json` as data. The nearest that says anything of aliases counts, unless one is named for all files. */
export function makeAliases(disk: Disk, root: string, only?: string): (folder: string) => Aliases {
  const upward = makeUpward(disk, root);
  const memo = new Map<string, Aliases | undefined>();

  const read = (path: string, home: string, depth: number): Said | undefined => {
    const config = depth > 8 ? undefined : readJson(disk, root, path);
    if (config === undefined) return undefined;
    const folder = posix.dirname(path);
    const bases = [config.extends].flat().filter((base): base is string => typeof base === 'string' && base.startsWith('.'));
    const inherited = bases.map((base) => {
      const target = posix.join(folder, base);
      return read(target, home, depth + 1) ?? read(`${target}.json`, home, depth + 1) ?? read(`${target}/tsconfig.json`, home, depth + 1);
    });
    const options = asObject(config.compilerOptions);
    const place = (written: string): string =>
      posix.join(...(written.startsWith(configFolder) ? [home, written.slice(configFolder.length)] : [folder, written]));
    const paths = asObject(options?.paths);
    const own: Said = {
      ...(typeof options?.baseUrl === 'string' ? { baseUrl: place(options.baseUrl) } : {}),
      ...(paths === undefined ? {} : { paths: aliasesOf(paths), home: folder }),
    };
    let said: Said = {};
    for (const one of [...inherited, own]) said = { ...said, ...one };
    return said;
  };

  const nearest = (folder: string): Aliases | undefined => {
    for (const name of names) {
      const said = read(posix.join(folder, name), folder, 0);
      if (said?.baseUrl !== undefined || said?.paths !== undefined) return aliases(said);
    }
    return undefined;
  };

  if (only !== undefined) {
    const all = aliases(read(only, posix.dirname(only), 0) ?? {});
    return () => all;
  }
  return (folder) => {
    for (const dir of upward(folder)) {
      if (!memo.has(dir)) memo.set(dir, nearest(dir));
      const found = memo.get(dir);
      if (found !== undefined) return found;
    }
    return none;
  };
}

const none: Aliases = () => [];

function aliases({ baseUrl, paths = [], home = '.' }: Said): Aliases {
  const base = baseUrl ?? home;
  return (specifier) => {
    const best = paths.find(({ prefix, suffix }) =>
      suffix === undefined
        ? specifier === prefix
        : specifier.startsWith(prefix) && specifier.endsWith(suffix) && specifier.length >= prefix.length + suffix.length,
    );
    const filled = best?.suffix === undefined ? '' : specifier.slice(best.prefix.length, specifier.length - best.suffix.length);
    const targets = (best?.targets ?? []).map((target) =>
      posix.join(
        base,
        target.replace('*', () => filled),
      ),
    );
    return baseUrl === undefined ? targets : [...targets, posix.join(baseUrl, specifier)];
  };
}

/** The compiler's order: a name without a star first, then the longest beginning. */
function aliasesOf(paths: Json): Alias[] {
  return Object.entries(paths)
    .map(([key, value]): Alias => {
      const star = key.indexOf('*');
      const targets = (Array.isArray(value) ? value : []).filter((target): target is string => typeof target === 'string');
      return star < 0 ? { prefix: key, suffix: undefined, targets } : { prefix: key.slice(0, star), suffix: key.slice(star + 1), targets };
    })
    .sort((a, b) => Number(a.suffix !== undefined) - Number(b.suffix !== undefined) || b.prefix.length - a.prefix.length);
}
