import { ts } from 'ts-morph';
import type { Maker } from './maker';

/** Bindings that the loop, or only its handlers, assign or count. */
export function changesOf(m: Maker, loop: ts.IterationStatement, handlers: boolean): number[] {
  const out = new Set<number>();
  const note = (target: ts.Node): void => {
    const id = m.ids.get(target);
    const expr = id === undefined ? undefined : m.exprs[id];
    if (expr?.k === 'ref') out.add(expr.b);
    else if (ts.isIdentifier(target)) {
      for (let s: Maker['scope'] | undefined = m.scope; s !== undefined; s = s.up) {
        const b = s.names.get(target.text);
        if (b !== undefined) {
          out.add(b);
          break;
        }
      }
    }
  };
  const visit = (n: ts.Node, counts: boolean): void => {
    if (!counts) ts.forEachChild(n, (child) => visit(child, ts.isCatchClause(child) || isHandler(child)));
    else look(n);
  };
  const look = (n: ts.Node): void => {
    if (
      ts.isBinaryExpression(n) &&
      n.operatorToken.kind >= ts.SyntaxKind.FirstAssignment &&
      n.operatorToken.kind <= ts.SyntaxKind.LastAssignment
    )
      note(n.left);
    else if (
      (ts.isPrefixUnaryExpression(n) || ts.isPostfixUnaryExpression(n)) &&
      (n.operator === ts.SyntaxKind.PlusPlusToken || n.operator === ts.SyntaxKind.MinusMinusToken)
    )
      note(n.operand);
    ts.forEachChild(n, look);
  };
  visit(loop, !handlers);
  return [...out];
}

/** The function given to `.catch(…)`. */
function isHandler(node: ts.Node): boolean {
  const { parent } = node;
  if (!ts.isFunctionLike(node) || !ts.isCallExpression(parent) || !ts.isPropertyAccessExpression(parent.expression)) return false;
  return parent.expression.name.text === 'catch' || (parent.expression.name.text === 'then' && parent.arguments[1] === node);
}
