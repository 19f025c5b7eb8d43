// Runs commands in turn and measures each as a whole process.
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const meter = existsSync('/usr/bin/time') ? '/usr/bin/time' : undefined;

/** Wall seconds, processor seconds, and the peak memory of the largest process in MB; the last two only where GNU time is installed. */
export function measure(command, cwd) {
  const scratch = mkdtempSync(join(tmpdir(), 'breakwater-meter-'));
  const told = join(scratch, 'told');
  const [file, ...args] = meter === undefined ? command : [meter, '-q', '-f', '%U %S %M', '-o', told, ...command];
  const start = performance.now();
  const done = spawnSync(file, args, { cwd, encoding: 'utf8', maxBuffer: 1 << 30, env: { ...process.env, NO_COLOR: '1' } });
  const wall = (performance.now() - start) / 1000;
  const [user, system, kilobytes] = meter === undefined ? [] : readFileSync(told, 'utf8').trim().split('\n').at(-1).split(' ').map(Number);
  rmSync(scratch, { recursive: true, force: true });
  if (done.error !== undefined) throw done.error;
  if (done.status === null || done.status > 2) throw new Error(`\`${command.join(' ')}\` failed: ${done.stderr.slice(0, 2000)}`);
  return {
    wall,
    cpu: user === undefined ? undefined : user + system,
    memory: kilobytes === undefined ? undefined : kilobytes / 1024,
    out: done.stdout,
    told: done.stdout + done.stderr,
  };
}

/** As `measure`, for a run that may fail: a failure is a result too. */
export function attempt(command, cwd) {
  try {
    return measure(command, cwd);
  } catch (error) {
    return { failed: error.message };
  }
}

/** Every command once per round, so that a slow minute of the machine hits all alike; a first round warms the file cache and is not counted. */
export function interleaved(commands, cwd, rounds) {
  const runs = Object.fromEntries(Object.keys(commands).map((name) => [name, []]));
  for (let round = 0; round <= rounds; round++) {
    for (const [name, command] of Object.entries(commands)) {
      const run = measure(command, cwd);
      if (round > 0) runs[name].push(run);
    }
  }
  return runs;
}

export function median(list) {
  const sorted = [...list].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
}

/** The median of the ratios of each round: both sides of a ratio ran in the same minute. */
export function ratio(ours, theirs) {
  return median(ours.map((run, i) => run.wall / theirs[i].wall));
}
