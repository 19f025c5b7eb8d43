import type { ts } from 'ts-morph';
import type { Span } from '../model/span';
import { type Fit, fitFor } from './fitting';
import { lineLimitFor } from './line-limit';
import { wantsBraces } from './linted';
import { type Pieces, piecesOf } from './pieces';
import { indentAt, type Manner, mannerOf, styled } from './style';
import { parseOnce } from './tree';

/** One file under the pen. */
export interface Sheet {
  readonly file: string;
  readonly text: () => string;
  readonly tree: () => ts.SourceFile;
  readonly manner: Manner;
  /** How Prettier writes it, where that looks after it. */
  readonly fit?: Fit;
  /** How wide its linter lets its lines be, where Prettier does not look after them. */
  readonly limit?: number;
  /** Puts code in the plain manner where a range of the present text is, indented like the line it starts on. */
  readonly write: (start: number, end: number, code: string, base?: string) => void;
  /** Puts text as it is. */
  readonly put: (start: number, end: number, text: string) => void;
  /** Where a span lies in the present text. */
  readonly now: (span: Span) => { readonly start: number; readonly end: number };
}

/** A file to write in, as it is and as its project wants it. */
export function sheetFor(
  file: string,
  original: string,
  text: (file: string) => string | undefined,
): { readonly sheet: Sheet; readonly pieces: Pieces } {
  const fit = fitFor(file, text);
  const limit = fit === undefined ? lineLimitFor(file, text) : undefined;
  const pieces = piecesOf(original);
  // Asked only where such a statement is written.
  let wants: boolean | undefined;
  const manner: Manner = {
    ...mannerOf(original),
    get braces() {
      wants ??= wantsBraces(file, text);
      return wants;
    },
  };
  let tree: ts.SourceFile | undefined;
  const put = (start: number, end: number, code: string): void => {
    pieces.put(start, end, code);
    tree = undefined;
  };
  const sheet: Sheet = {
    file,
    manner,
    ...(fit === undefined ? {} : { fit }),
    ...(limit === undefined ? {} : { limit }),
    text: pieces.text,
    tree: () => (tree ??= parseOnce(file, pieces.text())),
    put,
    write: (start, end, code, base) => put(start, end, styled(code, manner, base ?? indentAt(pieces.text(), start))),
    now: (span) => {
      const start = pieces.now(span.start, 'start');
      return { start, end: span.end === span.start ? start : Math.max(start, pieces.now(span.end, 'end')) };
    },
  };
  return { sheet, pieces };
}
