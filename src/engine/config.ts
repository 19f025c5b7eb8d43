import { dirname, isAbsolute, join, relative, resolve, sep } from 'node:path';
import type { Context } from '../model/call';
import type { ClientModel, GuardModel } from '../model/catalog';
import type { Rule, RuleSettings } from '../model/rule';
import type { Assumption } from './assumptions';
import { type ConfigFile, type FixSettings, type Level, type Mistake, readConfig, type Section } from './config-file';
import { configSchema } from './config-schema';
import { fits } from './globs';
import type { RuleLevel, RuleLevels } from './judge';
import { didYouMean } from './nearest';

export type { FixSettings, Level, Mistake } from './config-file';

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
  /** No directive in a comment counts: `--no-inline-config`. */
  readonly noDirectives?: boolean;
}

/** The configuration in force for one file. */
export interface Config {
  /** Absolute paths of the files it comes from, nearest first; empty: the defaults. */
  readonly from: readonly string[];
  readonly levels: RuleLevels;
  readonly settings: RuleSettings;
  /** Whether `include` and `exclude` leave the file in. */
  readonly included: boolean;
  readonly context?: Context;
  readonly clients: readonly ClientModel[];
  readonly guards: readonly GuardModel[];
  readonly assumptions: readonly Assumption[];
  readonly fix: FixSettings;
  /** Absolute path of the baseline file. */
  readonly baseline: string;
  readonly directives: boolean;
  /** Where each rule's level was set: `breakwater.config.json:7`. */
  readonly origins: Readonly<Record<string, string>>;
}

/** One resolver for the command and the editor. */
export interface Configs {
  /** For a file (or folder), by its path relative to the root. Nearest wins, walking up. */
  of(file: string): Config;
  /** What is wrong in the files read so far, in order. */
  mistakes(): readonly Mistake[];
  /** Absolute paths of the configuration files read so far: what an editor watches. */
  files(): readonly string[];
}

/** The names a configuration may have, in the order they are looked for. */
export const configNames: readonly string[] = [
  'breakwater.config.json',
  'breakwater.config.jsonc',
  'breakwater.config.yaml',
  'breakwater.config.yml',
  '.breakwaterrc.json',
  '.breakwaterrc.jsonc',
  '.breakwaterrc.yaml',
  '.breakwaterrc.yml',
  '.breakwaterrc',
  'package.json',
];

export const defaultSettings: RuleSettings = { maxTimeoutMs: 60_000, maxAttempts: 6 };
export const defaultFix: FixSettings = { timeoutMs: 5000, attempts: 3, concurrency: 10, style: 'auto', module: 'src/resilience.ts' };

/** Opens the configurations of a root. `read` gives the text at an absolute path; nothing of the project is executed. */
export function openConfigs(input: {
  readonly root: string;
  readonly read: (path: string) => string | undefined;
  readonly rules: readonly Pick<Rule, 'id' | 'summary' | 'severity'>[];
  readonly request?: ConfigRequest;
}): Configs {
  const { root, read, rules, request = {} } = input;
  const schema = configSchema(rules);
  const loaded = new Map<string, ConfigFile | undefined>();
  const mistakes: Mistake[] = [];
  const nearestOf = new Map<string, readonly ConfigFile[]>();

  const load = (path: string): ConfigFile | undefined => {
    if (!loaded.has(path)) {
      const text = read(path);
      const file = text === undefined ? undefined : readConfig(path, text, schema);
      loaded.set(path, file);
      mistakes.push(...(file?.mistakes ?? []));
    }
    return loaded.get(path);
  };

  /** The file and all it extends, the strongest first. */
  const chainOf = (file: ConfigFile, trail: readonly string[]): readonly ConfigFile[] => {
    const parents = [...file.extends].reverse().flatMap(({ name, mistake }) => {
      const path = extendedPath(name, file.folder, (candidate) => load(candidate) !== undefined);
      const parent = path === undefined ? undefined : load(path);
      if (parent === undefined) return note(mistake(`\`extends\` names \`${name}\`, and there is no such configuration.`));
      if (trail.includes(parent.path)) return note(mistake(`\`extends\` goes round in a circle at \`${name}\`.`));
      return chainOf(parent, [...trail, parent.path]);
    });
    return [file, ...parents];
  };
  const note = (mistake: Mistake): readonly ConfigFile[] => {
    mistakes.push(mistake);
    return [];
  };

  const chainAt = (folder: string): readonly ConfigFile[] => {
    const known = nearestOf.get(folder);
    if (known !== undefined) return known;
    const own = configNames.map((name) => load(join(folder, name))).find((file) => file !== undefined);
    const up = dirname(folder);
    const atTop = up === folder || read(join(folder, '.git', 'HEAD')) !== undefined || read(join(folder, '.git')) !== undefined;
    const chain = own !== undefined ? chainOf(own, [own.path]) : atTop ? [] : chainAt(up);
    nearestOf.set(folder, chain);
    return chain;
  };

  const chainFor = (absolute: string): readonly ConfigFile[] => {
    if (request.off === true) return [];
    if (request.file === undefined) return chainAt(dirname(absolute));
    const path = resolve(root, request.file);
    const known = nearestOf.get(path);
    if (known !== undefined) return known;
    const file = load(path);
    const chain =
      file === undefined
        ? note({ path, line: 1, column: 1, offset: 0, message: 'There is no such configuration file.' })
        : chainOf(file, [path]);
    nearestOf.set(path, chain);
    return chain;
  };

  const made = new Map<string, Config>();
  return {
    of(file) {
      const absolute = resolve(root, file);
      const chain = chainFor(absolute);
      const overridden = chain.map((one) => one.overrides.map((o) => fits(o.files)(posix(relative(one.folder, absolute)))));
      const included = chain.length === 0 || isIncluded(chain, absolute);
      const key = `${chain.map((c) => c.path).join('\0')}\0${overridden.map((o) => o.map(Number).join('')).join(',')}\0${included}`;
      const known = made.get(key);
      if (known !== undefined) return known;
      const config = merged(chain, overridden, included, root, request);
      made.set(key, config);
      return config;
    },
    mistakes: () => mistakes,
    files: () => [...loaded].flatMap(([path, file]) => (file === undefined ? [] : [path])).sort(),
  };
}

