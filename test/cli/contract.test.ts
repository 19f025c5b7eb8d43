import { describe, expect, test } from 'vitest';
import { begin, inside, project } from './command';

begin();

const folder = project({
  'src/http.ts': "import axios from 'axios';\nexport const api = axios.create({ timeout: 2000 });\n",
  'src/user.ts': "import { api } from './http';\nexport const user = () =>\n  api.get(\n    'https://api.example.com/user',\n  );\n",
  'src/a b.ts':
    "export const bare = () => fetch('https://x.example/a');\nexport async function again() {\n  while (true) {\n    try {\n      return await fetch('https://x.example/b');\n    } catch {}\n  }\n}\n",
  'src/broken.ts': 'fetch(',
});
const json = async (...args: string[]) => JSON.parse((await inside([...args, '-f', 'json'], folder)).out);
const sorted = <T>(list: readonly T[], key: (one: T) => readonly (string | number)[]): boolean =>
  list.every((one, i) => i === 0 || compare(key(list[i - 1] as T), key(one)) <= 0);

function compare(a: readonly (string | number)[], b: readonly (string | number)[]): number {
  for (const [i, x] of a.entries()) {
    const y = b[i] ?? '';
    if (x !== y) return x < y ? -1 : 1;
  }
  return 0;
}

/** The keys in order; those in brackets may be left out. */
function keys(value: object, wanted: string): void {
  const all = wanted.split(' ');
  const own = Object.keys(value);
  expect(own.filter((key) => !all.includes(key) && !all.includes(`[${key}]`))).toEqual([]);
  expect(own).toEqual(all.flatMap((key) => (key.startsWith('[') ? own.filter((one) => `[${one}]` === key) : [key])));
}

describe('check --format json', () => {
  test('keys and their order are those of the contract', async () => {
    const report = await json('check');
    keys(report, 'schemaVersion breakwater files findings suppressed problems');
    keys(report.files, 'found read parsed');
    expect(report.findings.length).toBeGreaterThan(3);
    for (const finding of report.findings) {
      keys(finding, 'rule severity message path line column endLine endColumn [client] [call] because fingerprint fixes [related]');
      expect(finding.endLine).toBe(finding.line);
      expect(finding.endColumn).toBeGreaterThan(finding.column);
      expect(finding.path).toMatch(/^src\/[^\\]+$/);
      for (const reason of finding.because) keys(reason, 'from says [path] [line] [column] [evidence] [package] [versions]');
      for (const fix of finding.fixes) keys(fix, 'title remedy safety');
    }
    for (const problem of report.problems) keys(problem, 'path message');
    expect(report.problems).toHaveLength(1);
  });
  test('sorted by path, line, column and rule; fingerprints are unique; nothing of the clock in it', async () => {
    const report = await json('check');
    const order = (one: Placed) => [one.path, one.line, one.column, one.rule ?? ''];
    expect(sorted<Placed>(report.findings, order)).toBe(true);
    const prints = report.findings.map((one: { fingerprint: string }) => one.fingerprint);
    expect(new Set(prints).size).toBe(prints.length);
    expect((await inside(['-f', 'json'], folder)).out).toBe((await inside(['-f', 'json'], folder)).out);
    expect(Object.keys(await json('check', '--stats')).at(-1)).toBe('stats');
  });
  test('the call of a finding is a key of the inventory', async () => {
    const calls = (await json('calls')).calls.map((one: { key: string }) => one.key);
    for (const finding of (await json('check')).findings) if (finding.call !== undefined) expect(calls).toContain(finding.call);
  });
});

describe('calls --format json', () => {
  test('keys and their order are those of the contract', async () => {
    const report = await json('calls');
    keys(report, 'schemaVersion breakwater calls');
    expect(sorted<Placed>(report.calls, (one) => [one.path, one.line, one.column])).toBe(true);
    for (const call of report.calls) {
      keys(call, 'key path line column endLine endColumn client name effect [target] context profile');
      expect(call.key).toMatch(new RegExp(`^${call.path}:\\d+:\\d+$`));
      keys(call.profile, 'timeout retry breaker bulkhead fallback cancellation attempts worstMs');
      for (const facet of ['timeout', 'retry', 'breaker', 'bulkhead', 'fallback', 'cancellation']) {
        const fact = call.profile[facet];
        expect(['present', 'absent', 'unknown']).toContain(fact.is);
        expect(Object.keys(fact)[0]).toBe('is');
        expect(Object.keys(fact).at(-1)).toBe('because');
      }
    }
  });
  test('a call through an instance spans its whole expression, and says where its bound comes from', async () => {
    const call = (await json('calls')).calls.find((one: { path: string }) => one.path === 'src/user.ts');
    expect(call).toMatchObject({
      key: 'src/user.ts:3:3',
      line: 3,
      column: 3,
      endLine: 5,
      endColumn: 4,
      client: 'axios',
      name: 'api.get',
      effect: 'read',
      target: 'https://api.example.com',
      profile: {
        timeout: { is: 'present', ms: 2000, because: [{ from: 'instance', path: 'src/http.ts', line: 2 }] },
        attempts: 1,
        worstMs: 2000,
      },
    });
  });
  test('paths are relative to the working directory', async () => {
    const report = JSON.parse((await inside(['calls', '../src/user.ts', '-f', 'json'], `${folder}/src`)).out);
    expect(report.calls[0].path).toBe('user.ts');
  });
});

interface Placed {
  readonly path: string;
  readonly line: number;
  readonly column: number;
  readonly rule?: string;
}
