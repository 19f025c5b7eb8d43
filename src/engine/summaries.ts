import type { Problem } from '../model/analysis';
import type { FileSummary } from '../model/summary';
import type { SummaryCache } from './cache';
import { openThreads, type Threads, threadsFor } from './threads';

/** Makes summaries of texts: from the cache, with the help of other threads, or here. */
export interface Summaries {
  of(file: string, text: string): FileSummary;
  /** These texts will be asked for soon, out of so many files; other threads may begin with them. */
  expect(texts: readonly { readonly file: string; readonly text: string }[], room: number): void;
  /** Nothing more is expected. */
  settle(): void;
  /** A file's text has changed. */
  forget(file: string): void;
  /** Files that were asked for and are too long to be looked into. */
  readonly oversized: ReadonlySet<string>;
  /** It was looked into in an earlier run, and need not be again. */
  countAsParsed(file: string): void;
  /** Files that were asked for and looked into. */
  readonly parsed: ReadonlySet<string>;
}

/** Opens the making of summaries; what does not parse is noted in `problems`. */
export function makeSummaries(input: {
  readonly cache?: SummaryCache;
  /** How many threads may read; default this one alone. */
  readonly threads?: number | 'auto';
  readonly summarise: (file: string, text: string) => FileSummary;
  readonly problems: Map<string, Problem>;
  readonly now: () => number;
  readonly spend: (phase: string, milliseconds: number) => void;
  /** Kilobytes above which a file is not looked into. */
  readonly mostKb: (file: string) => number;
  /** What was done for one file alone, on whichever thread. */
  readonly cost: (file: string, milliseconds: number) => void;
}): Summaries {
  const { cache, summarise, problems, now, spend, cost, mostKb } = input;
  const oversized = new Set<string>();
  const parsed = new Set<string>();
  let threads: Threads | undefined;
  let decided = false;

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

  const made = (file: string, text: string): FileSummary => {
    const cached = cache?.get(file, text);
    if (cached !== undefined) return cached;
    const start = now();
    const ahead = threads?.take(file, text);
    const summary = ahead?.summary ?? summaryOf(file, text);
    spend('parse', now() - start);
    cost(file, ahead?.ms ?? now() - start);
    cache?.put(file, text, summary);
    return summary;
  };

  return {
    of(file, text) {
      if (tooLong(file, text)) {
        oversized.add(file);
        return summarise(file, '');
      }
      parsed.add(file);
      const summary = made(file, text);
      const { error } = summary;
      if (error === undefined) problems.delete(file);
      else problems.set(file, { path: file, message: `It does not parse: ${error.message}`, kind: 'input', offset: error.offset });
      return summary;
    },
    expect(asked, room) {
      if (input.threads === undefined || input.threads === 1 || (threads === undefined && decided)) return;
      const texts = asked.filter(({ file, text }) => !tooLong(file, text) && cache?.has(file, text) !== true);
      if (threads === undefined) {
        decided = true;
        const bytes = texts.reduce((sum, { text }) => sum + text.length, 0);
        threads = texts.length < 2 ? undefined : openThreads(threadsFor(input.threads, bytes) - 1, room);
      }
      threads?.expect(texts);
    },
    settle() {
      threads?.close();
      threads = undefined;
      decided = false;
    },
    countAsParsed: (file) => parsed.add(file),
    forget: (file) => oversized.delete(file),
    oversized,
    parsed,
  };
}
