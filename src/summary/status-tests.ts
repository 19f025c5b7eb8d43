import { ts } from 'ts-morph';

/** `if (response.ok)`, `status < 500`: the answer's status, not what the answer says; 204, 304, 404 and 410 say that there is no more. */
export function testsStatus(condition: ts.Node): boolean {
  // Of what kind it is says nothing of what it says.
  if (ts.isTypeOfExpression(condition)) return false;
  if (ts.isPropertyAccessExpression(condition) && /^(?:ok|status|statusCode)$/.test(condition.name.text) && !namesState(condition))
    return true;
  return ts.forEachChild(condition, (part) => testsStatus(part) || undefined) === true;
}

/** `job.status === 'done'`, `job.status === action + 'd'`: it is compared with a word, or with a number that says that there is no more. */
function namesState(asked: ts.Expression): boolean {
  const { parent } = asked;
  if (ts.isCallExpression(parent)) return parent.arguments.includes(asked) && isAmongWords(parent.expression);
  if (!ts.isBinaryExpression(parent) || !/^[!=]==?$/.test(parent.operatorToken.getText())) return false;
  const other = parent.left === asked ? parent.right : parent.left;
  return isText(other) || (ts.isNumericLiteral(other) && /^(?:204|304|404|410)$/.test(other.text));
}

/** `['done', 'failed'].includes`, `over.has` where the file says `const over = new Set(['done', 'failed'])`. */
function isAmongWords(asks: ts.Expression): boolean {
  return ts.isPropertyAccessExpression(asks) && /^(?:has|includes)$/.test(asks.name.text) && holdsWords(asks.expression);
}

function holdsWords(list: ts.Expression): boolean {
  if (ts.isParenthesizedExpression(list) || ts.isAsExpression(list)) return holdsWords(list.expression);
  if (ts.isArrayLiteralExpression(list)) return list.elements.length > 0 && list.elements.every(isText);
  if (ts.isNewExpression(list)) return list.arguments?.[0] !== undefined && holdsWords(list.arguments[0]);
  const made = ts.isIdentifier(list) ? constantAtTop(list) : undefined;
  return made !== undefined && !ts.isIdentifier(made) && holdsWords(made);
}

/** What a constant at the top of the file is made of. */
function constantAtTop(name: ts.Identifier): ts.Expression | undefined {
  for (const statement of name.getSourceFile().statements) {
    if (!ts.isVariableStatement(statement) || (statement.declarationList.flags & ts.NodeFlags.Const) === 0) continue;
    const own = statement.declarationList.declarations.find((one) => ts.isIdentifier(one.name) && one.name.text === name.text);
    if (own !== undefined) return own.initializer;
  }
  return undefined;
}

function isText(node: ts.Expression): boolean {
  if (ts.isParenthesizedExpression(node)) return isText(node.expression);
  if (ts.isStringLiteralLike(node) || ts.isTemplateExpression(node)) return true;
  return ts.isBinaryExpression(node) && node.operatorToken.kind === ts.SyntaxKind.PlusToken && (isText(node.left) || isText(node.right));
}

/** `answer.ok || tries > 5`: more than one question. */
export function isJoined(condition: ts.Expression): boolean {
  return (
    ts.isBinaryExpression(condition) &&
    (condition.operatorToken.kind === ts.SyntaxKind.BarBarToken || condition.operatorToken.kind === ts.SyntaxKind.AmpersandAmpersandToken)
  );
}

/** `answer.status === 200 && answer.data.done` that does not hold: a good answer which says that it is not done goes that way as well. */
export function asksForMore(condition: ts.Expression, holds: boolean): boolean {
  const node = ts.skipPartiallyEmittedExpressions(condition);
  if (ts.isParenthesizedExpression(node)) return asksForMore(node.expression, holds);
  if (ts.isPrefixUnaryExpression(node)) return node.operator === ts.SyntaxKind.ExclamationToken && asksForMore(node.operand, !holds);
  if (!ts.isBinaryExpression(node) || node.operatorToken.kind !== either(holds)) return false;
  const [status, more] = testsStatus(node.left) ? [node.left, node.right] : [node.right, node.left];
  if (!testsStatus(status) || testsStatus(more) || statusWhen(status, holds) !== 'bad') return false;
  const asked = rootOf(status);
  return asked !== undefined && mentions(more, asked);
}

/** The word between two of which one is enough, where a condition holds or does not. */
function either(holds: boolean): ts.SyntaxKind {
  return holds ? ts.SyntaxKind.BarBarToken : ts.SyntaxKind.AmpersandAmpersandToken;
}

