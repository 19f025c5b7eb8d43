import { join, resolve } from 'node:path';
import { catalog as shipped } from '../catalog/index';
import { type Linker, makeLinker } from '../link/link';
import type { Linked } from '../link/linked';
import type { Program } from '../link/program';
import { type Analysis, callAround, type Problem, type Workspace } from '../model/analysis';
import type { Context } from '../model/call';
import type { Catalog } from '../model/catalog';
import type { Finding } from '../model/finding';
import type { Remedy } from '../model/remedy';
import type { Rule } from '../model/rule';
import { remedies as shippedRemedies } from '../remedies/index';
import { rules as shippedRules } from '../rules/index';
import { discover } from '../source/discovery';
import { type Disk, DiskError, memoryDisk, realDisk } from '../source/disk';
import { makeManifests } from '../source/manifest';
import { makeResolver } from '../source/resolve';
import { summarise } from '../summary/summarise';
import { openCache, type SummaryCache } from './cache';
import { type ConfigRequest, openConfigs } from './config';
import { type Contexts, makeContexts } from './contexts';
import { directiveFixes } from './directive-fix';
import { makeFiles } from './files';
import { makeFindings } from './findings';
import { fixesOf } from './fixes';

export interface WorkspaceOptions {
  /** Absolute path of the root; what is reported is relative to it. */
  readonly root: string;
  /** Files, folders and globs to report on; default everything under the root. */
  readonly paths?: readonly string[];
  readonly config?: ConfigRequest;
  /** A project in memory, by name relative to the root; nothing is read from disk. */
  readonly files?: Readonly<Record<string, string>>;
  /** What files are read through when they are not in memory; default the disk itself. */
  readonly disk?: Disk;
  /** Parses only files that can matter; the findings are the same without it. Default true. */
  readonly prefilter?: boolean;
  readonly gitignore?: boolean;
  /** A `tsconfig.json` relative to the root, whose aliases hold for every file; default the nearest to each file. */
  readonly tsconfig?: string;
  /** Globs left out besides those of the configuration. */
  readonly ignore?: readonly string[];
  /** Where summaries are kept between runs: a folder, an opened cache, or `false` for nowhere. Default nowhere. */
  readonly cache?: false | string | SummaryCache;
  /** How many threads parse; `auto` starts others only where there is so much to parse that they win. The answer is the same. Default 1. */
  readonly threads?: number | 'auto';
  /** Keeps what was worked out for the next edit, from the first answer on; a run that is asked once is cheaper without. Default false. */
  readonly resident?: boolean;
  /** The day on which directives may expire; default today. */
  readonly today?: string;
  readonly rules?: readonly Rule[];
  readonly remedies?: readonly Remedy[];
  readonly catalog?: Catalog;
}

/** What `paths` matched nothing, and every mistake in the configuration: asked before the analysis. */
export interface OpenedWorkspace extends Workspace {
  /** Paths that match nothing. */
  missing(): readonly string[];
  /** Found files, relative to the root. */
  files(): readonly string[];
  readonly configs: ReturnType<typeof openConfigs>;
  /** Works towards the next answer for about so many milliseconds; whether it is there. Whoever must not be held up asks again and again. */
  work(milliseconds: number): boolean;
  /** The findings of one file that are sure before the whole project is read: all of them are among its findings. */
  glance(file: string): readonly Finding[];
}

