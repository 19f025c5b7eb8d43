import { readFileSync, realpathSync, statSync } from 'node:fs';
import { dirname, join, relative, resolve, sep } from 'node:path';
import { acceptedBy, type OpenBaseline } from '../engine/accepted';
import { type ConfigRequest, type Configs, type Level, openConfigs, wrongRule } from '../engine/config';
import { posix } from '../engine/config-merge';
import { findingKey } from '../engine/kept-answers';
import { knownRules } from '../engine/known';
import { didYouMean } from '../engine/nearest';
import type { Analysis, Problem, Workspace } from '../model/analysis';
import type { Finding } from '../model/finding';
import type { Fix } from '../model/remedy';
import { commands } from './commands';
import { progress } from './progress';
import { type Asked, memoryOf, recalled } from './recall';
import { oneOf, type Request, WrongRequest, wholeNumber } from './request';
import type { Terminal } from './terminal';

/** A workspace that has been analysed, and what the command line adds to it. */
export interface Session {
  readonly workspace: Workspace;
  readonly configs: Configs;
  /** What the analysis says now, with baselines applied. */
  readonly answer: () => Answer;
  /** The quick-fixes of a finding; each is made once. */
  readonly fixes: (finding: Finding) => readonly Fix[];
  /** Keeps what was said, for whoever asks the same again; after the last report. */
  readonly keep: () => void;
  /** A file as people read it: relative to the working directory, POSIX. */
  readonly path: (file: string) => string;
  /** Files the request is about, relative to the root. */
  readonly files: () => readonly string[];
  /** Absolute paths that the request is limited to; none for everything. */
  readonly asked: readonly string[];
  /** Relative to the root, from what a person wrote. */
  readonly file: (written: string) => string;
}

export interface Answer {
  readonly analysis: Analysis;
  /** What is left after the baselines. */
  readonly findings: readonly Finding[];
  readonly accepted: readonly Finding[];
  readonly baselines: readonly OpenBaseline[];
  readonly problems: readonly Problem[];
}

/**
 * Opens the workspace that the request speaks of. What is wrong with the request is told before the compiler is loaded. Who
 * only reports, in these formats, may be answered from memory.
 */
