import type { CallSite, ClientInstance, Context, GuardedCall, PolicyUse } from '../model/call';
import { isByHand, type Layer, type RetryLayer } from '../model/layer';
import { coversAttempt } from '../model/profile';
import { statusCheck } from './answer';
import type { Around } from './around';
import { isBackground } from './background';
import { boundedPerhaps } from './bounded-perhaps';
import { absence, pathOf, weakness } from './call-paths';
import { describe } from './call-site';
import { replacedSignal } from './cancellation';
import { instancesIn } from './client-instances';
import { clientLayers } from './client-layers';
import type { Callers } from './callers';
import type { Evaluator } from './evaluator';
import { type HandedLoop, handedInLoops } from './handed-in-loops';
import { jobRetries } from './job-retries';
import { idempotency } from './idempotency';
import { openingTimer } from './opening';
import type { End } from './ends';
import { endedBy } from './platforms';
import { policiesIn } from './policies';
import type { Program } from './program';
import type { Registry } from './registry';
import { type Site, sitesIn } from './sites';
import { type WayOut, wayOut } from './stronger';
import { unawaited } from './clock';
import { isOpening } from './waits';
import { type Decision, decisionsOf, usersOf } from './users';
import type { View } from './view';
import type { Way } from './way';

/** What linking finds in one file. */
export interface Unit {
  readonly file: string;
  /** Those of the calls, in their order; absent where the unit is from an earlier run. */
  readonly sites?: readonly Site[];
  readonly calls: readonly GuardedCall[];
  /** How each call goes to its client. */
  readonly ways: readonly WayOut[];
  /** Loops around its calls, with the call of this file, and the function each stands in. */
  readonly loops: readonly { readonly layer: RetryLayer; readonly site: CallSite; readonly scope?: string }[];
  /** Retries of this file that repeat what they are handed. */
  readonly handed: readonly (HandedLoop & { readonly scope?: string })[];
  readonly policies: readonly PolicyUse[];
  readonly instances: readonly ClientInstance[];
}

/** A call that only its package says something of runs in pages where all known ways to it begin there. */
function contextOf(program: Program, { at, context }: CallSite, ways: readonly Way[]): Context {
  if (context !== 'unknown' && !(context === 'server' && program.guessed(at.file))) return context;
  const inPages = (file: string | undefined): boolean => file !== undefined && program.context(file) === 'browser';
  const ofPage = ({ inside, through }: Way): boolean =>
    inside.some(({ file }) => inPages(file)) || through.some((step) => step.from === 'caller' && inPages(step.at?.file));
  return ways.every(ofPage) ? 'browser' : context;
}

/** Whether a call may be asked by pages alone, as far as can be seen: its package serves as well, and no known way to it begins there. */
function isOfEither(program: Program, file: string, context: Context, ways: readonly Way[]): boolean {
  const serves = (one: string | undefined): boolean => one !== undefined && program.context(one) === 'server';
  return (
    context === 'unknown' &&
    program.eitherSide(file) &&
    !ways.some(({ inside, through }) => inside.some((one) => serves(one.file)) || through.some(({ at }) => serves(at?.file)))
  );
}

/** What all known ways say of a call: that nothing comes to it, or that nobody waits for it; `bounded` are the ways on which the wait may end. */
function traitsOf(
  ways: readonly Way[],
  idle: readonly Way[],
  bounded: readonly Way[],
  { traits: known, name }: CallSite,
): readonly string[] {
  // What is opened is used by others.
  const opens = isOpening(name);
  return [
    ...(!known.includes('uncalled') && ways.every((way) => way.dead !== undefined) ? ['uncalled'] : []),
    ...(idle.length > 0 && ways.every((way) => idle.includes(way) || bounded.includes(way)) ? ['unawaited'] : []),
    ...(ways.every((way) => way.left === true || idle.includes(way)) ? ['left'] : []),
    ...(ways.length > 0 && !opens && ways.every((way) => way.gone === true && way.unheard !== undefined) ? ['forgone'] : []),
  ];
}

