import { makeCompiled } from './compiled';
import { join, resolve } from 'node:path';
import { catalog as shipped } from '../catalog/index';
import type { Linked } from '../link/linked';
import { type Analysis, callAround, type Problem } from '../model/analysis';
import { remedies as shippedRemedies } from '../remedies/index';
import { rules as shippedRules } from '../rules/index';
import { type Disk, DiskError, memoryDisk, realDisk } from '../source/disk';
import { pathWithin } from '../source/folders';
import { stemOf } from '../source/folders';
import { makeManifests } from '../source/manifest';
import { makeResolver } from '../source/resolve';
import { makeDeployed } from '../source/deployed';
import { makeStarts, type Starts } from '../source/starts';
import { makeTold } from '../source/told';
import { summarise } from '../summary/summarise';
import { makeBegun } from './begun';
import { openCache } from './cache';
import { openConfigs } from './config';
import { makeContexts } from './contexts';
import { directiveFixes } from './directive-fix';
import { type Earlier, makeEarlier } from './earlier';
import { makeFiles } from './files';
import { makeFindings } from './findings';
import { fixesOf } from './fixes';
import { type Found, find } from './found';
import { makeLinking } from './linking';
import { withOwn } from './own-models';
import { remembering } from './rests';
import { makeSliced } from './slices';
import { makeTestPackages } from './test-packages';
import { makeTimings } from './timings';
import type { OpenedWorkspace, WorkspaceOptions } from './workspace-options';

