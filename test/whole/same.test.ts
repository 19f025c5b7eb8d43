import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { expect, test } from 'vitest';
import { folderWith } from '../server/folder';
import { type Program, programs } from '../server/programs';
import { command, opened, workspaceWide } from '../server/said';

/** The editor says what the command says, in every program of the other tests. */

const root = resolve(import.meta.dirname, '../..');

test('the programs that the other tests are made of', async () => {
  const all = programs(...['rules', 'catalog', 'link', 'engine', 'remedies'].map((room) => join(root, 'test', room)).filter(existsSync));
  expect(all.length).toBeGreaterThan(300);
  const { path } = folderWith(Object.fromEntries(all.flatMap(placed)));
  const heard = command(path);
  expect(new Set(heard.map(({ rule }) => rule)).size).toBeGreaterThanOrEqual(20);
  expect(await opened(path)).toEqual(heard);
  expect(await workspaceWide(path)).toEqual(heard);
}, 240_000);

/** Each program in a folder of its own, so that none sees another. */
function placed(program: Program, index: number): [string, string][] {
  return Object.entries(program).map(([file, text]) => [join(`p${index}`, file), text]);
}
