import { ts } from 'ts-morph';
import { declarationOf, objectOf } from './draft-arguments';
import { isExported, isFunction } from './draft-places';
import { membersOf } from './draft-spreads';

/** The object that a name was given for one call alone: nobody else sees what is put into it. */
export interface Named {
  readonly object: ts.ObjectLiteralExpression;
  /** Each time the call is made the object was made for it, and nothing is waited for in between: what begins to run there runs for that call. */
  readonly afresh: boolean;
}

/** The object that is handed on by its name, where an option of this name may be written into it. */
export function namedFor(node: ts.Expression, option: string): Named | undefined {
  const object = objectOf(node);
  const made = ts.isIdentifier(node) ? declarationOf(node) : undefined;
  if (object === undefined || made === undefined || !ts.isVariableDeclaration(made) || !ts.isIdentifier(node)) return undefined;
  const statement = made.parent.parent;
  if (!ts.isVariableStatement(statement) || isExported(statement) || !takes(made, option)) return undefined;
  const scope = statement.parent;
  // A `var` is seen beyond the braces it stands in.
  if ((made.parent.flags & ts.NodeFlags.BlockScoped) === 0 && !ts.isSourceFile(scope) && !isFunction(scope.parent)) return undefined;
  if (!usesOf(scope, node.text).every((use) => use === made.name || use === node || isOfPart(use, option) || isWithin(use, node.parent)))
    return undefined;
  const inOne = functionAround(node) === functionAround(made);
  if (inOne && made.end > node.pos) return undefined;
  return { object, afresh: inOne && !isRepeated(node, scope) && !waitsBetween(scope, made.end, node.pos) };
}

/** A callback of the call itself is run when all was said to it: it may show what was asked, or ask the same again. */
function isWithin(use: ts.Node, call: ts.Node): boolean {
  return ts.isCallExpression(call) && call.arguments.some((one) => isFunction(one) && one.pos <= use.pos && use.end <= one.end);
}

/** Whether what is written at the declaration of an object lets it have the option. */
function takes({ type, initializer }: ts.VariableDeclaration, option: string): boolean {
  const checked = initializer !== undefined && ts.isSatisfiesExpression(initializer) ? initializer.type : type;
  if (checked === undefined) return true;
  const members = membersOf(checked);
  if (members !== undefined) return members.has(option);
  return /(?:RequestInit|Config|Options|Init)\b|^(?:any|object)$|^(?:Record<string,|\{\s*\[\w+: string\]:)\s*(?:any|unknown)\b/.test(
    checked.getText(),
  );
}

/** Every place that names it, whatever declares it there. */
function usesOf(scope: ts.Node, name: string): readonly ts.Identifier[] {
  const uses: ts.Identifier[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isIdentifier(node) && node.text === name && !isLabel(node)) uses.push(node);
    ts.forEachChild(node, visit);
  };
  visit(scope);
  return uses;
}

/** A name that stands behind a dot, or before a colon. */
function isLabel(node: ts.Identifier): boolean {
  const { parent } = node;
  return (
    (ts.isPropertyAccessExpression(parent) && parent.name === node) ||
    ((ts.isPropertyAssignment(parent) || ts.isMethodDeclaration(parent) || ts.isPropertySignature(parent)) && parent.name === node)
  );
}

/** Another part of it that is read or put there: `options.body = …`. */
function isOfPart(use: ts.Identifier, option: string): boolean {
  const { parent } = use;
  if (!(ts.isPropertyAccessExpression(parent) || ts.isElementAccessExpression(parent)) || parent.expression !== use) return false;
  const part = ts.isPropertyAccessExpression(parent) ? parent.name : parent.argumentExpression;
  if (!(ts.isIdentifier(part) && ts.isPropertyAccessExpression(parent)) && !ts.isStringLiteralLike(part)) return false;
  if (part.text === option) return false;
  // A method of its own sees all of it.
  return !ts.isCallExpression(parent.parent) || parent.parent.expression !== parent;
}

function functionAround(node: ts.Node): ts.Node | undefined {
  return ts.findAncestor(node.parent, isFunction);
}

/** Whether a loop within the block makes the call again. */
function isRepeated(call: ts.Node, block: ts.Node): boolean {
  for (let node = call.parent; node !== undefined && node !== block; node = node.parent)
    if (ts.isIterationStatement(node, false)) return true;
  return false;
}

/** Whether something is waited for between two places. */
function waitsBetween(block: ts.Node, start: number, end: number): boolean {
  const visit = (node: ts.Node): boolean => {
    if (node.end <= start || node.pos >= end) return false;
    const waits =
      ts.isAwaitExpression(node) || ts.isYieldExpression(node) || (ts.isForOfStatement(node) && node.awaitModifier !== undefined);
    if (waits && node.getStart() >= start && node.end <= end) return true;
    return !isFunction(node) && ts.forEachChild(node, (child) => visit(child) || undefined) === true;
  };
  return ts.forEachChild(block, (child) => visit(child) || undefined) === true;
}

/** Whether code may stand where the object is made: a plain value anywhere, what begins to run there only where the object is made afresh. */
export function mayStandIn({ afresh }: Named, code: string): boolean {
  if (/^[\w.]+(?: \/ 1000)?$/.test(code)) return true;
  return afresh && /^(?:AbortSignal\.timeout\([\w.]+(?: \/ 1000)?\)|Date\.now\(\) \+ [\w.]+)$/.test(code);
}