/** Opens a project. All analysis is lazy, and nothing of the project is executed. */
export function openWorkspace(options: WorkspaceOptions): OpenedWorkspace {
  const root = resolve(options.root);
  const plain: Disk = options.files === undefined ? (options.disk ?? realDisk()) : memoryDisk(root, options.files);
  const noting = options.resident === true && options.files === undefined ? remembering(plain) : undefined;
  const disk = noting ?? plain;
  const rules = options.rules ?? shippedRules;
  const timings = makeTimings();
  const { now } = timings;
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
    spend: timings.phase,
    mostKb: (file) => configs.of(file).maxFileKb,
    cost: timings.file,
    ...(cache === undefined ? {} : { cache }),
    ...(options.threads === undefined ? {} : { threads: options.threads }),
  });
  let manifests = makeManifests(disk, root, options.paths);
  let told = makeTold(disk, root, manifests);
  let deployed = makeDeployed(disk, root, manifests, catalog.platforms ?? []);
  let found: Found | undefined;
  let starts: Starts | undefined;
  let linked: Linked | undefined;
  const buffers = new Set<string>();
  const findingsOf = makeFindings({
    rules,
    configs,
    files,
    context: (file) => linking.context(file),
    today: () => options.today ?? new Date().toISOString().slice(0, 10),
    clock: { now, spend: timings.rule },
  });

  const discovered = (): Found => {
    if (found !== undefined) return found;
    const start = now();
    const made = find({ disk, root, options, configs, open: buffers });
    files.rewire(made.all, makeResolver(disk, root, made.all, options.tsconfig));
    timings.phase('discover', now() - start);
    found = made;
    starts = undefined;
    return made;
  };

  const startsOf = (): Starts => {
    starts ??= makeStarts(disk, root, discovered().all);
    return starts;
  };

  const earlier: Earlier | undefined =
    options.earlier === undefined
      ? undefined
      : makeEarlier({ run: options.earlier, files, contexts: () => linking.contexts(), all: () => discovered().all });

  const linking = makeLinking({
    files,
    resident: options.resident === true,
    isFull: options.isFull,
    ...(earlier === undefined ? {} : { notes: earlier.notes }),
    contexts: () =>
      makeContexts({
        configured: (file) => configs.of(file).context,
        own: (file) => manifests.whereabouts(file, files.text(file)),
        ofTests: makeTestPackages(manifests, () => discovered().all),
        importedBy: (file) => files.importedBy(file),
        text: (file) => files.text(file) ?? '',
        specifiers: (from, to) => (files.scan(from)?.imports ?? []).filter((one) => resolver(one, from) === to),
      }),
    begun: () =>
      makeBegun({
        starts: startsOf,
        all: () => discovered().all,
        below: (some) => files.below(some),
        nearest: (file) => manifests.nearest(file),
      }),
    program: {
      catalog,
      resolve: resolver,
      satisfies: (file, name, range) => manifests.satisfies(file, name, range),
      runsOn: (file, range) => manifests.runsOn(file, range),
      published: (file) => manifests.nearest(file)?.published === true,
      dependsOn: (file, name) => manifests.nearest(file)?.dependencies[name] !== undefined,
      within: (file) => pathWithin(manifests.nearest(file)?.folder ?? '', file),
      told: (file, word) => told(file, word),
      named: (file) => startsOf().named(file),
      deployed: (file) => deployed(file),
      sealed: (file) => manifests.nearest(file)?.entries?.has(stemOf(file)) === false,
    },
  });

  function candidates(all: readonly string[]): string[] {
    const isCompiled = makeCompiled(all, (file) => files.text(file));
    return all.filter((file) => {
      const scan = files.scan(file);
      if (scan === undefined || scan.minified || scan.generated) return false;
      return (options.prefilter === false || scan.hit) && !isCompiled(file);
    });
  }

  function* analysing(): Generator<undefined, Analysis> {
    const { all, asked, problems: unread } = discovered();
    const problems: Problem[] = [...unread];
    for (const mistake of configs.mistakes()) problems.push({ path: mistake.path, message: mistake.message, kind: 'config' });
    const before = timings.phases.parse ?? 0;
    earlier?.open();
    const chosen = candidates(all);
    yield;
    const start = now();
    files.expect(chosen);
    const whole = yield* linking.steps(chosen);
    files.settle();
    linked = whole;
    const spared = earlier?.linked() ?? [];
    cache?.save(spared.map((file) => ({ file, text: files.text(file) ?? '' })));
    timings.phase('link', now() - start - ((timings.phases.parse ?? 0) - before));
    yield;
    const judging = now();
    const judged = findingsOf.all(whole, asked);
    problems.push(...judged.problems);
    timings.phase('rules', now() - judging);
    for (const problem of files.problems.values()) if (asked.has(problem.path)) problems.push(problem);
    return {
      files: { found: asked.size, ...files.counts() },
      findings: judged.findings,
      calls: judged.calls,
      problems: problems.sort((a, b) => (a.path < b.path ? -1 : a.path > b.path ? 1 : 0)),
      oversized: [...files.oversized].filter((file) => asked.has(file)).sort(),
      suppressed: judged.silenced.length,
      silenced: judged.silenced,
      timings: { ...timings.phases },
      costs: { rules: { ...timings.costs.rules }, files: { ...timings.costs.files } },
    };
  }

  const answer = makeSliced(analysing, now);

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
    answer.forget();
    linked = undefined;
    timings.clear();
  };

  return {
    root,
    configs,
    rests: () => noting?.asked ?? new Set(),
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
      if (found === undefined) {
        told = makeTold(disk, root, manifests);
        deployed = makeDeployed(disk, root, manifests, catalog.platforms ?? []);
      }
      changed();
    },
    analyse: answer.whole,
    work: (milliseconds) => answer.work(milliseconds) !== undefined,
    leave() {
      const web = linking.web();
      return web === undefined ? undefined : earlier?.save(web);
    },
    glance(file) {
      const { all, asked } = discovered();
      const scan = files.scan(file);
      if (!asked.has(file) || scan === undefined || scan.minified || scan.generated) return [];
      if (makeCompiled(all, (one) => files.text(one))(file)) return [];
      const seen = linking.glance(file, (text) => all.filter((one) => files.text(one)?.includes(text) === true));
      if (seen === undefined) return [];
      // A file that names no client is looked at only if one can get there, and what it makes is told only then.
      return findingsOf.sure(scan.hit ? seen : { ...seen, policies: [], instances: [] }, file);
    },
    findings(some) {
      const { findings } = answer.whole();
      if (some === undefined) return findings;
      const wanted = new Set(some);
      return findings.filter((f) => wanted.has(f.at.file));
    },
    fixes(finding) {
      const { findings } = answer.whole();
      const own = directiveFixes(finding, files.text(finding.at.file) ?? '');
      if (linked === undefined || own.length > 0) return own;
      return fixesOf(finding, {
        linked,
        findings,
        remedies: options.remedies ?? shippedRemedies,
        catalog,
        text: (file) => files.text(file),
        imports: (file) => files.scan(file)?.imports ?? [],
        resolve: resolver,
        files: found?.all ?? [],
        manifest: (file) => manifests.nearest(file),
        satisfies: (file, name, range) => manifests.satisfies(file, name, range),
        settings: (file) => configs.of(file).fix,
        limits: (file) => configs.of(file).settings,
      });
    },
    callAt: (file, offset) => callAround(answer.whole().calls, file, offset),
    text: (file) => files.text(file),
  };
}

export { DiskError };
