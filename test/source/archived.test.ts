import { expect, test } from 'vitest';
import { memoryDisk } from '../../src/source/disk';
import { makeManifests } from '../../src/source/manifest';

const contextOf = (file: string, listed: string, more: Record<string, string> = {}): string => {
  const own = '{"private":true,"dependencies":{"express":"4.0.0"}}';
  const folder = file.split('/src/')[0]!;
  const files = { 'package.json': listed, [`${folder}/package.json`]: own, [file]: '', ...more };
  return makeManifests(memoryDisk('/project', files), '/project').whereabouts(file, '').context;
};

const packages = '{"workspaces":{"packages":["packages/*"]}}';

test.each([
  ['left out of what the project lists', 'archive/bot/src/bot.ts', packages, {}, 'script'],
  ['left out of a plain list', 'packages/archived/bot/src/bot.ts', '{"workspaces":["./packages/*"]}', {}, 'script'],
  ['left out of the list of pnpm', 'archive/bot/src/bot.ts', '{}', { 'pnpm-workspace.yaml': 'packages:\n  - apps/*\n' }, 'script'],
  ['listed with the others', 'archive/bot/src/bot.ts', '{"workspaces":["packages/*","archive/*"]}', {}, 'server'],
  ['a package about archives', 'packages/archive/src/bot.ts', packages, {}, 'server'],
  ['nothing lists packages', 'archive/bot/src/bot.ts', '{}', {}, 'server'],
  ['left out under another name', 'services/bot/src/bot.ts', packages, {}, 'server'],
])('a folder for what is kept: %s', (_, file, listed, more, context) => {
  expect(contextOf(file, listed, more)).toBe(context);
});
