import { ts } from 'ts-morph';
import type { DirectiveComment } from '../model/summary';

const mark = /breakwater-(disable|enable|assume)/g;

/** Finds the comments that speak to Breakwater, and the statement behind each. */
export function directives(tree: ts.SourceFile): DirectiveComment[] {
  const { text } = tree;
  if (!text.includes('breakwater-')) return [];
  const out: DirectiveComment[] = [];
  const seen = new Set<number>();
  mark.lastIndex = 0;
  for (let found = mark.exec(text); found !== null; found = mark.exec(text)) {
    const comment = commentAt(tree, found.index);
    if (comment === undefined || seen.has(comment.pos)) continue;
    seen.add(comment.pos);
    const lineStart = text.lastIndexOf('\n', comment.pos - 1) + 1;
    const next = statementAfter(tree, comment.end);
    out.push({
      text: text.slice(comment.pos, comment.end),
      start: comment.pos,
      end: comment.end,
      alone: text.slice(lineStart, comment.pos).trim().replace(/^\{$/, '') === '',
      ...(next === undefined ? {} : { next }),
    });
  }
  return out;
}

/** The comment that holds an offset: the token there must not be code or a string. */
function commentAt(tree: ts.SourceFile, offset: number): { pos: number; end: number } | undefined {
  const { text } = tree;
  let node: ts.Node = tree;
  for (;;) {
    const child: ts.Node | undefined = ts.forEachChild(node, (n) => (n.pos <= offset && offset < n.end ? n : undefined));
    if (child === undefined) break;
    node = child;
  }
  if (ts.isStringLiteralLike(node) && node.getStart(tree) <= offset) return undefined;
  const candidates = [
    ...(ts.getLeadingCommentRanges(text, node.pos) ?? []),
    ...(ts.getTrailingCommentRanges(text, node.pos) ?? []),
    ...gapAround(tree, node, offset),
  ];
  return candidates.find((c) => c.pos <= offset && offset < c.end);
}

/** Comments between two children of a node or behind the last one, such as those that end a block or an argument list. */
function gapAround(tree: ts.SourceFile, node: ts.Node, offset: number): { pos: number; end: number }[] {
  let [from, to, childless] = [node.pos, node.end, true];
  ts.forEachChild(node, (child) => {
    childless = false;
    if (child.end <= offset) from = Math.max(from, child.end);
    else to = Math.min(to, child.pos);
  });
  if (childless && ts.isToken(node)) return [];
  const out: { pos: number; end: number }[] = [];
  const scanner = ts.createScanner(ts.ScriptTarget.Latest, false, tree.languageVariant, tree.text, undefined, from, to - from);
  for (let kind = scanner.scan(); kind !== ts.SyntaxKind.EndOfFileToken; kind = scanner.scan()) {
    if (kind !== ts.SyntaxKind.SingleLineCommentTrivia && kind !== ts.SyntaxKind.MultiLineCommentTrivia) continue;
    out.push({ pos: scanner.getTokenStart(), end: scanner.getTokenEnd() });
  }
  return out;
}

function statementAfter(tree: ts.SourceFile, offset: number): readonly [number, number] | undefined {
  let best: ts.Node | undefined;
  const visit = (node: ts.Node): void => {
    if (node.end <= offset) return;
    const from = node.getStart(tree);
    if (
      (ts.isStatement(node) || ts.isClassElement(node) || ts.isObjectLiteralElement(node) || ts.isJsxElement(node)) &&
      from >= offset &&
      (best === undefined || from < best.getStart(tree))
    ) {
      best = node;
      return;
    }
    ts.forEachChild(node, visit);
  };
  visit(tree);
  return best === undefined ? undefined : [best.getStart(tree), best.end];
}
