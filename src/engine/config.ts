import { dirname, isAbsolute, join, relative, resolve } from 'node:path';
import type { Rule } from '../model/rule';
import { type ConfigFile, type Mistake, readConfig } from './config-file';
import { type Config, type ConfigRequest, isIncluded, merged, posix } from './config-merge';
import { configSchema } from './config-schema';
import { directiveRules } from './directive-rules';
import { fits } from '../source/globs';
import { didYouMean } from './nearest';

export type { FixSettings } from '../model/remedy';
export type { Level, Mistake } from './config-file';
export { type Config, type ConfigRequest, defaultFix, defaultSettings } from './config-merge';

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

/** Opens the configurations of a root. `read` gives the text at an absolute path; nothing of the project is executed. */
export function openConfigs(input: {
  readonly root: string;
  readonly read: (path: string) => string | undefined;
  readonly rules: readonly Pick<Rule, 'id' | 'summary' | 'severity'>[];
  readonly request?: ConfigRequest;
}): Configs {
  const { root, read, request = {} } = input;
  const ids = new Set(input.rules.map((rule) => rule.id));
  const schema = configSchema([...input.rules, ...directiveRules.filter((rule) => !ids.has(rule.id))]);
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
  /** Asked many times for each call; what was loaded stays as it is. */
  const byFile = new Map<string, Config>();
  const configOf = (file: string): Config => {
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
  };
  return {
    of(file) {
      const known = byFile.get(file) ?? configOf(file);
      byFile.set(file, known);
      return known;
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
