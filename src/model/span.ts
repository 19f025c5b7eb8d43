/** A half-open range of UTF-16 offsets in one file. Lines and columns are worked out at the doors. */
export interface Span {
  /** Path relative to the workspace root, with POSIX separators. */
  readonly file: string;
  readonly start: number;
  readonly end: number;
}

/** Replaces what `span` covers by `text`; an empty span inserts. */
export interface TextEdit {
  readonly span: Span;
  readonly text: string;
}

/** Whether two spans begin at one place: what is told of a call, and the call itself. */
export function sameStart(a: Span, b: Span): boolean {
  return a.file === b.file && a.start === b.start;
}

export function sameSpan(a: Span, b: Span): boolean {
  return sameStart(a, b) && a.end === b.end;
}
