import { type Lines, linesOf } from '../model/lines';
import type { Span } from '../model/span';
import { list, number, type Row, record, string } from './saved-rows';

/** A file of the report: its text as long as every place in it can still be there, else a grid that holds any place. */
interface Ground {
  readonly text?: string;
  readonly lines: Lines;
}

/** The files of a report, by the path that it gives them. */
export type Grounds = ReadonlyMap<string, Ground>;

/** The files that these rows speak of, read as they are today. */
export function groundsOf(rows: readonly Row[], read: (path: string) => string | undefined): Grounds {
  const places = new Map<string, Row[]>();
  const note = (row: Row): void => {
    const path = string(row.path);
    if (path !== '') places.set(path, [...(places.get(path) ?? []), row]);
  };
  for (const row of rows) for (const one of [row, ...reasonsIn(row)]) note(one);
  return new Map([...places].map(([path, own]) => [path, groundOf(read(path), own)]));
}

function reasonsIn(row: Row): readonly Row[] {
  const profile = record(row.profile);
  return [...list(row.because), ...Object.values(profile).flatMap((fact) => list(record(fact).because))];
}

function groundOf(text: string | undefined, places: readonly Row[]): Ground {
  if (text === undefined) return { lines: grid };
  const lines = linesOf(text);
  const fits = (line: unknown, column: unknown): boolean => {
    const end = number(line) < lines.count ? lines.startOf(number(line) + 1) : text.length + 1;
    return number(line) <= lines.count && lines.startOf(number(line)) + number(column) - 1 < end;
  };
  const all = places.every(
    ({ line, column, endLine, endColumn }) => fits(line, column) && (endLine === undefined || fits(endLine, endColumn)),
  );
  return all ? { text, lines } : { lines: grid };
}

/** Longer than any line of code. */
const width = 1 << 20;

const grid: Lines = {
  count: Number.MAX_SAFE_INTEGER,
  startOf: (line) => (line - 1) * width,
  at: (offset) => ({ line: Math.floor(offset / width) + 1, column: (offset % width) + 1 }),
};

/** Where a row stands. */
export function spanOf({ path, line, column, endLine, endColumn }: Row, grounds: Grounds): Span {
  const file = string(path);
  const { startOf } = grounds.get(file)?.lines ?? grid;
  const start = startOf(number(line)) + number(column) - 1;
  return { file, start, end: endLine === undefined ? start : startOf(number(endLine)) + number(endColumn) - 1 };
}
