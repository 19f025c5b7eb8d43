/** Where time and memory went, for a report. */
export function statsOf(timings: Readonly<Record<string, number>>): Readonly<Record<string, unknown>> {
  const ms = Object.fromEntries(Object.entries(timings).map(([phase, time]) => [phase, Math.round(time * 10) / 10]));
  return { ms, sinceStartMs: Math.round(process.uptime() * 1000), peakMemoryMb: peakMemory() };
}

/** The same for people. */
export function statsText(timings: Readonly<Record<string, number>>): string {
  const rows = Object.entries(timings).map(([phase, time]) => `  ${phase.padEnd(24)} ${time.toFixed(1).padStart(9)} ms\n`);
  const total = `  ${'since the start'.padEnd(24)} ${(process.uptime() * 1000).toFixed(1).padStart(9)} ms\n`;
  return `${rows.join('')}${total}  ${'peak memory'.padEnd(24)} ${String(peakMemory()).padStart(9)} MB\n`;
}

function peakMemory(): number {
  return Math.round(process.resourceUsage().maxRSS / 1024);
}
