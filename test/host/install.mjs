// Idempotent: brings VS Code's server, Node 24 and the browser driver into a cache keyed by the lock file.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import * as fs from 'node:fs';
import * as os from 'node:os';
import * as path from 'node:path';
import { fileURLToPath } from 'node:url';
const here = path.dirname(fileURLToPath(import.meta.url));
const hash = createHash('sha256');
for (const f of ['package-lock.json', 'install.mjs', 'stubs/spdlog/index.js', 'stubs/native-watchdog/index.js'])
  hash.update(fs.readFileSync(path.join(here, f)));
const cache =
  process.env.BW_HOST_CACHE ?? path.join(process.env.XDG_CACHE_HOME ?? path.join(os.homedir(), '.cache'), 'breakwater', 'vscode-host');
export const root = path.join(cache, hash.digest('hex').slice(0, 16));
export function install() {
  if (fs.existsSync(path.join(root, '.ready'))) return root;
  fs.mkdirSync(cache, { recursive: true });
  const tmp = fs.mkdtempSync(path.join(cache, 'new-'));
  for (const f of ['package.json', 'package-lock.json', '.npmrc', 'stubs'])
    fs.cpSync(path.join(here, f), path.join(tmp, f), { recursive: true });
  const env = Object.fromEntries(
    Object.entries(process.env).filter(([k]) => !/^npm_(config_(global|prefix|local_prefix|workspace)|package_|lifecycle_)/.test(k)),
  );
  const r = spawnSync('npm', ['ci', '--no-audit', '--no-fund', '--loglevel=error'], { cwd: tmp, stdio: 'inherit', env });
  if (r.status !== 0) {
    fs.rmSync(tmp, { recursive: true, force: true });
    throw new Error(`npm ci failed (${r.status})`);
  }
  const vs = path.join(tmp, 'node_modules/code-server/lib/vscode');
  fs.symlinkSync('../../..', path.join(vs, 'node_modules'), 'dir'); // what VS Code's server and workbench load at run time
  fs.symlinkSync('../../../..', path.join(vs, 'extensions/node_modules'), 'dir'); // tsserver for the built-in TypeScript extension
  fs.writeFileSync(path.join(tmp, '.ready'), '');
  try {
    fs.renameSync(tmp, root);
  } catch {
    fs.rmSync(tmp, { recursive: true, force: true });
    if (!fs.existsSync(path.join(root, '.ready'))) throw new Error(`cache is broken: ${root}`);
  }
  return root;
}
if (process.argv[1] && fs.realpathSync(process.argv[1]) === fileURLToPath(import.meta.url)) console.log(install());
