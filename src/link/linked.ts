import type { CallSite, ClientInstance, GuardedCall, PolicyUse, RetryLoop } from '../model/call';
import type { RetryLayer } from '../model/layer';
import type { Knobs } from '../model/remedy';
import type { Span } from '../model/span';
import type { Evaluator } from './evaluator';
import { knobsAt } from './knobs';
import { meansOf, type SiteMeans } from './means';
import type { Notes } from './notes';
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
  units: readonly Unit[],
  /** The calls of a file before anything is known of them, for units that come without. */
  sitesOf: (file: string) => readonly Site[],
  last: Map<string, RetryLoop>,
  notes?: Notes,
): Linked {
  const loops = new Map<string, { layer: RetryLayer; calls: CallSite[]; runs?: string; scope?: string | undefined }>();
  for (const { layer, site, scope } of units.flatMap((unit) => unit.loops)) {
    const key = `${layer.because.at!.file}:${layer.because.at!.start}`;
    const met = loops.get(key) ?? { layer, calls: [], scope };
    if (!met.calls.some((c) => c.at.file === site.at.file && c.at.start === site.at.start)) met.calls.push(site);
    loops.set(key, met);
  }
  for (const { layer, runs, scope } of units.flatMap((unit) => unit.handed)) {
    const key = `${layer.because.at!.file}:${layer.because.at!.start}`;
    if (!loops.has(key)) loops.set(key, { layer, calls: [], runs, scope });
  }
  const calls = withStronger(
    units.flatMap((unit) => unit.ways),
    units.flatMap((unit) => unit.calls),
  );
  const siteOf = (asked: CallSite): Site | undefined => {
    let at = calls.findIndex(({ site }) => site === asked);
    for (const unit of units) {
      if (at >= 0 && at < unit.calls.length) return (unit.sites ?? sitesOf(unit.file))[at];
      at -= unit.calls.length;
    }
    return undefined;
  };
  return {
    calls,
    loops: [...loops].map(([key, { layer, calls: inside, runs, scope }]) => {
      const made = {
        at: layer.because.at!,
        layer,
        calls: inside,
        ...(runs === undefined ? {} : { runs }),
        scope: scope ?? inside[0]?.scope ?? '',
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
      const { file, start, end } = asked.at;
      const work = (): SiteMeans | undefined => {
        // The call is as its unit says.
        notes?.known('unit', file);
        const site = siteOf(asked);
        return site === undefined ? undefined : meansOf(evaluator, site);
      };
      return notes === undefined ? work() : notes.noted('means', `${file}#${start}-${end}`, work);
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
