import { cpSync, mkdtempSync, readdirSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { folderWith } from './folder';
import { command, opened, run, workspaceWide } from './said';

/** The editor says what the command says: one engine, one configuration, the same fingerprints. */

const root = resolve(import.meta.dirname, '../..');
const scratch = realpathSync(mkdtempSync(join(tmpdir(), 'bw-same-')));
afterAll(() => rmSync(scratch, { recursive: true, force: true }));

describe('the projects of the tests', () => {
  for (const name of readdirSync(join(root, 'test/projects'))) {
    test(name, async () => {
      const copy = join(scratch, name);
      cpSync(join(root, 'test/projects', name), copy, { recursive: true });
      const heard = command(copy);
      expect(heard.length).toBeGreaterThan(0);
      expect(await opened(copy)).toEqual(heard);
      expect(await workspaceWide(copy)).toEqual(heard);
    });
  }
});

test('a baseline, directives and levels that a configuration changes', async () => {
  const { path, write } = folderWith({
    'package.json': '{ "name": "a" }',
    'old.ts': "export const old = () => fetch('https://old.example/');\n",
    'kept.ts':
      "// breakwater-disable-next-line missing-timeout -- the mesh bounds it\nexport const kept = () => fetch('https://kept.example/');\n",
    'lib/breakwater.config.json': '{ "rules": { "missing-timeout": "error", "unchecked-status": "off" } }',
    'lib/loud.ts': "export const loud = async () => (await fetch('https://loud.example/')).json();\n",
  });
  run(path, 'baseline', 'create');
  write('new.ts', "export const fresh = async () => (await fetch('https://new.example/')).json();\n");
  write('lib/more.ts', "export const more = () => fetch('https://more.example/');\n");
  const heard = command(path);
  expect(heard.filter(({ path: file }) => file === 'old.ts' || file === 'kept.ts')).toEqual([]);
  expect(heard.map(({ path: file }) => file)).toContain('lib/more.ts');
  expect(await opened(path, { baseline: 'hide' })).toEqual(heard);
  expect(await workspaceWide(path, { baseline: 'hide' })).toEqual(heard);
});
