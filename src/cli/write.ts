import { chmodSync, mkdirSync, realpathSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';

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
