#!/usr/bin/env node
// Answers to the arguments of desktop VS Code's executable, so @vscode/test-electron can drive it.
import { spawnSync } from 'node:child_process';
import * as fs from 'node:fs';
import * as os from 'node:os';
import * as path from 'node:path';
import { fileURLToPath } from 'node:url';
import * as host from './host.mjs';
const argv = process.argv.slice(2),
  multi = {},
  rest = [];
const takes = new Set([
  'extensionDevelopmentPath',
  'extensionTestsPath',
  'extensions-dir',
  'user-data-dir',
  'install-extension',
  'uninstall-extension',
  'folder-uri',
  'file-uri',
  'locale',
  'log',
  'enable-proposed-api',
  'disable-extension',
  'profile',
  'remote',
]);
for (let i = 0; i < argv.length; i++) {
  const m = /^--?([^=]+)(?:=(.*))?$/s.exec(argv[i]);
  if (!m) {
    rest.push(argv[i]);
    continue;
  }
  const v = m[2] ?? (takes.has(m[1]) && i + 1 < argv.length ? argv[++i] : true);
  multi[m[1]] = [...(multi[m[1]] ?? []), v];
}
const one = (k) => multi[k]?.at(-1);
const local = (p) => (p.startsWith('file:') ? fileURLToPath(p) : p);
const module_ = (p) =>
  ['', '.js', '.cjs', '.mjs', '/index.js']
    .map((e) => path.resolve(p) + e)
    .find((f) => fs.statSync(f, { throwIfNoEntry: false })?.isFile()) ?? p;
const scratch = fs.mkdtempSync(path.join(os.tmpdir(), 'vscode-host-'));
process.env.TMPDIR = process.env.XDG_RUNTIME_DIR = scratch; // sockets and browser profiles go away with it
const userDataDir = path.resolve(one('user-data-dir') ?? path.join(scratch, 'user')),
  extensionsDir = path.resolve(one('extensions-dir') ?? path.join(scratch, 'ext'));
let code = 0;
try {
  const cli = ['install-extension', 'uninstall-extension', 'list-extensions', 'version'].filter((k) => multi[k]);
  if (cli.length) {
    const a = cli.flatMap((k) => multi[k].map((v) => (v === true ? `--${k}` : `--${k}=${/\.vsix$/.test(v) ? path.resolve(v) : v}`)));
    if (one('force')) a.push('--force');
    if (one('show-versions')) a.push('--show-versions');
    code =
      spawnSync(
        host.node24,
        [
          host.serverMain,
          '--accept-server-license-terms',
          '--server-data-dir',
          path.join(userDataDir, 'server'),
          '--user-data-dir',
          userDataDir,
          '--extensions-dir',
          extensionsDir,
          ...a,
        ],
        { stdio: 'inherit', env: host.serverEnv() },
      ).status ?? 1;
  } else if (one('extensionTestsPath')) {
    const target = one('folder-uri') ?? rest.find((r) => fs.existsSync(local(r)));
    const p = target && path.resolve(local(target)),
      ws = p?.endsWith('.code-workspace');
    code = await host.runTests({
      folder: ws ? undefined : p,
      workspace: ws ? p : undefined,
      dev: (multi.extensionDevelopmentPath ?? []).map(local),
      tests: module_(local(one('extensionTestsPath'))),
      trust: one('disable-workspace-trust') === undefined,
      userDataDir,
      extensionsDir,
      timeout: Number(process.env.BW_HOST_TIMEOUT_MS ?? 180000),
      verbose: !!process.env.BW_HOST_VERBOSE,
      artifacts: process.env.BW_HOST_ARTIFACTS,
    });
  } else {
    process.stderr.write('vscode-host: only test runs and extension management are supported\n');
    code = 64;
  }
} catch (e) {
  process.stderr.write(`vscode-host: ${e?.stack ?? e}\n`);
  code = 1;
} finally {
  fs.rmSync(scratch, { recursive: true, force: true, maxRetries: 5 });
}
process.exit(code);
