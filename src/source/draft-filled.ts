import { ts } from 'ts-morph';
import { declarationOf } from './draft-arguments';
import type { Slot } from './draft-options';
import { isFunction } from './draft-places';
import { indentAt } from './style';

/**
 * An option of an object that the function makes for this call and fills under conditions: what none of them put there is
 * put in front of the call. `undefined` where another call may find it there, too.
 */
export function filledSlot(node: ts.Expression, name: string): Slot | undefined {
  const made = ts.isIdentifier(node) ? declarationOf(node) : undefined;
  if (made === undefined || !ts.isVariableDeclaration(made)) return undefined;
  const home = ts.findAncestor(node, isFunction);
  const statement = ts.findAncestor(node, isListed);
  if (home === undefined || statement === undefined || ts.findAncestor(made, isFunction) !== home) return undefined;
  const begins = ts.findAncestor(made, ts.isBlock);
  // A second round would find the first one's there.
  if (
    begins === undefined ||
    ts.findAncestor(statement, (one) => (one === begins ? 'quit' : ts.isIterationStatement(one, false))) !== undefined
  )
    return undefined;
  const member = `${node.getText()}.${name}`;
  const put = (code: string): string =>
    /\.[cm]?tsx?$/.test(node.getSourceFile().fileName) ? `${member} ??= ${code}` : `if (!${member}) ${member} = ${code}`;
  return {
    yields: true,
    set(sheet, code) {
      const at = statement.getStart();
      const { eol, semicolons } = sheet.manner;
      sheet.put(at, at, `${put(code)}${semicolons ? ';' : ''}${eol}${indentAt(sheet.text(), at)}`);
    },
  };
}

/** A statement that others may stand in front of. */
function isListed(node: ts.Node): node is ts.Statement {
  return ts.isStatement(node) && (ts.isBlock(node.parent) || ts.isCaseOrDefaultClause(node.parent)) && !ts.isFunctionDeclaration(node);
}
