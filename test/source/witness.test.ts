import { join } from 'node:path';
import { expect, test } from 'vitest';
import { type Disk, DiskError, memoryDisk } from '../../src/source/disk';
import { saidOtherwise, witness } from '../../src/source/witness';

const root = join('/', 'project');
const at = (name: string): string => join(root, name);

test('what was heard holds as long as the disk says the same', () => {
  const seen = witness(memoryDisk(root, { 'a.ts': 'one', 'b/c.ts': 'two' }));
  expect(seen.read(at('a.ts'))).toBe('one');
  expect(seen.read(at('gone.ts'))).toBeUndefined();
  expect([seen.isFile(at('a.ts')), seen.isFolder(at('b')), seen.list(at('b')).length]).toEqual([true, true, 1]);
  const heard = seen.heard() ?? [];
  expect(heard).toHaveLength(5);
  const says = (files: Record<string, string>): boolean => saidOtherwise(memoryDisk(root, files), heard).length === 0;
  expect(says({ 'a.ts': 'one', 'b/c.ts': 'other, but nobody read it' })).toBe(true);
  expect(says({ 'a.ts': 'other', 'b/c.ts': 'two' })).toBe(false);
  expect(says({ 'a.ts': 'one', 'b/c.ts': 'two', 'gone.ts': '' })).toBe(false);
  expect(says({ 'a.ts': 'one', 'b/c.ts': 'two', 'b/d.ts': '' })).toBe(false);
  expect(says({ 'a.ts': 'one', b: 'a file' })).toBe(false);
});

test('an error is an answer, and one question with two answers is none', () => {
  let text = 'one';
  const disk: Disk = {
    ...memoryDisk(root, {}),
    read(path) {
      if (path.endsWith('locked.ts')) throw new DiskError('It cannot be read: permission is denied.');
      return text;
    },
  };
  const seen = witness(disk);
  expect(() => seen.read(at('locked.ts'))).toThrow('permission is denied');
  expect(saidOtherwise(disk, seen.heard() ?? [])).toEqual([]);
  expect(saidOtherwise(memoryDisk(root, { 'locked.ts': 'open now' }), seen.heard() ?? [])).toHaveLength(1);
  seen.read(at('a.ts'));
  text = 'two';
  seen.read(at('a.ts'));
  expect(seen.heard()).toBeUndefined();
});

test('what lies aside does not count', () => {
  const seen = witness(memoryDisk(root, { 'kept/a': '1' }), at('kept'));
  seen.read(at('kept/a'));
  seen.list(at('kept'));
  seen.isFolder(at('kept-otherwise'));
  expect((seen.heard() ?? []).map(([question]) => question)).toEqual(['isFolder']);
});
