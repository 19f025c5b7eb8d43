import type { Analysis } from '../model/analysis';

/** Where time and memory went, for a report: all rules, and the files that took longest. */
export function statsOf({ timings, costs }: Measured): Readonly<Record<string, unknown>> {
  return {
    ms: rounded(Object.entries(timings)),
    rulesMs: rounded(dearestFirst(costs.rules)),
    slowestFilesMs: rounded(dearestFirst(costs.files).slice(0, shown)),
    sinceStartMs: Math.round(process.uptime() * 1000),
    peakMemoryMb: peakMemory(),
  };
}

/** The same for people; of rules and files those that took longest. */
export function statsText({ timings, costs }: Measured): string {
  const slow = (sums: Sums): readonly Row[] => dearestFirst(sums).slice(0, shown).filter(noticeable);
  return [
    ...Object.entries(timings).map(row),
    row(['since the start', process.uptime() * 1000]),
    `  ${'peak memory'.padEnd(width)} ${String(peakMemory()).padStart(9)} MB\n`,
    ...section('slowest rules', slow(costs.rules)),
    ...section('slowest files', slow(costs.files)),
  ].join('');
}

/** How long each phase took, and all of it. */
export function timingsText({ timings }: Pick<Analysis, 'timings'>): string {
  return [...Object.entries(timings), ['since the start', process.uptime() * 1000] as const].map(row).join('');
}

type Measured = Pick<Analysis, 'timings' | 'costs'>;
type Sums = Readonly<Record<string, number>>;
type Row = readonly [name: string, milliseconds: number];

/** How many rules and files are worth a look. */
const shown = 10;
const width = 40;

function dearestFirst(sums: Sums): readonly Row[] {
  return Object.entries(sums).sort(([a, x], [b, y]) => y - x || (a < b ? -1 : 1));
}

/** What would be shown as nothing says nothing. */
function noticeable([, ms]: Row): boolean {
  return ms >= 0.05;
}

function section(title: string, rows: readonly Row[]): readonly string[] {
  return rows.length === 0 ? [] : [`${title}:\n`, ...rows.map(row)];
}

function row([name, ms]: Row): string {
  return `  ${name.padEnd(width)} ${ms.toFixed(1).padStart(9)} ms\n`;
}

function rounded(rows: readonly Row[]): Readonly<Record<string, number>> {
  return Object.fromEntries(rows.map(([name, ms]) => [name, Math.round(ms * 10) / 10]));
}

function peakMemory(): number {
  return Math.round(process.resourceUsage().maxRSS / 1024);
}
