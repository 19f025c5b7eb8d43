import type { CallSite, ClientInstance, GuardedCall, PolicyUse, RetryLoop } from '../model/call';
import type { RetryLayer } from '../model/layer';
import type { Knobs } from '../model/remedy';
import type { Span } from '../model/span';
import type { Callers } from './callers';
import type { Evaluator } from './evaluator';
import { knobsAt } from './knobs';
import { meansOf, type SiteMeans } from './means';
import type { Program } from './program';
import type { Site } from './sites';
import { withStronger } from './stronger';
import type { Unit } from './unit';

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

/** Joins what the files say; a loop that is as it was stays the same object. */
export function assembled(
  program: Program,
  evaluator: Evaluator,
  callers: Callers,
  units: readonly Unit[],
  last: Map<string, RetryLoop>,
): Linked {
  const loops = new Map<string, { layer: RetryLayer; calls: CallSite[]; runs?: string }>();
  for (const { layer, site } of units.flatMap((unit) => unit.loops)) {
    const key = `${layer.because.at!.file}:${layer.because.at!.start}`;
    const met = loops.get(key) ?? { layer, calls: [] };
    if (!met.calls.some((c) => c.at.file === site.at.file && c.at.start === site.at.start)) met.calls.push(site);
    loops.set(key, met);
  }
  for (const { layer, runs } of units.flatMap((unit) => unit.handed)) {
    const key = `${layer.because.at!.file}:${layer.because.at!.start}`;
    if (!loops.has(key)) loops.set(key, { layer, calls: [], runs });
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
    loops: [...loops].map(([key, { layer, calls: inside, runs }]) => {
      const made = {
        at: layer.because.at!,
        layer,
        calls: inside,
        ...(runs === undefined ? {} : { runs }),
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
    a.runs === b.runs &&
    a.scope === b.scope &&
    a.context === b.context &&
    a.calls.length === b.calls.length &&
    a.calls.every((call, i) => call === b.calls[i])
  );
}

function scopeAt(evaluator: Evaluator, layer: RetryLayer, fallback: string): string {
  const at = layer.because.at!;
  const view = evaluator.view(at.file);
  const fn = view?.summary.functions.reduce((best, f, i) => (f.at[0] <= at.start && at.end <= f.at[1] ? i : best), 0);
  return view === undefined || fn === undefined ? fallback : view.scopeOf(fn);
}
