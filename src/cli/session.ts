import { realpathSync, statSync } from 'node:fs';
import { relative, resolve } from 'node:path';
import { type Configs, openConfigs } from '../engine/config';
import { posix } from '../engine/config-merge';
import { findingKey } from '../engine/kept-answers';
import { knownRules } from '../engine/known';
import type { Workspace } from '../model/analysis';
import type { Finding } from '../model/finding';
import type { Fix } from '../model/remedy';
import { type Answer, answerOf } from './answer';
import { cacheFolder } from './cache-folder';
import { configRequest, refuseMistakes } from './config-request';
import { readText, standardInput, stdinName } from './input';
import { absolutePaths, rootOf } from './paths';
import { progress } from './progress';
import { type Asked, earlierOf, memoryOf, recalled } from './recall';
import { type Request, WrongRequest, wholeNumber } from './request';
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
    const earlier = earlierOf(memory, root);
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
        ...(earlier === undefined ? {} : { earlier }),
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
          memory?.keep({ analysis: workspace.analyse(), files: workspace.files(), missing: workspace.missing(), fixes }, workspace.leave);
      },
    };
  } finally {
    stop();
  }
}
