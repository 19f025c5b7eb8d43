import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { begin, hangs, inside, project, write } from './command';

begin();

const code = `import axios from 'axios';

const http = axios.create({ baseURL: 'https://api.example.com' });

export class Users {
  async one(id: string) {
    const answer = await http.get(\`/users/\${id}\`);
    return answer.data;
  }
  async all(ids: string[]) {
    return Promise.all(ids.map((id) => http.get(\`/users/\${id}\`)));
  }
}

export async function ping() {
  const answer = await fetch('https://status.example.com/ping');
  return answer.ok;
}
`;

const errors = async (folder: string, ...args: string[]) => {
  const { out } = await inside(['-f', 'json', ...args], folder);
  return JSON.parse(out).findings.map((finding: { rule: string; line: number }) => `${finding.rule}:${finding.line}`);
};

/** What people do to code without changing what it does. */
const mutations: readonly (readonly [string, (text: string) => string])[] = [
  ['lines above', (text) => `// A licence.\n//\n\n${text}`],
  ['a function above', (text) => text.replace('export class', 'export const zero = () => 0;\n\nexport class')],
  ['members in another order', (text) => swapped(text)],
  ['other line ends', (text) => text.replaceAll('\n', '\r\n')],
  ['a byte-order mark', (text) => `\ufeff${text}`],
  ['tabs and no semicolons', (text) => text.replaceAll('  ', '\t').replaceAll(';\n', '\n')],
  ['double quotes', (text) => text.replaceAll("'", '"')],
  [
    'calls over several lines',
    (text) => text.replaceAll('http.get(', 'http\n      .get(\n        ').replaceAll("fetch('", "fetch(\n    '"),
  ],
  ['locals with other names', (text) => text.replaceAll('answer', 'response').replaceAll(/\bid\b/g, 'key')],
  ['the client under another name', (text) => text.replaceAll('http', 'api').replaceAll('apis:', 'https:')],
  ['comments in between', (text) => text.replaceAll('await ', 'await /* slowly */ ')],
  ['types', (text) => text.replace('async one(id: string)', 'async one(id: string): Promise<unknown>')],
];

function swapped(text: string): string {
  const [, one = '', all = ''] = /( {2}async one[\s\S]*?\n {2}\}\n)( {2}async all[\s\S]*?\n {2}\}\n)/.exec(text) ?? [];
  return text.replace(one + all, all + one);
}

