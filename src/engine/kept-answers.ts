import { createHash, randomBytes } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { deserialize, serialize } from 'node:v8';
import type { Analysis } from '../model/analysis';
import type { Finding } from '../model/finding';
import type { Fix } from '../model/remedy';
import { type Disk, realDisk } from '../source/disk';
import { type Heard, stillSays, witness } from '../source/witness';

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
  /** Keeps an answer for all that was read so far. Never fails: one that cannot be kept is worked out anew. */
  keep(answer: KeptAnswer): void;
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
  const real = realDisk();
  // The cache itself is made before anything is listed, so that it is there each time.
  const disk = witness(real, folder);
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
      if (entry === undefined) prepare(folder);
      return entry !== undefined && stillSays(real, entry.heard) ? entry.answer : undefined;
    },
    keep(answer) {
      const heard = disk.heard();
      // What is incomplete is not worth keeping.
      if (heard === undefined || answer.analysis.problems.some(({ kind }) => kind === 'internal')) return;
      const draft = `${path}.${process.pid}.${randomBytes(4).toString('hex')}`;
      try {
        const body = serialize({ heard, answer } satisfies Entry);
        if (body.length > mostBytes) return;
        prepare(folder);
        writeFileSync(draft, Buffer.concat([sumOf(body), body]));
        renameSync(draft, path);
        dropOldest(folder);
      } catch {
        rmSync(draft, { force: true });
      }
    },
  };
}

/** A folder that cannot be made keeps nothing. */
function prepare(folder: string): void {
  try {
    mkdirSync(folder, { recursive: true });
    writeFileSync(join(folder, '.gitignore'), '*\n');
  } catch {}
}

function readEntry(path: string): Entry | undefined {
  try {
    const bytes = readFileSync(path);
    const body = bytes.subarray(sumLength);
    return sumOf(body).equals(bytes.subarray(0, sumLength)) ? deserialize(body) : undefined;
  } catch {
    return undefined;
  }
}

function sumOf(body: Buffer): Buffer {
  return createHash('sha1').update(body).digest();
}

function dropOldest(folder: string): void {
  const kept = readdirSync(folder)
    .filter((one) => /^answer-[0-9a-f]+\.bin$/.test(one))
    .map((one) => ({ one, at: statSync(join(folder, one)).mtimeMs }))
    .sort((a, b) => b.at - a.at);
  for (const { one } of kept.slice(mostAnswers)) rmSync(join(folder, one), { force: true });
}
