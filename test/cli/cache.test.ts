import { cpSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { begin, breakwater, project } from './command';

begin();

test('runs side by side share a cache and spoil nothing', async () => {
  const folder = project();
  cpSync('test/projects/shop', folder, { recursive: true });
  const run = (...more: string[]) => breakwater(['-f', 'json', '--cache-location', 'kept', ...more], folder);
  const cold = await breakwater(['-f', 'json', '--no-cache'], folder);
  const all = await Promise.all([run(), run('--threads', '2'), run('--only', 'missing-timeout'), run('src/routes'), run()]);
  expect([all[0]?.out, all[1]?.out, all[4]?.out]).toEqual([cold.out, cold.out, cold.out]);
  expect((await run()).out).toBe(cold.out);
  // One file of summaries, and no draft left behind.
  expect(readdirSync(join(folder, 'kept')).sort()).toEqual(['.gitignore', expect.stringMatching(/^summaries-.*\.jsonl$/)]);
});
