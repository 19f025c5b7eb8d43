import { readdirSync, readFileSync, realpathSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** An entry of a folder. */
export interface Entry {
  readonly name: string;
  readonly kind: 'file' | 'dir' | 'link';
}

/** Reading files and folders by absolute path; nothing is ever written through it. */
export interface Disk {
  /** The text without its byte-order mark; `undefined` when there is no such file. */
  read(path: string): string | undefined;
  isFile(path: string): boolean;
  isFolder(path: string): boolean;
  list(folder: string): readonly Entry[];
  /** Where a link really leads, so that loops are seen. */
  real(path: string): string;
}

/** A file that is there and cannot be read. */
export class DiskError extends Error {}

const absentCodes = new Set(['ENOENT', 'ENOTDIR', 'EISDIR']);

export function realDisk(): Disk {
  return {
    read(path) {
      try {
        return withoutMark(readFileSync(path));
      } catch (error) {
        const code = (error as NodeJS.ErrnoException).code ?? '';
        if (absentCodes.has(code)) return undefined;
        throw new DiskError(code === 'EACCES' || code === 'EPERM' ? 'It may not be read.' : `It cannot be read (${code || String(error)}).`);
      }
    },
    isFile: (path) => statSync(path, { throwIfNoEntry: false })?.isFile() === true,
    isFolder: (path) => statSync(path, { throwIfNoEntry: false })?.isDirectory() === true,
    list(folder) {
      try {
        return readdirSync(folder, { withFileTypes: true }).map((e) => ({ name: e.name, kind: e.isDirectory() ? 'dir' : e.isSymbolicLink() ? 'link' : 'file' }));
      } catch (error) {
        const code = (error as NodeJS.ErrnoException).code ?? '';
        if (absentCodes.has(code)) return [];
        throw new DiskError(`The folder cannot be read (${code}).`);
      }
    },
    real(path) {
      try {
        return realpathSync(path);
      } catch {
        return path;
      }
    },
  };
}

/** UTF-8 without its mark; UTF-16 is told by its mark. */
function withoutMark(bytes: Buffer): string {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return bytes.subarray(2).toString('utf16le');
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return Buffer.from(bytes.subarray(2)).swap16().toString('utf16le');
  const text = bytes.toString('utf8');
  return text.charCodeAt(0) === 0xfeff ? text.slice(1) : text;
}

/** Files held in memory, for tests and unsaved projects; names are relative to `root`. */
export function memoryDisk(root: string, files: Readonly<Record<string, string>>): Disk {
  const byPath = new Map(Object.entries(files).map(([name, text]) => [join(root, name), text]));
  const folders = new Map<string, Map<string, Entry>>();
  for (const path of byPath.keys()) {
    let child = path;
    let kind: Entry['kind'] = 'file';
    for (let parent = dirname(path); ; parent = dirname(parent)) {
      const entries = folders.get(parent) ?? new Map<string, Entry>();
      folders.set(parent, entries);
      const name = child.slice(parent.length).replace(/^[\\/]/, '');
      if (entries.has(name)) break;
      entries.set(name, { name, kind });
      kind = 'dir';
      if (parent === dirname(parent)) break;
      child = parent;
    }
  }
  return {
    read: (path) => byPath.get(path),
    isFile: (path) => byPath.has(path),
    isFolder: (path) => folders.has(path),
    list: (folder) => [...(folders.get(folder)?.values() ?? [])],
    real: (path) => path,
  };
}

