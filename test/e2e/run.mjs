// Runs the suites inside a real VS Code: the one of test/host, or the desktop one that BW_VSCODE names or asks for.
// node test/e2e/run.mjs [suite…]
import { spawn } from 'node:child_process';
import * as fs from 'node:fs';
import * as os from 'node:os';
import * as path from 'node:path';
import { runTests } from '@vscode/test-electron';
import { build } from 'esbuild';
import { quietSettings, untrustingSettings } from '../host/settings.mjs';
import { vscodeFor } from './vscode.mjs';

const root = path.resolve(import.meta.dirname, '../..');
const code = await vscodeFor(process.env.BW_VSCODE).catch((error) => {
  console.error(error.message);
  console.log('0 passed, 1 failed, 0 skipped');
  process.exit(1);
});
await build({
  entryPoints: [path.join(root, 'test/e2e/index.ts')],
  outfile: path.join(root, 'dist/e2e/index.cjs'),
  bundle: true,
  platform: 'node',
  target: 'node20',
  format: 'cjs',
  sourcemap: 'inline',
  external: ['vscode', 'mocha'],
});

const suites = process.argv.length > 2 ? process.argv.slice(2) : ['folder', 'roots', 'untrusted'];
const total = { passed: 0, failed: 0, skipped: 0 };
for (const suite of suites) {
  const { passed, failed, skipped } = await runSuite(suite);
  total.passed += passed;
  total.failed += failed;
  total.skipped += skipped;
  if (passed === 0 || failed > 0) process.exitCode = 1;
}
console.log(`${total.passed} passed, ${total.failed} failed, ${total.skipped} skipped`);

async function runSuite(suite) {
  const scratch = fs.realpathSync(fs.mkdtempSync(path.join(os.tmpdir(), 'bw-e2e-')));
  const folder = path.join(scratch, 'ws');
  const report = path.join(scratch, 'report.json');
  const trusted = suite !== 'untrusted';
  fs.cpSync(path.join(root, 'test/e2e/workspace'), folder, { recursive: true });
  fs.mkdirSync(path.join(scratch, 'user/User'), { recursive: true });
  fs.writeFileSync(path.join(scratch, 'user/User/settings.json'), JSON.stringify(trusted ? quietSettings : untrustingSettings));
  const start = {
    vscodeExecutablePath: code,
    extensionDevelopmentPath: root,
    extensionTestsPath: path.join(root, 'dist/e2e/index.cjs'),
    launchArgs: [
      suite === 'roots' ? path.join(folder, 'two.code-workspace') : folder,
      `--user-data-dir=${scratch}/user`,
      `--extensions-dir=${scratch}/ext`,
      '--disable-extensions',
    ],
    extensionTestsEnv: { BW_TEST_REPORT: report, BW_TEST_SUITE: suite },
  };
  try {
    await (trusted ? runTests(start) : runUntrusted(start));
  } catch (error) {
    console.error(error.message);
    process.exitCode = 1;
  }
  const result = fs.existsSync(report) ? JSON.parse(fs.readFileSync(report, 'utf8')) : { passed: 0, failed: 1, skipped: 0 };
  fs.rmSync(scratch, { recursive: true, force: true, maxRetries: 5 });
  return result;
}

/** The start of `runTests`, which trusts every workspace, without that. */
async function runUntrusted({ vscodeExecutablePath, extensionDevelopmentPath, extensionTestsPath, launchArgs, extensionTestsEnv }) {
  const plain = ['--no-sandbox', '--disable-gpu-sandbox', '--disable-updates', '--skip-welcome', '--skip-release-notes'];
  const tests = [`--extensionTestsPath=${extensionTestsPath}`, `--extensionDevelopmentPath=${extensionDevelopmentPath}`];
  const child = spawn(vscodeExecutablePath, [...launchArgs, ...plain, ...tests], {
    env: { ...process.env, ...extensionTestsEnv },
    stdio: ['ignore', 'inherit', 'inherit'],
  });
  const ended = await new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('exit', (status, signal) => resolve(signal ?? status));
  });
  if (ended !== 0) throw new Error(`The run ended with ${ended}.`);
}
