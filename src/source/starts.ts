import { join, posix } from 'node:path';
import { discover } from './discovery';
import type { Disk, Entry } from './disk';
import { liesIn, pathWithin, upToRoot } from './folders';
import { asObject, readJson, readQuietly } from './json';
import { starting } from './manifest';

/** What says of a project's files that they are started, built or loaded: manifests, what deploys or builds them, pages, and lines for a shell. */
export interface Starts {
  /** The files at which the package in a folder begins: what its manifest and what deploys it name, and `src/index.ts` and its like. */
  of(folder: string): readonly string[];
  /** Whether the package in a folder is put together of what its beginning imports, so that nothing of it is loaded in another way. */
  bundled(folder: string): boolean;
  /** Whether any of them names a file by its path; so it is where there are too many to read. */
  named(file: string): boolean;
}

/** More of them are not read. */
const mostTexts = 400;
const longest = 300_000;

/** They tell by their name or their ending; what is locked, and what tools alone read, starts nothing. */
const telling =
  /\.(?:sh|bash|zsh|tf|hcl|service|cron|mk|just|ps1|bat|cmd|html|vue|svelte|astro|Dockerfile|toml|ya?ml)$|^(?:(?:Docker|Container|Make|Proc|Just|just|make|Jenkins|Tilt|Earth)file[\w.-]*|crontab|(?:package|project|nest-cli|vercel|now|firebase|function|angular|app|manifest|host|template|cdk|nodemon|railway|serverless|wrangler|deno|pm2[\w-]*|ecosystem[\w.-]*)\.jsonc?)$/;
const silent = /lock\.ya?ml$|^(?:pnpm-workspace|mkdocs|codecov|dependabot|renovate)\b|openapi|swagger|^tsconfig/i;

/** Of these a package begins with what they name; the others may name what is only looked at. */
const beginning =
  /^(?:(?:Docker|Container|Proc)file[\w.-]*|(?:serverless[\w.-]*|wrangler|vercel|nest-cli|railway|fly|render|nixpacks|app|docker-compose[\w.-]*|compose)\.(?:ya?ml|toml|jsonc?))$/;

const usual = /^(?:src\/)?(?:index|main|server)\.[cm]?[jt]sx?$/;
const app = /^(?:src\/)?app\.[cm]?[jt]sx?$/;
const ending = /(?:\.d)?\.[cm]?[jt]sx?$/;
const built = /^(?:.*\/)?(?:dist|lib|build|out|output|\.build|\.esbuild|target)\/(?:(?:esm|cjs|src|lib)\/)*/;

/** A path that something names, from where it stands, without its ending. */
interface Told {
  readonly base: string;
  readonly path: string;
  /** All that lies in this folder is meant: `src/jobs/*.ts`. */
  readonly all?: true;
}

/** Reads what tells when it is first asked for; `files` are the sources of the project. */
export function makeStarts(disk: Disk, root: string, files: readonly string[]): Starts {
  let told: ReadonlyMap<string, readonly Told[]> | 'many' | undefined;
  const byName = new Map<string, string[]>();
  for (const file of files) {
    const name = posix.basename(file).replace(ending, '');
    const same = byName.get(name);
    if (same === undefined) byName.set(name, [file]);
    else same.push(file);
  }
  const known = new Map<string, readonly string[]>();

  /** What is at this path from a folder, or has it as the end of its own. */
  const filesAt = ({ base, path }: Told): readonly string[] =>
    (byName.get(posix.basename(path)) ?? []).filter((file) => fits(file.replace(ending, ''), base, path));

  const gather = (): typeof told => {
    const found = new Map<string, Told[]>();
    const texts = textsBelow(disk, root);
    if (texts === undefined) return 'many';
    for (const { folder, name } of texts) {
      for (const one of pathsIn(textOf(disk, root, folder, name), folder)) {
        const last = posix.basename(one.path);
        const same = found.get(last);
        if (same === undefined) found.set(last, [one]);
        else same.push(one);
      }
    }
    return found;
  };

  return {
    of(folder) {
      const have = known.get(folder);
      if (have !== undefined) return have;
      const home = folder === '' ? '.' : folder;
      const own = ['.', home].flatMap((at) =>
        entriesOf(disk, root, at).flatMap(({ name }) => (beginning.test(name) ? [{ at, name }] : [])),
      );
      const paths = [
        ...pathsIn(manifestText(disk, root, home, starts), home),
        ...own.flatMap(({ at, name }) => pathsIn(textOf(disk, root, at, name), at)),
      ];
      const isOwn = (file: string): boolean => liesIn(home, file);
      const found = new Set(paths.flatMap(filesAt).filter(isOwn));
      const isUsual = (file: string, names: RegExp): boolean => isOwn(file) && names.test(home === '.' ? file : pathWithin(home, file));
      for (const file of files) if (isUsual(file, usual)) found.add(file);
      // An app is put together for what starts it, where there is such a file.
      if (found.size === 0) for (const file of files) if (isUsual(file, app)) found.add(file);
      const made = [...found].sort();
      known.set(folder, made);
      return made;
    },
    bundled: (folder) => entriesOf(disk, root, folder === '' ? '.' : folder).some(({ name }) => /^wrangler\.(?:toml|jsonc?)$/.test(name)),
    named(file) {
      told ??= gather();
      if (told === undefined || told === 'many') return true;
      const path = file.replace(ending, '');
      const as = posix.basename(path) === 'index' ? [path, posix.dirname(path)] : [path];
      const all = told;
      const isTold = (one: string, whole: boolean): boolean =>
        all.get(posix.basename(one))?.some(({ base, path: named, all: wide }) => (!whole || wide === true) && fits(one, base, named)) ===
        true;
      return as.some((one) => isTold(one, false)) || upToRoot(posix.dirname(path)).some((folder) => isTold(folder, true));
    },
  };
}

