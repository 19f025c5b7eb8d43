// Findings over pinned published packages, against the committed list, so that a change shows its effect.
// `node scripts/golden.mjs [package …]` compares; with `--update` it writes the list anew, to be reviewed as a diff.
import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';

const root = join(import.meta.dirname, '..');
const packages = join(root, 'test/golden/packages');
const listed = Object.keys(JSON.parse(readFileSync(join(packages, 'package.json'), 'utf8')).dependencies);
const wanted = process.argv.slice(2).filter((argument) => argument !== '--update');
const update = process.argv.includes('--update');
const chosen = wanted.length === 0 ? listed : listed.filter((name) => wanted.includes(name));
if (chosen.length === 0) {
  console.error(`No such package here. There are: ${listed.join(', ')}`);
  process.exit(2);
}

install();
const workplace = mkdtempSync(join(tmpdir(), 'breakwater-golden-'));
let passed = 0;
let failed = 0;
try {
  for (const name of chosen) {
    const path = join(root, 'test/golden', `${name.replace('@', '').replace('/', '+')}.json`);
    const found = findingsOf(name);
    if (update) writeFileSync(path, `${JSON.stringify(found, undefined, 2)}\n`);
    const expected = existsSync(path) ? JSON.parse(readFileSync(path, 'utf8')) : [];
    const changes = differences(expected, found);
    for (const change of changes) console.log(`${name}: ${change}`);
    if (changes.length === 0) passed++;
    else failed++;
    console.log(`${changes.length === 0 ? 'ok    ' : 'FAILED'} ${name}: ${found.length} findings`);
  }
} finally {
  rmSync(workplace, { recursive: true, force: true });
}
console.log(`${passed} passed, ${failed} failed`);
process.exitCode = failed === 0 ? 0 : 1;

function install() {
  if (existsSync(join(packages, 'node_modules/.package-lock.json'))) return;
  const { status } = spawnSync('npm', ['ci', '--ignore-scripts'], { cwd: packages, stdio: 'inherit' });
  if (status !== 0) process.exit(status ?? 1);
}

/** The package's own sources, laid outside of `node_modules` and of any ignore file, and what the command says of them. */
function findingsOf(name) {
  const from = join(packages, 'node_modules', name);
  const folder = join(workplace, name.replace('/', '+'));
  mkdirSync(folder);
  cpSync(join(from, 'package.json'), join(folder, 'package.json'));
  const typed = existsSync(join(from, 'src/index.ts'));
  const compiled = !typed && existsSync(join(from, 'dist'));
  const source = typed ? join(from, 'src') : compiled ? join(from, 'dist') : from;
  cpSync(source, join(folder, 'source'), {
    recursive: true,
    filter: (path) => !/(?:^|[\\/])node_modules(?:[\\/]|$)|\.d\.[cm]?ts$|\.map$|[\\/]tsconfig\.json$/.test(relative(from, path)),
  });
  const { status, stdout, stderr } = spawnSync(process.execPath, [join(root, 'dist/cli.js'), 'check', '--format', 'json'], {
    cwd: folder,
    encoding: 'utf8',
    maxBuffer: 1 << 28,
  });
  if (status !== 0 && status !== 1) throw new Error(`${name}: exit ${status}\n${stderr}`);
  return JSON.parse(stdout).findings.map(({ rule, severity, path, line, fingerprint, message }) => ({
    rule,
    severity,
    path,
    line,
    fingerprint,
    message,
  }));
}

function differences(expected, found) {
  const text = ({ rule, severity, path, line, message }) => `${severity} ${rule} ${path}:${line} ${message}`;
  const key = (finding) => `${finding.fingerprint} ${text(finding)}`;
  const before = new Set(expected.map(key));
  const now = new Set(found.map(key));
  return [
    ...expected.filter((finding) => !now.has(key(finding))).map((finding) => `gone  ${text(finding)}`),
    ...found.filter((finding) => !before.has(key(finding))).map((finding) => `new   ${text(finding)}`),
  ];
}
