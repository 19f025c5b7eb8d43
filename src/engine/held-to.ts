import { posix } from 'node:path';
import { satisfies as inRange } from 'semver';
import type { Program } from '../link/program';
import type { Truth } from '../model/layer';
import { saysGiven } from '../remedies/asserted';
import { readsBody } from '../remedies/streamed';
import { testFolder, testName } from '../source/context-places';
import { saidNearest } from '../source/folders';
import { leastOf } from '../source/versions';

/** The files of a project, how they are read, and the modules that each of them names. */
export interface Shelf {
  readonly files: readonly string[];
  readonly text: (file: string) => string | undefined;
  readonly imports: (file: string) => readonly string[];
}

/**
 * The texts of the tests that are named after a file or load it by its path, wherever they lie in its package: `src/users.ts` is
 * tested by `test/unit/users.spec.js`.
 */
export function testsOf(file: string, home: string, shelf: Shelf): readonly string[] {
  const stem = stemOf(file);
  // What is called like its folder's door is told from all the others by that folder.
  const wanted = stem === 'index' ? stemOf(posix.dirname(file)) : stem;
  const { named, loading } = testsIn(shelf);
  const tests = new Set([...(named.get(wanted) ?? []), ...(loading.get(pathOf(file)) ?? []), ...(loading.get(doorOf(file)) ?? [])]);
  return [...tests]
    .filter((test) => test !== file && (home === '.' || test.startsWith(`${home}/`)))
    .flatMap((test) => shelf.text(test) ?? []);
}

/** The texts of the tests of a package in which an address of a host stands beside what was called with what, whatever they are named after. */
export function testsOfHost(host: string, home: string, shelf: Shelf): readonly string[] {
  const { all } = testsIn(shelf);
  const said = telling.get(all) ?? all.filter((test) => saysGiven(shelf.text(test) ?? ''));
  telling.set(all, said);
  const own = said.filter((test) => home === '.' || test.startsWith(`${home}/`));
  return own.flatMap((test) => {
    const text = shelf.text(test) ?? '';
    return text.includes(`://${host}`) ? [text] : [];
  });
}

/** The texts of the tests of a package that mock a module: `jest.mock('superagent', …)`. */
export function testsMocking(module: string, home: string, shelf: Shelf): readonly string[] {
  const mocks = new RegExp(String.raw`\b(?:mock|doMock|unstable_mockModule)\(\s*['"]${module.replace(/[^\w@/-]/g, '\\$&')}['"]`);
  return testsIn(shelf).all.flatMap((test) => {
    const text = home === '.' || test.startsWith(`${home}/`) ? (shelf.text(test) ?? '') : '';
    return mocks.test(text) ? [text] : [];
  });
}

/** Of a list of tests those that say what was called with what. */
const telling = new WeakMap<readonly string[], readonly string[]>();

/** The texts of the files of a package, but one and the tests, that read the body of an answer bit by bit. */
export function streamingIn(home: string, but: string, shelf: Shelf): readonly string[] {
  const homes = streams.get(shelf.files) ?? new Map<string, readonly string[]>();
  streams.set(shelf.files, homes);
  const known =
    homes.get(home) ??
    shelf.files.filter((file) => {
      if (!/\.[cm]?[jt]sx?$/.test(file) || testName.test(file) || testFolder.test(file)) return false;
      return (home === '.' || file.startsWith(`${home}/`)) && readsBody(shelf.text(file) ?? '');
    });
  homes.set(home, known);
  return known.flatMap((file) => (file === but ? [] : (shelf.text(file) ?? [])));
}

/** Found once for a list of files. */
const streams = new WeakMap<readonly string[], Map<string, readonly string[]>>();

/**
 * Whether the linter of a package wants every number named (`no-magic-numbers`): its configurations say so, or the files beside
 * the one in question are excused from it.
 */
export function namesNumbers(file: string, home: string, { files, text }: Pick<Shelf, 'files' | 'text'>): boolean {
  const beside = posix.dirname(file);
  const asks = (one: string): boolean => /\bno-magic-numbers\b(?!['"]?\s*:\s*(?:\[\s*)?(?:['"]off['"]|0\b))/.test(text(one) ?? '');
  const ways = new Set(['.', home, ...(beside === '.' ? [] : [beside])]);
  const configs = [...ways].flatMap((folder) => configNames.map((name) => posix.join(folder, name)));
  if (configs.some(asks)) return true;
  // Somebody switches it off in a part of the package, so that it is on elsewhere.
  const within = files.filter((one) => one !== file && one.startsWith(home === '.' ? '' : `${home}/`));
  if (within.some((one) => isConfig(one) && /\bno-magic-numbers\b/.test(text(one) ?? ''))) return true;
  return within.some((one) => posix.dirname(one) === beside && /eslint-disable[^\n]*\bno-magic-numbers\b/.test(text(one) ?? ''));
}