/** Whether a path is the one that is named: from there, by the end of one of the two, or by its name alone. */
function fits(file: string, base: string, path: string): boolean {
  if (file === path || file === posix.join(base, path)) return true;
  if (!path.includes('/'))
    return (
      posix.basename(file) === path &&
      (posix.dirname(file) === base || /^(?:\.\.\/?)*(?:src|lib)?$/.test(posix.relative(base, posix.dirname(file))))
    );
  return file.endsWith(`/${path}`) || (file.includes('/') && path.endsWith(`/${file}`));
}

/** The paths of sources that a text names: as they are, and as what they are built from. */
function pathsIn(text: string, folder: string): readonly Told[] {
  const base = folder === '.' ? '' : folder;
  const words = text.split(/[\s"'`,;=()[\]{}:|&<>]+/);
  return words.flatMap((word, i) => {
    if (!word.includes('/') && !ending.test(word) && !handler.test(word) && !running.test(words[i - 1] ?? '')) return [];
    const wide = word.endsWith('/*') ? { all: true as const } : {};
    const path = posix.normalize(word.replace(/^(?:\.{0,2}\/)+/, '').replace(/\/\*$/, '')).replace(/\/$/, '');
    if (!/^[\w@.[\]/$-]*\w[\w@.[\]/$-]*$/.test(path)) return [];
    const stem = path.replace(ending, '');
    const source = stem.replace(built, '');
    // `src/handlers/report.handler` is a function of a file.
    const all = new Set([stem, source, stem.replace(/\.\w+$/, ''), source.replace(/\.\w+$/, '')]);
    return [...all].flatMap((one) => (one === '' || one === '.' ? [] : [{ base, path: one, ...wide }]));
  });
}

/** `report.handler` is a function of a file, and `node report` runs one. */
const handler = /^[\w-]+\.(?:\w*[hH]andler|main|run|default|lambda)$/;
const running = /^(?:node|tsx|ts-node|bun|nodemon|babel-node|start)$/;

/** What is brought into a container is not run by that. */
function textOf(disk: Disk, root: string, folder: string, name: string): string {
  if (name === 'package.json') return manifestText(disk, root, folder, () => true);
  const text = readQuietly(disk, root, folder, name) ?? '';
  return text.length > longest ? '' : text.replace(/^[ \t]*(?:COPY|ADD)[ \t].*$/gm, '');
}

/** What a manifest says of where its package begins and, of some scripts, what they run. */
function manifestText(disk: Disk, root: string, folder: string, which: (script: string) => boolean): string {
  const json = readJson(disk, root, folder, 'package.json') ?? {};
  const texts = (value: unknown): readonly string[] => {
    if (typeof value === 'string') return [value];
    const inside = Array.isArray(value) ? value : Object.values(asObject(value) ?? {});
    return inside.flatMap(texts);
  };
  const scripts = Object.entries(asObject(json.scripts) ?? {}).flatMap(([name, line]) =>
    typeof line === 'string' && which(name) ? [withBundled(line)] : [],
  );
  return [...entries.flatMap((field) => texts(json[field])), ...scripts].join('\n');
}

const entries = 'main module browser bin exports source types build nodemonConfig tsup oclif pkg'.split(' ');

/** Scripts that bring a program to run, or put it together; others are chores of those who work on it. */
const starts = (script: string): boolean => starting.test(script) || /^(?:main|watch|build|bundle)\b/.test(script);

/** Of a pattern that a bundler is given the folder that all it builds lies in is left. */
const withBundled = (line: string): string => (bundling.test(line) ? line.replace(/\/(?:\*\*\/)?\*[\w.*{},]*/g, '/*') : line);
const bundling = /\b(?:esbuild|tsup|tsdown|ncc|rollup|bun build|parcel|unbuild|pkgroll|swc)\b/;

/** What tells; `undefined` where there is too much of it. What git ignores starts nothing. */
function textsBelow(disk: Disk, root: string): readonly { readonly folder: string; readonly name: string }[] | undefined {
  const found = discover(disk, root, ['.'], { named: telling }).files.flatMap((file) => {
    const name = posix.basename(file);
    return silent.test(name) ? [] : [{ folder: posix.dirname(file), name }];
  });
  return found.length > mostTexts ? undefined : found;
}

function entriesOf(disk: Disk, root: string, folder: string): readonly Entry[] {
  try {
    return disk.list(join(root, folder));
  } catch {
    return [];
  }
}
