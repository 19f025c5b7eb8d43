#!/usr/bin/env node
// Holds the SARIF of real runs against Microsoft's validator, with GitHub's own rules. The validator is a program of its
// own, some 90 MB large, so it is fetched when asked for and is no dependency of the project.
import { spawnSync } from 'node:child_process';
import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { breakwater, layRuns } from './report-runs.mjs';

const version = '5.7.0';
const name = { linux: 'linux', darwin: 'darwin', win32: 'win32' }[process.platform];
const folder = mkdtempSync(join(tmpdir(), 'breakwater-sarif-'));

try {
  const validator = fetched();
  let failed = false;
  for (const [what, args] of Object.entries(layRuns(folder))) {
    const log = `${what}.sarif`;
    breakwater(['--format', `sarif:${join(folder, log)}`, ...args], join(folder, what));
    const {
      runs: [run],
    } = JSON.parse(readFileSync(join(folder, log), 'utf8'));
    const found = validated(validator, log);
    const loud = found.filter(({ level }) => level !== 'note');
    const quiet = [...new Set(found.filter(({ level }) => level === 'note').map(({ ruleId }) => ruleId))].sort();
    const fixes = run.results.filter((one) => one.fixes !== undefined).length;
    console.log(
      `${what}: ${run.results.length} results, ${fixes} with fixes: ${loud.length} errors and warnings; notes: ${quiet.join(', ') || 'none'}`,
    );
    for (const { ruleId, level, locations, message } of loud)
      console.log(`  ${level} ${ruleId} ${JSON.stringify(message)} at ${locations?.[0]?.physicalLocation?.region?.startLine}`);
    failed ||= loud.length > 0 || (run.results.length === 0 && what !== 'clean');
  }
  process.exitCode = failed ? 1 : 0;
} finally {
  rmSync(folder, { recursive: true, force: true });
}

function fetched() {
  const at = process.env.SARIF_MULTITOOL;
  if (at !== undefined) return at;
  const home = join(folder, 'validator');
  const install = [
    'install',
    '--prefix',
    home,
    '--no-save',
    '--no-audit',
    '--no-fund',
    '--ignore-scripts',
    `@microsoft/sarif-multitool-${name}@${version}`,
  ];
  const { status, stderr } = spawnSync('npm', install, { encoding: 'utf8', shell: process.platform === 'win32' });
  const program = join(home, `node_modules/@microsoft/sarif-multitool-${name}/Sarif.Multitool${name === 'win32' ? '.exe' : ''}`);
  if (status !== 0 || !existsSync(program)) throw new Error(`The validator cannot be fetched: ${stderr}`);
  chmodSync(program, 0o755);
  return program;
}

/** What the validator says; it ends with 0 whatever it finds, so its own log is read. */
function validated(program, log) {
  const args = [
    'validate',
    log,
    '--rule-kind',
    'Sarif;Ghas',
    '--level',
    'Error;Warning;Note',
    '-o',
    `${log}.checked`,
    '--log',
    'ForceOverwrite',
  ];
  spawnSync(program, args, { cwd: folder, encoding: 'utf8' });
  const [run] = JSON.parse(readFileSync(join(folder, `${log}.checked`), 'utf8')).runs;
  // Results at their rule's own level do not repeat it.
  return (run.results ?? []).map((one) => ({ ...one, level: one.level ?? 'warning' }));
}
