import { spawnSync } from 'node:child_process';
import { expect, test } from 'vitest';

test('directives are coloured in comments, and nowhere else', () => {
  const grammars = ['-g', 'test/syntaxes/source.tmLanguage.json', '-g', 'syntaxes/directive.tmLanguage.json'];
  const { status, stdout, stderr } = spawnSync('npx', ['vscode-tmgrammar-test', ...grammars, 'test/syntaxes/directives.ts.txt'], {
    encoding: 'utf8',
  });
  expect(`${stdout}${stderr}`).not.toMatch(/✖|ERROR/);
  expect(status).toBe(0);
}, 20_000);
