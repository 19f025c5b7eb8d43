import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { begin, hangs, inside, project } from './command';

begin();

const files = Object.fromEntries([
  ['src/http.ts', "import axios from 'axios';\nexport const api = axios.create({});\n"],
  ...Array.from({ length: 12 }, (_, i) => [
    `src/part${i}.ts`,
    i % 3 === 0 ? hangs : `import { api } from './http';\nexport const f${i} = () => api.get('/${i}');\n`,
  ]),
  ['src/quiet.ts', `// breakwater-disable-next-line missing-timeout -- known\n${hangs}`],
]);

describe.each(['check', 'calls'])('shards of %s', (command) => {
  const folder = project(files);
  const args = [command, '--format'];

  test.each([1, 2, 5, 40])('%i of them, joined, are the run in one piece, to the byte', async (count) => {
    const whole = await inside([...args, 'json'], folder);
    const parts = Array.from({ length: count }, (_, i) => `shard-${i}.json`);
    for (const [i, part] of parts.entries()) await inside([...args, `json:${part}`, '--shard', `${i + 1}/${count}`], folder);
    const joined = await inside(['merge', ...parts], folder);
    expect(joined.out).toBe(whole.out);
    expect(joined.code).toBe(whole.code);
    const rows = parts.map(
      (part) => JSON.parse(readFileSync(join(folder, part), 'utf8'))[command === 'calls' ? 'calls' : 'findings'].length,
    );
    if (count === 5) expect(rows.filter((length) => length > 0).length).toBeGreaterThan(1);
  });
});

test('the joined report fails as the flags say', async () => {
  const folder = project(files);
  await inside(['-f', 'json:a.json', '--shard', '1/2'], folder);
  await inside(['-f', 'json:b.json', '--shard', '2/2'], folder);
  expect((await inside(['merge', 'a.json', 'b.json'], folder)).code).toBe(1);
  expect((await inside(['merge', 'a.json', 'b.json', '--fail-on', 'none'], folder)).code).toBe(0);
  expect((await inside(['merge', 'a.json', 'b.json', '-o', 'out/all.json'], folder)).out).toBe('');
  expect(JSON.parse(readFileSync(join(folder, 'out/all.json'), 'utf8')).schemaVersion).toBe(1);
});

test('findings and inventories are not joined, nor reports of different versions', async () => {
  const folder = project({ ...files, 'old.json': '{"schemaVersion":1,"breakwater":"0.0.1","findings":[],"problems":[]}' });
  await inside(['-f', 'json:a.json'], folder);
  await inside(['calls', '-f', 'json:b.json'], folder);
  expect(await inside(['merge', 'a.json', 'b.json'], folder)).toMatchObject({
    code: 2,
    err: 'Findings and inventories cannot be joined.\n',
  });
  expect(await inside(['merge', 'a.json', 'old.json'], folder)).toMatchObject({
    code: 2,
    err: expect.stringMatching(/^`old\.json` was written by Breakwater 0\.0\.1/),
  });
});