const configNames: readonly string[] = ['eslint.config.js', 'eslint.config.mjs', 'eslint.config.cjs', 'eslint.config.ts'].concat([
  '.eslintrc',
  '.eslintrc.js',
  '.eslintrc.cjs',
  '.eslintrc.json',
  '.eslintrc.yml',
  '.eslintrc.yaml',
  'tslint.json',
  'package.json',
]);

function isConfig(file: string): boolean {
  return /(?:^|\/)(?:eslint\.config\.[cm]?[jt]s|\.eslintrc(?:\.c?js)?)$/.test(file);
}

/**
 * Whether the types that a file sees know the signal of today. Without those of the DOM they are what `@types/node` says, which for
 * long knew an `aborted` and nothing more.
 */
export function knowsSignal(file: string, shelf: Shelf, satisfies: (name: string, range: string) => Truth): boolean {
  if (!/\.[cm]?tsx?$/.test(file)) {
    if (isUndefinedToLinter(file, shelf, satisfies)) return false;
    if (!checksScripts(posix.dirname(file), shelf)) return true;
  }
  // The DOM goes before the types of Node, and comes with the compiler: `timeout` stands in it from 4.9 on.
  if (hasDom(posix.dirname(file), shelf)) return satisfies('typescript', '<4.9.0') !== true;
  return satisfies('@types/node', '>=18.16.20 <19.0.0 || >=20.3.0') === true;
}

/** Whether the linter of a package is older than the name: `no-undef` of ESLint before 7.32, and of Standard before 17, refuses it in JavaScript where nobody named it. */
function isUndefinedToLinter(file: string, { text }: Shelf, satisfies: (name: string, range: string) => Truth): boolean {
  if (satisfies('standard', '<17.0.0') !== true && satisfies('eslint', '<7.32.0') !== true) return false;
  const folder = posix.dirname(file);
  const told = saidNearest(folder, (at) => configNames.find((name) => /\bAbortSignal\b/.test(text(posix.join(at, name)) ?? '')));
  return told === undefined && !/\bAbortSignal\b/.test(text(file) ?? '');
}

/** Whether the nearest configuration of the compiler has it check JavaScript as well. */
function checksScripts(folder: string, { text }: Shelf): boolean {
  const config = saidNearest(folder, (at) => text(posix.join(at, 'tsconfig.json')) ?? text(posix.join(at, 'jsconfig.json')));
  return /"checkJs"\s*:\s*true/.test(config ?? '');
}

/** Whether those types know `AbortSignal.any` as well: the DOM's do from 5.5 of the compiler on, those of Node from 20.3. */
export function knowsAnySignal(file: string, shelf: Shelf, satisfies: (name: string, range: string) => Truth): boolean {
  if (!/\.[cm]?tsx?$/.test(file) && !checksScripts(posix.dirname(file), shelf)) return true;
  if (hasDom(posix.dirname(file), shelf)) return satisfies('typescript', '<5.5.0') !== true;
  return satisfies('@types/node', '>=20.3.0') === true;
}

/** Whether a helper that bounds requests is used in a file, or given out by one that it imports: `fetchWithTimeout`. */
export function hasHelper(file: string, { text, imports, resolve }: Shelf & Pick<Program, 'resolve'>): boolean {
  if (helper.test(text(file) ?? '')) return true;
  return imports(file).some((name) => given.test(text(resolve(name, file) ?? '') ?? ''));
}

const bounds = String.raw`\w*(?:[fF]etch|[rR]equest|[aA]xios|[hH]ttp|[gG]et|[pP]ost)\w*With(?:Timeout|Deadline)\b`;
const helper = new RegExp(String.raw`\b${bounds}`);
const given = new RegExp(String.raw`\b(?:export\s+(?:async\s+)?(?:function|const)\s+|exports\.)${bounds}`);

