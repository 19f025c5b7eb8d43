import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { DiskError, memoryDisk, realDisk } from '../../src/source/disk';

const folder = mkdtempSync(join(tmpdir(), 'breakwater-disk-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const at = (name: string): string => join(folder, name);
const put = (name: string, bytes: string | Uint8Array): string => {
  writeFileSync(at(name), bytes);
  return at(name);
};

describe('texts', () => {
  const disk = realDisk();

  test('a byte-order mark is no part of them, and tells how they are written', () => {
    expect(disk.read(put('utf8.ts', '\ufefflet a;'))).toBe('let a;');
    expect(disk.read(put('little.ts', Buffer.from('\ufefflet ä;', 'utf16le')))).toBe('let ä;');
    expect(disk.read(put('big.ts', Buffer.from('\ufefflet ä;', 'utf16le').swap16()))).toBe('let ä;');
  });

  test('half a character at the end is dropped', () => {
    const bytes = Buffer.concat([Buffer.from('\ufeffa', 'utf16le').swap16(), Buffer.from([0])]);
    expect(disk.read(put('odd.ts', bytes))).toBe('a');
  });

  test('there is none where there is no file', () => {
    expect(disk.read(at('nowhere.ts'))).toBeUndefined();
    expect(disk.read(folder)).toBeUndefined();
    expect(disk.read(join(put('plain.ts', ''), 'below.ts'))).toBeUndefined();
    expect(disk.list(at('nowhere'))).toEqual([]);
  });

  test('what cannot be read says so in one sentence', () => {
    symlinkSync('self.ts', at('self.ts'));
    expect(() => disk.read(at('self.ts'))).toThrow(new DiskError('It cannot be read (error ELOOP).'));
    expect(disk.isFile(at('self.ts'))).toBe(false);
    expect(disk.isFolder(at('self.ts'))).toBe(false);
  });
});

test.skipIf(process.platform === 'win32')('a pipe is not listed, since reading it may never end', () => {
  mkdirSync(at('pipes'));
  execFileSync('mkfifo', [at('pipes/pipe.ts')]);
  put('pipes/file.ts', '');
  mkdirSync(at('pipes/folder'));
  symlinkSync('file.ts', at('pipes/link.ts'));
  const entries = [...realDisk().list(at('pipes'))].sort((a, b) => (a.name < b.name ? -1 : 1));
  expect(entries).toEqual([
    { name: 'file.ts', kind: 'file' },
    { name: 'folder', kind: 'dir' },
    { name: 'link.ts', kind: 'link' },
  ]);
  expect(realDisk().isFile(at('pipes/pipe.ts'))).toBe(false);
});

test('files in memory answer as those on disk do', () => {
  const disk = memoryDisk('/project', { 'a.ts': '\ufeffA', 'src/b/c.ts': 'C', 'src/b/d.ts': 'D' });
  expect(disk.read('/project/a.ts')).toBe('A');
  expect(disk.read('/project/none.ts')).toBeUndefined();
  expect([disk.isFile('/project/a.ts'), disk.isFile('/project/src'), disk.isFolder('/project/src')]).toEqual([true, false, true]);
  expect(disk.list('/project')).toEqual([
    { name: 'a.ts', kind: 'file' },
    { name: 'src', kind: 'dir' },
  ]);
  expect(disk.list('/project/src/b').map((entry) => entry.name)).toEqual(['c.ts', 'd.ts']);
  expect(disk.isFolder('/')).toBe(true);
  expect(memoryDisk('/empty', {}).isFolder('/empty')).toBe(true);
});