/** Why nothing comes to a call, where nothing does on any way. */
function uncalledBy({ uncalled }: CallSite, ways: readonly Way[]): Pick<CallSite, 'uncalled'> {
  const [why] = ways.map(({ dead }) => dead);
  if (uncalled !== undefined || why === undefined || ways.some(({ dead }) => dead === undefined)) return {};
  return { uncalled: why };
}

/** When the platform ends the wait at the latest, or what ends it, where that is so on all these ways. */
function endOf(ends: readonly (End | undefined)[]): Pick<CallSite, 'endedMs' | 'ended' | 'letGo' | 'givenUp'> {
  const known = ends.filter((end) => end !== undefined);
  if (known.length < ends.length) return {};
  const times = known.map(({ ms }) => ms).filter((ms) => ms !== undefined);
  const released = known.flatMap(({ letGo }) => letGo ?? []);
  const gone = released.length === 0 ? {} : { letGo: released.includes('own') ? ('own' as const) : ('all' as const) };
  const patient = known.every((end) => end.patient);
  const unknown = known.filter(({ ms }) => ms === undefined);
  const unsaid = unknown.some((end) => end.unsaid === true) ? { unsaid: true as const } : {};
  if (unknown.length > 0) return { ended: { patient, ...unsaid }, ...gone };
  return { endedMs: Math.max(...times), ...(patient ? { ended: { patient } } : {}), ...gone };
}

/** When the runtime gives a call up, where nothing else is known to end it before that. */
function sooner(ended: ReturnType<typeof endOf>, own: End | undefined): ReturnType<typeof endOf> {
  if (own?.ms === undefined || ended.ended !== undefined || (ended.endedMs ?? Infinity) <= own.ms) return ended;
  return { endedMs: own.ms, givenUp: true };
}

/** The function that a loop stands in. */
function scopeAt(evaluator: Evaluator, { because: { at } }: RetryLayer): { readonly scope?: string } {
  const view = at === undefined ? undefined : evaluator.view(at.file);
  if (at === undefined || view === undefined) return {};
  const fn = view.summary.functions.reduce((best, f, i) => (f.at[0] <= at.start && at.end <= f.at[1] ? i : best), 0);
  return { scope: view.scopeOf(fn) };
}

/** The call through that one of several instances which bounds nothing, where the first does. */
function throughWeakest(evaluator: Evaluator, registry: Registry, site: Site): Site {
  const { others = [], ...first } = site;
  const bounds = (one: Site): boolean => isBounded(clientLayers(evaluator, registry, one).layers);
  if (others.length === 0 || !bounds(first)) return first;
  return others.map((client): Site => ({ ...first, client })).find((one) => !bounds(one)) ?? first;
}

const isBounded = (layers: readonly Layer[]): boolean =>
  layers.some((layer) => layer.kind === 'timeout' && layer.ms !== 'unbounded' && coversAttempt(layer));

/** Whether somebody bounds the call, or a part of it, or may do so. */
const maySay = (layers: readonly Layer[]): boolean =>
  layers.some(
    (layer) =>
      (layer.kind === 'opaque' && layer.may.includes('timeout')) ||
      (layer.kind === 'timeout' && layer.ms !== 'unbounded' && layer.by !== 'default'),
  );

/** A signal whose timer only others set stops nothing here. */
const isInert = (layer: Layer): boolean => layer.kind === 'cancellation' && layer.signal === 'inert';

