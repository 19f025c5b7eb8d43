// Runs the slow suite: every claim of the catalogue that can be run, against the real packages.
// `node scripts/evidence.mjs` runs all and writes test/evidence/executed.json when all of it was true;
// `node scripts/evidence.mjs http` runs one file; `--record` joins what the last runs of each file have written, and
// `--record undici got` does so for these alone, all files of which have to have run; what is said of others stays.
// EVIDENCE_PATIENCE=20000 waits for no default longer than 20 s, for a quick look.
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const root = join(import.meta.dirname, '..');
const suite = join(root, 'test/evidence');
const packages = join(suite, 'packages');
const written = join(packages, 'node_modules/.executed');
const result = join(packages, 'node_modules/.evidence-result.json');
const filters = process.argv.slice(2);

if (filters[0] === '--record') {
  record(filters.slice(1));
} else {
  install();
  const start = Date.now();
  if (filters.length === 0) {
    rmSync(written, { recursive: true, force: true });
    mkdirSync(written, { recursive: true });
  }
  const status = vitest(filters) === 0 ? 0 : again();
  if (status === 0 && filters.length === 0 && process.env.EVIDENCE_PATIENCE === undefined) record();
  console.log(`Evidence: ${summary()}, in ${Math.round((Date.now() - start) / 1000)} s: ${status === 0 ? 'all true' : 'not all true'}.`);
  process.exitCode = status ?? 1;
}

function vitest(filters, more = {}) {
  const reports = ['--reporter=default', '--reporter=json', `--outputFile.json=${result}`];
  const run = ['vitest', 'run', '-c', 'vitest.evidence.config.ts', ...reports, ...filters];
  return spawnSync('npx', run, { cwd: root, stdio: 'inherit', env: { ...process.env, ...more } }).status ?? 1;
}

/** A fact that failed among all the others is asked once more when nothing else runs; where many fail, that is no chance. */
function again() {
  const { testResults = [] } = existsSync(result) ? JSON.parse(readFileSync(result, 'utf8')) : {};
  const bad = testResults.flatMap(({ name, status, assertionResults }) => {
    const names = assertionResults.filter((one) => one.status === 'failed').map(({ fullName }) => fullName);
    return status === 'failed' ? [{ file: name, names }] : [];
  });
  const names = bad.flatMap((one) => one.names);
  if (names.length === 0 || names.length > 40 || bad.some((one) => one.names.length === 0)) return 1;
  console.log(`${names.length} failed, and are asked once more.`);
  const pattern = names.map((name) => name.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')).join('|');
  return vitest([...bad.map(({ file }) => file), '-t', `^(?:${pattern})$`], { EVIDENCE_AGAIN: '.again' });
}

/** The packages are installed anew when their lock file is newer than they are. */
function install() {
  const mark = join(packages, 'node_modules/.package-lock.json');
  if (existsSync(mark) && statSync(mark).mtimeMs >= statSync(join(packages, 'package-lock.json')).mtimeMs) return;
  const { status } = spawnSync('npm', ['ci', '--ignore-scripts'], { cwd: packages, stdio: 'inherit' });
  if (status !== 0) process.exit(status ?? 1);
}

/** One entry for each id, whichever files spoke of it. */
function joined() {
  const all = { clients: {}, guards: {} };
  // What was asked once more comes behind what it was asked with, so that the first package stays the first.
  const again = (file) => Number(file.endsWith('.again.json'));
  for (const file of existsSync(written) ? readdirSync(written).sort((a, b) => again(a) - again(b)) : []) {
    const part = JSON.parse(readFileSync(join(written, file), 'utf8'));
    for (const kind of Object.keys(all)) {
      for (const [id, proof] of Object.entries(part[kind])) all[kind][id] = add(all[kind][id], proof);
    }
  }
  return all;
}

function add(one, two) {
  if (one === undefined) return two;
  return {
    packages: { ...one.packages, ...two.packages },
    claims: one.claims + two.claims,
    rows: [...new Set([...one.rows, ...two.rows])].sort(),
  };
}

function record(ids = []) {
  const { clients, guards } = joined();
  const file = join(suite, 'executed.json');
  const before = ids.length === 0 ? { clients: {}, guards: {} } : JSON.parse(readFileSync(file, 'utf8'));
  const wanted = (all) => Object.fromEntries(Object.entries(told(all)).filter(([id]) => ids.length === 0 || ids.includes(id)));
  const now = { clients: sorted({ ...before.clients, ...wanted(clients) }), guards: sorted({ ...before.guards, ...wanted(guards) }) };
  writeFileSync(file, `${JSON.stringify(now, undefined, 2)}\n`);
  spawnSync('npx', ['biome', 'format', '--write', file], { cwd: root, stdio: 'ignore' });
}

/** The first package is the one the model is about; further ones are other majors of it. */
function told(proofs) {
  const entries = Object.entries(proofs).map(([id, { packages, claims, rows }]) => {
    const [[name, version], ...others] = Object.entries(packages).sort(([one], [two]) => Number(two === id) - Number(one === id));
    const also = others.length === 0 ? {} : { also: sorted(Object.fromEntries(others)) };
    return [id, { package: name, version, ...also, claims, rows }];
  });
  return sorted(Object.fromEntries(entries));
}

function sorted(object) {
  return Object.fromEntries(Object.entries(object).sort(([one], [two]) => (one < two ? -1 : 1)));
}

function summary() {
  const { clients, guards } = joined();
  const claims = [...Object.values(clients), ...Object.values(guards)].reduce((sum, proof) => sum + proof.claims, 0);
  return `${Object.keys(clients).length} clients and ${Object.keys(guards).length} guards executed by ${claims} claims`;
}