/** The name whose status is asked for. */
function rootOf(node: ts.Node): string | undefined {
  if (ts.isPropertyAccessExpression(node)) return ts.isIdentifier(node.expression) ? node.expression.text : rootOf(node.expression);
  return ts.forEachChild(node, rootOf);
}

function mentions(node: ts.Node, name: string): boolean {
  if (ts.isIdentifier(node)) return node.text === name;
  if (ts.isPropertyAccessExpression(node)) return mentions(node.expression, name);
  return ts.forEachChild(node, (part) => mentions(part, name) || undefined) === true;
}

/** `status >= 300 && status < 400`, `if (!location)`: the next request goes elsewhere, it is not the same once more. */
export function leadsToRedirect(condition: ts.Expression): boolean {
  return /redirect|location|\b30[12378]\b|\b(?:300|299)\b.*\b(?:400|399)\b/i.test(condition.getText());
}

/**
 * What a condition about a status says of it where the condition holds, or does not: `good` where a good one may be among them
 * (`!answer.ok && answer.status !== 422` that does not hold), `undefined` when that is not clear.
 */
export function statusWhen(condition: ts.Expression, holds: boolean): 'good' | 'bad' | undefined {
  const node = ts.skipPartiallyEmittedExpressions(condition);
  if (ts.isParenthesizedExpression(node)) return statusWhen(node.expression, holds);
  if (ts.isPrefixUnaryExpression(node) && node.operator === ts.SyntaxKind.ExclamationToken) return statusWhen(node.operand, !holds);
  if (ts.isPropertyAccessExpression(node)) return node.name.text === 'ok' ? said(holds) : undefined;
  if (!ts.isBinaryExpression(node)) return undefined;
  const { kind } = node.operatorToken;
  if (kind === ts.SyntaxKind.AmpersandAmpersandToken || kind === ts.SyntaxKind.BarBarToken) {
    const [left, right] = [statusWhen(node.left, holds), statusWhen(node.right, holds)];
    // Both parts hold of `a && b`, and neither of `a || b` that does not: what one of them says is so.
    const all = (kind === ts.SyntaxKind.AmpersandAmpersandToken) === holds;
    if (all) return left === 'bad' || right === 'bad' ? 'bad' : (left ?? right);
    return left === 'good' || right === 'good' ? 'good' : left === right ? left : undefined;
  }
  const limit = ts.isNumericLiteral(node.right) ? Number(node.right.text) : undefined;
  if (limit === undefined) return undefined;
  switch (kind) {
    case ts.SyntaxKind.EqualsEqualsEqualsToken:
    case ts.SyntaxKind.EqualsEqualsToken:
      return limit < 400 ? said(holds) : holds ? 'bad' : undefined;
    case ts.SyntaxKind.ExclamationEqualsEqualsToken:
    case ts.SyntaxKind.ExclamationEqualsToken:
      return limit < 400 ? said(!holds) : holds ? undefined : 'bad';
    case ts.SyntaxKind.LessThanToken:
    case ts.SyntaxKind.LessThanEqualsToken:
      return limit <= 200 ? said(!holds) : said(holds);
    case ts.SyntaxKind.GreaterThanToken:
    case ts.SyntaxKind.GreaterThanEqualsToken:
      return limit <= 200 ? said(holds) : said(!holds);
    default:
      return undefined;
  }
}

function said(good: boolean): 'good' | 'bad' {
  return good ? 'good' : 'bad';
}

/** Whether a condition that holds, or does not, leaves only answers which say that nothing was done. */
export function saysRefused(condition: ts.Expression, holds: boolean): boolean {
  const node = ts.skipPartiallyEmittedExpressions(condition);
  if (ts.isParenthesizedExpression(node)) return saysRefused(node.expression, holds);
  if (ts.isPrefixUnaryExpression(node)) return node.operator === ts.SyntaxKind.ExclamationToken && saysRefused(node.operand, !holds);
  if (!ts.isBinaryExpression(node)) return false;
  const { kind } = node.operatorToken;
  const and = kind === ts.SyntaxKind.AmpersandAmpersandToken;
  if (and || kind === ts.SyntaxKind.BarBarToken) {
    const parts = [saysRefused(node.left, holds), saysRefused(node.right, holds)];
    return and === holds ? parts.some(Boolean) : parts.every(Boolean);
  }
  const same = kind === ts.SyntaxKind.EqualsEqualsEqualsToken || kind === ts.SyntaxKind.EqualsEqualsToken;
  const other = kind === ts.SyntaxKind.ExclamationEqualsEqualsToken || kind === ts.SyntaxKind.ExclamationEqualsToken;
  return (
    (holds ? same : other) && /(?:status|statusCode|code)$/i.test(node.left.getText()) && /^(?:401|403|407|429)$/.test(node.right.getText())
  );
}