/** Links one file: its calls with what lies around them, its loops, policies and instances. */
export function unitOf(
  program: Program,
  evaluator: Evaluator,
  near: Evaluator,
  callers: Callers,
  registry: Registry,
  ways: Around,
  view: View,
): Unit {
  const sites = sitesIn(evaluator, near, view).map((site) => throughWeakest(evaluator, registry, site));
  const loops: { layer: RetryLayer; site: CallSite; scope?: string }[] = [];
  const calls = sites.map((site): GuardedCall => {
    const own = clientLayers(evaluator, registry, site);
    const found = ways.ways(site.view, site.id);
    const ends = found.map((way) => endedBy(evaluator, way));
    const told = describe(program, evaluator, site, own.resolves);
    const extra = [
      ...statusCheck(evaluator, site, told.failure),
      ...idempotency(evaluator, site),
      ...replacedSignal(evaluator, site),
      ...openingTimer(evaluator, site),
      ...boundedPerhaps(evaluator, ways, site),
    ];
    const client = [...extra, ...own.layers];
    // Whether a bound is handed in may depend on the caller: who hands in none has none.
    const clientOn = (decision: Decision | undefined): readonly Layer[] =>
      decision?.bound === 'set' || (decision?.bound === 'none' && maySay(own.layers))
        ? [...extra, ...clientLayers(evaluator, registry, site, decision.frame).layers.filter((layer) => !isInert(layer))]
        : client;
    const reasons = [...(own.end === undefined ? [] : [own.end.because]), ...absence(evaluator, site)];
    const decisions = decisionsOf(evaluator, site, found);
    const paths = found.map((way, i) =>
      pathOf(evaluator, site, clientOn(decisions[i]), way, [...reasons, ...(ends[i] === undefined ? [] : [ends[i].because])]),
    );
    const idle = unawaited(found);
    const bounded = found.filter((_, i) => paths[i]?.profile.timeout.is !== 'absent');
    const waited = ends.filter((_, i) => !idle.includes(found[i]!));
    // Where nothing bounds the whole on two ways, the one that says nothing at all is the weaker.
    const weak = paths.map(({ profile }, i) => weakness(profile) + (decisions[i]?.bound === 'none' ? 1 / 2 : 0));
    const weakest = paths[weak.indexOf(Math.max(...weak))] ?? paths[0]!;
    const context = contextOf(program, told, found);
    const described = {
      ...told,
      ...sooner(endOf(waited.length > 0 ? waited : ends), context === 'browser' ? undefined : own.end),
      context,
      traits: [
        ...told.traits,
        ...traitsOf(found, idle, bounded, told),
        ...(isBackground(evaluator, found) ? ['background'] : []),
        ...(isOfEither(program, view.file, context, found) ? ['either-side'] : []),
      ],
      ...uncalledBy(told, found),
      ...usersOf(
        evaluator,
        decisions,
        paths.map(({ profile }) => profile.timeout.is === 'absent'),
      ),
    };
    const hidden = paths.some((p) => p.profile.retry.is !== 'absent') && weakest.profile.retry.is === 'absent';
    const best = hidden ? paths.find((p) => p.profile.retry.is !== 'absent') : undefined;
    const profile = best === undefined ? weakest.profile : { ...weakest.profile, retry: best.profile.retry };
    for (const p of told.traits.includes('one-way') ? [] : found) {
      for (const layer of p.layers) {
        if (layer.kind === 'retry' && isByHand(layer) && layer.because.at !== undefined)
          loops.push({ layer, site: described, ...scopeAt(evaluator, layer) });
      }
    }
    return { site: described, layers: weakest.layers, profile, paths: paths.length > 1 ? paths : [] };
  });
  const handed = [...handedInLoops(evaluator, callers, view), ...jobRetries(evaluator, near, view)];
  return {
    file: view.file,
    sites,
    calls,
    ways: sites.map((site, i) => wayOut(evaluator, callers, site, calls[i]!)),
    loops,
    handed: handed.map((one) => ({ ...one, ...scopeAt(evaluator, one.layer) })),
    policies: policiesIn(evaluator, near, program, view, sites),
    instances: instancesIn(evaluator, near, program, view, registry),
  };
}
