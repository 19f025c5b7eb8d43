import type { CallPath, CallSite, ClientInstance, GuardedCall, PolicyUse, RetryLoop, Root } from '../model/call';
import type { Layer, RetryLayer, TimeoutLayer } from '../model/layer';
import { type ResilienceProfile, profileOf } from '../model/profile';
import type { Provenance } from '../model/provenance';
import type { Knobs } from '../model/remedy';
import type { Span } from '../model/span';
import { isLoopback, targetOf } from './addresses';
import { answerOf, statusCheck } from './answer';
import { type Around, around } from './around';
import { type Callers, callersOf, joinParameters } from './callers';
import { droppedSignal, replacedSignal } from './cancellation';
import { absenceReasons, clientLayers } from './client-layers';
import { evaluator as makeEvaluator } from './evaluate';
import type { Evaluator } from './evaluator';
import { lifetimeOf, policyMaker } from './guards';
import { idempotency } from './idempotency';
import { knobsAt } from './knobs';
import { libraryOf } from './library';
import { meansOf, type SiteMeans } from './means';
import { policiesIn } from './policies';
import type { Program } from './program';
import { type Reach, reachOf } from './reach';
import { keyOf, type Registry, registryOf, type Said, saidIn } from './registry';
import { makeReuse, type Reuse } from './reuse';
import { effectOf, isIdempotent, nameOf, type Site, sitesIn } from './sites';
import { speakersOf } from './speakers';
import { withStronger } from './stronger';
import { each } from './values';
import type { View } from './view';
import type { Way } from './way';

/** What linking finds in a program. */
export interface Linked {
  readonly calls: readonly GuardedCall[];
  readonly loops: readonly RetryLoop[];
  readonly policies: readonly PolicyUse[];
  readonly instances: readonly ClientInstance[];
  /** How a call can be told things; worked out only when asked. */
  readonly means: (site: CallSite) => SiteMeans | undefined;
  /** How the retry policy whose callee stands there can be told its numbers. */
  readonly knobs: (at: Span) => Knobs | undefined;
}

/** Links a program, and links it anew after edits, working out only what rests on them. */
export interface Linker {
  /** Tells of the files whose text changed since the last time, of the identifiers that came or went, and of files that others import than before. */
  edit(edited: { readonly files: Iterable<string>; readonly names: Iterable<string>; readonly imported: Iterable<string> }): void;
  link(candidates: readonly string[]): Linked;
  /** The same a step at a time; where answers are kept, stopping anywhere loses nothing. */
  steps(candidates: readonly string[]): Generator<undefined, Linked>;
  /** What can be told of one file before the whole program is read. `holding` finds the files whose text holds a string. */
  glance(file: string, holding: (text: string) => readonly string[]): Glance | undefined;
}

/** What is sure of one file already: the rest of the program adds to it and takes nothing away. */
export interface Glance {
  readonly calls: readonly GuardedCall[];
  readonly policies: readonly PolicyUse[];
  readonly instances: readonly ClientInstance[];
}

/** Joins summaries into guarded calls. Asks for other files only where a name leads there. */
export function link(program: Program & { readonly candidates: readonly string[] }): Linked {
  return makeLinker(program).link(program.candidates);
}

/** What linking finds in one file. */
interface Unit {
  readonly sites: readonly Site[];
  readonly calls: readonly GuardedCall[];
  /** Loops around its calls, with the call of this file. */
  readonly loops: readonly { readonly layer: RetryLayer; readonly site: CallSite }[];
  readonly policies: readonly PolicyUse[];
  readonly instances: readonly ClientInstance[];
}

