// Runs the suites inside a real VS Code: the one of test/host where BW_VSCODE names it, else a desktop one is downloaded.
import * as fs from 'node:fs';
import * as os from 'node:os';
import * as path from 'node:path';
import { downloadAndUnzipVSCode, runTests } from '@vscode/test-electron';
import { build } from 'esbuild';

const root = path.resolve(import.meta.dirname, '../..');
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

const code = process.env.BW_VSCODE === undefined ? await fetched() : path.resolve(process.env.BW_VSCODE);
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

/** A desktop VS Code, fetched once for all suites; where none can be had, that is said and nothing is run. */
async function fetched() {
  try {
    return await downloadAndUnzipVSCode();
  } catch (error) {
    console.error(`No desktop VS Code could be fetched: ${error.message}. BW_VSCODE may name one that is there.`);
    console.log('0 passed, 1 failed, 0 skipped');
    process.exit(1);
  }
}

async function runSuite(suite) {
  const scratch = fs.mkdtempSync(path.join(os.tmpdir(), 'bw-e2e-'));
  const folder = path.join(scratch, 'ws');
  const report = path.join(scratch, 'report.json');
  fs.cpSync(path.join(root, 'test/e2e/workspace'), folder, { recursive: true });
  const opened = suite === 'roots' ? path.join(folder, 'two.code-workspace') : folder;
  try {
    await runTests({
      vscodeExecutablePath: code,
      extensionDevelopmentPath: root,
      extensionTestsPath: path.join(root, 'dist/e2e/index.cjs'),
      launchArgs: [opened, `--user-data-dir=${scratch}/user`, `--extensions-dir=${scratch}/ext`, '--disable-extensions'],
      extensionTestsEnv: { BW_TEST_REPORT: report, BW_TEST_SUITE: suite, ...(suite === 'untrusted' ? { BW_HOST_TRUST: '1' } : {}) },
    });
  } catch (error) {
    console.error(error.message);
    process.exitCode = 1;
  }
  const result = fs.existsSync(report) ? JSON.parse(fs.readFileSync(report, 'utf8')) : { passed: 0, failed: 1, skipped: 0 };
  fs.rmSync(scratch, { recursive: true, force: true, maxRetries: 5 });
  return result;
}
