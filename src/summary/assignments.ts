import { ts } from 'ts-morph';
import { type BindingId, computedName, type ExprId } from '../model/summary';
import { expression } from './expressions';
import { lookUp, type Maker, nothing, push, rangeOf } from './maker';

export function assignment(m: Maker, left: ts.Expression, right: ts.Expression): ExprId {
  while (ts.isParenthesizedExpression(left) || ts.isAsExpression(left) || ts.isNonNullExpression(left)) left = left.expression;
  if (ts.isIdentifier(left)) {
    const b = lookUp(m.scope, left.text);
    // What no file declares lives as long as the process.
    const o = b === undefined ? push(m, { k: 'global', n: 'globalThis', at: left.getStart(m.tree) }) : undefined;
    const v = expression(m, right);
    if (o === undefined) assign(m, b, v);
    else m.writes.push({ o, n: left.text, v, fn: m.fn, ctx: m.ctx, at: rangeOf(m, left) });
    return v;
  }
  if (ts.isPropertyAccessExpression(left) || (ts.isElementAccessExpression(left) && ts.isStringLiteralLike(left.argumentExpression))) {
    const o = expression(m, left.expression);
    const n = ts.isPropertyAccessExpression(left) ? left.name.text : (left.argumentExpression as ts.StringLiteral).text;
    const v = expression(m, right);
    m.writes.push({ o, n, v, fn: m.fn, ctx: m.ctx, at: rangeOf(m, left) });
    return v;
  }
  if (ts.isObjectLiteralExpression(left) || ts.isArrayLiteralExpression(left)) {
    ts.forEachChild(left, function visit(child): void {
      if (ts.isIdentifier(child)) assign(m, lookUp(m.scope, child.text), nothing);
      else ts.forEachChild(child, visit);
    });
    return expression(m, right);
  }
  if (ts.isElementAccessExpression(left)) {
    const o = expression(m, left.expression);
    const key = expression(m, left.argumentExpression);
    const v = expression(m, right);
    m.writes.push({ o, n: computedName, key, v, fn: m.fn, ctx: m.ctx, at: rangeOf(m, left) });
    return v;
  }
  expression(m, left);
  return expression(m, right);
}

function assign(m: Maker, b: BindingId | undefined, v: ExprId): void {
  if (b === undefined) return;
  const binding = m.bindings[b]!;
  binding.w = [...(binding.w ?? []), v];
  binding.wc = [...(binding.wc ?? []), m.ctx];
}

export function counted(m: Maker, node: ts.Expression): void {
  if (ts.isIdentifier(node)) {
    const b = lookUp(m.scope, node.text);
    if (b !== undefined) m.bindings[b]!.counted = true;
  } else if (ts.isPropertyAccessExpression(node)) m.counted.add(node.name.text);
}