/** The release of Node that the files beside a package, or above it, ask for, where its manifest says nothing: `.nvmrc`, `FROM node:12.19-alpine`. */
export function nodeBeside(home: string, shelf: Pick<Shelf, 'text'>): string | undefined {
  const said = (file: string, pattern: RegExp): string | undefined => pattern.exec(shelf.text(posix.join(home, file)) ?? '')?.[1];
  const found =
    said('.nvmrc', /^\s*v?(\d+(?:\.\d+){0,2})\s*$/) ??
    said('.node-version', /^\s*v?(\d+(?:\.\d+){0,2})\s*$/) ??
    said('Dockerfile', /^FROM\s+(?:--\S+\s+)?(?:\S+\/)?node:(\d+(?:\.\d+){0,2})/m);
  return found !== undefined || home === '.' ? found : nodeBeside(posix.dirname(home), shelf);
}

/** What a package says of the place that its files run in. */
export interface Home {
  /** The range of Node that it says it runs on. */
  readonly node?: string;
  readonly depends: (name: string) => boolean;
  readonly satisfies: (name: string, range: string) => Truth;
}

/**
 * Whether what runs a file has `AbortSignal.timeout`: React Native has it in no release, Electron since 20, and Node since 16.14 and
 * 17.3. Where Node brings the `fetch` of the language it brings the signal, too, whatever the package says.
 */
export function runsSignal({ node, depends, satisfies }: Home, byFetch: boolean): boolean {
  if (depends('react-native') || satisfies('electron', '<20.0.0') === true) return false;
  return byFetch || !reachesBelow(node);
}

/** Whether a range that names a least version lets one in that is older than the signal. */
function reachesBelow(range: string | undefined): boolean {
  const least = leastOf(range);
  return least !== undefined && inRange(least, '<16.14.0 || >=17.0.0 <17.3.0');
}

/** Whether the nearest configuration of the compiler takes in the DOM, as it does where it names no libraries. */
function hasDom(folder: string, shelf: Shelf): boolean {
  const path = posix.join(folder, 'tsconfig.json');
  if (shelf.text(path) !== undefined) return saysDom(path, shelf, 0) ?? true;
  return folder === '.' || folder.startsWith('..') ? true : hasDom(posix.dirname(folder), shelf);
}

function saysDom(path: string, shelf: Shelf, depth: number): boolean | undefined {
  const text = shelf.text(path)?.replace(/\/\*[\s\S]*?\*\/|^\s*\/\/[^\n]*/gm, '');
  if (text === undefined || depth > 5) return undefined;
  const libraries = /"lib"\s*:\s*\[([^\]]*)\]/.exec(text)?.[1];
  if (libraries !== undefined) return /"dom\b/i.test(libraries);
  const base = /"extends"\s*:\s*\[?\s*"([^"]+)"/.exec(text)?.[1];
  if (base === undefined) return undefined;
  if (!base.startsWith('.')) return /^@tsconfig\/node\d/.test(base) ? false : undefined;
  const target = posix.join(posix.dirname(path), base);
  return [target, `${target}.json`].map((one) => saysDom(one, shelf, depth + 1)).find((one) => one !== undefined);
}

/** Tests by what they are named after, and by the paths that they load. */
interface Tests {
  readonly named: ReadonlyMap<string, readonly string[]>;
  readonly loading: ReadonlyMap<string, readonly string[]>;
  readonly all: readonly string[];
}

/** Found once for a list of files. */
const known = new WeakMap<readonly string[], Tests>();

function testsIn({ files, imports }: Shelf): Tests {
  const found = known.get(files);
  if (found !== undefined) return found;
  const [named, loading, all] = [new Map<string, string[]>(), new Map<string, string[]>(), [] as string[]];
  const put = (map: Map<string, string[]>, key: string, file: string) => map.set(key, [...(map.get(key) ?? []), file]);
  for (const file of files) {
    if (!testName.test(file) && !testFolder.test(file)) continue;
    all.push(file);
    put(named, stemOf(file).replace(/^test[._-]|[._-](?:test|tests|spec|specs|e2e|unit|integration|int)(?=[._-]|$)/gi, ''), file);
    for (const name of imports(file)) {
      if (name.startsWith('.')) put(loading, pathOf(posix.join(posix.dirname(file), name)), file);
    }
  }
  const tests = { named, loading, all };
  known.set(files, tests);
  return tests;
}

function stemOf(file: string): string {
  return posix.basename(pathOf(file));
}

/** The folder that a file is the door of, by whose name it may be loaded. */
function doorOf(file: string): string {
  return stemOf(file) === 'index' ? posix.dirname(file) : '';
}

/** A file as it may be named: without its ending. */
function pathOf(file: string): string {
  return file.replace(/\.[cm]?[jt]sx?$/, '');
}
