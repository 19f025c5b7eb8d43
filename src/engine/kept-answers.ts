import { createHash, randomBytes } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { deserialize, serialize } from 'node:v8';
import type { Analysis } from '../model/analysis';
import type { Finding } from '../model/finding';
import type { Fix } from '../model/remedy';
import { type Disk, realDisk } from '../source/disk';
import { type Heard, readingOnce, saidOtherwise, witness } from '../source/witness';

/** What a run said, whole: asked again of the same project, nothing has to be worked out. */
export interface KeptAnswer {
  readonly analysis: Analysis;
  /** Found files, relative to the root. */
  readonly files: readonly string[];
  /** Paths that matched nothing. */
  readonly missing: readonly string[];
  /** The fixes that were asked for, by what tells their finding from all others. */
  readonly fixes: ReadonlyMap<string, readonly Fix[]>;
}

/** Tells a finding from all others of one answer. */
export function findingKey({ rule, fingerprint, at }: Finding): string {
  return `${rule} ${fingerprint} ${at.file}:${at.start}`;
}

export interface KeptAnswers {
  /** What everything is to be read through, so that it is known what an answer rests on. */
  readonly disk: Disk;
  /** Text at an absolute path, or nothing where there is none to read. */
  read(path: string): string | undefined;
  /** The answer to the same question, if the disk still says all that it was made of. */
  recall(): KeptAnswer | undefined;
  /** What was left beside an answer that holds no more, and the texts that are others now, by absolute path, where nothing else is other; to be asked for after `recall`. */
  left(): { readonly changed: readonly string[]; read(): Uint8Array | undefined } | undefined;
  /** Keeps an answer for all that was read so far. Never fails: one that cannot be kept is worked out anew. */
  keep(answer: KeptAnswer, leaves: () => Uint8Array | undefined): void;
}

/** More answers than these are not kept in one folder; the oldest go. */
const mostAnswers = 12;
/** Larger ones cost more to read than they spare. */
const mostBytes = 64_000_000;
const sumLength = 20;

interface Entry {
  readonly heard: readonly Heard[];
  readonly answer: KeptAnswer;
}

/**
 * Answers in a folder, by the question: everything besides the disk that an answer depends on, this program and the day
 * included. An entry carries a sum of its bytes, and is replaced as a whole, so a torn or foreign one is not found and runs
 * side by side cannot spoil each other.
 */
export function keptAnswers(folder: string, question: readonly unknown[]): KeptAnswers {
  const name = `answer-${createHash('sha1').update(JSON.stringify(question)).digest('hex')}.bin`;
  const path = join(folder, name);
  const beside = join(folder, leftOf(name));
  // A run sees the texts that an earlier answer was held against.
  const real = readingOnce(realDisk());
  // The cache itself is made before anything is listed, so that it is there each time.
  const disk = witness(real, folder);
  let stale: { readonly changed: readonly string[]; readonly heard: readonly Heard[]; readonly sum: Buffer } | undefined;
  return {
    disk,
    read(path) {
      try {
        return disk.read(path);
      } catch {
        return undefined;
      }
    },
    recall() {
      const entry = readEntry(path);
      if (entry === undefined) {
        prepare(folder);
        return undefined;
      }
      const otherwise = saidOtherwise(real, entry.heard);
      if (otherwise.length === 0) return entry.answer;
      if (otherwise.every(([question]) => question === 'read'))
        stale = { changed: otherwise.map(([, of]) => of), heard: entry.heard, sum: entry.sum };
      return undefined;
    },
    left() {
      const it = stale;
      return it === undefined ? undefined : { changed: it.changed, read: () => readLeft(beside, it.sum) };
    },
    keep(answer, leaves) {
      const now = disk.heard();
      // What is taken from an earlier run rests on what that one heard, unless something changed since it was asked again.
      const heard = now === undefined || stale === undefined ? now : joined(stale, now);
      // What is incomplete is not worth keeping.
      if (heard === undefined || answer.analysis.problems.some(({ kind }) => kind === 'internal')) return;
      const body = plainly({ heard, answer });
      if (body === undefined || body.length > mostBytes) return;
      prepare(folder);
      const sum = sumOf(body);
      if (!replace(path, [sum, body])) return;
      const left = leaves();
      // It belongs to this answer and to no other.
      if (left === undefined || left.length > mostBytes) rmSync(beside, { force: true });
      else replace(beside, [sumOf(left), sum, left]);
      dropOldest(folder);
    },
  };
}

/** All that was heard; `undefined` where a text became another one after it was found the same. */
function joined({ changed, heard }: { readonly changed: readonly string[]; readonly heard: readonly Heard[] }, now: readonly Heard[]) {
  const all = new Map(heard.map((one) => [`${one[0]} ${one[1]}`, one]));
  const known = new Set(changed);
  for (const one of now) {
    const key = `${one[0]} ${one[1]}`;
    const before = all.get(key);
    if (before !== undefined && before[2] !== one[2] && !(one[0] === 'read' && known.has(one[1]))) return undefined;
    all.set(key, one);
  }
  return [...all.values()];
}

function leftOf(answer: string): string {
  return answer.replace(/^answer-/, 'left-');
}

function plainly(entry: Entry): Buffer | undefined {
  try {
    return serialize(entry);
  } catch {
    return undefined;
  }
}

/** Puts a whole file in the place of another; whether it stands there now. */
function replace(path: string, parts: readonly Uint8Array[]): boolean {
  const draft = `${path}.${process.pid}.${randomBytes(4).toString('hex')}`;
  try {
    writeFileSync(draft, Buffer.concat(parts));
    renameSync(draft, path);
    return true;
  } catch {
    rmSync(draft, { force: true });
    return false;
  }
}

/** A folder that cannot be made keeps nothing. */
function prepare(folder: string): void {
  try {
    mkdirSync(folder, { recursive: true });
    writeFileSync(join(folder, '.gitignore'), '*\n');
  } catch {}
}

function readEntry(path: string): (Entry & { readonly sum: Buffer }) | undefined {
  try {
    const bytes = readFileSync(path);
    const body = bytes.subarray(sumLength);
    const sum = bytes.subarray(0, sumLength);
    return sumOf(body).equals(sum) ? { ...(deserialize(body) as Entry), sum } : undefined;
  } catch {
    return undefined;
  }
}

/** What was left beside the answer of that sum. */
function readLeft(path: string, answer: Buffer): Uint8Array | undefined {
  try {
    const bytes = readFileSync(path);
    const [sum, of, body] = [bytes.subarray(0, sumLength), bytes.subarray(sumLength, 2 * sumLength), bytes.subarray(2 * sumLength)];
    return of.equals(answer) && sumOf(body).equals(sum) ? body : undefined;
  } catch {
    return undefined;
  }
}

function sumOf(body: Uint8Array): Buffer {
  return createHash('sha1').update(body).digest();
}

function dropOldest(folder: string): void {
  const kept = readdirSync(folder)
    .filter((one) => /^answer-[0-9a-f]+\.bin$/.test(one))
    .map((one) => ({ one, at: statSync(join(folder, one)).mtimeMs }))
    .sort((a, b) => b.at - a.at);
  for (const { one } of kept.slice(mostAnswers)) for (const name of [one, leftOf(one)]) rmSync(join(folder, name), { force: true });
}
