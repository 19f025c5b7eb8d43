import { ts } from 'ts-morph';
import type { CallExpr, ExprId, Range } from '../model/summary';
import { expression } from './expressions';
import { fill, lookUp, type Maker, push, rangeOf } from './maker';

export function call(m: Maker, node: ts.CallExpression | ts.NewExpression | ts.TaggedTemplateExpression): ExprId {
  const tag = ts.isTaggedTemplateExpression(node);
  const callee = tag ? node.tag : node.expression;
  const args: readonly ts.Expression[] = tag ? [] : (node.arguments ?? []);
  const first = args[0];
  if (ts.isCallExpression(node) && first !== undefined && ts.isStringLiteralLike(first)) {
    const required = ts.isIdentifier(callee) && callee.text === 'require' && lookUp(m.scope, 'require') === undefined;
    if (required || callee.kind === ts.SyntaxKind.ImportKeyword) return push(m, { k: 'mod', m: first.text });
  }
  const id = push(m, { k: '?' });
  m.ids.set(node, id);
  m.callNodes.push({ node, id, fn: m.fn });
  const c = expression(m, callee);
  const a = args.map((e) => expression(m, e));
  if (tag && ts.isTemplateExpression(node.template)) for (const span of node.template.templateSpans) expression(m, span.expression);
  const spread = args.findIndex(ts.isSpreadElement);
  const into = target(m, node);
  const made: CallExpr = {
    k: 'call',
    how: tag ? 'tag' : ts.isNewExpression(node) ? 'new' : 'call',
    c,
    a,
    ...(spread < 0 ? {} : { spread }),
    at: rangeOf(m, node),
    callee: calleeRange(m, callee),
    ctx: m.ctx,
    fn: m.fn,
    ...use(node),
    ...(into === undefined ? {} : { into }),
  };
  fill(m, id, made);
  return id;
}

/** From the callee's start when that is on one line, else its last name. */
function calleeRange(m: Maker, callee: ts.Expression): Range {
  const [start, end] = rangeOf(m, callee);
  if (!m.tree.text.slice(start, end).includes('\n')) return [start, end];
  return ts.isPropertyAccessExpression(callee) ? rangeOf(m, callee.name) : [start, Math.min(end, m.tree.text.indexOf('\n', start))];
}

const transparent = new Set([
  ts.SyntaxKind.ParenthesizedExpression,
  ts.SyntaxKind.AsExpression,
  ts.SyntaxKind.SatisfiesExpression,
  ts.SyntaxKind.NonNullExpression,
  ts.SyntaxKind.TypeAssertionExpression,
  ts.SyntaxKind.AwaitExpression,
]);

/** The call this node ends up in as an argument, through `await`, arrays, spreads and conditions. */
function target(m: Maker, node: ts.Node): readonly [ExprId, number] | undefined {
  let child: ts.Node = node;
  let parent = node.parent;
  while (
    transparent.has(parent.kind) ||
    ts.isArrayLiteralExpression(parent) ||
    ts.isSpreadElement(parent) ||
    ts.isConditionalExpression(parent)
  ) {
    child = parent;
    parent = parent.parent;
  }
  if (!ts.isCallExpression(parent) && !ts.isNewExpression(parent)) return undefined;
  const index = parent.arguments?.indexOf(child as ts.Expression) ?? -1;
  const outer = m.ids.get(parent);
  return index < 0 || outer === undefined ? undefined : [outer, index];
}

function use(node: ts.Node): Pick<CallExpr, 'used' | 'past' | 'dropped'> {
  let child: ts.Node = node;
  let parent = node.parent;
  let awaited = false;
  while (transparent.has(parent.kind)) {
    awaited ||= ts.isAwaitExpression(parent);
    child = parent;
    parent = parent.parent;
  }
  if (ts.isReturnStatement(parent)) return { used: 'return', ...(awaited ? {} : { past: true }) };
  if (ts.isArrowFunction(parent) && parent.body === child) return { used: 'return' };
  if (awaited) return { used: 'await', ...(ts.isExpressionStatement(parent) ? { dropped: true } : {}) };
  if (ts.isExpressionStatement(parent)) return { used: 'statement' };
  if (ts.isVoidExpression(parent)) return { used: 'void' };
  if (ts.isPropertyAccessExpression(parent) && parent.expression === child) return { used: 'chain' };
  return { used: 'value' };
}