/** Opens a program for linking. Keeping answers over edits costs memory, so a single run does without. */
export function makeLinker(given: Program, { reuse: keeps = false }: { readonly reuse?: boolean } = {}): Linker {
  const reuse = keeps ? makeReuse() : undefined;
  const program: Program = {
    ...given,
    importers(file) {
      reuse?.useLeaf('i', file);
      return given.importers(file);
    },
    mentions(file, name) {
      reuse?.useLeaf('w', name);
      return given.mentions(file, name);
    },
  };
  const library = libraryOf(program.catalog);
  const evaluator = makeEvaluator(program, library, { reuse });
  const callers = callersOf(evaluator);
  evaluator.policies = policyMaker(evaluator);
  evaluator.parameters = joinParameters(evaluator, callers);
  const reached = reachOf(program, library, evaluator);
  const near = keeps ? evaluator : nearOf(reached);
  const said = shelf(reuse, (view) => saidIn(evaluator, near, view));
  let registry = registryOf(evaluator, []);
  const ways = around(evaluator, callers);
  const loops = new Map<string, RetryLoop>();
  const units = shelf(reuse, (view) => unitOf(program, evaluator, near, registry, ways, view));

  /**
   * A client comes from a file that is reached, so whether something is one can be asked of those alone, which spares a
   * single run the reading of others. Where answers are kept, it would only keep them twice.
   */
  function nearOf({ has }: Reach): Evaluator {
    const made = makeEvaluator(program, library, { views: evaluator, within: has });
    made.policies = policyMaker(made);
    made.parameters = joinParameters(made, callersOf(made));
    return made;
  }

  /** What the registry at hand was made of. */
  let told: readonly Said[] = [];
  const tell = (now: readonly Said[]): void => {
    registry = registryOf(evaluator, now);
    reuse?.invalidate('r', changedKeys(told, now));
    told = now;
  };

  function* steps(candidates: readonly string[]): Generator<undefined, Linked> {
    const moved = yield* reached.steps(candidates);
    reuse?.invalidate('k', moved);
    const views = reached.views();
    const now: Said[] = [];
    for (const view of views) {
      now.push(said.of(view));
      yield;
    }
    tell(now);
    const found: Unit[] = [];
    for (const view of views) {
      found.push(units.of(view));
      yield;
    }
    return assembled(program, evaluator, callers, found, loops);
  }

  return {
    edit(edited) {
      for (const file of edited.files) evaluator.forget(file);
      reached.edit(edited);
      reuse?.tidy();
      reuse?.invalidate('f', edited.files);
      reuse?.invalidate('w', edited.names);
      reuse?.invalidate('i', edited.imported);
    },
    steps,
    link(candidates) {
      const all = steps(candidates);
      for (;;) {
        const step = all.next();
        if (step.done === true) return step.value;
      }
    },
    glance(file, holding) {
      const view = evaluator.view(file);
      if (view === undefined) return undefined;
      const speakers = speakersOf(evaluator, sitesIn(evaluator, near, view), holding);
      tell(speakers.views.map((one) => said.of(one)));
      const { sites, calls, policies, instances } = units.of(view);
      return {
        calls: calls.filter((_, i) => sites[i] !== undefined && speakers.sure(sites[i].client)),
        policies,
        instances: speakers.all ? instances : [],
      };
    },
  };
}

/** Keeps one answer for each file. */
function shelf<T>(reuse: Reuse | undefined, make: (view: View) => T): { of: (view: View) => T } {
  const known = new Map<string, T>();
  return {
    of(view) {
      const have = known.get(view.file);
      if (have !== undefined) return have;
      const it = reuse?.kept(() => known.delete(view.file));
      const work = (): T => {
        reuse?.useLeaf('f', view.file);
        return make(view);
      };
      const made = reuse === undefined || it === undefined ? work() : reuse.within(it, work);
      known.set(view.file, made);
      return made;
    },
  };
}

/** Instances of which something else is said than before. */
function changedKeys(before: readonly Said[], now: readonly Said[]): string[] {
  const [old, fresh] = [new Set(before), new Set(now)];
  const keysOf = (one: Said): string[] => [...one.readings.keys(), ...one.attached.keys()];
  return [...now.filter((one) => !old.has(one)), ...before.filter((one) => !fresh.has(one))].flatMap(keysOf);
}

