import { join } from 'node:path';
import type { Unmet } from '../link/program';
import type { Problem } from '../model/analysis';
import type { Catalog } from '../model/catalog';
import type { FileSummary } from '../model/summary';
import { type Disk, DiskError } from '../source/disk';
import type { Resolver } from '../source/resolve';
import type { Scan } from '../source/scan';
import { makeScanner } from '../source/scan';
import type { SummaryCache } from './cache';
import { makeImportGraph } from './import-graph';
import { makeSummaries } from './summaries';
import { makeWordIndex, type Worded } from './word-index';

/** What is known of one file, each part made when first asked for. */
interface Known extends Worded {
  scan?: Scan;
  summary?: FileSummary;
  star?: boolean;
}

/** The texts of a project and what is read out of them; remembers until told of a change. */
export interface Files {
  text(file: string): string | undefined;
  scan(file: string): Scan | undefined;
  summary(file: string): FileSummary | undefined;
  /** These files will be asked for soon; other threads may begin with them. */
  expect(files: readonly string[]): void;
  /** Nothing more is expected. */
  settle(): void;
  mentions(file: string, name: string): boolean;
  /** The files whose text holds this identifier, in no order. */
  mentioning(name: string): readonly string[];
  /** Whether a text exports all of another module. */
  passesOn(file: string): boolean;
  /** Files that import this one, directly or through others, nearest first and then by name. */
  importers(file: string): readonly string[];
  /** Of these files those that import this one, directly or through others, in the order of `importers`. */
  importing(file: string, wanted: Iterable<string>): readonly string[];
  /** Goes on from files that were met to those that import them. */
  unmet(met: Iterable<string>): Unmet;
  /** The other files of its folder. */
  neighbours(file: string): readonly string[];
  /** These files and all they import, directly or through others. */
  below(files: Iterable<string>): readonly string[];
  /** Files that import this one themselves. */
  importedBy(file: string): readonly string[];
  /** Sets an open file's text, or goes back to what is on disk. */
  set(file: string, text: string | undefined): void;
  /** Reads a file from disk again. */
  forget(file: string): void;
  /** What changed since this was asked last; `rewired` when it is more than the text of files that were there before. */
  changes(): Changes;
  /** The project's files changed: who imports whom is worked out anew. */
  rewire(all: readonly string[], resolver: Resolver): void;
  readonly problems: ReadonlyMap<string, Problem>;
  /** Files that were asked for and are too long to be looked into. */
  readonly oversized: ReadonlySet<string>;
  counts(): { read: number; parsed: number };
  /** Files that were asked for and looked into. */
  readonly parsed: ReadonlySet<string>;
  /** Counts a file as looked into, as an earlier run did. */
  countAsParsed(file: string): void;
  /** What was found out of a text besides its summary and its words. */
  outline(file: string): { readonly scan?: string; readonly star?: boolean };
  /** The same, whether it was asked for or not. */
  outlineNow(file: string, star: boolean): { readonly scan?: string; readonly star?: boolean };
  /** What was found out of a text is known from an earlier run. */
  seed(file: string, outline: { readonly scan?: string; readonly star?: boolean }): void;
  /** Which files hold some names is known, too. */
  seedNames(known: ReadonlyMap<string, ReadonlySet<string>>): void;
}

/** What is not as it was. */
export interface Changes {
  readonly rewired: boolean;
  readonly files: readonly string[];
  /** Identifiers that came into a file or went. */
  readonly names: readonly string[];
  /** Files that others import now, or do no more. */
  readonly targets: readonly string[];
  /** Files whose importers are others than before, directly or through others. */
  readonly imported: readonly string[];
}

/** `export * from`, and what stands for it where modules are made by `require`. */
const passing = /\bexport\s*\*|\bexports\s*=\s*require\b|\.\.\.\s*require\b|__exportStar\b|\bexports\s*,\s*require\b/;