/** What is wrong with the rule names of a request, as one sentence. */
export function wrongRule(name: string, rules: readonly Pick<Rule, 'id'>[]): string | undefined {
  const known = rules.map((rule) => rule.id);
  if (known.includes(name)) return undefined;
  const hint = didYouMean(name, known);
  return `There is no rule \`${name}\`${hint === '' ? '; `breakwater rules` lists them.' : hint}`;
}

function merged(
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
  const baseline = chain.find((file) => file.baseline !== undefined);
  return {
    from: chain.map((file) => file.path),
    levels: {
      preset: last((s) => s.preset) ?? 'recommended',
      rules: levels,
      ...(request.only === undefined ? {} : { only: request.only }),
    },
    settings: {
      maxTimeoutMs: last((s) => s.maxTimeoutMs) ?? defaultSettings.maxTimeoutMs,
      maxAttempts: last((s) => s.maxAttempts) ?? defaultSettings.maxAttempts,
    },
    included,
    ...(context === undefined ? {} : { context }),
    clients: unique(chain.flatMap((file) => file.clients)),
    guards: unique(chain.flatMap((file) => file.guards)),
    assumptions: sections.flatMap(({ section, file }) => assumptionsOf(section, file, root)),
    fix: Object.assign({}, defaultFix, ...weakestFirst.map(({ file }) => file.fix)),
    baseline:
      baseline?.baseline === undefined
        ? join(chain[0]?.folder ?? root, 'breakwater-baseline.json')
        : resolve(baseline.folder, baseline.baseline),
    directives: request.noDirectives !== true,
    origins,
  };
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
function isIncluded(chain: readonly ConfigFile[], absolute: string): boolean {
  const say = (pick: (file: ConfigFile) => readonly string[] | undefined): boolean | undefined => {
    const file = chain.find((one) => pick(one) !== undefined);
    return file === undefined ? undefined : fits(pick(file) ?? [])(posix(relative(file.folder, absolute)));
  };
  return (say((file) => file.include) ?? true) && !(say((file) => file.exclude) ?? false);
}

/** A path is relative to the file that names it; a package is looked for in the folders above, as data. */
function extendedPath(name: string, folder: string, exists: (path: string) => boolean): string | undefined {
  if (/^\.{0,2}[\\/]/.test(name) || isAbsolute(name))
    return [resolve(folder, name), ...configNames.map((n) => resolve(folder, name, n))].find(exists);
  for (let at = folder; ; at = dirname(at)) {
    const base = join(at, 'node_modules', name);
    const found = [base, `${base}.json`, ...configNames.map((n) => join(base, n))].find(exists);
    if (found !== undefined || dirname(at) === at) return found;
  }
}

function unique<T extends { readonly id: string }>(models: readonly T[]): readonly T[] {
  return models.filter((model, index) => models.findIndex((other) => other.id === model.id) === index);
}

function posix(path: string): string {
  return sep === '/' ? path : path.split(sep).join('/');
}