function unitOf(program: Program, evaluator: Evaluator, near: Evaluator, registry: Registry, ways: Around, view: View): Unit {
  const sites = sitesIn(evaluator, near, view);
  const loops: { layer: RetryLayer; site: CallSite }[] = [];
  const calls = sites.map((site): GuardedCall => {
    const own = clientLayers(evaluator, registry, site);
    const found = ways.ways(site.view, site.id);
    const described = describe(program, evaluator, site, own.resolves);
    const extra = [...statusCheck(evaluator, site, described.failure), ...idempotency(evaluator, site), ...replacedSignal(evaluator, site)];
    const client = [...extra, ...own.layers];
    const reasons = absence(evaluator, site);
    const paths = found.map((way) => pathOf(evaluator, site, client, way, reasons));
    const weakest = paths.reduce((a, b) => (weakness(b.profile) > weakness(a.profile) ? b : a));
    const hidden = paths.some((p) => p.profile.retry.is !== 'absent') && weakest.profile.retry.is === 'absent';
    const best = hidden ? paths.find((p) => p.profile.retry.is !== 'absent') : undefined;
    const profile = best === undefined ? weakest.profile : { ...weakest.profile, retry: best.profile.retry };
    for (const p of found) {
      for (const layer of p.layers) {
        const byHand = layer.kind === 'retry' && (layer.form === 'loop' || layer.form === 'recursion' || layer.form === 'timer');
        if (byHand && layer.because.at !== undefined) loops.push({ layer, site: described });
      }
    }
    return { site: described, layers: weakest.layers, profile, paths: paths.length > 1 ? paths : [] };
  });
  return {
    sites,
    calls,
    loops,
    policies: policiesIn(evaluator, near, program, view, sites),
    instances: instancesIn(evaluator, near, program, view, registry),
  };
}

/** Joins what the files say; a loop that is as it was stays the same object. */
function assembled(program: Program, evaluator: Evaluator, callers: Callers, units: readonly Unit[], last: Map<string, RetryLoop>): Linked {
  const loops = new Map<string, { layer: RetryLayer; calls: CallSite[] }>();
  for (const { layer, site } of units.flatMap((unit) => unit.loops)) {
    const key = `${layer.because.at!.file}:${layer.because.at!.start}`;
    const met = loops.get(key) ?? { layer, calls: [] };
    if (!met.calls.some((c) => c.at.file === site.at.file && c.at.start === site.at.start)) met.calls.push(site);
    loops.set(key, met);
  }
  const sites = units.flatMap((unit) => unit.sites);
  const calls = withStronger(
    evaluator,
    callers,
    sites,
    units.flatMap((unit) => unit.calls),
  );
  let origin: Map<CallSite, Site> | undefined;
  return {
    calls,
    loops: [...loops].map(([key, { layer, calls: inside }]) => {
      const made = {
        at: layer.because.at!,
        layer,
        calls: inside,
        scope: scopeAt(evaluator, layer, inside[0]?.scope ?? ''),
        context: program.context(layer.because.at!.file),
      };
      const known = last.get(key);
      if (known !== undefined && sameLoop(known, made)) return known;
      last.set(key, made);
      return made;
    }),
    policies: units.flatMap((unit) => unit.policies),
    instances: units.flatMap((unit) => unit.instances),
    means(asked) {
      origin ??= new Map(calls.flatMap((call, i) => (sites[i] === undefined ? [] : [[call.site, sites[i]] as const])));
      const site = origin.get(asked);
      return site === undefined ? undefined : meansOf(evaluator, site);
    },
    knobs: (at) => knobsAt(evaluator, at),
  };
}

