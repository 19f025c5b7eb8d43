import { cpSync } from 'node:fs';
import { expect, test } from 'vitest';
import { begin, breakwater, project, write } from './command';

begin();

test('any number of threads writes the same bytes, also where files are broken', async () => {
  const folder = project();
  cpSync('test/projects/shop', folder, { recursive: true });
  write(folder, {
    'src/broken.ts': 'fetch(',
    'src/deep.ts': `${'['.repeat(2_500)}fetch(1)${']'.repeat(2_500)}`,
    'src/deeper.ts': `${'['.repeat(20_000)}fetch(1)${']'.repeat(20_000)}`,
  });
  const one = await breakwater(['--threads', '1', '--no-cache', '-f', 'json'], folder);
  expect(one.code).toBe(3);
  for (const count of ['2', '4', 'auto']) {
    const more = await breakwater(['--threads', count, '--no-cache', '-f', 'json'], folder);
    expect([count, more.code, more.err]).toEqual([count, 3, '']);
    expect(more.out).toBe(one.out);
  }
  // What other threads made is kept as well, and a warm run needs none.
  await breakwater(['--threads', '3', '-f', 'json', '--cache-location', 'kept'], folder);
  expect((await breakwater(['--threads', '3', '-f', 'json', '--cache-location', 'kept'], folder)).out).toBe(one.out);
});
