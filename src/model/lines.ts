/** Turns offsets into lines and columns, both 1-based; made once per text. */
export interface Lines {
  /** Line and column of an offset; a carriage return, a line feed and the pair of them each end a line. */
  at(offset: number): { readonly line: number; readonly column: number };
  /** Offset where a 1-based line starts. */
  startOf(line: number): number;
  /** How many lines there are; an empty text has one. */
  readonly count: number;
}

/** The line table of a text. */
export function linesOf(text: string): Lines {
  const starts = [0];
  for (let i = 0; i < text.length; i++) {
    const c = text.charCodeAt(i);
    if (c === 13 && text.charCodeAt(i + 1) === 10) i++;
    if (c === 10 || c === 13) starts.push(i + 1);
  }
  return {
    count: starts.length,
    startOf: (line) => starts[Math.min(Math.max(line, 1), starts.length) - 1] ?? 0,
    at(offset) {
      let low = 0;
      let high = starts.length - 1;
      while (low < high) {
        const middle = (low + high + 1) >> 1;
        if ((starts[middle] ?? 0) <= offset) low = middle;
        else high = middle - 1;
      }
      return { line: low + 1, column: offset - (starts[low] ?? 0) + 1 };
    },
  };
}
