// Measures whole runs side by side with other tools, on the same files: `npm run bench`.
// node scripts/bench.mjs [--rounds 5] [--only openai] [--no-scaling]
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { attempt, interleaved, measure, median, ratio } from './bench-run.mjs';
import { install, layDown, packages, tool } from './bench-sources.mjs';

const { values } = parseArgs({
  options: { rounds: { type: 'string', default: '5' }, only: { type: 'string', multiple: true }, 'no-scaling': { type: 'boolean' } },
});
const rounds = Number(values.rounds);
const cli = fileURLToPath(new URL('../dist/cli.js', import.meta.url));
if (!existsSync(cli)) throw new Error('There is no dist/cli.js: run `npm run build` first.');
install();

const ours = [process.execPath, cli, 'check', '.', '--no-cache', '--no-config', '--stats', '--format', 'json'];
const commands = {
  breakwater: ours,
  'tsc 6': [process.execPath, tool('typescript6/lib/tsc.js'), '--noEmit', '-p', '.'],
  'tsc 7': [process.execPath, tool('typescript7/bin/tsc'), '--noEmit', '-p', '.'],
  'biome lint': [process.execPath, tool('@biomejs/biome/bin/biome'), 'lint', '.'],
  oxlint: [process.execPath, tool('oxlint/bin/oxlint'), '.'],
};
/** What a run may cost at the most: shares of what the others take on the same files, and of a cold run; megabytes. */
const aims = { tsc6: 0.1, tsc7: 0.4, biome: 2, unchanged: 0.2, edited: 0.3, memory: 250 };
const result = { node: process.version, cores: cpus().length, rounds, packages: {}, scaling: [] };
const missed = [];

console.log(`Node ${process.version}, ${cpus().length} cores, medians of ${rounds} interleaved rounds after one that is not counted\n`);
for (const name of values.only ?? packages) result.packages[name] = compare(name);
if (values['no-scaling'] !== true) result.scaling = scale('openai');
writeFileSync(fileURLToPath(new URL('../.bench/result.json', import.meta.url)), `${JSON.stringify(result, undefined, 2)}\n`);
console.log(missed.length === 0 ? 'Every target is met.' : `Missed:\n${missed.map((one) => `  ${one}`).join('\n')}`);
process.exitCode = missed.length === 0 ? 0 : 1;