/** Opens the files of a project: texts from disk or as they are open, read once. */
export function makeFiles(input: {
  readonly disk: Disk;
  readonly root: string;
  readonly catalog: Catalog;
  readonly cache?: SummaryCache;
  /** How many threads may read; default this one alone. */
  readonly threads?: number | 'auto';
  readonly summarise: (file: string, text: string) => FileSummary;
  readonly now: () => number;
  readonly spend: (phase: string, milliseconds: number) => void;
  /** Kilobytes above which a file is not looked into. */
  readonly mostKb: (file: string) => number;
  /** What was done for one file alone, on whichever thread. */
  readonly cost: (file: string, milliseconds: number) => void;
}): Files {
  const { disk, root, now, spend, cost } = input;
  const scanner = makeScanner(input.catalog);
  const known = new Map<string, Known>();
  const open = new Map<string, string>();
  const problems = new Map<string, Problem>();
  /** What was looked for in vain; every fix asks for the same dozens of configurations. */
  const missing = new Set<string>();
  const read = new Set<string>();
  let all: readonly string[] = [];
  let folders: ReadonlyMap<string, readonly string[]> | undefined;
  const edited = new Map<string, Known | undefined>();
  let rewired = true;

  const load = (file: string): Known | undefined => {
    const have = known.get(file);
    if (have !== undefined) return have;
    if (missing.has(file)) return undefined;
    const start = now();
    let text = open.get(file);
    if (text === undefined) {
      try {
        text = disk.read(join(root, file));
      } catch (error) {
        problems.set(file, { path: file, message: error instanceof DiskError ? error.message : 'It cannot be read.', kind: 'input' });
        return undefined;
      }
    }
    spend('read', now() - start);
    if (text === undefined) {
      missing.add(file);
      return undefined;
    }
    problems.delete(file);
    read.add(file);
    const made: Known = { text };
    known.set(file, made);
    return made;
  };

  const scan = (file: string): Scan | undefined => {
    const it = load(file);
    return it === undefined ? undefined : scanned(it, file);
  };

  const scanned = (it: Known, file: string): Scan => {
    if (it.scan === undefined) {
      const start = now();
      it.scan = scanner(it.text, file);
      spend('scan', now() - start);
      cost(file, now() - start);
    }
    return it.scan;
  };

  const passesOn = (file: string): boolean => {
    const it = load(file);
    if (it === undefined) return false;
    it.star ??= passing.test(it.text);
    return it.star;
  };

  const summaries = makeSummaries({ ...input, problems });
  const graph = makeImportGraph({ imports: (file) => scan(file)?.imports, now, spend });
  const index = makeWordIndex({ all: () => all, load, now, spend });

  const touch = (file: string): void => {
    if (!edited.has(file)) edited.set(file, known.get(file));
    known.delete(file);
    missing.delete(file);
    problems.delete(file);
    summaries.forget(file);
  };

  const sameImports = (before: Known, now: Known, file: string): boolean => {
    const [old, fresh] = [before.scan?.imports, scanned(now, file).imports];
    return old !== undefined && old.length === fresh.length && old.every((one, i) => one === fresh[i]);
  };

  return {
    text: (file) => load(file)?.text,
    scan,
    summary(file) {
      const it = load(file);
      if (it === undefined) return undefined;
      it.summary ??= summaries.of(file, it.text);
      return it.summary;
    },
    expect(files) {
      const texts = files.flatMap((file) => {
        const it = known.get(file);
        return it === undefined || it.summary !== undefined ? [] : [{ file, text: it.text }];
      });
      summaries.expect(texts, all.length);
    },
    settle: summaries.settle,
    mentions: index.mentions,
    passesOn,
    mentioning: index.mentioning,
    importers: graph.importers,
    importing: graph.importing,
    neighbours(file) {
      folders ??= byFolder(all);
      return (folders.get(folderOf(file)) ?? []).filter((one) => one !== file);
    },
    importedBy: graph.importedBy,
    below: graph.below,
    unmet: graph.unmet,
    set(file, text) {
      if (text === undefined) open.delete(file);
      else open.set(file, text);
      touch(file);
    },
    forget: touch,
    changes() {
      const names: string[] = [];
      const targets = new Set<string>();
      for (const [file, before] of edited) {
        const now = load(file);
        if (before !== undefined && before.text === now?.text) {
          known.set(file, before);
          edited.delete(file);
          continue;
        }
        if (before === undefined || now === undefined) rewired = true;
        else if (!sameImports(before, now, file))
          for (const target of graph.edit(file, scanned(before, file).imports, scanned(now, file).imports)) targets.add(target);
        if (before !== undefined && now !== undefined) names.push(...index.edit(file, before, now));
      }
      const imported = rewired || targets.size === 0 ? [] : graph.below(targets);
      const answer = { rewired, files: [...edited.keys()], names, targets: [...targets], imported };
      if (rewired) {
        graph.clear();
        index.clear();
      }
      rewired = false;
      edited.clear();
      return answer;
    },
    rewire(files, made) {
      all = files;
      folders = undefined;
      missing.clear();
      rewired = true;
      graph.rewire(files, made);
      index.clear();
    },
    problems,
    parsed: summaries.parsed,
    countAsParsed: summaries.countAsParsed,
    outline: (file) => outlineOf(known.get(file)),
    outlineNow(file, star) {
      scan(file);
      if (star) passesOn(file);
      const { scan: now, star: stars } = outlineOf(known.get(file));
      return { ...(now === undefined ? {} : { scan: now }), ...(star && stars !== undefined ? { star: stars } : {}) };
    },
    seed(file, { scan: found, star }) {
      const it = load(file);
      if (it === undefined || found === undefined) return;
      it.scan = JSON.parse(found);
      if (star !== undefined) it.star = star;
    },
    seedNames: index.seed,
    oversized: summaries.oversized,
    counts: () => ({ read: read.size, parsed: summaries.parsed.size }),
  };
}

function outlineOf(it: Known | undefined): { readonly scan?: string; readonly star?: boolean } {
  if (it === undefined) return {};
  return { ...(it.scan === undefined ? {} : { scan: JSON.stringify(it.scan) }), ...(it.star === undefined ? {} : { star: it.star }) };
}

function folderOf(file: string): string {
  return file.slice(0, file.lastIndexOf('/') + 1);
}

function byFolder(all: readonly string[]): ReadonlyMap<string, readonly string[]> {
  const out = new Map<string, string[]>();
  for (const file of all) {
    const list = out.get(folderOf(file));
    if (list === undefined) out.set(folderOf(file), [file]);
    else list.push(file);
  }
  return out;
}
