// Draws findings at random, the same ones for the same seed, to be judged by reading.
// `node scripts/precision-sample.mjs SEED N name=report.json …` prints JSON lines: the sample, in the order it was drawn.
// A report is what `check --format json` prints; only warnings and errors are drawn.
import { readFileSync } from 'node:fs';

const [seed, n, ...reports] = process.argv.slice(2);
if (seed === undefined || !(Number(n) > 0) || reports.length === 0) {
  console.error('usage: node scripts/precision-sample.mjs SEED N name=report.json …');
  process.exit(2);
}

const all = reports
  .map((entry) => [entry.slice(0, entry.indexOf('=')), entry.slice(entry.indexOf('=') + 1)])
  .sort(([a], [b]) => (a < b ? -1 : 1))
  .flatMap(([name, path]) =>
    JSON.parse(readFileSync(path, 'utf8'))
      .findings.filter((finding) => finding.severity !== 'info')
      .map((finding) => ({ name, ...finding })),
  );
const next = randomFrom(Number(seed));
for (let i = all.length - 1; i > 0; i--) {
  const j = Math.floor(next() * (i + 1));
  [all[i], all[j]] = [all[j], all[i]];
}
for (const finding of all.slice(0, Number(n))) console.log(JSON.stringify(finding));
console.error(`${Math.min(all.length, Number(n))} of ${all.length} findings from ${reports.length} reports, seed ${seed}`);

/** Mulberry32: small, and the same on every machine. */
function randomFrom(start) {
  let state = start >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = state;
    t = Math.imul(t ^ (t >>> 15), t | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  };
}
