import { evaluator as makeEvaluator } from './evaluate';
import type { Evaluator } from './evaluator';
import { type HandedDown, handedDown, namesInside } from './handed-down';
import type { Library } from './library';
import { basesOf } from './bases';
import { offeredNames } from './offers';
import type { Notes } from './notes';
import type { Program } from './program';
import { makeBriefReuse, makeReuse, type Reuse } from './reuse';
import type { View } from './view';

/** The files that a client of the candidates may reach: nothing else can hold one. */
export interface Reach {
  /** Tells of the files whose text changed, and of the identifiers that came or went. */
  edit(edited: { readonly files: Iterable<string>; readonly names: Iterable<string> }): void;
  /** Works out which files are reached, and names those of which `has` may answer otherwise than before. */
  steps(candidates: readonly string[]): Generator<undefined, readonly string[]>;
  /** Whether a file is reached, or leads on to one that may be; any file may, as long as nothing was worked out. */
  has(file: string): boolean;
  /** The files reached, by name. */
  files(): readonly string[];
}

/** Files that bring each other in and out are kept after so many rounds. */
const mostRounds = 20;

/**
 * Follows what each file offers to those that import it. Only files that are reached are read for that: what any other
 * file gives can be no client. A file that is reached later may change what others offer, so it goes round until
 * nothing more is found.
 */
export function reachOf(
  program: Program,
  library: Library,
  views: Evaluator,
  how: {
    readonly keeps: boolean;
    readonly isFull?: (() => boolean) | undefined;
    readonly notes?: Notes | undefined;
    /** So many answers within calls are remembered. */
    readonly most: number;
  },
): Reach {
  const { keeps, isFull, notes, most } = how;
  /** It begins with what an earlier run reached. */
  const reached = new Set<string>(notes?.reached);
  let seeded = reached.size > 0;
  /** What was reached when it was worked out last. */
  let last: ReadonlySet<string> | undefined;
  /** Files of which it was said that they may be reached before that was known. */
  const presumed = new Set<string>();

  /** What was asked is kept for the next edit; a single run lets go of it once it knows what is reached. */
  let scouting: Scouting | undefined;
  const scout = (): Scouting => {
    /** What passes everything on is looked through. Whoever hands a client over knows it already, so callers are not asked. */
    scouting ??= scoutOf(
      program,
      library,
      views,
      keeps ? makeReuse(isFull) : (notes ?? makeBriefReuse()),
      notes,
      (file) => reached.has(file) || program.passesOn(file),
      most,
    );
    return scouting;
  };

  /** Files to which somebody in the queue offers something that they name, or hands it. */
  function* spread(from: readonly string[]): Generator<undefined, Set<string>> {
    const met = new Set(from);
    const left = program.unmet(from);
    /** Under which names files have what is handed into them. */
    const inside = new Map<string, Set<string>>();
    const nothing: ReadonlySet<string> = new Set();
    const meet = (file: string): void => {
      met.add(file);
      left.meet(file);
    };
    const told = new Set<string>();
    const hand = (down: HandedDown): void => {
      const key = `${down.file}<${down.arg}.${down.key ?? ''}`;
      if (told.has(key)) return;
      told.add(key);
      const given = scout().inside(down);
      if (given === undefined) return;
      const names = inside.get(down.file) ?? new Set<string>();
      const fresh = [...given].filter((name) => !names.has(name));
      if (fresh.length === 0 && met.has(down.file)) return;
      inside.set(down.file, new Set([...names, ...fresh]));
      // What is asked about again is asked last.
      met.delete(down.file);
      meet(down.file);
    };
    for (const file of met) {
      if (!reached.has(file)) continue;
      for (const down of scout().hands(file, inside.get(file) ?? nothing)) hand(down);
      for (const base of scout().bases(file)) {
        if (met.has(base)) continue;
        meet(base);
        program.expect?.(base);
      }
      yield;
      // Whoever is met already need not be offered anything.
      const others = left.importers(file);
      if (others.length === 0) continue;
      const names = scout().offered(file);
      yield;
      for (const other of others) {
        if (!(names.has('default') || [...names].some((n) => program.mentions(other, n)))) continue;
        meet(other);
        program.expect?.(other);
      }
    }
    return met;
  }

  /** Goes round from what was reached before: what comes is told of, and what nobody offers to any more is forgotten. */
  function* settle(candidates: readonly string[]): Generator<undefined, void> {
    let come: readonly string[] = candidates.filter((file) => !reached.has(file));
    for (let round = 0; ; round++) {
      for (const file of come) reached.add(file);
      scout().reuse.invalidate('k', come);
      const met = yield* spread(candidates);
      come = [...met].filter((file) => !reached.has(file));
      const gone = round < mostRounds ? [...reached].filter((file) => !met.has(file)) : [];
      if (gone.length > 0) notes?.forget();
      // What was reached only because of what is gone would hold itself.
      if (gone.length > 0 && seeded) {
        seeded = false;
        reached.clear();
        scouting = undefined;
        come = candidates;
        round = -1;
        continue;
      }
      for (const file of gone) reached.delete(file);
      // Whoever looked into a file rests on its text.
      if (keeps) scout().reuse.invalidate('f', gone);
      else if (gone.length > 0) scouting = undefined;
      if (come.length === 0 && gone.length === 0) return;
    }
  }

  return {
    edit({ files, names }) {
      const { reuse } = scout();
      reuse.tidy();
      reuse.invalidate('f', files);
      reuse.invalidate('w', names);
    },
    *steps(candidates) {
      yield* settle(candidates);
      if (!keeps) scouting = undefined;
      notes?.settled();
      const before = last ?? new Set();
      const moved = [...[...reached].filter((file) => !before.has(file)), ...[...before].filter((file) => !reached.has(file)), ...presumed];
      last = new Set(reached);
      presumed.clear();
      return moved;
    },
    has(file) {
      if (last === undefined) {
        presumed.add(file);
        return true;
      }
      return last.has(file) || program.passesOn(file);
    },
    files: () => [...reached].sort(),
  };
}

