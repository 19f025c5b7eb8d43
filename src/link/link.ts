import type { CallPath, CallSite, ClientInstance, GuardedCall, PolicyUse, RetryLoop } from '../model/call';
import type { Layer, RetryLayer, TimeoutLayer } from '../model/layer';
import { type ResilienceProfile, profileOf } from '../model/profile';
import type { Provenance } from '../model/provenance';
import { answerOf, statusCheck } from './answer';
import { around, type Way } from './around';
import { droppedSignal, replacedSignal } from './cancellation';
import { callersOf, joinParameters } from './callers';
import { absenceReasons, clientLayers } from './client-layers';
import { evaluator as makeEvaluator, type Evaluator } from './evaluate';
import { lifetimeOf, policyMaker } from './guards';
import { idempotency } from './idempotency';
import { libraryOf } from './library';
import { meansOf, type SiteMeans } from './means';
import { offeredNames } from './offers';
import { policiesIn } from './policies';
import type { Program } from './program';
import { withStronger } from './stronger';
import { keyOf, registryOf } from './registry';
import { effectOf, isIdempotent, nameOf, type Site, sitesIn, targetOf } from './sites';
import { each } from './values';
import type { View } from './view';

/** What linking finds in a program. */
export interface Linked {
  readonly calls: readonly GuardedCall[];
  readonly loops: readonly RetryLoop[];
  readonly policies: readonly PolicyUse[];
  readonly instances: readonly ClientInstance[];
  /** How a call can be told things; worked out only when asked. */
  readonly means: (site: CallSite) => SiteMeans | undefined;
}

/** Joins summaries into guarded calls. Asks for other files only where a name leads there. */
export function link(program: Program): Linked {
  const library = libraryOf(program.catalog);
  const evaluator = makeEvaluator(program, library);
  const callers = callersOf(evaluator);
  evaluator.policies = policyMaker(evaluator);
  evaluator.parameters = joinParameters(evaluator, callers);
  // Whoever hands a client over knows it already, so what a file offers is asked without its callers.
  const views = reach(program, makeEvaluator({ ...program, summary: (file) => evaluator.view(file)?.summary }, library));
  const registry = registryOf(evaluator, views);
  const ways = around(evaluator, callers);
  const loops = new Map<string, { layer: RetryLayer; calls: CallSite[]; scope: string }>();
  const calls: GuardedCall[] = [];
  const origin = new Map<CallSite, Site>();
  const sites = views.flatMap((view) => sitesIn(evaluator, view));
  for (const site of sites) {
    const own = clientLayers(evaluator, registry, site);
    const found = ways.ways(site.view, site.id);
    const described = describe(program, evaluator, site, own.resolves);
    origin.set(described, site);
    const extra = [...statusCheck(evaluator, site, described.failure), ...idempotency(evaluator, site), ...replacedSignal(evaluator, site)];
    const client = [...extra, ...own.layers];
    const reasons = absence(evaluator, site);
    const paths = found.map((way) => pathOf(evaluator, site, client, way, reasons));
    const weakest = paths.reduce((a, b) => (weakness(b.profile) > weakness(a.profile) ? b : a));
    const hidden = paths.some((p) => p.profile.retry.is !== 'absent') && weakest.profile.retry.is === 'absent';
    const best = hidden ? paths.find((p) => p.profile.retry.is !== 'absent') : undefined;
    const profile = best === undefined ? weakest.profile : { ...weakest.profile, retry: best.profile.retry };
    calls.push({ site: described, layers: weakest.layers, profile, paths: paths.length > 1 ? paths : [] });
    for (const p of found) {
      for (const layer of p.layers) {
        if (
          layer.kind !== 'retry' ||
          (layer.form !== 'loop' && layer.form !== 'recursion' && layer.form !== 'timer') ||
          layer.because.at === undefined
        )
          continue;
        const key = `${layer.because.at.file}:${layer.because.at.start}`;
        const met = loops.get(key) ?? { layer, calls: [], scope: described.scope };
        if (!met.calls.some((c) => c.at.file === described.at.file && c.at.start === described.at.start)) met.calls.push(described);
        loops.set(key, met);
      }
    }
  }
  return {
    calls: withStronger(evaluator, callers, sites, calls),
    loops: [...loops.values()].map(({ layer, calls: inside, scope }) => ({
      at: layer.because.at!,
      layer,
      calls: inside,
      scope: scopeAt(evaluator, layer, scope),
      context: program.context(layer.because.at!.file),
    })),
    policies: policiesIn(evaluator, program, views, sites),
    instances: instancesIn(evaluator, program, views, registry),
    means(asked) {
      const site = origin.get(asked);
      return site === undefined ? undefined : meansOf(evaluator, site);
    },
  };
}

/** The candidates, and the files that a client made in one of them may reach. */
function reach(program: Program, evaluator: Evaluator): View[] {
  const queue = [...program.candidates];
  const known = new Set(queue);
  const out: View[] = [];
  for (let file = queue.shift(); file !== undefined; file = queue.shift()) {
    const view = evaluator.view(file);
    if (view === undefined) continue;
    out.push(view);
    const names = offeredNames(evaluator, view);
    if (names.size === 0) continue;
    for (const other of program.importers(file)) {
      if (known.has(other) || !(names.has('default') || [...names].some((n) => program.mentions(other, n)))) continue;
      known.add(other);
      queue.push(other);
    }
  }
  return out.sort((a, b) => (a.file < b.file ? -1 : 1));
}

function pathOf(evaluator: Evaluator, site: Site, client: readonly Layer[], way: Way, reasons: readonly Provenance[]): CallPath {
  const met = ordered(client, way);
  const dropped = droppedSignal(evaluator, site, met, way.inside);
  const layers = dropped === undefined ? met : [...met, dropped];
  return { layers, profile: explained(profileOf(layers), reasons), through: way.through };
}

