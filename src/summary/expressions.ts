import { ts } from 'ts-morph';
import type { Expr, ExprId, Prop } from '../model/summary';
import { assignment, counted } from './assignments';
import { call } from './call-expressions';
import { classShape } from './classes';
import { lookUp, type Maker, nameOf, nothing, push, rangeOf } from './maker';
import { functionLike } from './functions';

/** Longer strings say nothing more to us and would only fill the cache. */
const longest = 300;

/** Reads an expression; what it cannot tell apart becomes `?`, with its parts read all the same. */
export function expression(m: Maker, node: ts.Expression): ExprId {
  const id = read(m, node);
  m.ids.set(node, id);
  return id;
}

function read(m: Maker, node: ts.Expression): ExprId {
  switch (node.kind) {
    case ts.SyntaxKind.ParenthesizedExpression:
    case ts.SyntaxKind.AsExpression:
    case ts.SyntaxKind.SatisfiesExpression:
    case ts.SyntaxKind.NonNullExpression:
    case ts.SyntaxKind.TypeAssertionExpression:
    case ts.SyntaxKind.AwaitExpression:
    case ts.SyntaxKind.ExpressionWithTypeArguments:
      return expression(m, (node as ts.ParenthesizedExpression).expression);
    case ts.SyntaxKind.StringLiteral:
    case ts.SyntaxKind.NoSubstitutionTemplateLiteral:
      return push(m, { k: 'lit', v: (node as ts.StringLiteral).text.slice(0, longest) });
    case ts.SyntaxKind.NumericLiteral:
      return push(m, numberOf(m, node as ts.NumericLiteral));
    case ts.SyntaxKind.TrueKeyword:
      return push(m, { k: 'lit', v: true });
    case ts.SyntaxKind.FalseKeyword:
      return push(m, { k: 'lit', v: false });
    case ts.SyntaxKind.NullKeyword:
      return push(m, { k: 'lit', v: null });
    case ts.SyntaxKind.RegularExpressionLiteral:
      return push(m, { k: 're' });
    case ts.SyntaxKind.ThisKeyword:
      return push(m, m.field === undefined ? { k: 'this' } : { k: 'this', c: m.field });
    case ts.SyntaxKind.SuperKeyword:
      return push(m, { k: 'super' });
    case ts.SyntaxKind.MetaProperty:
      return push(m, { k: 'global', n: node.getText(m.tree), at: node.getStart(m.tree) });
    case ts.SyntaxKind.Identifier:
      return identifier(m, node as ts.Identifier);
    case ts.SyntaxKind.PropertyAccessExpression: {
      const access = node as ts.PropertyAccessExpression;
      return push(m, { k: 'mem', o: expression(m, access.expression), n: access.name.text });
    }
    case ts.SyntaxKind.ElementAccessExpression: {
      const access = node as ts.ElementAccessExpression;
      const o = expression(m, access.expression);
      const key = access.argumentExpression;
      if (ts.isStringLiteralLike(key) || ts.isNumericLiteral(key)) return push(m, { k: 'mem', o, n: key.text });
      return push(m, { k: 'idx', o, i: expression(m, key) });
    }
    case ts.SyntaxKind.CallExpression:
    case ts.SyntaxKind.NewExpression:
    case ts.SyntaxKind.TaggedTemplateExpression:
      return call(m, node as ts.CallExpression);
    case ts.SyntaxKind.ObjectLiteralExpression:
      return object(m, node as ts.ObjectLiteralExpression);
    case ts.SyntaxKind.ArrayLiteralExpression: {
      const elements = (node as ts.ArrayLiteralExpression).elements;
      const open = elements.some(ts.isSpreadElement);
      return push(m, { k: 'arr', open, e: elements.map((e) => expression(m, ts.isSpreadElement(e) ? e.expression : e)) });
    }
    case ts.SyntaxKind.ArrowFunction:
    case ts.SyntaxKind.FunctionExpression:
      return push(m, { k: 'fn', f: functionLike(m, node as ts.ArrowFunction) });
    case ts.SyntaxKind.ClassExpression:
      return push(m, { k: 'cls', c: classShape(m, node as ts.ClassExpression) });
    case ts.SyntaxKind.ConditionalExpression: {
      const { condition, whenTrue, whenFalse } = node as ts.ConditionalExpression;
      const test = expression(m, condition);
      return push(m, { k: 'alt', op: '?', test, e: [expression(m, whenTrue), expression(m, whenFalse)] });
    }
    case ts.SyntaxKind.TemplateExpression: {
      const { head, templateSpans } = node as ts.TemplateExpression;
      const parts: (string | ExprId)[] = [head.text.slice(0, longest)];
      for (const span of templateSpans) parts.push(expression(m, span.expression), span.literal.text.slice(0, longest));
      return push(m, { k: 'tpl', p: parts });
    }
    case ts.SyntaxKind.BinaryExpression:
      return binary(m, node as ts.BinaryExpression);
    case ts.SyntaxKind.PrefixUnaryExpression:
    case ts.SyntaxKind.PostfixUnaryExpression: {
      const { operator, operand } = node as ts.PrefixUnaryExpression;
      const e = expression(m, operand);
      const op = ts.tokenToString(operator) ?? '';
      if (op === '++' || op === '--') counted(m, operand);
      if (op === '-' && ts.isNumericLiteral(operand) && Number.isFinite(Number(operand.text)))
        return push(m, { k: 'lit', v: 0 - Number(operand.text) });
      return push(m, { k: 'un', op, e, ...(ts.isPostfixUnaryExpression(node) ? { post: true as const } : {}) });
    }
    case ts.SyntaxKind.VoidExpression: {
      expression(m, (node as ts.VoidExpression).expression);
      return push(m, { k: 'undef' });
    }
    case ts.SyntaxKind.TypeOfExpression:
      return push(m, { k: 'un', op: 'typeof', e: expression(m, (node as ts.TypeOfExpression).expression) });
    case ts.SyntaxKind.DeleteExpression:
      expression(m, (node as ts.DeleteExpression).expression);
      return nothing;
    case ts.SyntaxKind.YieldExpression: {
      const inner = (node as ts.YieldExpression).expression;
      return inner === undefined ? nothing : expression(m, inner);
    }
    case ts.SyntaxKind.SpreadElement:
      return expression(m, (node as ts.SpreadElement).expression);
    default:
      parts(m, node);
      return nothing;
  }
}

