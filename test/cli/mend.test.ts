import { execFileSync } from 'node:child_process';
import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { begin, bounded, hangs, inside, link, mode, project } from './command';

begin();

const idle = `// breakwater-disable-next-line missing-timeout -- it was needed once\n${bounded}`;
const read = (folder: string, name = 'src/user.ts') => readFileSync(join(folder, name), 'utf8');

test('what does nothing is taken out; the second run has nothing to do', async () => {
  const folder = project({ 'src/user.ts': idle });
  const first = await inside(['fix'], folder);
  expect(first.err).toMatch(/^Mended 1 finding in 1 file[.;]/);
  expect(read(folder)).toBe(bounded);
  expect((await inside(['fix'], folder)).err).toBe('');
});

test('a dry run writes nothing, and shows a diff that git takes', async () => {
  const folder = project({ 'src/user.ts': idle });
  const { out } = await inside(['--fix-dry-run', '-f', 'json:out.json'], folder);
  expect(read(folder)).toBe(idle);
  const patch = out.slice(out.indexOf('--- a/'), out.lastIndexOf('\n ') + 1);
  expect(patch).toContain('-// breakwater-disable-next-line');
  execFileSync('git', ['apply', '-'], { cwd: folder, input: `${out.split(/\n(?![-+ @\\])/)[0]}\n` });
  expect(read(folder)).toBe(bounded);
});

test('line ends, byte-order mark, mode and links stay as they were', async () => {
  const folder = project({ 'src/user.ts': `\ufeff${idle.replaceAll('\n', '\r\n')}` });
  mode(join(folder, 'src/user.ts'), 0o755);
  link('src/user.ts', join(folder, 'linked.ts'));
  await inside(['fix', 'linked.ts'], folder);
  expect(read(folder)).toBe(`\ufeff${bounded.replaceAll('\n', '\r\n')}`);
  expect(statSync(join(folder, 'src/user.ts')).mode & 0o777).toBe(0o755);
});

test('only the rules that were asked for', async () => {
  const folder = project({ 'src/user.ts': idle });
  await inside(['fix', '--fix-rule', 'missing-timeout'], folder);
  expect(read(folder)).toBe(idle);
});

test('the exit code is that of what is left', async () => {
  expect((await inside(['fix'], project({ 'src/user.ts': idle }))).code).toBe(0);
  const left = await inside(
    ['fix', '--fix-rule', 'unused-directive'],
    project({ 'src/user.ts': `${idle}${hangs.replace('user', 'other')}` }),
  );
  expect(left.code).toBe(1);
});
