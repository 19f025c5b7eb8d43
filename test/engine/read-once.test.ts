import { expect, test } from 'vitest';
import { openWorkspace } from '../../src/engine/workspace';
import { memoryDisk } from '../../src/source/disk';

/** What every fix asks of the project (formatters, linters, manifests of every folder above) is read once, there or not. */

const ask = (n: number): string => `export const ask${n} = () => fetch('https://a${n}.test');\n`;

test('a configuration that is not there is looked for once, however many fixes ask for it', () => {
  const files = Object.fromEntries(Array.from({ length: 8 }, (_, n) => [`src/deep/a${n}.ts`, ask(n)]));
  const asked = new Map<string, number>();
  const plain = memoryDisk('/project', files);
  const disk = {
    ...plain,
    read(path: string) {
      asked.set(path, (asked.get(path) ?? 0) + 1);
      return plain.read(path);
    },
  };
  const workspace = openWorkspace({ root: '/project', disk });
  const findings = workspace.findings().filter(({ rule }) => rule === 'missing-timeout');
  expect(findings).toHaveLength(8);
  for (const finding of findings) expect(workspace.fixes(finding).length).toBeGreaterThan(0);
  expect(asked.has('/project/src/deep/.prettierrc')).toBe(true);
  for (const name of ['.prettierrc', '.prettierrc.json', 'eslint.config.mjs'])
    expect(asked.get(`/project/src/deep/${name}`) ?? 0, name).toBeLessThanOrEqual(1);
});

test('one that comes later is seen by a workspace that stays', () => {
  const files: Record<string, string> = {
    'src/a.ts': 'export const ask = () => fetch("https://a.test", { method: "GET", headers: { accept: "text/plain" } });\n',
  };
  const disk = {
    ...memoryDisk('/project', files),
    read: (path: string) => files[path.replace('/project/', '')],
  };
  const workspace = openWorkspace({ root: '/project', disk, resident: true });
  const written = (): string => {
    const [finding] = workspace.findings().filter(({ rule }) => rule === 'missing-timeout');
    return finding === undefined
      ? ''
      : (workspace
          .fixes(finding)[0]
          ?.edits.map((edit) => edit.text)
          .join('') ?? '');
  };
  expect(written()).not.toContain('\n');
  files['.prettierrc'] = '{ "printWidth": 60 }';
  workspace.refresh(['.prettierrc']);
  expect(written()).toContain('\n');
});
