// Draws findings at random, the same ones for the same seed, to be judged by reading.
// `node scripts/precision-sample.mjs SEED N name=report.json …` prints JSON lines: the sample, in the order it was drawn.
// A report is what `check --format json` prints; only warnings and errors are drawn.
import { createHash } from 'node:crypto';
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
/** Its place in the order depends on the seed and on the finding alone, so that further reports leave what was read where it is. */
const keyOf = ({ name, rule, path, line, column }) =>
  createHash('sha1').update([seed, name, rule, path, line, column].join('\0')).digest('hex').slice(0, 12);
all.sort((a, b) => (keyOf(a) < keyOf(b) ? -1 : 1));
for (const finding of all.slice(0, Number(n))) console.log(JSON.stringify(finding));
console.error(`${Math.min(all.length, Number(n))} of ${all.length} findings from ${reports.length} reports, seed ${seed}`);
