import { join, relative, resolve, sep } from 'node:path';
import type { Context } from '../model/call';
import type { ClientModel } from '../model/catalog/client';
import type { GuardModel } from '../model/catalog/guard';
import type { RuleSettings } from '../model/rule';
import type { Assumption } from './assumptions';
import type { ConfigFile, Level, Section } from './config-file';
import type { FixSettings } from '../model/remedy';
import { fits } from '../source/globs';
import type { RuleLevel, RuleLevels } from './levels';

/** What the caller of the command asked for, over whatever files say. */
export interface ConfigRequest {
  /** This file and no other: `--config`. */
  readonly file?: string;
  /** Look for no configuration at all: `--no-config`. */
  readonly off?: boolean;
  /** The last word on these rules: `--rule NAME=LEVEL`. */
  readonly rules?: Readonly<Record<string, Level>>;
  /** Only these rules: `--only`. */
  readonly only?: readonly string[];
  /** Without these rules: `--skip`. */
  readonly skip?: readonly string[];
  /** The baseline file, or none: `--baseline`, `--no-baseline`. */
  readonly baseline?: string | false;
  /** No directive in a comment counts: `--no-inline-config`. */
  readonly noDirectives?: boolean;
  /** What fixes write where no configuration file says so: an editor's settings. */
  readonly fix?: Partial<FixSettings>;
}

/** The configuration in force for one file. */
export interface Config {
  /** Absolute paths of the files it comes from, nearest first; empty: the defaults. */
  readonly from: readonly string[];
  readonly levels: RuleLevels;
  readonly settings: RuleSettings;
  /** Kilobytes above which a file is not analysed. */
  readonly maxFileKb: number;
  /** Whether `include` and `exclude` leave the file in. */
  readonly included: boolean;
  readonly context?: Context;
  readonly clients: readonly ClientModel[];
  readonly guards: readonly GuardModel[];
  readonly assumptions: readonly Assumption[];
  readonly fix: FixSettings;
  /** Absolute path of the baseline file, which need not be there; absent when none is wanted. */
  readonly baseline?: string;
  readonly directives: boolean;
  /** Where each rule's level was set: `breakwater.config.json:7`. */
  readonly origins: Readonly<Record<string, string>>;
}

export const defaultSettings: RuleSettings = { maxTimeoutMs: 60_000, maxAttempts: 6 };
/** Nobody writes so much into one file by hand: bundles and generated clients are longer. */
const defaultMaxFileKb = 1024;
/** The bound lies behind all that a sound answer takes, and is no budget: whoever has one says so. */
export const defaultFix: FixSettings = {
  timeoutMs: 5000,
  attempts: 3,
  reconnects: 10,
  concurrency: 10,
  style: 'auto',
  module: 'src/resilience.ts',
};

/** What a chain of files, the strongest first, says about one file. `overridden` tells for each which of its overrides hit. */
export function merged(
  chain: readonly ConfigFile[],
  overridden: readonly (readonly boolean[])[],
  included: boolean,
  root: string,
  request: ConfigRequest,
): Config {
  const weakestFirst = chain.map((file, index) => ({ file, hits: overridden[index] ?? [] })).reverse();
  const sections: { section: Section; file: ConfigFile; by: RuleLevel['by'] }[] = [
    ...weakestFirst.map(({ file }) => ({ section: file, file, by: 'rules' as const })),
    ...weakestFirst.flatMap(({ file, hits }) =>
      file.overrides.filter((_, i) => hits[i]).map((section) => ({ section, file, by: 'override' as const })),
    ),
  ];
  const levels: Record<string, RuleLevel> = {};
  const origins: Record<string, string> = {};
  for (const { section, file, by } of sections) {
    for (const { id, level, line } of section.rules) {
      levels[id] = { level, by };
      origins[id] = `${posix(relative(root, file.path))}:${line}`;
    }
  }
  for (const [id, level] of Object.entries(request.rules ?? {})) {
    levels[id] = { level, by: 'rules' };
    origins[id] = '--rule';
  }
  for (const id of request.skip ?? []) {
    levels[id] = { level: 'off', by: 'rules' };
    origins[id] = '--skip';
  }
  const last = <T>(pick: (section: Section) => T | undefined): T | undefined =>
    sections.map((s) => pick(s.section)).findLast((value) => value !== undefined);
  const context = last((s) => s.context);
  const maxTimeoutMs = last((s) => s.maxTimeoutMs) ?? defaultSettings.maxTimeoutMs;
  return {
    from: chain.map((file) => file.path),
    levels: {
      preset: last((s) => s.preset) ?? 'recommended',
      rules: levels,
      ...(request.only === undefined ? {} : { only: request.only }),
    },
    settings: {
      maxTimeoutMs,
      maxAttempts: last((s) => s.maxAttempts) ?? defaultSettings.maxAttempts,
    },
    maxFileKb: last((s) => s.maxFileKb) ?? defaultMaxFileKb,
    included,
    ...(context === undefined ? {} : { context }),
    clients: unique(chain.flatMap((file) => file.clients)),
    guards: unique(chain.flatMap((file) => file.guards)),
    assumptions: sections.flatMap(({ section, file }) => assumptionsOf(section, file, root)),
    fix: Object.assign(
      {},
      { ...defaultFix, timeoutMs: Math.min(defaultFix.timeoutMs, maxTimeoutMs) },
      request.fix,
      ...weakestFirst.map(({ file }) => file.fix),
    ),
    ...(request.baseline === false ? {} : { baseline: baselinePath(chain, root, request.baseline) }),
    directives: request.noDirectives !== true,
    origins,
  };
}

/** As asked for, or as the strongest file names it, or beside that file. */
function baselinePath(chain: readonly ConfigFile[], root: string, asked: string | undefined): string {
  if (asked !== undefined) return resolve(root, asked);
  const file = chain.find((one) => one.baseline !== undefined);
  return file?.baseline === undefined ? join(chain[0]?.folder ?? root, 'breakwater-baseline.json') : resolve(file.folder, file.baseline);
}

function assumptionsOf(section: Section, file: ConfigFile, root: string): readonly Assumption[] {
  return section.assumptions.map(({ files, ...rest }) => {
    const inFolder = files === undefined ? () => true : fits(files);
    return {
      ...rest,
      from: posix(relative(root, file.path)),
      holdsIn: (path) => inFolder(posix(relative(file.folder, resolve(root, path)))),
    };
  });
}

/** The strongest file that says anything about `include` or `exclude` decides it. */
export function isIncluded(chain: readonly ConfigFile[], absolute: string): boolean {
  const say = (pick: (file: ConfigFile) => readonly string[] | undefined): boolean | undefined => {
    const file = chain.find((one) => pick(one) !== undefined);
    return file === undefined ? undefined : fits(pick(file) ?? [])(posix(relative(file.folder, absolute)));
  };
  return (say((file) => file.include) ?? true) && !(say((file) => file.exclude) ?? false);
}

function unique<T extends { readonly id: string }>(models: readonly T[]): readonly T[] {
  return models.filter((model, index) => models.findIndex((other) => other.id === model.id) === index);
}

/** The path as everything but the file system writes it. */
export function posix(path: string): string {
  return sep === '/' ? path : path.split(sep).join('/');
}