describe('a baseline accepts what is there today', () => {
  const folder = project({ 'src/users.ts': code });
  const file = join(folder, 'breakwater-baseline.json');

  test('it is written once, and nothing is left to report', async () => {
    expect((await errors(folder)).length).toBeGreaterThan(4);
    const made = await inside(['baseline', 'create'], folder);
    expect([made.code, made.err]).toEqual([0, expect.stringMatching(/^Wrote breakwater-baseline\.json: \d+ accepted\.\n$/)]);
    expect(await errors(folder)).toEqual([]);
    expect((await errors(folder, '--no-baseline')).length).toBeGreaterThan(4);
    expect((await inside(['baseline', 'create'], folder)).code).toBe(2);
  });
  test.each(mutations)('and still does after %s', async (_, mutate) => {
    const text = mutate(code);
    expect(text).not.toBe(code);
    write(folder, { 'src/users.ts': text });
    expect(await errors(folder)).toEqual([]);
    const { err } = await inside([], folder);
    expect(err).toBe('');
    const before = readFileSync(file, 'utf8');
    await inside(['baseline', 'update'], folder);
    expect(readFileSync(file, 'utf8')).toBe(before);
  });
  test('and all of them at once', async () => {
    write(folder, { 'src/users.ts': mutations.reduce((text, [, mutate]) => mutate(text), code) });
    expect(await errors(folder)).toEqual([]);
  });
  test('one call more is new, and only that one', async () => {
    const more = code.replace('  return answer.ok;', "  await fetch('https://status.example.com/pong');\n  return answer.ok;");
    write(folder, { 'src/users.ts': more });
    expect(await errors(folder, '--only', 'missing-timeout')).toEqual(['missing-timeout:17']);
    const twice = code.replace('  return answer.ok;', "  await fetch('https://status.example.com/ping');\n  return answer.ok;");
    write(folder, { 'src/users.ts': twice });
    expect(await errors(folder, '--only', 'missing-timeout')).toHaveLength(1);
    write(folder, { 'src/users.ts': code });
  });
  test('a dependency that is known is known, wherever its next call stands', async () => {
    write(folder, {
      'src/users.ts': code,
      'src/first.ts':
        "import { Users } from './users';\nexport const a = () => fetch('https://status.example.com/ping', { signal: AbortSignal.timeout(2000) });\n",
    });
    expect(await errors(folder, '--only', 'missing-breaker')).toEqual([]);
    rmSync(join(folder, 'src/first.ts'));
  });
  test('what is mended is noted, fails only when asked, and can be pruned', async () => {
    write(folder, {
      'src/users.ts': code.replace(
        "'https://status.example.com/ping'",
        "'https://status.example.com/ping', { signal: AbortSignal.timeout(2000) }",
      ),
    });
    const { code: ended, err } = await inside([], folder);
    expect([ended, err]).toEqual([0, expect.stringMatching(/^\d entr(y|ies) of the baseline are gone from the code/)]);
    expect((await inside(['--fail-on-stale'], folder)).code).toBe(1);
    expect((await inside(['baseline', 'prune'], folder)).code).toBe(0);
    expect(await inside([], folder)).toMatchObject({ code: 0, err: '' });
  });
  test('an update of some paths keeps the rest', async () => {
    const two = project({ 'a/one.ts': code, 'b/two.ts': code });
    await inside(['baseline', 'create'], two);
    write(two, { 'a/one.ts': 'export {};\n', 'b/two.ts': 'export {};\n' });
    await inside(['baseline', 'update', 'a'], two);
    const { findings } = JSON.parse(readFileSync(join(two, 'breakwater-baseline.json'), 'utf8'));
    expect(new Set(findings.map((one: { path: string }) => one.path))).toEqual(new Set(['b/two.ts']));
  });
  test('two branches that accept different things merge without a quarrel', async () => {
    const rows = readFileSync(file, 'utf8').split('\n').slice(3, -3);
    expect(rows).toEqual([...rows].sort());
    for (const row of rows) expect(() => JSON.parse(row.replace(/,$/, ''))).not.toThrow();
  });
  test('a broken baseline is a wrong request with its reason', async () => {
    const broken = project({ 'src/users.ts': code, 'breakwater-baseline.json': '<<<<<<< ours\n' });
    expect(await inside([], broken)).toMatchObject({
      code: 2,
      err: expect.stringMatching(/^breakwater-baseline\.json: The baseline is no valid JSON/),
    });
  });
});

test('--include-suppressed puts what is kept quiet into SARIF, with who keeps it quiet and why', async () => {
  const folder = project({
    'src/old.ts': hangs,
    'src/quiet.ts': `// breakwater-disable-next-line missing-timeout, missing-retry, missing-breaker -- the mesh bounds it\n${hangs}`,
  });
  await inside(['baseline', 'create'], folder);
  const results = async (...flags: readonly string[]) =>
    JSON.parse((await inside(['-f', 'sarif', '--only', 'missing-timeout', ...flags], folder)).out).runs[0].results.map(
      (one: { locations: readonly { physicalLocation: { artifactLocation: { uri: string } } }[]; suppressions?: readonly unknown[] }) => [
        one.locations[0]?.physicalLocation.artifactLocation.uri,
        one.suppressions,
      ],
    );
  expect(await results()).toEqual([]);
  expect(await results('--include-suppressed')).toEqual([
    ['src/quiet.ts', [{ kind: 'inSource', status: 'accepted', justification: 'the mesh bounds it' }]],
    ['src/old.ts', [{ kind: 'external', status: 'accepted', justification: 'accepted in the baseline' }]],
  ]);
  expect(await results('--include-suppressed', '--no-baseline')).toEqual([
    ['src/old.ts', undefined],
    ['src/quiet.ts', [{ kind: 'inSource', status: 'accepted', justification: 'the mesh bounds it' }]],
  ]);
});
