import { ts } from 'ts-morph';
import type { ExprId, Loop, LoopCall } from '../model/summary';
import { changesOf } from './changes';
import { chained, climb } from './climb';
import { flowOf, sequence, way } from './flow';
import type { Maker } from './maker';
import { isJoined, leadsToRedirect, statusWhen, testsStatus } from './status-tests';
import { andThen, join, start, type Way } from './ways';

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
  for (const { node, fn } of m.callNodes.slice(firstCall)) {
    if (fn !== m.fn) continue;
    const { top, failure, answered } = chained(node);
    const waits =
      ts.isAwaitExpression(top) || ts.isReturnStatement(top.parent) || ts.isYieldExpression(top.parent) || insideAwait(node, loop);
    if (!waits) continue;
    const statement = statementOf(node);
    if (statement === undefined) continue;
    const inHead = test !== undefined && node.pos >= test.pos && node.end <= test.end;
    // A promise that is returned as it is fails past the handlers around it, and out of the loop.
    const past = !ts.isAwaitExpression(top) && ts.isReturnStatement(top.parent);
    const failed = inHead || past ? { out: start } : climb(failure.throw === undefined ? statement : node, failure, loop);
    const went = inHead
      ? { again: start, out: start }
      : climb(
          statement,
          andThen({ normal: answered }, () => flowOf(statement)),
          loop,
        );
    if (failed === undefined || went === undefined) continue;
    const heads = [...(wayBefore(statement, loop)?.conditions ?? [])].flatMap((n) => m.ids.get(n) ?? []);
    const found = facts(m, promisesOf(m, node, top), failed, went, statementsBefore(statement, loop), changes, test);
    calls.push(heads.length === 0 ? found : { ...found, heads });
  }
  return { calls, changes, ...(caught.length > 0 ? { caught } : {}) };
}

function facts(
  m: Maker,
  [call = 0, ...chain]: readonly ExprId[],
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
  const byHead =
    went.again !== undefined && test !== undefined && testsStatus(test) && !leadsToRedirect(test) && statusWhen(test, true) === 'bad';
  const byStatus = went.again?.bad === true || byHead;
  // What a bad answer meets on its way counts as what a failure meets, save the question whether it is one.
  const limits = [...(went.out?.conditions ?? [])].filter((condition) => !testsStatus(condition) || isJoined(condition));
  return {
    call,
    onFailure: failed.again === undefined ? 'exits' : failed.out === undefined ? 'repeats' : 'either',
    onSuccess,
    ...(byStatus ? { onStatus: 'repeats' as const } : {}),
    ...named('given', givenOf(m, failed.again?.given)),
    ...named(
      'givenOnStatus',
      byStatus ? givenOf(m, byHead ? new Map([...(went.again?.given ?? []), [test, true]]) : went.again?.given) : [],
    ),
    tests: known([...(failed.out?.conditions ?? []), ...(byStatus ? limits : [])]),
    ...(refusals.length > 0 && refusals.every((one) => one.refused === true) ? { onRefusal: true as const } : {}),
    awaits: known([...(round?.awaits ?? []), ...(byStatus ? (went.again?.awaits ?? []) : []), ...before]).filter(
      (e) => e !== call && !chain.includes(e),
    ),
  };
}

/** A call, and what is chained to it: none of them is a pause, only what their handlers wait for. */
function promisesOf(m: Maker, node: ts.Node, top: ts.Node): readonly ExprId[] {
  const out = [m.ids.get(node)];
  for (let n = node; n !== top; ) {
    n = n.parent;
    if (ts.isCallExpression(n)) out.push(m.ids.get(n));
  }
  return out.filter((id) => id !== undefined);
}

/** What is certain of what goes round again. */
function givenOf(m: Maker, given: Way['given']): NonNullable<LoopCall['given']> {
  return [...(given ?? [])].flatMap(([condition, holds]) => {
    const test = m.ids.get(condition);
    return test === undefined ? [] : [{ test, holds }];
  });
}

function named<Name extends string, T>(name: Name, list: readonly T[]): { readonly [N in Name]?: readonly T[] } {
  return list.length === 0 ? {} : ({ [name]: list } as { readonly [N in Name]?: readonly T[] });
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

function statementOf(node: ts.Node): ts.Statement | undefined {
  let n: ts.Node | undefined = node;
  while (n !== undefined && !ts.isStatement(n)) n = ts.isFunctionLike(n) ? undefined : n.parent;
  return n;
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

/** The way out of the loop in front of a statement of its body; what a handler or another loop around it may keep back is left out. */
function wayBefore(statement: ts.Statement, loop: ts.IterationStatement): Way | undefined {
  let out: Way | undefined;
  let inner = false;
  for (let child: ts.Node = statement; child !== loop.statement && !ts.isFunctionLike(child); child = child.parent) {
    const { parent } = child;
    inner ||= ts.isIterationStatement(parent, false) || ts.isSwitchStatement(parent);
    if (!ts.isBlock(parent)) continue;
    const flow = sequence(parent.statements.slice(0, parent.statements.indexOf(child as ts.Statement)));
    const kept = ts.isTryStatement(parent.parent) && parent.parent.tryBlock === parent && parent.parent.catchClause !== undefined;
    out = join(out, join(flow.return, join(inner ? undefined : flow.break, kept ? undefined : flow.throw)));
  }
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