/** Reads whatever expressions stand inside a node of a kind that has no value for us, such as JSX. */
function parts(m: Maker, node: ts.Node): void {
  ts.forEachChild(node, (child) => {
    if (ts.isTypeNode(child)) return;
    if (ts.isExpression(child)) expression(m, child);
    else parts(m, child);
  });
}

function identifier(m: Maker, node: ts.Identifier): ExprId {
  const at = node.getStart(m.tree);
  const b = lookUp(m.scope, node.text);
  if (b !== undefined) return push(m, { k: 'ref', b, at });
  if (node.text === 'undefined') return push(m, { k: 'undef' });
  return push(m, { k: 'global', n: node.text, at });
}

function object(m: Maker, node: ts.ObjectLiteralExpression): ExprId {
  const p: Prop[] = [];
  for (const property of node.properties) {
    const at = rangeOf(m, property);
    if (ts.isSpreadAssignment(property)) p.push({ n: '', kind: 'spread', e: expression(m, property.expression), at });
    else if (ts.isShorthandPropertyAssignment(property)) p.push({ n: property.name.text, e: expression(m, property.name), at });
    else {
      const n = nameOf(property.name);
      if (n === undefined && ts.isComputedPropertyName(property.name)) expression(m, property.name.expression);
      const e = ts.isPropertyAssignment(property)
        ? expression(m, property.initializer)
        : push(m, { k: 'fn', f: functionLike(m, property) });
      const kind = n === undefined ? { kind: 'computed' as const } : ts.isGetAccessor(property) ? { kind: 'get' as const } : {};
      p.push({ n: n ?? '?', e, at, ...kind });
    }
  }
  return push(m, { k: 'obj', p, at: rangeOf(m, node) });
}

function binary(m: Maker, node: ts.BinaryExpression): ExprId {
  const op = node.operatorToken.kind;
  if (op === ts.SyntaxKind.EqualsToken) return assignment(m, node.left, node.right);
  if (op >= ts.SyntaxKind.FirstCompoundAssignment && op <= ts.SyntaxKind.LastCompoundAssignment) {
    if (
      op === ts.SyntaxKind.BarBarEqualsToken ||
      op === ts.SyntaxKind.QuestionQuestionEqualsToken ||
      op === ts.SyntaxKind.AmpersandAmpersandEqualsToken
    ) {
      return assignment(m, node.left, node.right);
    }
    counted(m, node.left);
    const l = expression(m, node.left);
    return push(m, { k: 'bin', op: ts.tokenToString(op) ?? '', l, r: expression(m, node.right) });
  }
  const l = expression(m, node.left);
  const r = expression(m, node.right);
  if (op === ts.SyntaxKind.CommaToken) return r;
  if (op === ts.SyntaxKind.BarBarToken) return push(m, { k: 'alt', op: '||', e: [l, r] });
  if (op === ts.SyntaxKind.QuestionQuestionToken) return push(m, { k: 'alt', op: '??', e: [l, r] });
  if (op === ts.SyntaxKind.AmpersandAmpersandToken) return push(m, { k: 'alt', op: '&&', e: [l, r] });
  return push(m, { k: 'bin', op: ts.tokenToString(op) ?? '', l, r });
}

/** A number beyond all is the global `Infinity`, which plain data cannot hold. */
function numberOf(m: Maker, node: ts.NumericLiteral): Expr {
  const v = Number(node.text);
  return Number.isFinite(v) ? { k: 'lit', v } : { k: 'global', n: 'Infinity', at: node.getStart(m.tree) };
}
