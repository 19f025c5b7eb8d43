import { ts } from 'ts-morph';
import { boundIn, isFunction } from './draft-places';

/** Without parentheses and types. */
export function bare(node: ts.Expression): ts.Expression {
  return ts.isParenthesizedExpression(node) || ts.isAsExpression(node) || ts.isSatisfiesExpression(node) || ts.isNonNullExpression(node)
    ? bare(node.expression)
    : node;
}

/** `undefined` or `null`. */
export function isNothing(node: ts.Expression): boolean {
  return (ts.isIdentifier(node) && node.text === 'undefined') || node.kind === ts.SyntaxKind.NullKeyword;
}

/** Surely no options object: a text, a number, a list, a function, an address. */
export function cannotBeOptions(written: ts.Expression): boolean {
  const node = bare(written);
  return (
    ts.isStringLiteralLike(node) ||
    ts.isTemplateExpression(node) ||
    ts.isNumericLiteral(node) ||
    ts.isArrayLiteralExpression(node) ||
    ts.isRegularExpressionLiteral(node) ||
    ts.isArrowFunction(node) ||
    ts.isFunctionExpression(node) ||
    (ts.isBinaryExpression(node) && node.operatorToken.kind === ts.SyntaxKind.PlusToken) ||
    (ts.isNewExpression(node) && node.expression.getText() === 'URL') ||
    isAddress(node) ||
    mayBeText(node)
  );
}

/** A name that says that it holds an address, or that is a text: `createTransport(smtpUrl)`. */
function isAddress(node: ts.Expression): boolean {
  const name = ts.isPropertyAccessExpression(node) ? node.name : node;
  return ts.isIdentifier(name) && /(?:^|[a-z_])(?:[uU]r[li]|UR[LI]|[dD]sn|DSN|[cC]onnectionString|[hH]ref)$/.test(name.text);
}

/** What an expression may come to, as far as its own file says: the sides of a choice, or what a constant was given. */
function choices(written: ts.Expression): readonly ts.Expression[] {
  const node = bare(written);
  if (ts.isConditionalExpression(node)) return [node.whenTrue, node.whenFalse].flatMap(choices);
  if (ts.isBinaryExpression(node) && /^(?:\|\||\?\?)$/.test(node.operatorToken.getText())) return [node.left, node.right].flatMap(choices);
  if (!ts.isIdentifier(node) || parameterOf(node) !== undefined) return [node];
  const made = declarationOf(node);
  if (made === undefined || !ts.isVariableDeclaration(made) || made.initializer === undefined) return [node];
  // `var settings = settings || {}` names itself.
  return made.pos <= node.pos && node.end <= made.end ? [node] : choices(made.initializer);
}

/** Surely a text: written here, put together, of the environment, or a name that is one; beside a text only an object is none. */
export function isText(written: ts.Expression): boolean {
  const all = choices(written);
  return all.some(isPlainText) && !all.some((one) => ts.isObjectLiteralExpression(one));
}

/** One of the sides of a choice is a text. */
export function mayBeText(written: ts.Expression): boolean {
  return choices(written).some(isPlainText);
}

function isPlainText(node: ts.Expression): boolean {
  if (ts.isStringLiteralLike(node) || ts.isTemplateExpression(node)) return true;
  if (ts.isBinaryExpression(node)) return node.operatorToken.kind === ts.SyntaxKind.PlusToken && (isText(node.left) || isText(node.right));
  if (ts.isPropertyAccessExpression(node) && node.expression.kind === ts.SyntaxKind.ThisKeyword) return isTextMember(node);
  if (ts.isPropertyAccessExpression(node) || ts.isElementAccessExpression(node))
    return /^(?:process|import\.meta)\.env$/.test(node.expression.getText());
  return ts.isIdentifier(node) && parameterOf(node)?.type?.kind === ts.SyntaxKind.StringKeyword;
}

