import type { Paint } from '../report';

/** Columns under their titles; the last one is as wide as it likes. */
export function tableText(head: readonly string[], rows: readonly (readonly string[])[], paint: Paint): string {
  const widths = head.map((title, index) => Math.max(title.length, ...rows.map((row) => row[index]?.length ?? 0)));
  const line = (cells: readonly string[]): string =>
    cells
      .map((cell, index) => (index === cells.length - 1 ? cell : cell.padEnd(widths[index] ?? 0)))
      .join('  ')
      .trimEnd();
  return `${[paint.dim(line(head)), ...rows.map(line)].join('\n')}\n`;
}
