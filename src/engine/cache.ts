import { createHash, randomBytes } from 'node:crypto';
import { mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type FileSummary, summaryVersion } from '../model/summary';

/** Summaries kept from an earlier run, by what the file holds. */
export interface SummaryCache {
  get(file: string, text: string): FileSummary | undefined;
  /** Whether there is an entry, right or torn. */
  has(file: string, text: string): boolean;
  put(file: string, text: string, summary: FileSummary): void;
  /** Writes what was asked for or added, if anything is new. Never fails: a cache that cannot be kept is no fault. */
  save(): void;
}

declare const breakwaterVersion: string | undefined;

/**
 * Opens the cache in a folder. An entry is named by everything its summary depends on (the text, the kind of file, the
 * version of Breakwater), and carries a sum of its own bytes: what is torn, foreign or stale is not found, and then the
 * file is read anew. All entries of one version lie in one file, which is replaced as a whole, so runs side by side
 * cannot spoil each other; the last one wins.
 */
export function openCache(folder: string): SummaryCache {
  const version = `${summaryVersion}-${typeof breakwaterVersion === 'string' ? breakwaterVersion : 'development'}`;
  const path = join(folder, `summaries-${version}.jsonl`);
  const kept = readEntries(path);
  const used = new Map<string, string>();
  let fresh = false;
  return {
    get(file, text) {
      const key = keyOf(file, text);
      const line = used.get(key) ?? kept.get(key);
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
      const body = JSON.stringify(summary);
      used.set(keyOf(file, text), `${sumOf(body)}${body}`);
      fresh = true;
    },
    save() {
      // What no longer belongs to a file goes when most of the entries are such.
      if (!fresh && kept.size <= 2 * used.size) return;
      const all = kept.size > 2 * used.size ? used : new Map([...kept, ...used]);
      const draft = `${path}.${process.pid}.${randomBytes(4).toString('hex')}`;
      try {
        mkdirSync(folder, { recursive: true });
        writeFileSync(join(folder, '.gitignore'), '*\n');
      } catch {
        return;
      }
      try {
        writeFileSync(draft, [...all].map(([key, line]) => `${key}${line}\n`).join(''));
        renameSync(draft, path);
      } catch {
        rmSync(draft, { force: true });
      }
      fresh = false;
    },
  };
}

/** Length of a name, and of a sum, in letters. */
const nameLength = 40;
const sumLength = 16;

function readEntries(path: string): Map<string, string> {
  const entries = new Map<string, string>();
  let text: string;
  try {
    text = readFileSync(path, 'utf8');
  } catch {
    return entries;
  }
  for (const line of text.split('\n')) if (line.length > nameLength) entries.set(line.slice(0, nameLength), line.slice(nameLength));
  return entries;
}

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
