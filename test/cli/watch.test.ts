import { type ChildProcess, spawn } from 'node:child_process';
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { begin, bounded, bundle, hangs, project, write } from './command';

begin();

/** Waits until a text has come, and gives what came since the last time. */
function listening(child: ChildProcess) {
  let seen = '';
  let wake = (): void => {};
  for (const stream of [child.stdout, child.stderr])
    stream?.setEncoding('utf8').on('data', (text: string) => {
      seen += text;
      wake();
    });
  return async (pattern: RegExp): Promise<string> => {
    while (!pattern.test(seen))
      await new Promise<void>((done) => {
        wake = done;
      });
    const text = seen;
    seen = '';
    return text;
  };
}

test('a change brings the next report: an edit, a new file, a new folder, a configuration, a file that goes', async () => {
  const folder = project({ 'src/user.ts': hangs });
  const child = spawn(process.execPath, [bundle, '--watch', '-f', 'unix', '--only', 'missing-timeout', '--no-cache'], { cwd: folder });
  const ended = new Promise((done) => child.on('close', (_, signal) => done(signal)));
  const next = listening(child);
  const watching = /Watching/;
  expect(await next(watching)).toMatch(/^src\/user\.ts:1:27: [\s\S]*\n1 problem\n/);
  write(folder, { 'src/user.ts': bounded });
  expect(await next(watching)).not.toContain('missing-timeout');
  write(folder, { 'src/later.ts': hangs });
  expect(await next(watching)).toMatch(/^src\/later\.ts:1:27: /);
  write(folder, { 'src/deep/er.ts': hangs });
  expect(await next(watching)).toContain('src/deep/er.ts:1:27: ');
  write(folder, { 'src/deep/er.ts': bounded });
  expect(await next(watching)).not.toContain('src/deep');
  write(folder, { 'breakwater.config.json': '{ "rules": { "missing-timeout": "loud" } }' });
  expect(await next(/breakwater\.config\.json:1:\d+: .*\n/)).not.toContain('Watching');
  write(folder, { 'breakwater.config.json': '{ "rules": { "missing-timeout": "warning" } }' });
  expect(await next(watching)).toContain('[warning/missing-timeout]');
  rmSync(join(folder, 'src/later.ts'));
  expect(await next(watching)).not.toContain('missing-timeout');
  child.kill('SIGINT');
  expect(await ended).toBe('SIGINT');
});