/** A member of the class it is asked in that is declared a text: `private readonly tableName: string`. */
function isTextMember(node: ts.PropertyAccessExpression): boolean {
  const owner = ts.findAncestor(node, ts.isClassLike);
  const members = owner?.members ?? [];
  const given = members.flatMap((one) => (ts.isConstructorDeclaration(one) ? [...one.parameters] : []));
  const own = [...members, ...given.filter((one) => (one.modifiers?.length ?? 0) > 0)].find(
    (one): one is ts.PropertyDeclaration | ts.ParameterDeclaration =>
      (ts.isPropertyDeclaration(one) || ts.isParameter(one)) && one.name.getText() === node.name.text,
  );
  if (own?.type !== undefined) return own.type.kind === ts.SyntaxKind.StringKeyword;
  return own?.initializer !== undefined && (ts.isStringLiteralLike(own.initializer) || ts.isTemplateExpression(own.initializer));
}

/** A function that is called back, written here or by a name that says so. */
export function isCallback(written: ts.Expression): boolean {
  const node = bare(written);
  if (ts.isArrowFunction(node) || ts.isFunctionExpression(node)) return true;
  if (!ts.isIdentifier(node)) return false;
  const made = declarationOf(node);
  if (made !== undefined)
    return (
      ts.isFunctionDeclaration(made) || (ts.isVariableDeclaration(made) && made.initializer !== undefined && isCallback(made.initializer))
    );
  return /^(cb|callback|done|resolve|on[A-Z]\w*)$/.test(node.text);
}

/** The object literal an expression is, or that the constant it names was given. */
export function objectOf(written: ts.Expression): ts.ObjectLiteralExpression | undefined {
  const node = bare(written);
  if (ts.isObjectLiteralExpression(node)) return node;
  if (!ts.isIdentifier(node)) return undefined;
  const made = declarationOf(node);
  if (made === undefined || !ts.isVariableDeclaration(made) || made.initializer === undefined || !ts.isIdentifier(made.name))
    return undefined;
  const value = bare(made.initializer);
  return ts.isObjectLiteralExpression(value) ? value : undefined;
}

/** The construction that a name stands for, in its own file: what it makes is no plain object, and a copy of it would lose its methods. */
export function constructionOf(written: ts.Expression): ts.NewExpression | undefined {
  const node = bare(written);
  const made = ts.isIdentifier(node) ? declarationOf(node) : undefined;
  if (made === undefined || !ts.isVariableDeclaration(made) || made.initializer === undefined) return undefined;
  const value = bare(made.initializer);
  return ts.isNewExpression(value) ? value : undefined;
}

/** The nearest declaration of a name in its own file. */
export function declarationOf(name: ts.Identifier): ts.VariableDeclaration | ts.FunctionDeclaration | undefined {
  for (let node: ts.Node = name.parent; node !== undefined; node = node.parent) {
    if (
      (ts.isArrowFunction(node) || ts.isFunctionExpression(node) || ts.isFunctionDeclaration(node) || ts.isMethodDeclaration(node)) &&
      binds(node.parameters, name.text)
    )
      return undefined;
    if (!ts.isBlock(node) && !ts.isSourceFile(node) && !ts.isModuleBlock(node)) continue;
    for (const statement of node.statements) {
      if (ts.isFunctionDeclaration(statement) && statement.name?.text === name.text) return statement;
      if (!ts.isVariableStatement(statement)) continue;
      for (const one of statement.declarationList.declarations) if (ts.isIdentifier(one.name) && one.name.text === name.text) return one;
    }
  }
  return undefined;
}

function binds(parameters: readonly ts.ParameterDeclaration[], name: string): boolean {
  const names = new Set<string>();
  for (const parameter of parameters) boundIn(parameter.name, names);
  return names.has(name);
}

/** The parameter a name stands for. */
export function parameterOf(name: ts.Identifier): ts.ParameterDeclaration | undefined {
  for (let node: ts.Node = name.parent; node !== undefined; node = node.parent) {
    if (!isFunction(node)) continue;
    const own = node.parameters.find((one) => ts.isIdentifier(one.name) && one.name.text === name.text);
    if (own !== undefined) return own;
  }
  return undefined;
}
