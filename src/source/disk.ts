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
  /** Files, folders and links; pipes, sockets and devices are left out, since reading one may never end. */
  list(folder: string): readonly Entry[];
  /** Where a link really leads, so that loops are seen. */
  real(path: string): string;
}

/** Something that is there and cannot be read; the message is one sentence. */
export class DiskError extends Error {}

export function realDisk(): Disk {
  return {
    read: (path) => tried(() => textOf(readFileSync(path)), undefined, 'It'),
    isFile: (path) => kindOf(path) === 'file',
    isFolder: (path) => kindOf(path) === 'folder',
    list: (folder) =>
      tried(
        () =>
          readdirSync(folder, { withFileTypes: true }).flatMap((entry): Entry[] => {
            const kind = entry.isFile() ? 'file' : entry.isDirectory() ? 'dir' : entry.isSymbolicLink() ? 'link' : undefined;
            return kind === undefined ? [] : [{ name: entry.name, kind }];
          }),
        [],
        'The folder',
      ),
    real(path) {
      try {
        return realpathSync(path);
      } catch {
        return path;
      }
    },
  };
}

/** A link that leads to itself has no kind. */
function kindOf(path: string): 'file' | 'folder' | undefined {
  try {
    const stats = statSync(path, { throwIfNoEntry: false });
    return stats?.isFile() === true ? 'file' : stats?.isDirectory() === true ? 'folder' : undefined;
  } catch {
    return undefined;
  }
}

/** What is not there is no error; all else is. */
function tried<T>(action: () => T, absent: T, subject: string): T {
  try {
    return action();
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : 'of an unknown kind';
    if (code === 'ENOENT' || code === 'ENOTDIR' || code === 'EISDIR') return absent;
    throw new DiskError(
      code === 'EACCES' || code === 'EPERM'
        ? `${subject} cannot be read: permission is denied.`
        : code === 'ERR_STRING_TOO_LONG' || code === 'ERR_FS_FILE_TOO_LARGE'
          ? `${subject} cannot be read: it is too large.`
          : `${subject} cannot be read (error ${code}).`,
    );
  }
}

/** UTF-8 without its mark; UTF-16 is told by its mark. */
function textOf(bytes: Buffer): string {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return bytes.subarray(2).toString('utf16le');
  if (bytes[0] === 0xfe && bytes[1] === 0xff) {
    // An odd last byte belongs to no character.
    return Buffer.from(bytes.subarray(2, bytes.length - (bytes.length % 2)))
      .swap16()
      .toString('utf16le');
  }
  return withoutMark(bytes.toString('utf8'));
}

function withoutMark(text: string): string {
  return text.charCodeAt(0) === 0xfeff ? text.slice(1) : text;
}

/** Files held in memory, for tests and unsaved projects; names are relative to `root`. */
export function memoryDisk(root: string, files: Readonly<Record<string, string>>): Disk {
  const byPath = new Map(Object.entries(files).map(([name, text]) => [join(root, name), withoutMark(text)]));
  const folders = new Map<string, Map<string, Entry>>([[join(root), new Map()]]);
  for (const path of byPath.keys()) {
    let child = path;
    let kind: Entry['kind'] = 'file';
    for (let parent = dirname(path); ; parent = dirname(parent)) {
      const entries = folders.get(parent) ?? new Map<string, Entry>();
      folders.set(parent, entries);
      const name = child.slice(parent.length).replace(/^[\\/]/, '');
      if (entries.has(name)) break;
      entries.set(name, { name, kind });
      if (parent === dirname(parent)) break;
      kind = 'dir';
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
