import type { ts } from 'ts-morph';
import type { TextEdit } from '../model/span';
import { declaredTwice } from './draft-places';
import { parse, parseOnce, syntaxError } from './tree';

type Edit = Pick<TextEdit, 'span' | 'text'>;

/** Whether a file still parses when the edits are made, and declares nothing twice that it did not before. Most edits touch few statements, and only those are parsed anew. */
export function staysWhole(file: string, before: string, edits: readonly Edit[]): boolean {
  const tree = parseOnce(file, before);
  const statements = piecewise(file, before, edits, tree) ?? whole(file, applied(before, edits));
  if (statements === undefined) return false;
  const twice = declaredTwice(statements);
  return twice.length === 0 || declaredTwice(tree.statements).length >= twice.length;
}

function whole(file: string, text: string): readonly ts.Statement[] | undefined {
  const tree = parseOnce(file, text);
  return syntaxError(tree) === undefined ? tree.statements : undefined;
}

/**
 * The statements at the top of the text that comes of the edits, `undefined` where only the whole can tell. What was
 * touched is parsed together with its neighbours, which stay as they are: where they end, nothing else has changed.
 */
function piecewise(file: string, before: string, edits: readonly Edit[], tree: ts.SourceFile): readonly ts.Statement[] | undefined {
  const { statements } = tree;
  if (statements.length === 0 || syntaxError(tree) !== undefined) return undefined;
  const touched = new Set<number>();
  for (const { span } of edits) {
    statements.forEach(({ pos, end }, i) => {
      if (pos <= span.end && end >= span.start) for (const near of [i - 1, i, i + 1]) touched.add(near);
    });
  }
  const result: ts.Statement[] = [];
  for (let i = 0; i < statements.length; i++) {
    const first = statements[i];
    if (first === undefined) break;
    if (!touched.has(i)) {
      result.push(first);
      continue;
    }
    while (i + 1 < statements.length && touched.has(i + 1)) i++;
    const [from, to] = [first.pos, (statements[i] ?? first).end];
    const own = edits.filter(({ span }) => span.start >= from && span.end <= to);
    const moved = own.map(({ span, text }) => ({ span: { ...span, start: span.start - from, end: span.end - from }, text }));
    const piece = parse(file, applied(before.slice(from, to), moved));
    if (syntaxError(piece) !== undefined) return undefined;
    result.push(...piece.statements);
  }
  // An edit behind the last statement, or in a file without any, stands in no piece.
  const last = statements.at(-1)?.end ?? 0;
  return edits.every(({ span }) => span.end <= last) ? result : undefined;
}

/** A text with some edits of it made; edits do not overlap. */
export function applied(text: string, edits: readonly Edit[]): string {
  let result = text;
  for (const { span, text: put } of [...edits].sort((a, b) => b.span.start - a.span.start || b.span.end - a.span.end)) {
    result = result.slice(0, span.start) + put + result.slice(span.end);
  }
  return result;
}
