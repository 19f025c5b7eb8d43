/** Where time and memory went, for a report. */
export function statsOf(timings: Timings): Readonly<Record<string, unknown>> {
  const { phases, files } = parted(timings);
  return {
    ms: rounded(phases),
    slowestFilesMs: rounded(files.slice(0, shown)),
    sinceStartMs: Math.round(process.uptime() * 1000),
    peakMemoryMb: peakMemory(),
  };
}

/** The same for people; of files those that took longest to read. */
export function statsText(timings: Timings): string {
  const { phases, files } = parted(timings);
  const slow = (list: readonly Row[]): readonly Row[] => list.slice(0, shown).filter(([, ms]) => ms >= 0.05);
  return [
    ...phases.map(row),
    row(['since the start', process.uptime() * 1000]),
    `  ${'peak memory'.padEnd(width)} ${String(peakMemory()).padStart(9)} MB\n`,
    ...section('slowest files', slow(files)),
  ].join('');
}

type Timings = Readonly<Record<string, number>>;
type Row = readonly [name: string, milliseconds: number];

/** How many files are worth a look. */
const shown = 10;
const width = 40;

/** Phases in their order; files with the slowest first. */
function parted(timings: Timings): { readonly phases: readonly Row[]; readonly files: readonly Row[] } {
  const all = Object.entries(timings);
  const under = (prefix: string): readonly Row[] =>
    all
      .flatMap(([name, ms]): readonly Row[] => (name.startsWith(prefix) ? [[name.slice(prefix.length), ms]] : []))
      .sort(([a, x], [b, y]) => y - x || (a < b ? -1 : 1));
  return { phases: all.filter(([name]) => !name.includes(':')), files: under('file:') };
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
