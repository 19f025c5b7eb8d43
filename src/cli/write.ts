import { chmodSync, mkdirSync, readFileSync, realpathSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';

/** Writes a file anew if it still holds what was read from it; says whether it did. A byte-order mark stays; other encodings than UTF-8 are left alone. */
export function rewrite(path: string, before: string | undefined, after: string): boolean {
  const now = bytesOf(path);
  if (now === undefined || before === undefined) {
    if (now !== undefined || before !== undefined) return false;
    writeWhole(path, after);
    return true;
  }
  const mark = now.startsWith('\ufeff') ? '\ufeff' : '';
  if (now !== mark + before) return false;
  writeWhole(path, mark + after);
  return true;
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
  mkdirSync(dirname(target), { recursive: true });
  try {
    writeFileSync(temporary, text, { flag: 'wx' });
    if (mode !== undefined) chmodSync(temporary, mode);
    renameSync(temporary, target);
  } catch (error) {
    rmSync(temporary, { force: true });
    throw error;
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