export async function openSession(
  request: Request,
  terminal: Terminal,
  paths: readonly string[],
  formats?: readonly string[],
): Promise<Session> {
  const cwd = realpathSync(process.cwd());
  const absolute = await absolutePaths(request, paths, cwd);
  const tsconfig = request.value('tsconfig');
  if (tsconfig !== undefined && statSync(resolve(cwd, tsconfig), { throwIfNoEntry: false })?.isFile() !== true)
    throw new WrongRequest(`There is no file \`${tsconfig}\`.`);
  const stdin = request.has('stdin') ? resolve(cwd, stdinName(request)) : undefined;
  const root = rootOf(stdin === undefined ? absolute : [...absolute, stdin], cwd);
  if (request.has('cache') && request.has('no-cache')) throw new WrongRequest('`--cache` and `--no-cache` exclude each other.');
  const config = configRequest(request);
  const path = (file: string): string => posix(relative(cwd, resolve(root, file))) || file;
  const configs = openConfigs({ root, read: readText, rules: knownRules, request: config });
  configs.of('package.json');
  refuseMistakes(configs, root, path);
  const stop = terminal.watched ? progress() : () => {};
  try {
    const cache = request.has('no-cache') ? false : cacheFolder(root, request.value('cache-location'));
    const memory = formats === undefined ? undefined : memoryOf({ request, root, cache, paths: absolute, formats });
    const remembered = recalled(memory, root, configs);
    const threads = request.value('threads') === 'auto' ? 'auto' : (wholeNumber(request, 'threads') ?? 'auto');
    const workspace: Asked =
      remembered ??
      (await import('../engine/workspace')).openWorkspace({
        root,
        ...(absolute.length === 0 ? {} : { paths: absolute.map((one) => posix(relative(root, one)) || '.') }),
        config: { ...config, baseline: false },
        gitignore: !request.has('no-ignore'),
        prefilter: !request.has('no-prefilter'),
        ignore: request.values('ignore-pattern'),
        ...(tsconfig === undefined ? {} : { tsconfig: posix(relative(root, resolve(cwd, tsconfig))) }),
        resident: request.has('watch'),
        ...(memory === undefined ? {} : { disk: memory.disk }),
        cache,
        threads,
      });
    if (stdin !== undefined) workspace.update(posix(relative(root, stdin)), standardInput());
    const missing = workspace.missing();
    if (missing.length > 0 && stdin === undefined && !request.has('pass-with-no-files')) {
      throw new WrongRequest(`There is no JavaScript or TypeScript file at ${missing.map((one) => `\`${path(one)}\``).join(', ')}.`);
    }
    const { files, oversized, timings } = workspace.analyse();
    refuseMistakes(workspace.configs, root, path);
    for (const file of oversized)
      terminal.note(
        `\`${path(file)}\` is longer than ${configs.of(file).maxFileKb} KB and is not analysed; \`maxFileKb\` in the configuration sets the limit.\n`,
        'warning',
      );
    if (request.value('log-level') === 'debug')
      terminal.note(
        [
          `root: ${root}`,
          `configuration: ${
            workspace.configs
              .files()
              .map((file) => posix(relative(cwd, file)))
              .join(', ') || 'none, the defaults'
          }`,
          `cache: ${cache === false ? 'none' : cache}`,
          `files: ${files.found} found, ${files.read} read, ${files.parsed} parsed`,
          `phases: ${Object.entries(timings)
            .map(([phase, ms]) => `${phase} ${Math.round(ms)} ms`)
            .join(', ')}`,
          '',
        ].join('\n'),
        'debug',
      );
    const fixes = new Map<string, readonly Fix[]>();
    const read = memory?.read ?? readText;
    return {
      workspace,
      configs,
      path,
      asked: absolute,
      files: () => workspace.files(),
      file: (written) => posix(relative(root, resolve(cwd, written))),
      answer: () => answerOf(workspace, configs, path, read, stdin === undefined ? undefined : posix(relative(root, stdin))),
      fixes(finding) {
        const key = findingKey(finding);
        const known = fixes.get(key) ?? workspace.fixes(finding);
        fixes.set(key, known);
        return known;
      },
      keep() {
        if (remembered === undefined)
          memory?.keep({ analysis: workspace.analyse(), files: workspace.files(), missing: workspace.missing(), fixes });
      },
    };
  } finally {
    stop();
  }
}

/** The paths that were asked for, or the packages that `--workspace` names. */
async function absolutePaths(request: Request, paths: readonly string[], cwd: string): Promise<readonly string[]> {
  if (!request.has('workspace')) return paths.map((path) => existing(path, cwd));
  if (paths.length > 0 || request.has('stdin')) throw new WrongRequest('`--workspace` and paths exclude each other.');
  const { membersNamed } = await import('../engine/members');
  const members = membersNamed(request.values('workspace'), cwd);
  if (typeof members === 'string') throw new WrongRequest(members);
  return members;
}

/** Where summaries are kept: beside the packages when there are any, else in a folder of our own. */
export function cacheFolder(root: string, asked: string | undefined): string {
  if (asked !== undefined) return resolve(asked);
  const packages = join(root, 'node_modules');
  return statSync(packages, { throwIfNoEntry: false })?.isDirectory() === true
    ? join(packages, '.cache', 'breakwater')
    : join(root, '.breakwater', 'cache');
}

/** Text of a file, or nothing where there is none to read. */
export function readText(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return undefined;
  }
}

const levels = ['off', 'info', 'warning', 'error'] as const;

/** What the flags ask of the configuration; rule names and levels are checked here. */
export function configRequest(request: Request): ConfigRequest {
  const unused = oneOf(request, 'report-unused-directives', levels);
  const rules: Record<string, Level> = unused === undefined ? {} : { 'unused-directive': unused };
  for (const pair of request.values('rule')) {
    const [name = '', level = ''] = pair.split('=', 2);
    checkRule(name);
    const known = levels.find((one) => one === level);
    if (known === undefined)
      throw new WrongRequest(`\`--rule ${pair}\`: the level must be off, info, warning or error, as in \`--rule ${name}=warning\`.`);
    rules[name] = known;
  }
  for (const name of [...request.values('only'), ...request.values('skip'), ...request.values('fix-rule')]) checkRule(name);
  const file = request.value('config');
  if (file !== undefined && request.has('no-config')) throw new WrongRequest('`--config` and `--no-config` exclude each other.');
  if (file !== undefined && readText(resolve(file)) === undefined) throw new WrongRequest(`There is no configuration file \`${file}\`.`);
  const baseline = request.value('baseline');
  return {
    rules,
    ...(file === undefined ? {} : { file: resolve(file) }),
    ...(request.has('no-config') ? { off: true } : {}),
    ...(request.has('only') ? { only: request.values('only') } : {}),
    ...(request.has('skip') ? { skip: request.values('skip') } : {}),
    ...(request.has('no-inline-config') ? { noDirectives: true } : {}),
    ...(request.has('no-baseline') ? { baseline: false as const } : baseline === undefined ? {} : { baseline: resolve(baseline) }),
  };
}