/** Opens a project. All analysis is lazy, and nothing of the project is executed. */
export function openWorkspace(options: WorkspaceOptions): OpenedWorkspace {
  const root = resolve(options.root);
  const disk: Disk = options.files === undefined ? (options.disk ?? realDisk()) : memoryDisk(root, options.files);
  const rules = options.rules ?? shippedRules;
  const timings: Record<string, number> = {};
  const costs: { readonly rules: Record<string, number>; readonly files: Record<string, number> } = { rules: {}, files: {} };
  const now = (): number => performance.now();
  const add = (sums: Record<string, number>, name: string, ms: number): void => {
    sums[name] = (sums[name] ?? 0) + ms;
  };
  const spend = (phase: string, ms: number): void => add(timings, phase, ms);
  const readQuietly = (path: string): string | undefined => {
    try {
      return disk.read(path);
    } catch {
      return undefined;
    }
  };
  const configs = openConfigs({ root, read: readQuietly, rules, ...(options.config === undefined ? {} : { request: options.config }) });
  const catalog = withOwn(options.catalog ?? shipped, configs.of('package.json'));
  const cache = typeof options.cache === 'string' ? openCache(options.cache) : options.cache === false ? undefined : options.cache;
  const files = makeFiles({
    disk,
    root,
    catalog,
    summarise,
    now,
    spend,
    mostKb: (file) => configs.of(file).maxFileKb,
    cost: (file, ms) => add(costs.files, file, ms),
    ...(cache === undefined ? {} : { cache }),
    ...(options.threads === undefined ? {} : { threads: options.threads }),
  });
  let manifests = makeManifests(disk, root, options.paths);
  let found: ReturnType<typeof find> | undefined;
  let answer: Analysis | undefined;
  let linked: Linked | undefined;
  const buffers = new Set<string>();
  const findingsOf = makeFindings({
    rules,
    configs,
    files,
    context: (file) => contextOf(file),
    today: () => options.today ?? new Date().toISOString().slice(0, 10),
    clock: { now, spend: (rule, ms) => add(costs.rules, rule, ms) },
  });

  interface Found {
    readonly all: readonly string[];
    /** What lies on disk, whatever is open. */
    readonly listed: ReadonlySet<string>;
    readonly asked: ReadonlySet<string>;
    readonly missing: readonly string[];
    readonly problems: readonly Problem[];
  }

  function find(): Found {
    const start = now();
    const how = { gitignore: options.gitignore ?? true, exclude: options.ignore ?? [] };
    const asked = discover(disk, root, options.paths ?? ['.'], how);
    const whole = (options.paths ?? ['.']).some((p) => p === '.' || p === './') ? asked : discover(disk, root, ['.'], how);
    const named = new Set((options.paths ?? []).map((p) => p.replace(/^\.\//, '')));
    const inside = asked.files.filter((f) => named.has(f) || configs.of(f).included);
    const all = [...new Set([...whole.files, ...asked.files, ...buffers])].sort();
    files.rewire(all, makeResolver(disk, root, all, options.tsconfig));
    spend('discover', now() - start);
    return {
      all,
      listed: new Set([...whole.files, ...asked.files]),
      asked: new Set([...inside, ...[...buffers].filter((f) => configs.of(f).included)]),
      missing: asked.missing,
      problems: asked.problems,
    };
  }

  const discovered = (): ReturnType<typeof find> => {
    found ??= find();
    return found;
  };

  let contexts = openContexts();
  function openContexts(): Contexts {
    return makeContexts({
      configured: (file) => configs.of(file).context,
      own: (file) => manifests.whereabouts(file, files.text(file)),
      importedBy: (file) => files.importedBy(file),
      text: (file) => files.text(file) ?? '',
      specifiers: (from, to) => (files.scan(from)?.imports ?? []).filter((one) => resolver(one, from) === to),
    });
  }
  const contextOf = (file: string): Context => contexts.of(file);

  function candidates(all: readonly string[]): string[] {
    return all.filter((file) => {
      const scan = files.scan(file);
      if (scan === undefined || scan.minified || scan.generated) return false;
      return options.prefilter === false || scan.hit;
    });
  }

  let linker: Linker | undefined;
  let linkings = 0;
  let keeps = options.resident === true;
  /** Unless it is to stay, the first linker is for those who ask once; from the second on, what was worked out is kept for the next edit. */
  function currentLinker(): Linker {
    const edited = files.changes();
    if (linker !== undefined && keeps && !edited.rewired) {
      if (edited.files.length > 0) {
        const moved = contexts.edited(edited.files, edited.targets);
        linker.edit({ files: [...edited.files, ...moved], names: edited.names, imported: edited.imported });
      }
      return linker;
    }
    contexts = openContexts();
    keeps = options.resident === true || linkings > 0;
    linkings++;
    const program: Program = {
      catalog,
      summary: (file) => files.summary(file),
      expect: (file) => files.expect([file]),
      resolve: (specifier, from) => resolver(specifier, from),
      importers: (file) => files.importers(file),
      mentions: (file, name) => files.mentions(file, name),
      mentioning: (name) => files.mentioning(name),
      passesOn: (file) => files.passesOn(file),
      satisfies: (file, name, range) => manifests.satisfies(file, name, range),
      context: contextOf,
    };
    linker = makeLinker(program, { reuse: keeps });
    return linker;
  }

  function* analysing(): Generator<undefined, Analysis> {
    const { all, asked, problems: unread } = discovered();
    const problems: Problem[] = [...unread];
    for (const mistake of configs.mistakes()) problems.push({ path: mistake.path, message: mistake.message, kind: 'config' });
    const before = timings.parse ?? 0;
    const chosen = candidates(all);
    yield;
    const start = now();
    files.expect(chosen);
    const whole = yield* currentLinker().steps(chosen);
    files.settle();
    linked = whole;
    cache?.save();
    spend('link', now() - start - ((timings.parse ?? 0) - before));
    yield;
    const judging = now();
    const judged = findingsOf.all(whole, asked);
    problems.push(...judged.problems);
    spend('rules', now() - judging);
    for (const problem of files.problems.values()) if (asked.has(problem.path)) problems.push(problem);
    return {
      files: { found: asked.size, ...files.counts() },
      findings: judged.findings,
      calls: judged.calls,
      problems: problems.sort((a, b) => (a.path < b.path ? -1 : a.path > b.path ? 1 : 0)),
      oversized: [...files.oversized].filter((file) => asked.has(file)).sort(),
      suppressed: judged.silenced.length,
      silenced: judged.silenced,
      timings: { ...timings },
      costs: { rules: { ...costs.rules }, files: { ...costs.files } },
    };
  }

  let working: Generator<undefined, Analysis> | undefined;
  /** Works towards the answer for so many milliseconds, and gives it when it is there. */
  function work(milliseconds: number): Analysis | undefined {
    const until = now() + milliseconds;
    while (answer === undefined && now() < until) {
      const begun = working ?? analysing();
      // What failed is begun anew when it is asked for again.
      working = undefined;
      const step = begun.next();
      if (step.done === true) answer = step.value;
      else working = begun;
    }
    return answer;
  }

  function analyse(): Analysis {
    for (;;) {
      const made = work(Number.POSITIVE_INFINITY);
      if (made !== undefined) return made;
    }
  }

  let resolving: ReturnType<typeof makeResolver> | undefined;
  let resolvingFor: readonly string[] | undefined;
  function resolver(specifier: string, from: string): string | undefined {
    const all = found?.all ?? [];
    if (resolvingFor !== all) {
      resolving = makeResolver(disk, root, all, options.tsconfig);
      resolvingFor = all;
    }
    return resolving?.resolve(specifier, from);
  }

  const changed = (): void => {
    answer = undefined;
    linked = undefined;
    working = undefined;
    for (const sums of [timings, costs.rules, costs.files]) for (const name of Object.keys(sums)) delete sums[name];
  };

  return {
    root,
    configs,
    missing: () => discovered().missing,
    files: () => [...discovered().asked].sort(),
    update(file, text) {
      if (text === undefined) buffers.delete(file);
      else buffers.add(file);
      if (found?.listed.has(file) !== true) found = undefined;
      files.set(file, text);
      changed();
    },
    refresh(some) {
      if (some === undefined) {
        for (const file of found?.all ?? []) files.forget(file);
        manifests = makeManifests(disk, root, options.paths);
      } else for (const file of some) files.forget(file);
      if (some === undefined || ![...some].every((file) => found?.listed.has(file) === true && disk.isFile(join(root, file))))
        found = undefined;
      changed();
    },
    analyse,
    work: (milliseconds) => work(milliseconds) !== undefined,
    glance(file) {
      const { all, asked } = discovered();
      const scan = files.scan(file);
      if (!asked.has(file) || scan === undefined || scan.minified || scan.generated) return [];
      const seen = currentLinker().glance(file, (text) => all.filter((one) => files.text(one)?.includes(text) === true));
      if (seen === undefined) return [];
      // A file that names no client is looked at only if one can get there, and what it makes is told only then.
      return findingsOf.sure(scan.hit ? seen : { ...seen, policies: [], instances: [] }, file);
    },
    findings(some) {
      const { findings } = analyse();
      if (some === undefined) return findings;
      const wanted = new Set(some);
      return findings.filter((f) => wanted.has(f.at.file));
    },
    fixes(finding) {
      const { findings } = analyse();
      const own = directiveFixes(finding, files.text(finding.at.file) ?? '');
      if (linked === undefined || own.length > 0) return own;
      return fixesOf(finding, {
        linked,
        findings,
        remedies: options.remedies ?? shippedRemedies,
        catalog,
        text: (file) => files.text(file),
        imports: (file) => files.scan(file)?.imports ?? [],
        files: found?.all ?? [],
        manifest: (file) => manifests.nearest(file),
        settings: (file) => configs.of(file).fix,
        limits: (file) => configs.of(file).settings,
      });
    },
    callAt: (file, offset) => callAround(analyse().calls, file, offset),
    text: (file) => files.text(file),
  };
}

/** Own clients and guards of the configuration come before the shipped ones. */
export function withOwn(catalog: Catalog, config: { readonly clients: Catalog['clients']; readonly guards: Catalog['guards'] }): Catalog {
  if (config.clients.length === 0 && config.guards.length === 0) return catalog;
  return { ...catalog, clients: [...config.clients, ...catalog.clients], guards: [...config.guards, ...catalog.guards] };
}

export { DiskError };
