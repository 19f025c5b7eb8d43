import { deserialize, serialize } from 'node:v8';
import { makeNotes, type Note, type Notes, type Web } from '../link/notes';
import type { ContextOutline, Contexts } from './contexts';
import type { Files } from './files';

/** What an earlier run of the same request left behind. */
export interface EarlierRun {
  /** The sources whose text is another now, relative to the root, if nothing else is. */
  readonly changed: readonly string[] | undefined;
  /** What was noted then. */
  read(): Uint8Array | undefined;
}

/** What was known of a file besides its summary and its words: as long as this is the same, whatever rests on the file does so by those. */
type Outline = { readonly scan?: string; readonly star?: boolean } & ContextOutline;

interface Saved {
  readonly all: readonly string[];
  readonly outlines: readonly Outline[];
  /** Which files, by number, held each of the names that was asked for. */
  readonly holders: ReadonlyMap<string, Int32Array>;
  /** Files that were asked for and do not parse, or are too long. */
  readonly special: readonly string[];
  /** Files that were looked into on the way, and on which nothing rests that was kept. */
  readonly strays: readonly string[];
  readonly web: Omit<Web, 'notes'>;
  readonly notes: readonly (Omit<Note, 'value'> & { readonly from: number; readonly to: number })[];
  readonly values: Uint8Array;
}

/** What a workspace that is asked once takes from an earlier run, and leaves for a later one. */
export interface Earlier {
  /** To be told once, when the files are known and before anything is asked of them. */
  open(): void;
  /** For linking; `undefined` where the project is too large for it. */
  notes(): Notes | undefined;
  /** To be told when all is linked: what would have been read is counted as it would have been. Names the files that were not. */
  linked(): readonly string[];
  /** For a later run; `undefined` where what was noted is no plain data. */
  save(web: Web): Uint8Array | undefined;
}

/** To note what every answer rests on takes a quarter of the time of a run, and of its memory, where there are more files than this. */
const mostFiles = 3000;

export function makeEarlier(input: {
  readonly run: EarlierRun;
  readonly files: Files;
  readonly contexts: () => Contexts;
  readonly all: () => readonly string[];
}): Earlier {
  const { run, files, contexts, all } = input;
  let saved: Saved | undefined;
  let notes: Notes | undefined;
  let changed: ReadonlySet<string> = new Set();
  /** Names that came into a changed file or went. */
  const moved: string[] = [];
  let known: ReadonlyMap<string, ReadonlySet<string>> = new Map();

  const outlineOf = (file: string): Outline => ({ ...files.outline(file), ...contexts().outline(file) });

  /** Whether nothing but the summaries and words of some files is other than it was. */
  const isUsable = (it: Saved, which: readonly string[]): boolean => {
    const now = all();
    if (now.length !== it.all.length || now.some((file, i) => file !== it.all[i])) return false;
    return which.every((file) => {
      const was = it.outlines[it.all.indexOf(file)];
      if (was?.scan === undefined) return false;
      const now = files.outlineNow(file, was.star !== undefined);
      return now.scan === was.scan && now.star === was.star && contexts().sameOutline(file, was);
    });
  };

  const opened = (): Saved | undefined => {
    const bytes = run.changed === undefined ? undefined : run.read();
    if (bytes === undefined || run.changed === undefined) return undefined;
    try {
      const it: Saved = deserialize(bytes);
      return isUsable(it, run.changed) ? it : undefined;
    } catch {
      return undefined;
    }
  };

  return {
    open() {
      saved = opened();
      if (saved === undefined) return;
      const { all: names, outlines } = saved;
      changed = new Set(run.changed);
      const numbers = [...changed].map((file) => ({ file, number: names.indexOf(file) }));
      const holders = new Map<string, ReadonlySet<string>>();
      for (const [name, held] of saved.holders) {
        const now = new Set(held);
        for (const { file, number } of numbers) {
          if (files.mentions(file, name)) now.add(number);
          else now.delete(number);
        }
        if (now.size !== held.length || held.some((number) => !now.has(number))) moved.push(name);
        holders.set(name, new Set([...now].sort((a, b) => a - b).map((number) => names[number] ?? '')));
      }
      known = holders;
      names.forEach((file, i) => {
        if (!changed.has(file)) files.seed(file, outlines[i] ?? {});
      });
    },
    notes() {
      if (all().length > mostFiles) return undefined;
      notes = makeNotes(saved === undefined ? undefined : webOf(saved));
      if (saved === undefined) return notes;
      files.seedNames(known);
      const { outlines } = saved;
      saved.all.forEach((file, i) => {
        contexts().seed(file, outlines[i] ?? {});
      });
      notes.invalidate('s', changed);
      notes.invalidate('w', moved);
      return notes;
    },
    linked() {
      if (saved === undefined || notes === undefined) return [];
      const special = new Set(saved.special);
      const spared: string[] = [];
      for (const file of [...notes.read(), ...saved.strays]) {
        if (files.parsed.has(file)) continue;
        if (special.has(file)) files.summary(file);
        else {
          files.countAsParsed(file);
          spared.push(file);
        }
      }
      return spared;
    },
    save(web) {
      const names = all();
      const numbers = new Map(names.map((file, i) => [file, i]));
      const before = saved;
      const chunks: Buffer[] = [];
      let length = 0;
      try {
        const kept = web.notes.map(({ value, ...note }) => {
          const bytes = serialize(value);
          chunks.push(bytes);
          const from = length;
          length += bytes.length;
          return { ...note, from, to: length };
        });
        const holders = new Map<string, Int32Array>();
        const asked = new Set([...web.facts.flatMap(({ kind, name }) => (kind === 'w' ? [name] : [])), ...(notes?.names ?? [])]);
        for (const name of asked)
          holders.set(
            name,
            Int32Array.from(files.mentioning(name), (file) => numbers.get(file) ?? -1),
          );
        const { notes: _, ...rest } = web;
        const read = new Set(web.facts.flatMap(({ kind, name }) => (kind === 's' ? [name] : [])));
        return serialize({
          all: names,
          outlines: names.map((file, i) => ({ ...before?.outlines[i], ...outlineOf(file) })),
          holders,
          special: [...files.problems.keys(), ...files.oversized],
          strays: [...files.parsed].filter((file) => !read.has(file)),
          web: rest,
          notes: kept,
          values: Buffer.concat(chunks),
        } satisfies Saved);
      } catch {
        return undefined;
      }
    },
  };
}

/** What was found out is read when it is asked for. */
function webOf({ web, notes, values }: Saved): Web {
  return {
    ...web,
    notes: notes.map(({ from, to, ...note }) => {
      let value: { readonly is: unknown } | undefined;
      return {
        ...note,
        get value() {
          value ??= { is: deserialize(values.subarray(from, to)) };
          return value.is;
        },
      };
    }),
  };
}
