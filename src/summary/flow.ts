import { ts } from 'ts-morph';
import type { ExprId, Try } from '../model/summary';
import type { Maker } from './maker';
import { asksForMore, leadsToRedirect, saysRefused, statusWhen, testsStatus } from './status-tests';
import { either, type End, ends, type Flow, follow, start, andThen, type Way } from './ways';

/** A flow that is taken where a condition holds, or where it does not. */
function under(condition: ts.Expression, holds: boolean, flow: Flow): Flow {
  const bad =
    testsStatus(condition) && !leadsToRedirect(condition) && statusWhen(condition, holds) !== 'good' && !asksForMore(condition, holds);
  const refused = saysRefused(condition, holds);
  const out: { [E in End]?: Way } = {};
  for (const end of ends) {
    const way = flow[end];
    if (way !== undefined)
      out[end] = {
        ...way,
        conditions: new Set([...way.conditions, condition]),
        given: new Map([...(way.given ?? []), [condition, holds]]),
        ...(bad ? { bad: true as const } : {}),
        ...(refused ? { refused: true as const } : {}),
      };
  }
  return out;
}

/** How statements that follow each other may end. */
export function sequence(list: readonly ts.Statement[]): Flow {
  let flow: Flow = { normal: start };
  for (const s of list) {
    if (flow.normal === undefined) break;
    flow = andThen(flow, () => flowOf(s));
  }
  return flow;
}

function onlyNormal(flow: Flow): boolean {
  return ends.every((end) => end === 'normal' || flow[end] === undefined);
}

/** How a statement may end, not counting exceptions out of calls. */
export function flowOf(node: ts.Statement): Flow {
  if (ts.isBlock(node)) return sequence(node.statements);
  if (ts.isIfStatement(node)) {
    const yes = flowOf(node.thenStatement);
    const no: Flow = node.elseStatement === undefined ? { normal: start } : flowOf(node.elseStatement);
    if (onlyNormal(yes) && onlyNormal(no)) return either(yes, no);
    return andThen({ normal: way(node.expression) }, () => either(under(node.expression, true, yes), under(node.expression, false, no)));
  }
  if (ts.isReturnStatement(node)) return { return: way(node.expression) };
  if (ts.isThrowStatement(node)) return { throw: way(node.expression) };
  if (ts.isBreakStatement(node) || ts.isContinueStatement(node)) return jump(node);
  if (ts.isTryStatement(node)) return tryFlow(node);
  if (ts.isIterationStatement(node, false)) {
    const body = flowOf(node.statement);
    return either({ normal: way(node) }, { ...(body.return && { return: body.return }), ...(body.throw && { throw: body.throw }) });
  }
  if (ts.isSwitchStatement(node)) {
    let all: Flow = { normal: way(node.expression) };
    for (const clause of node.caseBlock.clauses) {
      const { break: out, ...rest } = sequence(clause.statements);
      all = either(all, either(rest, out === undefined ? {} : { normal: out }));
    }
    return all;
  }
  if (ts.isLabeledStatement(node)) return flowOf(node.statement);
  if (ts.isExpressionStatement(node) && endsProcess(node.expression)) return { return: start };
  if (ts.isExpressionStatement(node) && onlyThrows(node.expression)) return { throw: way(node) };
  return { normal: way(node) };
}

/** A label may lead out of more than the innermost loop, and out of a `switch` on the way. */
function jump({ kind, label, parent }: ts.BreakOrContinueStatement): Flow {
  const plain: Flow = kind === ts.SyntaxKind.BreakStatement ? { break: start } : { continue: start };
  if (label === undefined) return plain;
  let switched = false;
  let around = parent;
  while (!ts.isIterationStatement(around, false) && !ts.isFunctionLike(around) && !ts.isSourceFile(around)) {
    switched ||= ts.isSwitchStatement(around);
    if (ts.isLabeledStatement(around) && around.label.text === label.text) return plain;
    around = around.parent;
  }
  const own = ts.isLabeledStatement(around.parent) && around.parent.label.text === label.text;
  if (own && plain.continue !== undefined) return plain;
  return switched ? { return: start } : { break: start };
}

function tryFlow(node: ts.TryStatement): Flow {
  const { throw: thrown, ...inner } = flowOf(node.tryBlock);
  let flow: Flow = inner;
  if (node.catchClause !== undefined) {
    const handled = flowOf(node.catchClause.block);
    flow = either(flow, handled);
  } else if (thrown !== undefined) flow = either(flow, { throw: thrown });
  return lastly(node, flow);
}

