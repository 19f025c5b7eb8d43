import { mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { type DiscoveryOptions, discover } from '../../src/source/discovery';
import { DiskError, memoryDisk, realDisk } from '../../src/source/disk';

/** Files by name, found from `/repo/<root>`. */
function found(
  files: readonly string[] | Readonly<Record<string, string>>,
  paths: readonly string[] = [],
  options: DiscoveryOptions = {},
  root = '/repo',
) {
  const texts = Array.isArray(files) ? Object.fromEntries(files.map((name: string) => [name, ''])) : (files as Record<string, string>);
  const { files: names, missing, problems } = discover(memoryDisk('/repo', texts), root, paths, options);
  expect(problems).toEqual([]);
  return missing.length === 0 ? names : { names, missing };
}

test('every source file, by name, and nothing else', () => {
  const sources = ['a.cjs', 'a.cts', 'a.js', 'a.jsx', 'a.mjs', 'a.mts', 'a.ts', 'a.tsx'];
  const others = [
    'a.d.ts',
    'a.d.mts',
    'a.d.cts',
    'a.d.css.ts',
    'a.min.js',
    'a-min.js',
    'a.min.mjs',
    'a.bundle.js',
    'a.json',
    'a.vue',
    'ts',
    'a.ts.map',
  ];
  expect(found([...sources, ...others])).toEqual(sources);
});

test('folders that tools fill are left out, folders that people write are not', () => {
  expect(
    found([
      'node_modules/x/a.ts',
      'packages/a/node_modules/b.js',
      'dist/a.js',
      '.next/a.js',
      'coverage/a.js',
      '.git/a.js',
      '.yarn/releases/a.cjs',
      'vendor/deno.land/std@0.177.0/http/a.ts',
      'packages/a/deno/vendor/esm.sh/a.ts',
    ]),
  ).toEqual([]);
  expect(found(['vendor/stripe/a.ts', 'src/deno.land/a.ts'])).toHaveLength(2);
  expect(found(['build/a.ts', 'lib/a.ts', 'out/a.ts', 'vendor/a.ts', '.storybook/main.ts', 'src/dist.ts'])).toHaveLength(6);
});

describe('ignore files', () => {
  test('hold below their folder, and an inner one overrules an outer one', () => {
    const files = {
      '.gitignore': '*.gen.ts\n/build\n',
      'a.gen.ts': '',
      'b.ts': '',
      'build/x.ts': '',
      'src/build/x.ts': '',
      'src/.gitignore': '!kept.gen.ts\nlocal/\n',
      'src/kept.gen.ts': '',
      'src/local/a.ts': '',
      'local/a.ts': '',
    };
    expect(found(files)).toEqual(['b.ts', 'local/a.ts', 'src/build/x.ts', 'src/kept.gen.ts']);
    expect(found(files, [], { gitignore: false })).toHaveLength(7);
  });

  test('every script means those that a compiler wrote', () => {
    const files = {
      '.gitignore': '*.js\n/out\n',
      'server.js': '',
      'app/a.js': '',
      'app/b.ts': '',
      'app/b.js': '',
      'app/c.tsx': '',
      'app/c.js': '',
      'app/d.js': '',
      'app/d.js.map': '',
      'app/e.js': '',
      'app/e.d.ts': '',
      'out/f.js': '',
    };
    expect(found(files)).toEqual(['app/a.js', 'app/b.ts', 'app/c.tsx', 'server.js']);
    // A pattern that names a folder or a file means what it says.
    expect(found({ '.gitignore': 'app/*.js\nmain.js', 'app/a.js': '', 'main.js': '' })).toEqual([]);
  });

  test('nothing inside an ignored folder comes back', () => {
    expect(found({ '.gitignore': 'out\n', 'out/.gitignore': '!a.ts\n', 'out/a.ts': '' })).toEqual([]);
  });

  test('of the folders above count up to the repository', () => {
    const files = {
      '.gitignore': 'outside.ts',
      'apps/.git/HEAD': '',
      'apps/.gitignore': 'inside.ts',
      'apps/pkg/inside.ts': '',
      'apps/pkg/outside.ts': '',
    };
    expect(found(files, [], {}, '/repo/apps/pkg')).toEqual(['outside.ts']);
    expect(found(files, ['pkg'], {}, '/repo/apps')).toEqual(['pkg/outside.ts']);
  });

  test('of the root count where there is no repository', () => {
    const files = { '.gitignore': 'a.ts', 'src/a.ts': '', 'src/b.ts': '' };
    expect(found(files, ['src'])).toEqual(['src/b.ts']);
    expect(found(files, ['src/a.ts'])).toEqual(['src/a.ts']);
  });

  test('a work tree has a file in place of a repository', () => {
    expect(found({ '.gitignore': 'a.ts', 'tree/.git': 'gitdir: elsewhere', 'tree/a.ts': '' }, [], {}, '/repo/tree')).toEqual(['a.ts']);
  });
});

describe('paths', () => {
  const files = ['a.ts', 'src/b.ts', 'src/deep/c.test.ts', 'src/deep/d.tsx', 'types.d.ts', 'notes.md'];

  test('folders, files and globs, each file once', () => {
    expect(found(files, ['src'])).toEqual(['src/b.ts', 'src/deep/c.test.ts', 'src/deep/d.tsx']);
    expect(found(files, ['src/', './a.ts', '/repo/src/b.ts'])).toEqual(['a.ts', 'src/b.ts', 'src/deep/c.test.ts', 'src/deep/d.tsx']);
    expect(found(files, ['src/**/*.tsx', '**/*.test.ts'])).toEqual(['src/deep/c.test.ts', 'src/deep/d.tsx']);
    expect(found(files, ['./src/deep/{c,d}*'])).toEqual(['src/deep/c.test.ts', 'src/deep/d.tsx']);
  });

  test('a file named by hand is taken though it would not be found', () => {
    expect(found({ '.gitignore': 'a.ts', 'a.ts': '', 'dist/b.js': '', 'c.min.js': '' }, ['a.ts', 'dist/b.js', 'c.min.js'])).toEqual([
      'a.ts',
      'c.min.js',
      'dist/b.js',
    ]);
  });

  test('what matches nothing is told', () => {
    expect(found(files, ['a.ts', 'none.ts', 'lib', '*.mjs', 'notes.md'])).toEqual({
      names: ['a.ts'],
      missing: ['none.ts', 'lib', '*.mjs', 'notes.md'],
    });
  });

  test('outside the root', () => {
    expect(found({ 'pkg/a.ts': '', 'other/b.ts': '' }, ['../other'], { exclude: ['b.ts'] }, '/repo/pkg')).toEqual(['../other/b.ts']);
  });
});

test('patterns narrow what is found', () => {
  const files = ['a.ts', 'gen/a.ts', 'src/gen/b.ts', 'src/c.spec.ts', 'src/d.ts'];
  expect(found(files, [], { exclude: ['gen'] })).toEqual(['a.ts', 'src/c.spec.ts', 'src/d.ts']);
  expect(found(files, [], { exclude: ['/gen/', '*.spec.ts'] })).toEqual(['a.ts', 'src/d.ts', 'src/gen/b.ts']);
  expect(found(files, [], { exclude: ['./src'] })).toEqual(['a.ts', 'gen/a.ts']);
  expect(found(files, [], { include: ['src'] })).toEqual(['src/c.spec.ts', 'src/d.ts', 'src/gen/b.ts']);
  expect(found(files, [], { include: ['src/*.ts'], exclude: ['*.spec.ts'] })).toEqual(['src/d.ts']);
});

describe('on a real disk', () => {
  const folders: string[] = [];
  afterAll(() => {
    for (const folder of folders) rmSync(folder, { recursive: true, force: true });
  });
  const lay = (files: readonly string[]): string => {
    const root = realpathSync(mkdtempSync(join(tmpdir(), 'breakwater-find-')));
    folders.push(root);
    for (const file of files) {
      mkdirSync(dirname(join(root, file)), { recursive: true });
      writeFileSync(join(root, file), '');
    }
    return root;
  };

  test('links are followed once, and never in a circle', () => {
    const outside = lay(['x/y.ts', 'z.ts']);
    const root = lay(['src/a.ts', 'src/b.ts']);
    symlinkSync(root, join(root, 'src/up'));
    symlinkSync(join(root, 'src'), join(root, 'again'));
    symlinkSync(join(root, 'src/a.ts'), join(root, 'copy.ts'));
    symlinkSync('nowhere.ts', join(root, 'broken.ts'));
    symlinkSync(outside, join(root, 'one'));
    symlinkSync(outside, join(root, 'two'));
    symlinkSync(outside, join(outside, 'x/back'));
    symlinkSync(root, join(outside, 'x/root'));
    const { files, problems } = discover(realDisk(), root, []);
    expect(files.map((file) => file.replace(/^(?:one|two)\//, 'linked/'))).toEqual([
      'linked/x/y.ts',
      'linked/z.ts',
      'src/a.ts',
      'src/b.ts',
    ]);
    expect(problems).toEqual([]);
  });

  test('five thousand files are found in no time to speak of', () => {
    const root = lay(Array.from({ length: 5000 }, (_, i) => `packages/p${i % 50}/src/part${i % 7}/file${i}.ts`));
    writeFileSync(join(root, '.gitignore'), 'dist/\n*.log\n/packages/*/build\n!keep\n');
    mkdirSync(join(root, '.git'));
    const times = [1, 2, 3].map(() => {
      const start = performance.now();
      expect(discover(realDisk(), root, []).files).toHaveLength(5000);
      return performance.now() - start;
    });
    // Some 50 ms where nothing else runs; a busy machine must not fail the build.
    expect(Math.min(...times)).toBeLessThan(500);
  });
});

test('a folder that cannot be read is a problem, and the others are searched', () => {
  const disk = memoryDisk('/repo', { 'a/x.ts': '', 'b/y.ts': '' });
  const list = (folder: string) => {
    if (folder === '/repo/a') throw new DiskError('The folder cannot be read: permission is denied.');
    return disk.list(folder);
  };
  const { files, problems } = discover({ ...disk, list }, '/repo', []);
  expect(files).toEqual(['b/y.ts']);
  expect(problems).toEqual([{ path: 'a', message: 'The folder cannot be read: permission is denied.', kind: 'input' }]);
});
