import { getHeapStatistics } from 'node:v8';
import { type Glance, type Linker, makeLinker } from '../link/link';
import type { Linked } from '../link/linked';
import { TooMuch } from '../link/reuse';
import type { Program } from '../link/program';
import type { Context } from '../model/call';
import type { Notes, Web } from '../link/notes';
import type { Begun } from './begun';
import type { Contexts } from './contexts';
import type { Files } from './files';

/** Links a workspace, as it is after every edit. */
export interface Linking {
  steps(candidates: readonly string[]): Generator<undefined, Linked>;
  /** What can be told of one file before the whole program is read. */
  glance(file: string, holding: (text: string) => readonly string[]): Glance | undefined;
  /** Where a file runs. */
  context(file: string): Context;
  contexts(): Contexts;
  /** What was noted for another run, where nothing was edited. */
  web(): Web | undefined;
}

/** Unless it is to stay, the first linker is for those who ask once; from the second on, what was worked out is kept for the next edit. */
export function makeLinking(input: {
  readonly files: Files;
  readonly contexts: () => Contexts;
  readonly begun: () => Begun;
  readonly resident: boolean;
  readonly isFull?: (() => boolean) | undefined;
  /** What the first linker takes from an earlier run, and leaves for another. */
  readonly notes?: () => Notes | undefined;
  /** What a program is asked besides its files. */
  readonly program: Pick<
    Program,
    'catalog' | 'resolve' | 'satisfies' | 'runsOn' | 'published' | 'dependsOn' | 'sealed' | 'told' | 'named' | 'deployed' | 'within'
  >;
}): Linking {
  const { files, resident } = input;
  let contexts = input.contexts();
  let begun = input.begun();
  let linker: Linker | undefined;
  let linkings = 0;
  let keeps = resident;
  let tooMuch = false;
  const context = (file: string): Context => contexts.of(file);

  function current(): Linker {
    const edited = files.changes();
    if (linker !== undefined && keeps && !edited.rewired) {
      if (edited.files.length > 0) {
        const moved = contexts.edited(edited.files, edited.targets);
        const begins = edited.targets.length === 0 ? [] : begun.edited();
        linker.edit({ files: [...edited.files, ...moved, ...begins], names: edited.names, imported: edited.imported });
      }
      return linker;
    }
    contexts = input.contexts();
    begun = input.begun();
    keeps = !tooMuch && (resident || linkings > 0);
    linkings++;
    const program: Program = {
      ...input.program,
      summary: (file) => files.summary(file),
      expect: (file) => files.expect([file]),
      importers: (file) => files.importers(file),
      importedBy: (file) => files.importedBy(file),
      unmet: (met) => files.unmet(met),
      neighbours: (file) => files.neighbours(file),
      isImported: (file) => files.importedBy(file).length > 0,
      importing: (file, wanted) => files.importing(file, wanted),
      mentions: (file, name) => files.mentions(file, name),
      mentioning: (name) => files.mentioning(name),
      passesOn: (file) => files.passesOn(file),
      context,
      starts: (file) => begun.at(file),
      guessed: (file) => contexts.guessed(file),
      eitherSide: (file) => contexts.eitherSide(file),
    };
    linker = makeLinker(program, {
      reuse: keeps,
      isFull: input.isFull ?? isFull,
      ...(keeps || linkings > 1 || input.notes === undefined ? {} : { notes: input.notes() }),
    });
    return linker;
  }

  return {
    context,
    contexts: () => contexts,
    web: () => (linkings === 1 ? linker?.web() : undefined),
    *steps(candidates) {
      for (;;) {
        try {
          return yield* current().steps(candidates);
        } catch (thrown) {
          if (!(thrown instanceof TooMuch)) throw thrown;
          tooMuch = true;
          linker = undefined;
        }
      }
    },
    glance: (file, holding) => (tooMuch ? undefined : current().glance(file, holding)),
  };
}

/** Of the memory that this process may take, so much is taken by what is kept and all else before nothing more is kept. */
const mostOfMemory = 0.75;

function isFull(): boolean {
  const { used_heap_size, heap_size_limit } = getHeapStatistics();
  return used_heap_size > mostOfMemory * heap_size_limit;
}
