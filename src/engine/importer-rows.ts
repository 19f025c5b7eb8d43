/** Who imports each file, directly or through others, a bit for each by the number of a file. */
export interface ImporterRows {
  /** The bits of those who import a file; a file in a circle has its own among them. */
  of(file: number): Uint32Array;
}

/** The place of a file's bit. */
export const wordOf = (file: number): number => file >>> 5;
export const bitOf = (file: number): number => 1 << (file & 31);

/**
 * Works out all rows at once: files that import each other in a circle have one in common, and each is made of those of the
 * files that import it, which are finished before it (Tarjan's order of strongly connected components).
 */
export function makeImporterRows(importers: readonly (readonly number[])[]): ImporterRows {
  const count = importers.length;
  const words = wordOf(count + 31);
  const nobody = new Uint32Array(words);
  const rows: Uint32Array[] = new Array(count).fill(nobody);
  /** When a file was met, from 1, and the first that is met again from it. */
  const [met, low] = [new Uint32Array(count), new Uint32Array(count)];
  const isOpen = new Uint8Array(count);
  const open: number[] = [];
  /** The way that led here, and how many importers of each on it were followed. */
  const way: number[] = [];
  const followed = new Uint32Array(count);
  let clock = 0;

  const enter = (file: number): void => {
    met[file] = low[file] = ++clock;
    isOpen[file] = 1;
    open.push(file);
    way.push(file);
  };
  const finish = (file: number): void => {
    const members = open.splice(open.lastIndexOf(file));
    for (const one of members) isOpen[one] = 0;
    if (members.every((one) => importers[one]!.length === 0)) return;
    const row = new Uint32Array(words);
    for (const one of members) {
      for (const by of importers[one]!) {
        row[wordOf(by)]! |= bitOf(by);
        const theirs = rows[by]!;
        if (theirs !== nobody) for (let i = 0; i < words; i++) row[i]! |= theirs[i]!;
      }
    }
    for (const one of members) rows[one] = row;
  };

  for (let start = 0; start < count; start++) {
    if (met[start] !== 0) continue;
    enter(start);
    while (way.length > 0) {
      const file = way[way.length - 1]!;
      const by = importers[file]![followed[file]!];
      if (by === undefined) {
        way.pop();
        const before = way[way.length - 1];
        if (before !== undefined) low[before] = Math.min(low[before]!, low[file]!);
        if (low[file] === met[file]) finish(file);
        continue;
      }
      followed[file]!++;
      if (met[by] === 0) enter(by);
      else if (isOpen[by] === 1) low[file] = Math.min(low[file]!, met[by]!);
    }
  }
  return { of: (file) => rows[file] ?? nobody };
}
