import { createHash } from 'node:crypto';
import { sep } from 'node:path';
import { type Disk, DiskError } from './disk';

/** What was asked of a disk, where, and what it said, in short. */
export type Heard = readonly [question: Question, path: string, answer: string];

type Question = 'read' | 'isFile' | 'isFolder' | 'list' | 'real';

/** A disk that remembers everything it was asked. */
export interface Witness extends Disk {
  /** Every question once, with its answer; `undefined` when one was answered in two ways, since something changed meanwhile. */
  heard(): readonly Heard[] | undefined;
}

/** Whatever is worked out from a disk through this rests on what was heard, and on nothing else of it. What lies in `aside` is not noted. */
export function witness(disk: Disk & { readonly sums?: Sums }, aside?: string): Witness {
  const heard = new Map<string, Heard>();
  let torn = false;
  const note = (question: Question, path: string, answer: string): void => {
    if (aside !== undefined && (path === aside || path.startsWith(aside + sep))) return;
    const key = `${question} ${path}`;
    const before = heard.get(key);
    if (before === undefined) heard.set(key, [question, path, answer]);
    else if (before[2] !== answer) torn = true;
  };
  /** Notes the answer, or the error that stands for it. */
  const asking = <T extends ReturnType<Disk[Question]>>(question: Question, path: string, ask: () => T): T => {
    try {
      const answer = ask();
      note(question, path, summed(disk, path, answer));
      return answer;
    } catch (error) {
      note(question, path, failure(error));
      throw error;
    }
  };
  return {
    read: (path) => asking('read', path, () => disk.read(path)),
    isFile: (path) => asking('isFile', path, () => disk.isFile(path)),
    isFolder: (path) => asking('isFolder', path, () => disk.isFolder(path)),
    list: (folder) => asking('list', folder, () => disk.list(folder)),
    real: (path) => asking('real', path, () => disk.real(path)),
    heard: () => (torn ? undefined : [...heard.values()]),
  };
}

/** A disk that reads each text once, and sums it up once. */
export function readingOnce(disk: Disk): Disk & { readonly sums: Sums } {
  const texts = new Map<string, string>();
  const sums = new Map<string, string>();
  return {
    ...disk,
    sums: {
      of(path, text) {
        const known = texts.get(path) === text ? sums.get(path) : undefined;
        if (known !== undefined) return known;
        const sum = shortened(text);
        if (texts.get(path) === text) sums.set(path, sum);
        return sum;
      },
    },
    read(path) {
      const known = texts.get(path);
      if (known !== undefined) return known;
      const text = disk.read(path);
      if (text !== undefined) texts.set(path, text);
      return text;
    },
  };
}

/** What a text that was read at a path comes to, in short. */
export interface Sums {
  of(path: string, text: string): string;
}

/** What a disk would not say again. */
export function saidOtherwise(disk: Disk & { readonly sums?: Sums }, heard: readonly Heard[]): readonly Heard[] {
  return heard.filter(([question, path, answer]) => {
    try {
      return summed(disk, path, disk[question](path)) !== answer;
    } catch (error) {
      return failure(error) !== answer;
    }
  });
}

function summed({ sums }: { readonly sums?: Sums }, path: string, answer: ReturnType<Disk[Question]>): string {
  return typeof answer === 'string' && sums !== undefined ? sums.of(path, answer) : shortened(answer);
}

/** Texts and lists by their sum: an answer of any length in a few letters. */
function shortened(answer: ReturnType<Disk[Question]>): string {
  if (answer === undefined) return '-';
  if (typeof answer === 'boolean') return answer ? '+' : '-';
  const text = typeof answer === 'string' ? answer : answer.map(({ name, kind }) => `${kind} ${name}\n`).join('');
  return createHash('sha1').update(text).digest('base64');
}

function failure(error: unknown): string {
  return `! ${error instanceof DiskError ? error.message : String(error)}`;
}