/** Puts a signal or a key made outside a retry where it acts: around all attempts. */
function ordered(client: readonly Layer[], way: Way): Layer[] {
  const inner: Layer[] = [];
  const later: { index: number; layer: Layer }[] = [];
  for (const layer of client) {
    const made = layer.kind === 'timeout' && layer.by === 'signal' ? layer.made : layer.kind === 'idempotency' ? layer.born : undefined;
    const index = made === undefined ? 0 : depthOf(made, way);
    if (index === 0) inner.push(layer);
    else later.push({ index, layer });
  }
  const out = [...inner];
  way.layers.forEach((layer, i) => {
    out.push(...later.filter((l) => l.index === i).map((l) => l.layer), layer);
  });
  out.push(...later.filter((l) => l.index >= way.layers.length).map((l) => l.layer));
  return out;
}

function depthOf(made: NonNullable<TimeoutLayer['made']>, way: Way): number {
  const home = way.inside.find((f) => f.file === made.at.file && f.fn === made.fn);
  if (home === undefined) return made.fn === 0 ? way.layers.length : 0;
  let index = home.from;
  const next = way.inside.find((f) => f.from > home.from)?.from ?? way.layers.length;
  for (let i = home.from; i < next; i++) {
    const l = way.layers[i];
    if (l?.kind !== 'retry' || l.form !== 'loop' || l.because.at === undefined || l.because.at.file !== made.at.file) continue;
    // A loop whose keyword stands behind the signal does not make it anew.
    if (made.at.start < l.because.at.start) index = i + 1;
  }
  return index;
}

function explained(profile: ResilienceProfile, reasons: readonly Provenance[]): ResilienceProfile {
  if (profile.timeout.is !== 'absent') return profile;
  return { ...profile, timeout: { is: 'absent', because: [...profile.timeout.because, ...reasons] } };
}

/** Why nothing bounds the call: where its instance is made, and what the library does by itself. */
function absence(evaluator: Evaluator, site: Site): Provenance[] {
  const out: Provenance[] = [];
  const { made, model } = site.client;
  if (made !== undefined)
    out.push({
      from: 'instance',
      says: `the ${model.title ?? model.id} instance is made here without a bound on the whole call`,
      at: evaluator.span(made.file, made.call.callee),
    });
  return [...out, ...absenceReasons(evaluator, site)];
}

/** The less protected of two ways is the one that counts. */
function weakness(profile: ResilienceProfile): number {
  const { timeout } = profile;
  if (timeout.is === 'absent') return 3;
  if (timeout.is === 'unknown') return 2;
  return typeof timeout.layer.ms === 'number' ? timeout.layer.ms / 1e16 : 1;
}

function describe(program: Program, evaluator: Evaluator, site: Site, resolves: boolean | undefined): CallSite {
  const { view, call, client, model } = site;
  const target = targetOf(evaluator, site);
  const options = model.options?.[0];
  const optionsArg = options === undefined ? undefined : Number(/\d+/.exec(options)?.[0] ?? 0);
  const made = client.made;
  const failure = resolves === true ? 'resolves' : (model.failure ?? client.model.failure);
  return {
    client: client.model.id,
    name: nameOf(evaluator, site),
    at: evaluator.span(view.file, call.callee),
    whole: evaluator.span(view.file, call.at),
    effect: effectOf(evaluator, site),
    ...(target === undefined ? {} : { target }),
    context: program.context(view.file),
    failure,
    ...(optionsArg === undefined ? {} : { optionsArg }),
    ...(made === undefined ? {} : { instance: evaluator.span(made.file, made.call.callee) }),
    dependency: made === undefined ? (target ?? `${client.model.id}:${view.file.split('/').slice(0, -1).join('/')}`) : keyOf(client),
    traits: [...(client.model.traits ?? []), ...(model.traits ?? []), ...(isIdempotent(evaluator, site) ? (['idempotent'] as const) : [])],
    answer: answerOf(evaluator, site),
    scope: view.scopeOf(call.fn),
  };
}

function scopeAt(evaluator: Evaluator, layer: RetryLayer, fallback: string): string {
  const at = layer.because.at!;
  const view = evaluator.view(at.file);
  const fn = view?.summary.functions.reduce((best, f, i) => (f.at[0] <= at.start && at.end <= f.at[1] ? i : best), 0);
  return view === undefined || fn === undefined ? fallback : view.scopeOf(fn);
}

function instancesIn(
  evaluator: Evaluator,
  program: Program,
  views: readonly View[],
  registry: ReturnType<typeof registryOf>,
): ClientInstance[] {
  const out: ClientInstance[] = [];
  for (const view of views) {
    for (const id of view.summary.calls) {
      const call = view.call(id);
      if (call === undefined) continue;
      const value = each(evaluator.value(view.file, id)).find((v) => v.is === 'client');
      if (value?.is !== 'client' || value.made?.file !== view.file || value.made.expr !== id || value.path.length > 0) continue;
      const { traits = [] } = value.model;
      out.push({
        client: value.model.id,
        name: `${value.model.title ?? value.model.id}${value.made.make.path === '' ? '' : `.${value.made.make.path}`}`,
        at: evaluator.span(view.file, call.callee),
        lives: lifetimeOf(evaluator, { file: view.file, expr: id, frame: undefined, call }),
        pooled: traits.includes('pooled'),
        layers: registry.attached(value),
        scope: view.scopeOf(call.fn),
        context: program.context(view.file),
      });
    }
  }
  return out;
}