function sameLoop(a: RetryLoop, b: RetryLoop): boolean {
  return (
    a.layer === b.layer &&
    a.scope === b.scope &&
    a.context === b.context &&
    a.calls.length === b.calls.length &&
    a.calls.every((call, i) => call === b.calls[i])
  );
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
  const root = rootOf(evaluator, client);
  const failure = resolves === true ? 'resolves' : (model.failure ?? client.model.failure);
  return {
    client: client.model.id,
    name: nameOf(site),
    at: evaluator.span(view.file, call.callee),
    whole: evaluator.span(view.file, call.at),
    effect: effectOf(evaluator, site),
    ...(target === undefined ? {} : { target }),
    context: program.context(view.file),
    failure,
    ...(optionsArg === undefined ? {} : { optionsArg }),
    ...(made === undefined ? {} : { instance: evaluator.span(made.file, made.call.callee) }),
    ...(root === undefined ? {} : { root }),
    dependency: made === undefined ? (target ?? `${client.model.id}:${view.file.split('/').slice(0, -1).join('/')}`) : keyOf(client),
    traits: [
      ...(client.model.traits ?? []),
      ...(model.traits ?? []),
      ...(isIdempotent(evaluator, site) ? (['idempotent'] as const) : []),
      ...(isLoopback(evaluator, site) ? (['local'] as const) : []),
    ],
    answer: answerOf(site),
    scope: view.scopeOf(call.fn),
  };
}

/** Where an instance that several functions may share was made: the nearest that takes a bound, as a part has it from the whole, else the nearest. */
function rootOf(evaluator: Evaluator, { made, model, base }: Site['client']): Root | undefined {
  const view = made === undefined ? undefined : evaluator.view(made.file);
  const further = base === undefined ? undefined : rootOf(evaluator, base);
  if (made === undefined || view === undefined || lifetimeOf(evaluator, made) === 'call') return further;
  const bounds = model.options?.some(
    ({ at, sets, covers = 'attempt', unit, ignored }) =>
      at !== 'call' &&
      ignored === undefined &&
      (unit === 'signal' ? at === 'instance' : sets === 'timeout' && (covers === 'attempt' || covers === 'total')),
  );
  if (bounds !== true && further?.bounds === true) return further;
  // A client that makes its driver itself is told what the driver takes.
  return {
    at: evaluator.span(made.file, made.call.callee),
    scope: view.scopeOf(made.call.fn),
    bounds: bounds === true || made.make.dials !== undefined,
  };
}

function scopeAt(evaluator: Evaluator, layer: RetryLayer, fallback: string): string {
  const at = layer.because.at!;
  const view = evaluator.view(at.file);
  const fn = view?.summary.functions.reduce((best, f, i) => (f.at[0] <= at.start && at.end <= f.at[1] ? i : best), 0);
  return view === undefined || fn === undefined ? fallback : view.scopeOf(fn);
}

function instancesIn(evaluator: Evaluator, near: Evaluator, program: Program, view: View, registry: Registry): ClientInstance[] {
  const out: ClientInstance[] = [];
  for (const id of view.summary.calls) {
    const call = view.call(id);
    if (call === undefined || !each(near.value(view.file, id)).some((v) => v.is === 'client')) continue;
    const value = each(evaluator.value(view.file, id)).find((v) => v.is === 'client');
    if (value?.is !== 'client' || value.made?.file !== view.file || value.made.expr !== id || value.path.length > 0) continue;
    const { traits = [] } = value.model;
    out.push({
      client: value.model.id,
      name: `${value.model.title ?? value.model.id}${value.made.make.path === '' ? '' : `.${value.made.make.path}`}`,
      at: evaluator.span(view.file, call.callee),
      lives: lifetimeOf(evaluator, { file: view.file, expr: id, frame: undefined, call }),
      // What is made from another instance shares its connections, save for a copy of it.
      pooled: traits.includes('pooled') && (value.base === undefined || /duplicate|clone/i.test(value.made.make.path)),
      layers: registry.attached(value),
      scope: view.scopeOf(call.fn),
      context: program.context(view.file),
    });
  }
  return out;
}
