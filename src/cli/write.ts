import { chmodSync, mkdirSync, readFileSync, realpathSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { dirname, isAbsolute, relative } from 'node:path';
import { WrongRequest } from './request';

/** Writes a file anew if it still holds what was read from it; says whether it did. A byte-order mark stays; other encodings than UTF-8 are left alone. */
export function rewrite(path: string, before: string | undefined, after: string): boolean {
  const now = bytesOf(path);
  if (now === undefined || before === undefined) {
    if (now !== undefined || before !== undefined) return false;
    writeWhole(path, after);
    return true;
  }
  const mark = markOf(path);
  if (now !== mark + before) return false;
  writeWhole(path, mark + after);
  return true;
}

/** The byte-order mark that a file begins with, which texts are read without; empty when there is none. */
export function markOf(path: string): string {
  return bytesOf(path)?.startsWith('\ufeff') === true ? '\ufeff' : '';
}

function bytesOf(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return undefined;
  }
}

/** Writes a file whole or not at all: a temporary file beside it, then a rename; its mode is kept and a link is followed. */
export function writeWhole(path: string, text: string): void {
  const { target, mode } = there(path);
  const temporary = `${target}.${process.pid}.breakwater-tmp`;
  refusing(path, () => {
    makeFolder(dirname(target));
    try {
      writeFileSync(temporary, text, { flag: 'wx' });
      if (mode !== undefined) chmodSync(temporary, mode);
      renameSync(temporary, target);
    } catch (error) {
      rmSync(temporary, { force: true });
      throw error;
    }
  });
}

/** Writes or appends to what may be no plain file, such as a pipe. */
export function writeInto(path: string, text: string, flag: 'w' | 'a' | 'wx'): void {
  refusing(path, () => {
    makeFolder(dirname(path));
    writeFileSync(path, text, { flag });
  });
}

/** A place that cannot be written to is a wrong request, told in one sentence. */
function refusing(path: string, action: () => void): void {
  try {
    action();
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : '';
    const shown = isAbsolute(path) && !relative('', path).startsWith('..') ? relative('', path) : path;
    throw new WrongRequest(`\`${shown}\` cannot be written: ${whyNot[code] ?? (error instanceof Error ? error.message : String(error))}.`);
  }
}

const whyNot: Readonly<Record<string, string>> = {
  EACCES: 'permission is denied',
  EPERM: 'permission is denied',
  EROFS: 'the file system is read-only',
  ENOSPC: 'there is no space left',
  EISDIR: 'it is a folder',
  ENOTDIR: 'a part of its path is no folder',
  ENOENT: 'its folder cannot be made',
  EEXIST: 'it is there already',
};

/** Step by step, since Node's own way never ends where a folder cannot be made and says it is not there. */
function makeFolder(folder: string): void {
  if (statSync(folder, { throwIfNoEntry: false }) !== undefined) return;
  const parent = dirname(folder);
  if (parent !== folder) makeFolder(parent);
  try {
    mkdirSync(folder);
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error;
  }
}

function there(path: string): { target: string; mode?: number } {
  try {
    const target = realpathSync(path);
    return { target, mode: statSync(target).mode };
  } catch {
    return { target: path };
  }
}
