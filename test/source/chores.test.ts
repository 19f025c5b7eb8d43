import { expect, test } from 'vitest';
import { makeManifests } from '../../src/source/manifest';
import { memoryDisk } from '../../src/source/disk';

/** What a script of the package runs, wherever it goes first. */

const chores = (scripts: Readonly<Record<string, string>>): readonly string[] => {
  const disk = memoryDisk('/project', { 'package.json': JSON.stringify({ scripts }), 'a.ts': '' });
  return makeManifests(disk, '/project').nearest('a.ts')?.chores ?? [];
};

test.each([
  ['tsx refresh.ts', 'refresh.ts'],
  ['cd infrastructure/cdk && tsx cdk.postdeploy.ts', 'infrastructure/cdk/cdk.postdeploy.ts'],
  ['cd ./infrastructure && pnpm build && node -r dotenv/config ./after.js', 'infrastructure/after.js'],
  ['cd a && cd b && tsx c.ts', 'a/b/c.ts'],
])('%s', (line, file) => {
  expect(chores({ refresh: line })).toContain(file);
});

test('what starts the program is no chore', () => {
  expect(chores({ start: 'cd server && node index.js' })).toEqual([]);
});
