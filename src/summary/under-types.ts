import { ts } from 'ts-morph';
import type { Fn } from '../model/summary';
import { type Maker, nameOf } from './maker';
import { typeRef } from './types';

/**
 * The written type that says what a function takes whose own parameters do not: `const main: Handler = { run(client) {} }`,
 * `{ … } satisfies Handler`, `(): Handler => ({ … })`; the path leads from a value of that type to the function.
 */
export function underType(m: Maker, node: ts.FunctionLikeDeclaration): Fn['under'] {
  if (node.parameters.every((p) => p.type !== undefined)) return undefined;
  const path: string[] = [];
  let child: ts.Node = node;
  if (ts.isMethodDeclaration(node)) {
    const name = nameOf(node.name);
    if (name === undefined || !ts.isObjectLiteralExpression(node.parent)) return undefined;
    path.push(name);
    child = node.parent;
  }
  for (;;) {
    const { parent } = child;
    const type = typeAt(parent, child);
    const t = typeRef(m, type);
    if (t !== undefined) return { t, path };
    if (type !== undefined) return undefined;
    if (ts.isPropertyAssignment(parent) && ts.isObjectLiteralExpression(parent.parent)) {
      const name = nameOf(parent.name);
      if (name === undefined) return undefined;
      path.unshift(name);
      child = parent.parent;
    } else if (ts.isParenthesizedExpression(parent)) child = parent;
    else return undefined;
  }
}

/** The type that is written for what stands there. */
function typeAt(parent: ts.Node, child: ts.Node): ts.TypeNode | undefined {
  if (ts.isSatisfiesExpression(parent) || ts.isAsExpression(parent)) return isConst(parent.type) ? undefined : parent.type;
  if ((ts.isVariableDeclaration(parent) || ts.isPropertyDeclaration(parent)) && parent.initializer === child) return parent.type;
  if (ts.isArrowFunction(parent) && parent.body === child) return parent.type;
  if (!ts.isReturnStatement(parent)) return undefined;
  const fn = ts.findAncestor(parent, ts.isFunctionLike);
  return fn === undefined || ts.isConstructorDeclaration(fn) ? undefined : fn.type;
}

function isConst(type: ts.TypeNode): boolean {
  return ts.isTypeReferenceNode(type) && ts.isIdentifier(type.typeName) && type.typeName.text === 'const';
}
