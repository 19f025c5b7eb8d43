import { describe, expect, test } from 'vitest';
import { begin, hangs, inside, project } from './command';

begin();

const packages = {
  'packages/api/package.json': '{ "name": "@acme/api" }',
  'packages/api/src/user.ts': hangs,
  'packages/web/package.json': '{ "name": "@acme/web" }',
  'packages/web/src/user.ts': hangs,
  'packages/gone/package.json': '{ "name": "@acme/gone" }',
  'packages/gone/user.ts': hangs,
  'tools/cli/package.json': '{ "name": "tool" }',
  'tools/cli/user.ts': hangs,
};

/** The ways in which a monorepo lists its packages. */
describe.each<readonly [string, Readonly<Record<string, string>>]>([
  ['npm and yarn', { 'package.json': '{ "workspaces": ["packages/*", "./tools/cli/", "!packages/gone"] }' }],
  ['yarn, the older way', { 'package.json': '{ "workspaces": { "packages": ["packages/*", "tools/*", "!packages/gone"] } }' }],
  ['pnpm', { 'package.json': '{}', 'pnpm-workspace.yaml': "packages:\n  - packages/*\n  - 'tools/**'\n  - '!packages/gone'\n" }],
  ['lerna', { 'lerna.json': '{ "packages": ["packages/*", "tools/*", "!packages/gone"] }' }],
])('%s', (_, top) => {
  const folder = project({ ...top, ...packages });
  const found = async (patterns: readonly string[], cwd = folder): Promise<readonly string[]> => {
    const args = patterns.flatMap((pattern) => ['--workspace', pattern]);
    const { out, err } = await inside(['-f', 'json', '--only', 'missing-timeout', ...args], cwd);
    expect(err).toBe('');
    return JSON.parse(out).findings.map((one: { path: string }) => one.path);
  };
  test('by name', async () => expect(await found(['@acme/web'])).toEqual(['packages/web/src/user.ts']));
  test('by folder', async () => expect(await found(['./packages/api/'])).toEqual(['packages/api/src/user.ts']));
  test('by a glob of names', async () =>
    expect(await found(['@acme/*'])).toEqual(['packages/api/src/user.ts', 'packages/web/src/user.ts']));
  test('several', async () => expect(await found(['tool', 'packages/a*'])).toEqual(['packages/api/src/user.ts', 'tools/cli/user.ts']));
  test('from below', async () => expect(await found(['tool'], `${folder}/packages/api`)).toEqual(['../../tools/cli/user.ts']));
  test('one that is not there is a wrong request', async () => {
    const { code, err } = await inside(['--workspace', '@acme/wed'], folder);
    expect([code, err]).toEqual([2, 'No package of this monorepo is called `@acme/wed`; did you mean `@acme/web`?\n']);
    expect((await inside(['--workspace', '@acme/gone'], folder)).code).toBe(2);
  });
});

test('a baseline of one package leaves entries of the others alone', async () => {
  const folder = project({ 'package.json': '{ "workspaces": ["packages/*"] }', ...packages });
  await inside(['baseline', 'create'], folder);
  const before = (await inside(['baseline', 'show'], folder)).out;
  await inside(['baseline', 'update', '--workspace', '@acme/api'], folder);
  expect((await inside(['baseline', 'show'], folder)).out).toBe(before);
  expect(before).toMatch(/^breakwater-baseline\.json: 6 accepted, 0 of them gone from the code\.\n/);
});
