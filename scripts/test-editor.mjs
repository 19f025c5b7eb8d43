// Packs the extension and tests it in a real VS Code: the suites inside the extension host, then the packed one driven by its window.
// node scripts/test-editor.mjs [--pictures]   BW_VSCODE names a desktop VS Code; unset, the one of test/host is used, and `download` fetches a desktop one.
import { spawnSync } from 'node:child_process';
import { resolve } from 'node:path';
import { own, vscodeFor } from '../test/e2e/vscode.mjs';

const root = resolve(import.meta.dirname, '..');
const code = await vscodeFor(process.env.BW_VSCODE).catch((error) => {
  console.error(error.message);
  process.exit(1);
});
const env = { ...process.env, BW_VSCODE: code, BW_HOST_TIMEOUT_MS: process.env.BW_HOST_TIMEOUT_MS ?? '900000' };

if (code === own) run(process.execPath, ['test/host/install.mjs']);
run(process.execPath, ['scripts/build.mjs']);
run(process.execPath, ['scripts/package.mjs']);
const counted = [run(process.execPath, ['test/e2e/run.mjs'], true)];
if (code === own) counted.push(run(process.execPath, ['test/ui/run.mjs', ...process.argv.slice(2)], true));
else console.log('The script that drives the window runs in the VS Code of test/host alone.');
const sum = (at) => counted.reduce((all, counts) => all + counts[at], 0);
console.log(`${sum(0)} passed, ${sum(1)} failed, ${sum(2)} skipped`);
process.exit(sum(1) > 0 || counted.some(([passed]) => passed === 0) ? 1 : 0);

/** Runs one step; a step that counts may fail, since the others are still worth hearing. */
function run(command, args, counts = false) {
  const { status, stdout } = spawnSync(command, args, {
    cwd: root,
    env,
    encoding: 'utf8',
    stdio: ['ignore', counts ? 'pipe' : 'inherit', 'inherit'],
  });
  if (!counts) {
    if (status !== 0) process.exit(status ?? 1);
    return [0, 0, 0];
  }
  process.stdout.write(stdout.replace(/^\d+ passed, \d+ failed, \d+ skipped\n?$/gm, ''));
  const [, passed = 0, failed = 1, skipped = 0] = /^(\d+) passed, (\d+) failed, (\d+) skipped$/m.exec(stdout) ?? [];
  return [Number(passed), Math.max(Number(failed), status === 0 ? 0 : 1), Number(skipped)];
}
