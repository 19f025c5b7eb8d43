import { join } from 'node:path';
import type { Problem } from '../model/analysis';
import type { Catalog } from '../model/catalog';
import type { FileSummary } from '../model/summary';
import { type Disk, DiskError } from '../source/disk';
import type { Resolver } from '../source/resolve';
import type { Scan } from '../source/scan';
import { makeScanner } from '../source/scan';
import type { SummaryCache } from './cache';
import { openThreads, type Threads, threadsFor } from './threads';
import { type Words, wordNumber, wordNumbers, wordTexts } from './words';

/** What is known of one file, each part made when first asked for. */
interface Known {
  text: string;
  scan?: Scan;
  summary?: FileSummary;
  words?: Words;
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
}

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

/** So many names are looked for in the texts themselves. */
const fewNames = 30;

function wordsIn(it: Known): Words {
  it.words ??= wordNumbers(it.text);
  return it.words;
}

/** `export * from`, and what stands for it where modules are made by `require`. */
const passing = /\bexport\s*\*|\bexports\s*=\s*require\b|\.\.\.\s*require\b|__exportStar\b|\bexports\s*,\s*require\b/;

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
  const { disk, root, cache, summarise, now, spend, cost, mostKb } = input;
  const scanner = makeScanner(input.catalog);
  const known = new Map<string, Known>();
  const open = new Map<string, string>();
  const problems = new Map<string, Problem>();
  const oversized = new Set<string>();
  const read = new Set<string>();
  const parsed = new Set<string>();
  let all: readonly string[] = [];
  let resolver: Resolver | undefined;
  let importersOf: Map<string, string[]> | undefined;
  const reach = new Map<string, readonly string[]>();
  let holders: Map<number, Set<string>> | undefined;
  let asked = 0;
  const edited = new Map<string, Known | undefined>();
  let threads: Threads | undefined;
  let decided = false;
  let rewired = true;

  const load = (file: string): Known | undefined => {
    const have = known.get(file);
    if (have !== undefined) return have;
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
    if (text === undefined) return undefined;
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

  const holds = (file: string, word: number): boolean => {
    const it = load(file);
    return it !== undefined && wordsIn(it).has(word);
  };

  const touch = (file: string): void => {
    if (!edited.has(file)) edited.set(file, known.get(file));
    known.delete(file);
    problems.delete(file);
    oversized.delete(file);
  };

  const sameImports = (before: Known, now: Known, file: string): boolean => {
    const [old, fresh] = [before.scan?.imports, scanned(now, file).imports];
    return old !== undefined && old.length === fresh.length && old.every((one, i) => one === fresh[i]);
  };

  const targetsOf = (it: Known, file: string): Set<string> => {
    const found = scanned(it, file).imports.map((specifier) => resolver?.resolve(specifier, file));
    return new Set(found.filter((target) => target !== undefined && target !== file).map(String));
  };

  /** Brings the graph of imports up to date for one file, and tells which files it imports now or does no more. */
  const reimported = (before: Known, now: Known, file: string): string[] => {
    const [old, fresh] = [targetsOf(before, file), targetsOf(now, file)];
    const gone = [...old].filter((target) => !fresh.has(target));
    const come = [...fresh].filter((target) => !old.has(target));
    if (importersOf !== undefined) {
      for (const target of gone)
        importersOf.set(
          target,
          (importersOf.get(target) ?? []).filter((one) => one !== file),
        );
      for (const target of come) importersOf.set(target, [...(importersOf.get(target) ?? []), file].sort());
    }
    return [...gone, ...come];
  };

  /** These files and all they import, directly or through others. */
  const below = (files: Iterable<string>): string[] => {
    const seen = new Set(files);
    for (const file of seen) {
      const it = load(file);
      if (it !== undefined) for (const target of targetsOf(it, file)) seen.add(target);
    }
    return [...seen];
  };

  /** Brings the index up to date for one file, and tells which identifiers came or went. */
  const reword = (file: string, before: Known, now: Known): string[] => {
    if (holders !== undefined) {
      const [old, fresh] = [wordsIn(before), wordsIn(now)];
      for (const word of old) if (!fresh.has(word)) holders.get(word)?.delete(file);
      for (const word of fresh) if (!old.has(word)) hold(holders, word, file);
    }
    const [old, fresh] = [wordTexts(before.text), wordTexts(now.text)];
    return [...[...old].filter((word) => !fresh.has(word)), ...[...fresh].filter((word) => !old.has(word))];
  };

  const hold = (index: Map<number, Set<string>>, word: number, file: string): void => {
    const list = index.get(word);
    if (list === undefined) index.set(word, new Set([file]));
    else list.add(file);
  };

  const wire = (): Map<string, string[]> => {
    if (importersOf !== undefined) return importersOf;
    const start = now();
    importersOf = new Map();
    for (const file of all) {
      for (const specifier of scan(file)?.imports ?? []) {
        const target = resolver?.resolve(specifier, file);
        if (target === undefined || target === file) continue;
        const list = importersOf.get(target);
        if (list === undefined) importersOf.set(target, [file]);
        else if (list[list.length - 1] !== file) list.push(file);
      }
    }
    spend('resolve', now() - start);
    return importersOf;
  };

  const tooLong = (file: string, text: string): boolean => text.length > mostKb(file) * 1024;

  /** A text that is nested deeper than the stack reaches spoils its own file only. */
  const summaryOf = (file: string, text: string): FileSummary => {
    try {
      return summarise(file, text);
    } catch (error) {
      const why = error instanceof RangeError ? 'it is nested too deeply' : error instanceof Error ? error.message : String(error);
      return { ...summarise(file, ''), error: { message: `${why}.`, offset: 0 } };
    }
  };

  return {
    text: (file) => load(file)?.text,
    scan,
    summary(file) {
      const it = load(file);
      if (it === undefined) return undefined;
      if (it.summary === undefined && tooLong(file, it.text)) {
        oversized.add(file);
        it.summary = summarise(file, '');
      }
      if (it.summary === undefined) {
        parsed.add(file);
        const cached = cache?.get(file, it.text);
        if (cached !== undefined) it.summary = cached;
        else {
          const start = now();
          const ahead = threads?.take(file, it.text);
          it.summary = ahead?.summary ?? summaryOf(file, it.text);
          spend('parse', now() - start);
          cost(file, ahead?.ms ?? now() - start);
          cache?.put(file, it.text, it.summary);
        }
        const { error } = it.summary;
        if (error === undefined) problems.delete(file);
        else problems.set(file, { path: file, message: `It does not parse: ${error.message}`, kind: 'input', offset: error.offset });
      }
      return it.summary;
    },
    expect(files) {
      if (input.threads === undefined || input.threads === 1 || (threads === undefined && decided)) return;
      const texts = files.flatMap((file) => {
        const it = known.get(file);
        return it === undefined || it.summary !== undefined || tooLong(file, it.text) || cache?.has(file, it.text) === true
          ? []
          : [{ file, text: it.text }];
      });
      if (threads === undefined) {
        decided = true;
        const bytes = texts.reduce((sum, { text }) => sum + text.length, 0);
        threads = texts.length < 2 ? undefined : openThreads(threadsFor(input.threads, bytes) - 1, all.length);
      }
      threads?.expect(texts);
    },
    settle() {
      threads?.close();
      threads = undefined;
      decided = false;
    },
    mentions: (file, name) => holds(file, wordNumber(name)),
    passesOn(file) {
      const it = load(file);
      if (it === undefined) return false;
      it.star ??= passing.test(it.text);
      return it.star;
    },
    mentioning(name) {
      const word = wordNumber(name);
      // Whoever asks for a few names is spared an index of all.
      if (holders === undefined && ++asked <= fewNames) return all.filter((file) => load(file)?.text.includes(name) && holds(file, word));
      if (holders === undefined) {
        const start = now();
        holders = new Map();
        for (const file of all) {
          const it = load(file);
          if (it !== undefined) for (const one of wordsIn(it)) hold(holders, one, file);
        }
        spend('index', now() - start);
      }
      return [...(holders.get(word) ?? [])];
    },
    importers(file) {
      const have = reach.get(file);
      if (have !== undefined) return have;
      const direct = wire();
      const seen = new Set([file]);
      const out: string[] = [];
      let ring = [file];
      while (ring.length > 0) {
        const next: string[] = [];
        for (const f of ring) {
          for (const importer of direct.get(f) ?? []) {
            if (seen.has(importer)) continue;
            seen.add(importer);
            next.push(importer);
          }
        }
        next.sort();
        out.push(...next);
        ring = next;
      }
      reach.set(file, out);
      return out;
    },
    importedBy: (file) => wire().get(file) ?? [],
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
        else if (!sameImports(before, now, file)) for (const target of reimported(before, now, file)) targets.add(target);
        if (before !== undefined && now !== undefined) names.push(...reword(file, before, now));
      }
      if (targets.size > 0) reach.clear();
      const imported = rewired || targets.size === 0 ? [] : below(targets);
      const answer = { rewired, files: [...edited.keys()], names, targets: [...targets], imported };
      if (rewired) {
        importersOf = undefined;
        holders = undefined;
        reach.clear();
      }
      rewired = false;
      edited.clear();
      return answer;
    },
    rewire(files, made) {
      all = files;
      resolver = made;
      rewired = true;
      importersOf = undefined;
      holders = undefined;
      reach.clear();
    },
    problems,
    oversized,
    counts: () => ({ read: read.size, parsed: parsed.size }),
  };
}