/** What `finally` makes of the flow before it. */
export function lastly(node: ts.TryStatement, flow: Flow): Flow {
  if (node.finallyBlock === undefined) return flow;
  const { normal, ...abrupt } = flowOf(node.finallyBlock);
  if (normal === undefined) return abrupt;
  const out: { [E in End]?: Way } = {};
  for (const end of ends) {
    const w = flow[end];
    if (w !== undefined) out[end] = follow(w, normal);
  }
  return either(out, abrupt);
}

function endsProcess(node: ts.Expression): boolean {
  return ts.isCallExpression(node) && /^process\.(exit|abort)$/.test(node.expression.getText());
}

/** `this.fail(response)`: a function of this file that never comes back. */
function onlyThrows(node: ts.Expression): boolean {
  const call = ts.isAwaitExpression(node) ? node.expression : node;
  if (!ts.isCallExpression(call)) return false;
  const body = bodyOf(call.expression);
  if (body === undefined) return false;
  let known = throwing.get(body);
  if (known === undefined) {
    throwing.set(body, false);
    const { normal, return: returned, throw: thrown } = flowOf(body);
    known = thrown !== undefined && normal === undefined && returned === undefined;
    throwing.set(body, known);
  }
  return known;
}

const throwing = new WeakMap<ts.Block, boolean>();

/** The body of a function declared at the top of this file, or of a method of the class around the call. */
function bodyOf(callee: ts.Expression): ts.Block | undefined {
  if (ts.isIdentifier(callee)) {
    const declared = callee
      .getSourceFile()
      .statements.find((s): s is ts.FunctionDeclaration => ts.isFunctionDeclaration(s) && s.name?.text === callee.text);
    return declared?.body;
  }
  if (!ts.isPropertyAccessExpression(callee) || callee.expression.kind !== ts.SyntaxKind.ThisKeyword) return undefined;
  let n: ts.Node | undefined = callee;
  while (n !== undefined && !ts.isClassLike(n)) n = n.parent;
  const method = n?.members.find((x): x is ts.MethodDeclaration => ts.isMethodDeclaration(x) && x.name.getText() === callee.name.text);
  return method?.body;
}

/** The awaited calls inside a node, those of nested functions left out. */
export function way(node: ts.Node | undefined): Way {
  if (node === undefined) return start;
  const awaits = new Set<ts.Node>();
  const visit = (n: ts.Node): void => {
    if (ts.isFunctionLike(n)) return;
    if (ts.isAwaitExpression(n)) {
      let inner: ts.Expression = n.expression;
      while (ts.isParenthesizedExpression(inner)) inner = inner.expression;
      awaits.add(inner);
    }
    ts.forEachChild(n, visit);
  };
  visit(node);
  return awaits.size === 0 ? start : { conditions: start.conditions, awaits };
}

/** Whether a block returns by itself. */
function returned(node: ts.Node): boolean {
  if (ts.isReturnStatement(node)) return true;
  return !ts.isFunctionLike(node) && ts.forEachChild(node, (child) => returned(child) || undefined) === true;
}

/** How a `catch` block may end, what it returns, and the names it tests. */
export function handlerFacts(m: Maker, block: ts.Block): Pick<Try, 'ends' | 'returns' | 'words' | 'rethrows'> {
  const flow = flowOf(block);
  const words = new Set<string>();
  const returns: ExprId[] = [];
  const visit = (n: ts.Node): void => {
    if (ts.isStringLiteralLike(n) && n.text.length < 60) words.add(n.text);
    if (ts.isFunctionLike(n)) return;
    if (ts.isReturnStatement(n) && n.expression !== undefined) {
      const id = m.ids.get(n.expression);
      if (id !== undefined) returns.push(id);
    }
    ts.forEachChild(n, visit);
  };
  visit(block);
  const last = block.statements.at(-1);
  // Whoever ends the process gives nothing in place of the answer.
  const leaves = last !== undefined && ts.isExpressionStatement(last) && endsProcess(last.expression) && !returned(block);
  return {
    ends: ends.filter((end) => flow[end] !== undefined && !(leaves && end === 'return')),
    returns,
    words: [...words],
    ...(last !== undefined && ts.isThrowStatement(last) ? { rethrows: true as const } : {}),
  };
}