/** Asks files what they offer to others. */
interface Scouting {
  readonly reuse: Reuse;
  offered(file: string): ReadonlySet<string>;
  /** The files of the classes that those of a file extend: what holds a client may be declared there, by a type alone. */
  bases(file: string): readonly string[];
  /** What a file hands into others, where clients were handed into it under these names. */
  hands(file: string, known: ReadonlySet<string>): readonly HandedDown[];
  /** Under which names a file has what is handed into it; `undefined` where there is no such file. */
  inside(down: HandedDown): ReadonlySet<string> | undefined;
}

function scoutOf(
  program: Program,
  library: Library,
  views: Evaluator,
  reuse: Reuse,
  notes: Notes | undefined,
  within: (file: string) => boolean,
  most: number,
): Scouting {
  // What is asked of the program past the evaluator is rested on as well.
  const asked: Program = {
    ...program,
    summary(file) {
      reuse.useLeaf('f', file);
      return program.summary(file);
    },
    mentions(file, name) {
      reuse.useLeaf('w', name);
      return program.mentions(file, name);
    },
  };
  const evaluator = makeEvaluator(asked, library, { reuse, most, views, within });

  /** What is worked out of one file; kept for as long as nothing that it rests on changes. */
  const keeping = <T>(kind: 'offers' | 'bases' | 'hands' | 'inside') => {
    const known = new Map<string, T>();
    return (key: string, file: string, make: (view: View) => T): T | undefined => {
      const work = (): T | undefined => {
        const view = views.view(file);
        return view === undefined ? undefined : make(view);
      };
      if (notes !== undefined) return notes.noted(kind, key, work);
      const have = known.get(key);
      if (have !== undefined) return have;
      const kept = reuse.kept(() => known.delete(key));
      const made = reuse.within(kept, () => {
        reuse.useLeaf('f', file);
        return work();
      });
      if (made !== undefined) known.set(key, made);
      return made;
    };
  };

  const offers = keeping<ReadonlySet<string>>('offers');
  const above = keeping<readonly string[]>('bases');
  const seen = (file: string): View | undefined => {
    reuse.useLeaf('f', file);
    return views.view(file);
  };
  const downs = keeping<readonly HandedDown[]>('hands');
  const insides = keeping<ReadonlySet<string>>('inside');
  return {
    reuse,
    offered: (file) => offers(file, file, (view) => offeredNames(evaluator, view)) ?? new Set(),
    bases: (file) => above(file, file, (view) => basesOf(program, seen, view)) ?? [],
    hands: (file, names) => downs(`${file}<${[...names].sort().join()}`, file, (view) => handedDown(evaluator, view, names)) ?? [],
    inside: (down) => insides(`${down.file}<${down.arg}.${down.key ?? ''}`, down.file, (view) => namesInside(view, down)),
  };
}
