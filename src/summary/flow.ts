import { ts } from 'ts-morph';
import type { ExprId, Loop, LoopCall, Try } from '../model/summary';
import type { Maker } from './maker';

/** One way to reach an end: the conditions met on it and the awaited work. */
interface Way {
  readonly conditions: ReadonlySet<ts.Expression>;
  readonly awaits: ReadonlySet<ts.Node>;
  /** It runs through a handler: something was thrown on it. */
  readonly caught?: true;
  /** Only an answer with a bad status takes it. */
  readonly bad?: true;
  /** Only a request that the other side refused to do anything for takes it: not let in, or too many of them. */
  readonly refused?: true;
}
type End = 'normal' | 'break' | 'continue' | 'return' | 'throw';
type Flow = { readonly [E in End]?: Way };

const start: Way = { conditions: new Set(), awaits: new Set() };
const ends = ['normal', 'break', 'continue', 'return', 'throw'] as const;

/** Either of two ways to the same end. */
function join(a: Way | undefined, b: Way | undefined): Way | undefined {
  if (a === undefined || b === undefined) return a ?? b;
  return {
    ...both(a, b),
    ...(a.caught === true && b.caught === true ? { caught: true as const } : {}),
    ...(a.bad === true && b.bad === true ? { bad: true as const } : {}),
    ...(a.refused === true && b.refused === true ? { refused: true as const } : {}),
  };
}

/** One way behind another. */
function follow(a: Way, b: Way): Way {
  return {
    ...both(a, b),
    ...(a.caught === true || b.caught === true ? { caught: true as const } : {}),
    ...(a.bad === true || b.bad === true ? { bad: true as const } : {}),
    ...(a.refused === true || b.refused === true ? { refused: true as const } : {}),
  };
}

function both(a: Way, b: Way): Pick<Way, 'conditions' | 'awaits'> {
  return { conditions: new Set([...a.conditions, ...b.conditions]), awaits: new Set([...a.awaits, ...b.awaits]) };
}

/** Either of two flows. */
function either(a: Flow, b: Flow): Flow {
  const out: { [E in End]?: Way } = {};
  for (const end of ends) {
    const way = join(a[end], b[end]);
    if (way !== undefined) out[end] = way;
  }
  return out;
}

/** `b` after the normal end of `a`. */
function then(a: Flow, b: () => Flow): Flow {
  const { normal, ...rest } = a;
  if (normal === undefined) return a;
  const next = b();
  const reached: { [E in End]?: Way } = {};
  for (const end of ends) {
    const way = next[end];
    if (way !== undefined) reached[end] = follow(normal, way);
  }
  return either(rest, reached);
}

/** A flow that is taken where a condition holds, or where it does not. */
function under(condition: ts.Expression, holds: boolean, flow: Flow): Flow {
  const bad = testsStatus(condition) && !leadsToRedirect(condition) && statusWhen(condition, holds) !== 'good';
  const refused = saysRefused(condition, holds);
  const out: { [E in End]?: Way } = {};
  for (const end of ends) {
    const way = flow[end];
    if (way !== undefined)
      out[end] = {
        ...way,
        conditions: new Set([...way.conditions, condition]),
        ...(bad ? { bad: true as const } : {}),
        ...(refused ? { refused: true as const } : {}),
      };
  }
  return out;
}

function sequence(list: readonly ts.Statement[]): Flow {
  let flow: Flow = { normal: start };
  for (const s of list) {
    if (flow.normal === undefined) break;
    flow = then(flow, () => flowOf(s));
  }
  return flow;
}

function onlyNormal(flow: Flow): boolean {
  return ends.every((end) => end === 'normal' || flow[end] === undefined);
}

