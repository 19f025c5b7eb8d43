import { createHash, randomBytes } from 'node:crypto';
import { appendFileSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type FileSummary, summaryVersion } from '../model/summary';

/** Summaries kept from an earlier run, by what the file holds. */
export interface SummaryCache {
  get(file: string, text: string): FileSummary | undefined;
  /** Whether there is an entry, right or torn. */
  has(file: string, text: string): boolean;
  put(file: string, text: string, summary: FileSummary): void;
  /** Writes what was asked for or added, if anything is new; `others` are files of the project that were not asked for in this run. Never fails: a cache that cannot be kept is no fault. */
  save(others?: readonly { readonly file: string; readonly text: string }[]): void;
}

declare const breakwaterVersion: string | undefined;

/**
 * Opens the cache in a folder. An entry is named by everything its summary depends on (the text, the kind of file, the
 * version of Breakwater), and carries a sum of its own bytes: what is torn, foreign or stale is not found, and then the
 * file is read anew. All entries of one version lie in one file: what is new is written behind the rest at one stroke, and when
 * most of it is of no use it is replaced as a whole, so runs side by side cannot spoil each other.
 */
export function openCache(folder: string): SummaryCache {
  const version = `${summaryVersion}-${typeof breakwaterVersion === 'string' ? breakwaterVersion : 'development'}`;
  const path = join(folder, `summaries-${version}.jsonl`);
  const kept = readEntries(path);
  const used = new Map<string, string>();
  let fresh: string[] = [];
  return {
    get(file, text) {
      const key = keyOf(file, text);
      const line = used.get(key) ?? kept.line(key);
      if (line === undefined) return undefined;
      const summary = parsed(line);
      if (summary !== undefined) used.set(key, line);
      return summary;
    },
    has(file, text) {
      const key = keyOf(file, text);
      return used.has(key) || kept.has(key);
    },
    put(file, text, summary) {
      const key = keyOf(file, text);
      const body = JSON.stringify(summary);
      used.set(key, `${sumOf(body)}${body}`);
      fresh.push(key);
    },
    save(others = []) {
      // What no longer belongs to a file goes when most of the entries are such.
      const sweeps = kept.size > 2 * (used.size + others.length);
      if (fresh.length === 0 && !sweeps) return;
      if (sweeps) {
        for (const key of others.map(({ file, text }) => keyOf(file, text))) {
          const line = kept.line(key);
          if (line !== undefined) used.set(key, line);
        }
      }
      const lines = (keys: Iterable<string>): string => [...keys].map((key) => `${key}${used.get(key)}\n`).join('');
      const draft = `${path}.${process.pid}.${randomBytes(4).toString('hex')}`;
      try {
        mkdirSync(folder, { recursive: true });
        writeFileSync(join(folder, '.gitignore'), '*\n');
      } catch {
        return;
      }
      try {
        if (sweeps) {
          writeFileSync(draft, lines(used.keys()));
          renameSync(draft, path);
        } else appendFileSync(path, `${kept.isTorn ? '\n' : ''}${lines(fresh)}`);
      } catch {
        rmSync(draft, { force: true });
      }
      fresh = [];
    },
  };
}

/** Length of a name, and of a sum, in letters. */
const nameLength = 40;
const sumLength = 16;

/** The entries of a file by their names; each is made a text when it is asked for. */
function readEntries(path: string): {
  /** How many there are, those that stand there twice counted twice. */
  readonly size: number;
  /** It ends in the middle of an entry. */
  readonly isTorn: boolean;
  has(key: string): boolean;
  line(key: string): string | undefined;
} {
  const places = new Map<string, readonly [from: number, to: number]>();
  let size = 0;
  let bytes = Buffer.alloc(0);
  try {
    bytes = readFileSync(path);
  } catch {}
  for (let from = 0; from < bytes.length; ) {
    const end = bytes.indexOf(newline, from);
    const to = end < 0 ? bytes.length : end;
    size++;
    if (to - from > nameLength) places.set(bytes.toString('latin1', from, from + nameLength), [from + nameLength, to]);
    from = to + 1;
  }
  return {
    size,
    isTorn: bytes.length > 0 && bytes[bytes.length - 1] !== newline,
    has: (key) => places.has(key),
    line(key) {
      const place = places.get(key);
      return place === undefined ? undefined : bytes.toString('utf8', place[0], place[1]);
    },
  };
}

const newline = 10;

function parsed(line: string): FileSummary | undefined {
  const body = line.slice(sumLength);
  if (line.slice(0, sumLength) !== sumOf(body)) return undefined;
  try {
    const summary: FileSummary = JSON.parse(body);
    return summary.version === summaryVersion ? summary : undefined;
  } catch {
    return undefined;
  }
}

function sumOf(body: string): string {
  return createHash('sha1').update(body).digest('hex').slice(0, sumLength);
}

/** The ending counts, since it decides how a text is parsed. */
function keyOf(file: string, text: string): string {
  const ending = /\.[a-z]+$/i.exec(file)?.[0].toLowerCase() ?? '';
  return createHash('sha1').update(`${ending}\n`).update(text).digest('hex');
}