/** One package: all tools, the phases of ours, and its findings with and without the prefilter. */
function compare(name) {
  const { folder, files, bytes, lines } = layDown(name, 1);
  try {
    console.log(`${name}: ${files} files, ${Math.round(lines / 1000)} k lines, ${(bytes / 1e6).toFixed(1)} MB`);
    sameFiles(folder, files);
    const runs = interleaved(commands, folder, rounds);
    const rows = Object.fromEntries(Object.entries(runs).map(([tool, list]) => [tool, rowOf(list, runs.breakwater)]));
    for (const [tool, row] of Object.entries(rows)) console.log(lineOf(tool, row));
    const reports = runs.breakwater.map((run) => JSON.parse(run.out));
    const phases = Object.fromEntries(
      Object.keys(reports[0].stats.ms).map((phase) => [phase, median(reports.map(({ stats }) => stats.ms[phase]))]),
    );
    console.log(
      `  phases in ms: ${Object.entries(phases)
        .map(([phase, ms]) => `${phase} ${Math.round(ms)}`)
        .join(', ')}`,
    );
    const everything = attempt([...ours, '--no-prefilter'], folder);
    const equal = everything.failed === undefined && digest(JSON.parse(everything.out)) === digest(reports[0]);
    const again = repeated(folder, name);
    const threaded = attempt([...ours, '--threads', '2'], folder);
    const same = threaded.failed === undefined && digest(JSON.parse(threaded.out)) === digest(reports[0]);
    console.log(
      `  with a second thread: ${threaded.failed ?? `${same ? 'the same findings' : 'OTHER findings'} in ${threaded.wall.toFixed(2)} s`}`,
    );
    expect(same, `${name}: the findings are not the same with threads`);
    console.log(`  ${reports[0].findings.length} findings, ${reports[0].files.parsed} of ${files} files parsed`);
    console.log(
      `  without the prefilter: ${everything.failed ?? `${equal ? 'the same findings' : 'OTHER findings'} in ${everything.wall.toFixed(2)} s`}\n`,
    );
    expect(equal, `${name}: the findings are not the same without the prefilter`);
    const within = (what, value, aim) => expect(value <= aim, `${name}: ${what}: ${value?.toFixed(2) ?? 'not measured'}, wanted ${aim}`);
    within('of tsc 6', rows['tsc 6'].ratio, aims.tsc6);
    within('of tsc 7', rows['tsc 7'].ratio, aims.tsc7);
    within('of biome lint', rows['biome lint'].ratio, aims.biome);
    within('an unchanged run, of a cold one', again.warm.ratio, aims.unchanged);
    within('a run after one edit, of a cold one', again.edited.ratio, aims.edited);
    // Not every platform tells it.
    if (rows.breakwater.memory !== undefined) within('MB at the peak', rows.breakwater.memory, aims.memory);
    return {
      files,
      lines,
      bytes,
      rows,
      phases,
      parsed: reports[0].files.parsed,
      again,
      findings: reports[0].findings.length,
      everything: { equal, wall: everything.wall, memory: everything.memory },
    };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Runs that follow one another with a cache, as in CI: nothing changed, and one file changed; beside each a cold one. */
function repeated(folder, name) {
  const cache = join(folder, '.kept');
  const [first] = readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((file) => /\.ts$/.test(file) && readFileSync(join(folder, file), 'utf8').includes('fetch'))
    .sort();
  const warmly = [...ours.filter((flag) => flag !== '--no-cache'), '--cache-location', cache];
  const runs = { cold: [], warm: [], edited: [] };
  let equal = true;
  measure(warmly, folder);
  for (let round = 0; round < rounds; round++) {
    const cold = measure(ours, folder);
    const warm = measure(warmly, folder);
    equal &&= digest(JSON.parse(cold.out)) === digest(JSON.parse(warm.out));
    writeFileSync(join(folder, first), `${readFileSync(join(folder, first), 'utf8')}export const bench${round} = ${round};\n`);
    const edited = measure(warmly, folder);
    equal &&= digest(JSON.parse(measure(ours, folder).out)) === digest(JSON.parse(edited.out));
    runs.cold.push(cold);
    runs.warm.push(warm);
    runs.edited.push(edited);
  }
  const rowOf = (list) => ({
    wall: median(list.map((run) => run.wall)),
    ratio: ratio(list, runs.cold),
    memory: median(list.map((run) => run.memory)),
  });
  const rows = { warm: rowOf(runs.warm), edited: rowOf(runs.edited) };
  console.log(
    `  with a cache: unchanged ${rows.warm.wall.toFixed(2)} s, ${rows.warm.ratio.toFixed(2)} of cold; one file changed ${rows.edited.wall.toFixed(2)} s, ${rows.edited.ratio.toFixed(2)} of cold; ${equal ? 'the same findings' : 'OTHER findings'}`,
  );
  expect(equal, `${name}: the findings are not the same with a cache`);
  return rows;
}

/** A tool that silently looks at fewer files, or at more, would make every ratio worthless. */
function sameFiles(folder, files) {
  const listed = (tool) =>
    measure([...commands[tool], '--listFilesOnly'], folder)
      .out.split('\n')
      .filter((line) => line.includes('/copy0/')).length;
  const told = (tool, pattern) => Number(pattern.exec(measure(commands[tool], folder).told)?.[1]);
  const counts = {
    breakwater: JSON.parse(measure(ours, folder).out).files.found,
    'tsc 6': listed('tsc 6'),
    'tsc 7': listed('tsc 7'),
    'biome lint': told('biome lint', /Checked (\d+) files/),
    oxlint: told('oxlint', / on (\d+) files/),
  };
  // Biome counts its own configuration too.
  for (const [tool, count] of Object.entries(counts))
    if (!(Math.abs(count - files) <= 1)) throw new Error(`${tool} looks at ${count} files instead of ${files}.`);
}

/** The same sources laid down 1, 2, 4 and 8 times; the exponent is that of time over size. */
function scale(name) {
  const laid = [1, 2, 4, 8].map((times) => ({ times, ...layDown(name, times) }));
  try {
    const runs = laid.map(() => []);
    for (let round = 0; round <= rounds; round++) {
      laid.forEach(({ folder }, i) => {
        const run = measure(ours, folder);
        if (round > 0) runs[i].push(run);
      });
    }
    const rows = laid.map(({ times, files }, i) => ({
      times,
      files,
      wall: median(runs[i].map((run) => run.wall)),
      memory: median(runs[i].map((run) => run.memory)),
    }));
    console.log(`${name}, laid down several times`);
    for (const row of rows)
      console.log(
        `  ${row.times}x ${String(row.files).padStart(6)} files ${row.wall.toFixed(2).padStart(7)} s ${row.memory?.toFixed(0).padStart(6)} MB`,
      );
    const exponent = Math.log(rows[3].wall / rows[0].wall) / Math.log(8);
    const last = Math.log(rows[3].wall / rows[2].wall) / Math.log(2);
    console.log(`  exponent of time ${exponent.toFixed(2)}, over the last doubling ${last.toFixed(2)}\n`);
    // Whole runs of some seconds wander by a few per cent.
    expect(
      exponent <= 1.05 && last <= 1.05,
      `${name}: time grows by the power ${Math.max(exponent, last).toFixed(2)} of the size, wanted 1`,
    );
    return rows;
  } finally {
    for (const { folder } of laid) rmSync(folder, { recursive: true, force: true });
  }
}

function rowOf(list, breakwater) {
  const of = (key) => (list.some((run) => run[key] === undefined) ? undefined : median(list.map((run) => run[key])));
  return { wall: of('wall'), cpu: of('cpu'), memory: of('memory'), ratio: ratio(breakwater, list) };
}

function lineOf(tool, { wall, cpu, memory, ratio: share }) {
  const cell = (value, digits, unit) => (value === undefined ? '–' : `${value.toFixed(digits)} ${unit}`).padStart(10);
  return `  ${tool.padEnd(12)}${cell(wall, 2, 's')}${cell(cpu, 2, 's CPU').padStart(14)}${cell(memory, 0, 'MB')}   ours / theirs ${share.toFixed(2)}`;
}

/** What must not depend on the prefilter: the findings, word for word. */
function digest({ findings }) {
  return createHash('sha256').update(JSON.stringify(findings)).digest('hex');
}

function expect(holds, otherwise) {
  if (!holds) missed.push(otherwise);
}
