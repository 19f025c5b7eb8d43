import { describe, expect, test } from 'vitest';
import { openWorkspace } from '../../src/engine/workspace';
import type { Rule } from '../../src/model/rule';

/** What is said of a file at first sight; that it is among what is said of it when everything is known, `test/whole/glance.test.ts` holds. */

describe('what is said of a client elsewhere', () => {
  const user = "import axios from 'axios';\nexport const user = () => axios.get('https://a.test/user');\n";
  const glance = (files: Readonly<Record<string, string>>): string[] =>
    openWorkspace({ root: '/project', files: { 'package.json': '{"dependencies":{"axios":"1.7.0"}}', ...files } })
      .glance('user.ts')
      .map((finding) => finding.rule);

  test('is looked for', () => {
    expect(glance({ 'user.ts': user })).toContain('missing-timeout');
    expect(glance({ 'user.ts': user, 'setup.ts': "import axios from 'axios';\naxios.defaults.timeout = 1000;\n" })).toEqual([]);
  });

  test('makes nothing sure when it may be said under another name', () => {
    const hidden = {
      'names.ts': "import axios from 'axios';\nexport const settings = axios.defaults;\n",
      'setup.ts': "import { settings } from './names';\nsettings.timeout = 1000;\n",
    };
    expect(glance({ 'user.ts': user, ...hidden })).toEqual([]);
    const known = openWorkspace({ root: '/project', files: { 'user.ts': user, ...hidden } }).analyse();
    expect(known.findings.map(({ rule }) => rule)).not.toContain('missing-timeout');
  });

  test('does not concern a client of which nothing can be said', () => {
    const bare = "export const user = () => fetch('https://b.test');\n";
    expect(glance({ 'names.ts': "import axios from 'axios';\nexport const settings = axios.defaults;\n", 'user.ts': bare })).toContain(
      'missing-timeout',
    );
  });

  test('nor is a call sure that may be one of many', () => {
    const made = "import axios from 'axios';\nexport const api = axios.create({ baseURL: 'https://a.test' });\n";
    expect(glance({ 'http.ts': made, 'user.ts': "import { api } from './http';\nexport const user = () => api.get('/user');\n" })).toEqual(
      [],
    );
  });

  test('but those of a client that one function makes for itself are, and are told where it is made', () => {
    const user = `import axios from 'axios';
export const both = async () => {
  const api = axios.create({ baseURL: 'https://a.test' });
  return [await api.get('/1'), await api.get('/2')];
};
`;
    const workspace = openWorkspace({ root: '/project', files: { 'user.ts': user } });
    const told = workspace.glance('user.ts').filter(({ rule }) => rule === 'missing-timeout');
    expect(told.map(({ at }) => at.start)).toEqual([user.indexOf('axios.create')]);
    const all = workspace.analyse().findings.filter(({ rule }) => rule === 'missing-timeout');
    expect(all.map(({ fingerprint }) => fingerprint)).toEqual(told.map(({ fingerprint }) => fingerprint));
  });
});

test('work in slices comes to the same, edits between them or not', () => {
  const files: Record<string, string> = Object.fromEntries(
    [...Array(12).keys()].map((i) => [
      `f${i}.ts`,
      `${i === 0 ? '' : `import { g${i - 1} } from './f${i - 1}';\nexport const h${i} = () => g${i - 1}('https://h.test');\n`}export const g${i} = (url: string) => fetch(url);\n`,
    ]),
  );
  const sliced = openWorkspace({ root: '/project', files, resident: true });
  let slices = 0;
  for (; !sliced.work(0.01); slices++) {
    if (slices % 5 !== 0 || slices > 60) continue;
    const name = `f${slices % 12}.ts`;
    files[name] = files[name]!.includes('signal')
      ? files[name]!.replace(', { signal: AbortSignal.timeout(5) }', '')
      : files[name]!.replace('fetch(url)', 'fetch(url, { signal: AbortSignal.timeout(5) })');
    sliced.update(name, files[name]);
  }
  expect(slices).toBeGreaterThan(12);
  const cold = openWorkspace({ root: '/project', files });
  expect(sliced.analyse().findings).toEqual(cold.analyse().findings);
  expect(sliced.analyse().calls).toEqual(cold.analyse().calls);
});

test('work that failed fails again, and does not go on for ever', () => {
  let asked = 0;
  const rule: Rule = {
    id: 'rude',
    summary: 'Rude.',
    severity: 'error',
    get call(): NonNullable<Rule['call']> {
      asked++;
      throw new Error('no manners');
    },
  };
  const workspace = openWorkspace({ root: '/project', files: { 'a.ts': "fetch('https://a.test');\n" }, rules: [rule] });
  expect(() => workspace.analyse()).toThrow('no manners');
  expect(() => workspace.work(1000)).toThrow('no manners');
  expect(asked).toBe(2);
});
