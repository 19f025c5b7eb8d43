import type { ClientInstance, GuardedCall, PolicyUse, RetryLoop } from '../model/call';
import { around } from './around';
import { type Callers, callersOf } from './callers';
import { joinParameters } from './parameters';
import { evaluator as makeEvaluator } from './evaluate';
import { mostWithinCalls } from './evaluation/memory';
import type { Evaluator } from './evaluator';
import { policyMaker } from './guards';
import { libraryOf } from './library';
import { assembled, type Linked } from './linked';
import type { Program } from './program';
import { type Reach, reachOf } from './reach';
import { registryOf, type Said } from './registry';
import { saidIn } from './said-of-clients';
import { makeReuse } from './reuse';
import type { Notes, Web } from './notes';
import { shelf } from './shelf';
import { type Site, sitesIn } from './sites';
import { speakersOf } from './speakers';
import { type Unit, unitOf } from './unit';

/** Links a program, and links it anew after edits, working out only what rests on them. */
export interface Linker {
  /** Tells of the files whose text changed since the last time, of the identifiers that came or went, and of files that others import than before. */
  edit(edited: { readonly files: Iterable<string>; readonly names: Iterable<string>; readonly imported: Iterable<string> }): void;
  link(candidates: readonly string[]): Linked;
  /** The same a step at a time; where answers are kept, stopping anywhere loses nothing. */
  steps(candidates: readonly string[]): Generator<undefined, Linked>;
  /** What was noted for another run. */
  web(): Web | undefined;
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

/** Opens a program for linking. Keeping answers over edits costs memory, so a single run does without. */
export function makeLinker(
  given: Program,
  {
    reuse: keeps = false,
    ...how
  }: {
    readonly reuse?: boolean;
    /** Whether there is no memory to keep more: `TooMuch` is thrown then. */
    readonly isFull?: () => boolean;
    /** What is noted for another run, where nothing is kept. */
    readonly notes?: Notes | undefined;
  } = {},
): Linker {
  // What is kept for the next edit is let go of by what rests on it.
  const most = keeps ? Number.POSITIVE_INFINITY : mostWithinCalls;
  const notes = keeps ? undefined : how.notes;
  const reuse = keeps ? makeReuse(how.isFull) : notes;
  const program: Program = {
    ...given,
    summary(file) {
      reuse?.useLeaf('s', file);
      return given.summary(file);
    },
    mentioning(name) {
      reuse?.useLeaf('w', name);
      return given.mentioning(name);
    },
    importers(file) {
      reuse?.useLeaf('i', file);
      return given.importers(file);
    },
    importedBy(file) {
      reuse?.useLeaf('i', file);
      return given.importedBy(file);
    },
    isImported(file) {
      reuse?.useLeaf('i', file);
      return given.isImported(file);
    },
    importing(file, wanted) {
      reuse?.useLeaf('i', file);
      return given.importing(file, wanted);
    },
    mentions(file, name) {
      reuse?.useLeaf('w', name);
      return given.mentions(file, name);
    },
  };
  const library = libraryOf(program.catalog);
  const evaluator = makeEvaluator(program, library, { reuse, most });
  const callers = wired(evaluator);
  const reached = reachOf(program, library, evaluator, { keeps, isFull: how.isFull, notes, most });
  const near = nearOf(reached);
  const said = shelf(reuse, evaluator.view, (view) => saidIn(evaluator, near, view), { notes, kind: 'said' });
  let registry = registryOf(evaluator, []);
  const ways = around(evaluator, callers);
  const loops = new Map<string, RetryLoop>();
  const units = shelf(reuse, evaluator.view, (view) => unitOf(program, evaluator, near, callers, registry, ways, view), {
    notes,
    kind: 'unit',
    plain: ({ sites: _, ...rest }) => rest,
  });

  /**
   * A client comes from a file that is reached, so whether something is one can be asked of those alone, which spares the
   * reading of others.
   */
  function nearOf({ has }: Reach): Evaluator {
    // After an edit, a file that was reached may not be any more.
    const within = (file: string): boolean => {
      if (keeps) reuse?.useLeaf('k', file);
      return has(file);
    };
    const made = makeEvaluator(program, library, { reuse, most, views: evaluator, within });
    wired(made);
    return made;
  }

  /** What the registry at hand was made of. */
  let told: readonly Said[] = notes?.earlier<Said | undefined>('said').filter((one) => one !== undefined) ?? [];
  const tell = (now: readonly Said[]): void => {
    registry = registryOf(evaluator, now);
    reuse?.invalidate('r', changedKeys(told, now));
    told = now;
  };

  const sitesOf = (file: string): readonly Site[] => {
    const view = evaluator.view(file);
    return view === undefined ? [] : sitesIn(evaluator, near, view);
  };

  function* steps(candidates: readonly string[]): Generator<undefined, Linked> {
    const moved = yield* reached.steps(candidates);
    if (keeps) reuse?.invalidate('k', moved);
    const files = reached.files();
    const now: Said[] = [];
    for (const file of files) {
      const one = said.of(file);
      if (one !== undefined) now.push(one);
      yield;
    }
    tell(now);
    const found: Unit[] = [];
    for (const file of files) {
      const unit = units.of(file);
      if (unit !== undefined) found.push(unit);
      yield;
    }
    return assembled(program, evaluator, found, sitesOf, loops, notes);
  }

  return {
    edit(edited) {
      for (const file of edited.files) for (const one of [evaluator, near]) one.forget(file);
      reached.edit(edited);
      reuse?.tidy();
      reuse?.invalidate('f', edited.files);
      reuse?.invalidate('w', edited.names);
      reuse?.invalidate('i', edited.imported);
    },
    steps,
    web: () => notes?.web(reached.files()),
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
      tell(speakers.views.flatMap((one) => said.of(one.file) ?? []));
      const unit = units.of(file);
      if (unit === undefined) return undefined;
      const { calls, policies, instances } = unit;
      const sites = unit.sites ?? sitesOf(file);
      return {
        calls: calls.filter((_, i) => sites[i] !== undefined && speakers.sure(sites[i].client)),
        policies,
        instances: speakers.all ? instances : [],
      };
    },
  };
}

/** Hands an evaluator what is built upon it, and is asked by it. */
function wired(evaluator: Evaluator): Callers {
  const callers = callersOf(evaluator);
  evaluator.policies = policyMaker(evaluator);
  evaluator.parameters = joinParameters(evaluator, callers);
  evaluator.callers = (file, fn) => callers.of(file, fn);
  return callers;
}

/** Instances of which something else is said than before. */
function changedKeys(before: readonly Said[], now: readonly Said[]): string[] {
  const [old, fresh] = [new Set(before), new Set(now)];
  const keysOf = (one: Said): string[] => [...one.readings.keys(), ...one.attached.keys(), ...one.process.keys()];
  return [...now.filter((one) => !old.has(one)), ...before.filter((one) => !fresh.has(one))].flatMap(keysOf);
}
