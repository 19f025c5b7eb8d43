import { accessSync, constants, readdirSync, statSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { dirname, join, relative, resolve } from 'node:path';
import { posix } from '../engine/config-merge';
import { cacheFolder } from './cache-folder';
import { configRequest } from './config-request';
import { exits } from './exit';
import { baseOf, gitAt } from './git';
import { readText } from './input';
import { asJson, type Request, WrongRequest } from './request';
import { tableText } from './table';
import type { Terminal } from './terminal';
import { version } from './version';

/** One thing that was looked at. */
interface Check {
  readonly what: string;
  /** `wrong` would end every run with a wrong request; `note` is worth knowing. */
  readonly state: 'ok' | 'note' | 'wrong';
  readonly says: string;
}

/** `breakwater doctor [files…]`: what a run finds here, and why a file is not analysed. */
export async function doctor(request: Request, terminal: Terminal): Promise<number> {
  const { openPresence } = await import('../engine/presence');
  const { openWorkspace } = await import('../engine/workspace');
  const root = process.cwd();
  const ignore = request.values('ignore-pattern');
  const gitignore = !request.has('no-ignore');
  const config = configRequest(request);
  const cache = cacheFolder(root, request.value('cache-location'));
  const workspace = openWorkspace({ root, gitignore, ignore, cache, config: { ...config, baseline: false } });
  const presence = openPresence(workspace, { gitignore, exclude: ignore });
  const named = (path: string): string => posix(relative(root, path)) || '.';
  const absent = request.args.find((file) => statSync(file, { throwIfNoEntry: false }) === undefined);
  if (absent !== undefined) throw new WrongRequest(`There is no file or folder \`${absent}\`.`);
  const outside = request.args.find((file) => named(resolve(root, file)).startsWith('../'));
  if (outside !== undefined) throw new WrongRequest(`\`${outside}\` lies outside this folder; ask in the folder of its project.`);
  const { found, generated, minified, oversized, named: holding } = presence.survey();
  workspace.configs.of('package.json');
  const problems = workspace.analyse().problems.filter(({ kind }) => kind !== 'config');
  const checks: readonly Check[] = [
    { what: 'breakwater', state: 'ok', says: `${version}, Node ${process.versions.node}, ${availableParallelism()} processors` },
    { what: 'folder', state: 'ok', says: root },
    ...configuration(workspace.configs, named),
    {
      what: 'files',
      state: found === 0 ? 'wrong' : 'ok',
      says: `${found} found, ${holding} of them name a known client or policy`,
    },
    ...aside('generated', generated),
    ...aside('minified', minified),
    ...aside('longer than `maxFileKb`', oversized),
    ...problems.map(
      ({ path, message }): Check => ({ what: 'problem', state: 'note', says: path === '' ? message : `${path}: ${message}` }),
    ),
    { what: 'tsconfig', state: 'ok', says: tsconfigs(workspace.files()) },
    cached(cache, named),
    git(root),
  ];
  const files = request.args.map((file) => presence.of(named(resolve(root, file))));
  if (asJson(request)) terminal.out(`${JSON.stringify({ schemaVersion: 1, breakwater: version, checks, files }, undefined, 2)}\n`);
  else {
    const marks = { ok: terminal.paint.green('ok'), note: terminal.paint.yellow('note'), wrong: terminal.paint.red('wrong') };
    const rows = [
      ...checks.map(({ what, state, says }) => [what, marks[state], says]),
      ...files.map(({ file, analysed, why }) => [file, analysed ? marks.ok : marks.note, analysed ? why : `not analysed: ${why}`]),
    ];
    terminal.out(tableText(['what', '', ''], rows, terminal.paint));
  }
  return checks.some(({ state }) => state === 'wrong') ? exits.wrongRequest : exits.clean;
}

function configuration(
  configs: { files(): readonly string[]; mistakes(): readonly { path: string; line: number; column: number; message: string }[] },
  named: (path: string) => string,
): readonly Check[] {
  const wrong = configs.mistakes();
  const files = configs.files().map(named);
  return [
    {
      what: 'configuration',
      state: wrong.length > 0 ? 'wrong' : 'ok',
      says: files.length === 0 ? 'none: the defaults are in force' : files.join(', '),
    },
    ...wrong.map(
      ({ path, line, column, message }): Check => ({
        what: 'configuration',
        state: 'wrong',
        says: `${named(path)}:${line}:${column}: ${message}`,
      }),
    ),
  ];
}

/** What is found and not looked into is worth a line, with a few names. */
function aside(kind: string, files: readonly string[]): readonly Check[] {
  if (files.length === 0) return [];
  const more = files.length > 3 ? `, and ${files.length - 3} more` : '';
  return [{ what: 'files', state: 'note', says: `${files.length} ${kind}, not analysed: ${files.slice(0, 3).join(', ')}${more}` }];
}

/** The configurations of the compiler that lie beside what was found, or above it. */
function tsconfigs(files: readonly string[]): string {
  const folders = new Set(['.']);
  for (const file of files) for (let folder = dirname(file); folder !== '.'; folder = dirname(folder)) folders.add(folder);
  const found = [...folders].flatMap((folder) =>
    ['tsconfig.json', 'jsconfig.json']
      .filter((name) => readText(join(folder, name)) !== undefined)
      .map((name) => posix(join(folder, name))),
  );
  return found.length === 0 ? 'none: imports are followed by their paths alone' : found.sort().join(', ');
}

/** Where summaries are kept, and whether they can be: the nearest folder that is there decides. */
function cached(folder: string, named: (path: string) => string): Check {
  let there = folder;
  while (statSync(there, { throwIfNoEntry: false }) === undefined && dirname(there) !== there) there = dirname(there);
  try {
    accessSync(there, constants.W_OK);
  } catch {
    return { what: 'cache', state: 'note', says: `${named(folder)} cannot be written, so every run reads everything` };
  }
  if (there !== folder) return { what: 'cache', state: 'ok', says: `${named(folder)}, empty` };
  const bytes = readdirSync(folder, { withFileTypes: true }).reduce(
    (sum, one) => sum + (one.isFile() ? statSync(join(folder, one.name)).size : 0),
    0,
  );
  return { what: 'cache', state: 'ok', says: `${named(folder)}, ${Math.ceil(bytes / 1024)} KB` };
}

/** Whether `--changed` knows what to compare with. */
function git(root: string): Check {
  try {
    const repository = gitAt(root);
    const base = baseOf(repository, undefined);
    return { what: 'git', state: 'ok', says: `${repository.top}, \`--changed\` compares with ${base.slice(0, 12)}` };
  } catch (error) {
    if (!(error instanceof WrongRequest)) throw error;
    return { what: 'git', state: 'note', says: error.message };
  }
}