function checkRule(name: string): void {
  const wrong = wrongRule(name, knownRules);
  if (wrong !== undefined) throw new WrongRequest(wrong);
}

function existing(path: string, cwd: string): string {
  const absolute = resolve(cwd, path);
  try {
    statSync(absolute);
    return realpathSync(absolute);
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : undefined;
    if (code === 'EACCES' || code === 'EPERM') throw new WrongRequest(`\`${path}\` may not be read.`);
    if (code === 'ELOOP') throw new WrongRequest(`\`${path}\` is a link that leads to itself.`);
    if (/[*?{[]/.test(path)) return absolute;
    const command = /[./\\]/.test(path) ? '' : didYouMean(path, [...commands.map(({ name }) => name), '--help', '--version']);
    throw new WrongRequest(`There is no file or folder \`${path}\`${command || '.'}`);
  }
}

/** The working directory when all paths lie in it; else the folder that holds them all. */
function rootOf(paths: readonly string[], cwd: string): string {
  if (paths.every((path) => path === cwd || path.startsWith(cwd + sep))) return cwd;
  const folders = paths.map((path) =>
    statSync(path, { throwIfNoEntry: false })?.isDirectory() === true ? path : dirname(path.replace(/[*?{[].*$/, 'x')),
  );
  return folders.reduce((a, b) => {
    let common = a;
    while (common !== b && !b.startsWith(common.endsWith(sep) ? common : common + sep)) common = dirname(common);
    return common;
  });
}

function stdinName(request: Request): string {
  const name = request.value('stdin-filename');
  if (name === undefined)
    throw new WrongRequest('`--stdin` needs `--stdin-filename FILE`, so that imports and configuration can be found.');
  if (!/\.[cm]?[jt]sx?$/.test(name)) throw new WrongRequest(`\`${name}\` is no name of a JavaScript or TypeScript file.`);
  return name;
}

/** Without its byte-order mark, as files are read. */
function standardInput(): string {
  try {
    return readFileSync(0, 'utf8').replace(/^\ufeff/, '');
  } catch (error) {
    throw new WrongRequest(`Standard input cannot be read: ${error instanceof Error ? error.message : String(error)}.`);
  }
}

/** Configuration mistakes are wrong requests, each with its place. */
function refuseMistakes(configs: Configs, root: string, path: (file: string) => string): void {
  const mistakes = configs.mistakes();
  if (mistakes.length === 0) return;
  throw new WrongRequest(
    mistakes.map((one) => `${path(posix(relative(root, one.path)))}:${one.line}:${one.column}: ${one.message}`).join('\n'),
  );
}

/** With `only`, what holds for that one file: the rest was read for its sake. */
function answerOf(
  workspace: Workspace,
  configs: Configs,
  path: (file: string) => string,
  read: (path: string) => string | undefined,
  only: string | undefined,
): Answer {
  const whole = workspace.analyse();
  const analysis =
    only === undefined
      ? whole
      : {
          ...whole,
          findings: whole.findings.filter((finding) => finding.at.file === only),
          calls: whole.calls.filter((call) => call.site.at.file === only),
          problems: whole.problems.filter((problem) => problem.path === only || problem.kind === 'internal'),
        };
  const { fresh, accepted, baselines, problems: wrong } = acceptedBy({ root: workspace.root, findings: analysis.findings, configs, read });
  if (wrong.length > 0) throw new WrongRequest(wrong.map((problem) => `${path(problem.path)}: ${problem.message}`).join('\n'));
  return { analysis, findings: fresh, accepted, baselines, problems: analysis.problems };
}