/** How a statement may end, not counting exceptions out of calls. */
function flowOf(node: ts.Statement): Flow {
  if (ts.isBlock(node)) return sequence(node.statements);
  if (ts.isIfStatement(node)) {
    const yes = flowOf(node.thenStatement);
    const no: Flow = node.elseStatement === undefined ? { normal: start } : flowOf(node.elseStatement);
    if (onlyNormal(yes) && onlyNormal(no)) return either(yes, no);
    return then({ normal: way(node.expression) }, () => either(under(node.expression, true, yes), under(node.expression, false, no)));
  }
  if (ts.isReturnStatement(node)) return { return: way(node.expression) };
  if (ts.isThrowStatement(node)) return { throw: way(node.expression) };
  if (ts.isBreakStatement(node)) return { break: start };
  if (ts.isContinueStatement(node)) return node.label === undefined ? { continue: start } : { continue: start };
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

function tryFlow(node: ts.TryStatement): Flow {
  const { throw: thrown, ...inner } = flowOf(node.tryBlock);
  let flow: Flow = inner;
  if (node.catchClause !== undefined) {
    const handled = flowOf(node.catchClause.block);
    flow = either(flow, handled);
  } else if (thrown !== undefined) flow = either(flow, { throw: thrown });
  return lastly(node, flow);
}

function lastly(node: ts.TryStatement, flow: Flow): Flow {
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
function way(node: ts.Node | undefined): Way {
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

/** Carries a flow that starts behind `node` up to the end of the loop's body. */
function climb(node: ts.Node, flow: Flow, loop: ts.IterationStatement): { again?: Way; out?: Way } | undefined {
  let child = node;
  while (child !== loop.statement) {
    const { parent } = child;
    if (parent === undefined || ts.isFunctionLike(parent)) return undefined;
    if (ts.isBlock(parent) || ts.isCaseOrDefaultClause(parent)) {
      const list: readonly ts.Statement[] = parent.statements;
      const index = list.indexOf(child as ts.Statement);
      if (index >= 0) flow = then(flow, () => sequence(list.slice(index + 1)));
    } else if (ts.isSwitchStatement(parent)) {
      const { break: out, ...rest } = flow;
      flow = either(rest, out === undefined ? {} : { normal: out });
    } else if (ts.isTryStatement(parent) && child !== parent.finallyBlock) {
      const clause = parent.catchClause;
      if (child === parent.tryBlock && clause !== undefined) {
        const { throw: thrown, ...rest } = flow;
        if (thrown !== undefined)
          flow = either(
            rest,
            then({ normal: { ...thrown, caught: true } }, () => flowOf(clause.block)),
          );
      }
      flow = lastly(parent, flow);
    } else if (ts.isIterationStatement(parent, false) && child === parent.statement) {
      const { normal, break: b, continue: c, ...rest } = flow;
      const after = join(join(normal, b), c);
      flow = after === undefined ? rest : { ...rest, normal: after };
    }
    child = parent;
  }
  const again = join(flow.normal, flow.continue);
  const out = join(join(flow.break, flow.return), flow.throw);
  return { ...(again && { again }), ...(out && { out }) };
}

/** `.catch(…)` and `.then(…, …)` behind a call keep its failure from being thrown, unless the handler throws. */
function chained(node: ts.Node): { top: ts.Node; failure: Flow } {
  let top = node;
  let failure: Flow = { throw: start };
  for (;;) {
    const { parent } = top;
    if (
      ts.isAwaitExpression(parent) ||
      ts.isParenthesizedExpression(parent) ||
      ts.isAsExpression(parent) ||
      ts.isNonNullExpression(parent)
    ) {
      top = parent;
      continue;
    }
    if (!ts.isPropertyAccessExpression(parent) || !ts.isCallExpression(parent.parent) || parent.parent.expression !== parent) break;
    const call = parent.parent;
    const handler = parent.name.text === 'catch' ? call.arguments[0] : parent.name.text === 'then' ? call.arguments[1] : undefined;
    if (handler !== undefined && failure.throw !== undefined) failure = handlerFlow(handler);
    top = call;
  }
  return { top, failure };
}

function handlerFlow(handler: ts.Expression): Flow {
  if (!ts.isArrowFunction(handler) && !ts.isFunctionExpression(handler)) return { normal: start };
  if (!ts.isBlock(handler.body)) return { normal: way(handler.body) };
  const { throw: thrown, normal, return: returned } = flowOf(handler.body);
  const quiet = join(normal, returned);
  return { ...(thrown && { throw: thrown }), ...(quiet && { normal: quiet }) };
}

function statementOf(node: ts.Node): ts.Statement | undefined {
  let n: ts.Node | undefined = node;
  while (n !== undefined && !ts.isStatement(n)) n = ts.isFunctionLike(n) ? undefined : n.parent;
  return n;
}

/** What the loop does about each awaited call in it. */
export function loopCalls(
  m: Maker,
  loop: ts.IterationStatement,
  firstCall: number,
  test: ts.Expression | undefined,
): Pick<Loop, 'calls' | 'changes' | 'caught'> {
  const calls: LoopCall[] = [];
  const changes = changesOf(m, loop, false);
  const caught = changesOf(m, loop, true);
  for (const { node, id, fn } of m.callNodes.slice(firstCall)) {
    if (fn !== m.fn) continue;
    const { top, failure } = chained(node);
    const waits =
      ts.isAwaitExpression(top) || ts.isReturnStatement(top.parent) || ts.isYieldExpression(top.parent) || insideAwait(node, loop);
    if (!waits) continue;
    const statement = statementOf(node);
    if (statement === undefined) continue;
    const inHead = test !== undefined && node.pos >= test.pos && node.end <= test.end;
    const failed = inHead ? { out: start } : climb(failure.throw === undefined ? statement : node, failure, loop);
    const went = inHead ? { again: start, out: start } : climb(statement, flowOf(statement), loop);
    if (failed === undefined || went === undefined) continue;
    calls.push(facts(m, id, failed, went, statementsBefore(statement, loop), changes, test));
  }
  return { calls, changes, ...(caught.length > 0 ? { caught } : {}) };
}

function facts(
  m: Maker,
  call: ExprId,
  failed: { again?: Way; out?: Way },
  went: { again?: Way; out?: Way },
  before: ReadonlySet<ts.Node>,
  changes: readonly number[],
  test: ts.Expression | undefined,
): LoopCall {
  const known = (nodes: Iterable<ts.Node> | undefined): ExprId[] => [...(nodes ?? [])].flatMap((n) => m.ids.get(n) ?? []);
  const untilDone = test !== undefined && mentions(m, test, changes);
  // An answer that is refused by a throw of the code's own goes round as a failure does.
  const refused = went.again?.caught === true;
  const onSuccess = went.out === undefined ? (untilDone ? 'either' : 'repeats') : went.again === undefined || refused ? 'exits' : 'either';
  // Where a failure leaves the loop, what goes round is an answer.
  const round = failed.again ?? went.again;
  const refusals = [failed.again, went.again?.bad === true || refused ? went.again : undefined].filter((one) => one !== undefined);
  // `do { … } while (!answer.ok)`: the head sends a bad answer round again.
  const byHead = went.again !== undefined && test !== undefined && testsStatus(test) && statusWhen(test, true) === 'bad';
  const byStatus = went.again?.bad === true || byHead;
  // What a bad answer meets on its way counts as what a failure meets, save the question whether it is one.
  const limits = [...(went.out?.conditions ?? [])].filter((condition) => !testsStatus(condition) || isJoined(condition));
  return {
    call,
    onFailure: failed.again === undefined ? 'exits' : failed.out === undefined ? 'repeats' : 'either',
    onSuccess,
    ...(byStatus ? { onStatus: 'repeats' as const } : {}),
    tests: known([...(failed.out?.conditions ?? []), ...(byStatus ? limits : [])]),
    ...(refusals.length > 0 && refusals.every((one) => one.refused === true) ? { onRefusal: true as const } : {}),
    awaits: known([...(round?.awaits ?? []), ...(byStatus ? (went.again?.awaits ?? []) : []), ...before]).filter((e) => e !== call),
  };
}

/** `answer.ok || tries > 5`: more than one question. */
function isJoined(condition: ts.Expression): boolean {
  return (
    ts.isBinaryExpression(condition) &&
    (condition.operatorToken.kind === ts.SyntaxKind.BarBarToken || condition.operatorToken.kind === ts.SyntaxKind.AmpersandAmpersandToken)
  );
}

/** `if (response.ok)`, `status < 500`: the answer's status, not what the answer says; 204, 304, 404 and 410 say that there is no more. */
function testsStatus(condition: ts.Expression): boolean {
  return /\.(ok|status|statusCode)\b(?!\s*[!=]==?\s*(['"`]|(204|304|404|410)\b))/.test(condition.getText());
}

/** `status >= 300 && status < 400`, `if (!location)`: the next request goes elsewhere, it is not the same once more. */
function leadsToRedirect(condition: ts.Expression): boolean {
  return /redirect|location|\b30[12378]\b|\b(?:300|299)\b.*\b(?:400|399)\b/i.test(condition.getText());
}

/** What a condition about a status says of it where the condition holds, or does not; `undefined` when that is not clear. */
function statusWhen(condition: ts.Expression, holds: boolean): 'good' | 'bad' | undefined {
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
    return left === right ? left : undefined;
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

/** Whether a condition that holds, or does not, leaves only answers which say that nothing was done. */
function saysRefused(condition: ts.Expression, holds: boolean): boolean {
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

function said(good: boolean): 'good' | 'bad' {
  return good ? 'good' : 'bad';
}

function mentions(m: Maker, node: ts.Node, bindings: readonly number[]): boolean {
  let found = false;
  const visit = (n: ts.Node): void => {
    const id = ts.isIdentifier(n) ? m.ids.get(n) : undefined;
    const expr = id === undefined ? undefined : m.exprs[id];
    if (expr?.k === 'ref' && bindings.includes(expr.b) && m.bindings[expr.b]?.counted !== true) found = true;
    ts.forEachChild(n, visit);
  };
  visit(node);
  return found;
}

/** Bindings that the loop, or only its handlers, assign or count. */
function changesOf(m: Maker, loop: ts.IterationStatement, handlers: boolean): number[] {
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

/** Awaited work at the top of the body lies between a failure and the next try too. */
function statementsBefore(statement: ts.Statement, loop: ts.IterationStatement): ReadonlySet<ts.Node> {
  const out = new Set<ts.Node>();
  let child: ts.Node = statement;
  while (child !== loop.statement && child.parent !== undefined && !ts.isFunctionLike(child.parent)) {
    const { parent } = child;
    if (ts.isBlock(parent)) {
      for (const s of parent.statements) {
        if (s === child) break;
        for (const a of way(s).awaits) out.add(a);
      }
    }
    child = parent;
  }
  if (ts.isForStatement(loop) && loop.incrementor !== undefined) for (const a of way(loop.incrementor).awaits) out.add(a);
  return out;
}

/** Whether an awaited expression holds the call, as `await Promise.all([call()])` does. */
function insideAwait(node: ts.Node, loop: ts.Node): boolean {
  for (let n = node.parent; n !== undefined && n !== loop && !ts.isStatement(n); n = n.parent) {
    if (ts.isFunctionLike(n)) return false;
    if (ts.isAwaitExpression(n)) return true;
  }
  return false;
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
  return {
    ends: ends.filter((end) => flow[end] !== undefined),
    returns,
    words: [...words],
    ...(last !== undefined && ts.isThrowStatement(last) ? { rethrows: true as const } : {}),
  };
}
