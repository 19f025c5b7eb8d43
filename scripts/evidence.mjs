// Runs the slow suite: every claim of the catalogue that can be run, against the real packages.
// `node scripts/evidence.mjs [filter]`, and `node scripts/evidence.mjs --record` to write what was executed into the models.
import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const root = join(import.meta.dirname, '..');
const packages = join(root, 'test/evidence/packages');
const [first, ...rest] = process.argv.slice(2);

if (first === '--record') {
  recordAll();
} else {
  install();
  const arguments_ = ['vitest', 'run', '-c', 'vitest.evidence.config.ts', ...(first === undefined ? [] : [first, ...rest])];
  process.exitCode = spawnSync('npx', arguments_, { cwd: root, stdio: 'inherit' }).status ?? 1;
}

function install() {
  if (existsSync(join(packages, 'node_modules/.package-lock.json'))) return;
  const { status } = spawnSync('npm', ['ci', '--ignore-scripts'], { cwd: packages, stdio: 'inherit' });
  if (status !== 0) process.exit(status ?? 1);
}

/** Changes `read` to `executed` in the models whose rows ran, and names the version that ran. */
function recordAll() {
  const folder = join(packages, 'node_modules/.executed');
  const ran = new Map();
  for (const file of readdirSync(folder)) {
    for (const [id, versions] of Object.entries(JSON.parse(readFileSync(join(folder, file), 'utf8')))) {
      ran.set(id, [...new Set([...(ran.get(id) ?? []), ...versions])].sort());
    }
  }
  for (const kind of ['clients', 'guards']) {
    for (const file of readdirSync(join(root, 'src/catalog', kind))) record(join(root, 'src/catalog', kind, file), ran);
  }
  for (const [id, versions] of ran) console.log(`not recorded: ${id} ${versions}`);
}

function record(path, ran) {
  const text = readFileSync(path, 'utf8');
  const id = /^ {2}id: '([^']+)'/m.exec(text)?.[1];
  const versions = ran.get(id);
  if (versions === undefined) return;
  const changed = text.replace(/(evidence: \[\{ url: '[^']*', versions: )'([^']*)', how: '(?:read|executed)' \}/, (_, start) => {
    ran.delete(id);
    return `${start}'${versions.join(', ')}', how: 'executed' }`;
  });
  if (changed !== text) writeFileSync(path, changed);
}
