import { ts } from 'ts-morph';
import { flowOf, lastly, sequence, way } from './flow';
import { andThen, either, type Flow, follow, join, start, type Way } from './ways';

/** Carries a flow that starts behind `node` up to the end of the loop's body. */
export function climb(node: ts.Node, flow: Flow, loop: ts.IterationStatement): { again?: Way; out?: Way } | undefined {
  let child = node;
  while (child !== loop.statement) {
    const { parent } = child;
    if (parent === undefined || ts.isFunctionLike(parent)) return undefined;
    if (ts.isBlock(parent) || ts.isCaseOrDefaultClause(parent)) {
      const list: readonly ts.Statement[] = parent.statements;
      const index = list.indexOf(child as ts.Statement);
      if (index >= 0) flow = andThen(flow, () => sequence(list.slice(index + 1)));
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
            andThen({ normal: { ...thrown, caught: true } }, () => flowOf(clause.block)),
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

/** A call with what is chained to it: what becomes of its failure, and what an answer waits for on its way out of the chain. */
export interface Chain {
  readonly top: ts.Node;
  readonly failure: Flow;
  readonly answered: Way;
}

/** `.catch(…)` and `.then(…, …)` behind a call keep its failure from being thrown, unless the handler throws. */
export function chained(node: ts.Node): Chain {
  let top = node;
  let failure: Flow = { throw: start };
  let answered: Way = start;
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
    const [first, second] = call.arguments;
    const { text: member } = parent.name;
    if (member === 'then' || member === 'finally') answered = follow(answered, givenBack(first));
    failure = failedBehind(failure, member, first, second);
    top = call;
  }
  return { top, failure, answered };
}

/** What becomes of a failure at a member that is chained. */
function failedBehind(flow: Flow, member: string, first?: ts.Expression, second?: ts.Expression): Flow {
  const handler = member === 'catch' ? first : member === 'then' ? second : undefined;
  if (handler !== undefined && flow.throw !== undefined) return andThen({ normal: flow.throw }, () => handlerFlow(handler));
  // Handlers of answers run behind a failure that an earlier handler kept.
  if (member === 'then' && flow.normal !== undefined) return { ...flow, normal: follow(flow.normal, givenBack(first)) };
  if (member !== 'finally') return flow;
  const waited = givenBack(first);
  return { ...(flow.normal && { normal: follow(flow.normal, waited) }), ...(flow.throw && { throw: follow(flow.throw, waited) }) };
}

function handlerFlow(handler: ts.Expression): Flow {
  if (!ts.isArrowFunction(handler) && !ts.isFunctionExpression(handler)) return { normal: givenBack(handler) };
  if (!ts.isBlock(handler.body)) return { normal: givenBack(handler) };
  const { throw: thrown, normal, return: returned } = flowOf(handler.body);
  const quiet = join(normal, returned);
  return { ...(thrown && { throw: thrown }), ...(quiet && { normal: follow(quiet, givenBack(handler)) }) };
}

/** What a chain waits for at a handler: what it awaits and the calls that it gives back; a handler that stands elsewhere is named itself. */
function givenBack(handler: ts.Expression | undefined): Way {
  if (handler === undefined) return start;
  if (!ts.isArrowFunction(handler) && !ts.isFunctionExpression(handler)) return waitsFor([handler]);
  const given: ts.Node[] = [];
  const visit = (n: ts.Node): void => {
    if (ts.isFunctionLike(n)) return;
    if (ts.isReturnStatement(n) && n.expression !== undefined) given.push(...callsGiven(n.expression));
    ts.forEachChild(n, visit);
  };
  if (ts.isBlock(handler.body)) visit(handler.body);
  else given.push(...callsGiven(handler.body));
  return follow(way(handler.body), waitsFor(given));
}

function waitsFor(nodes: readonly ts.Node[]): Way {
  return nodes.length === 0 ? start : { conditions: start.conditions, awaits: new Set(nodes) };
}

/** The calls that an expression may give as they are: `again ? sleep(1000) : undefined`. */
function callsGiven(node: ts.Expression): readonly ts.Node[] {
  if (ts.isParenthesizedExpression(node) || ts.isAsExpression(node) || ts.isNonNullExpression(node)) return callsGiven(node.expression);
  if (ts.isConditionalExpression(node)) return [...callsGiven(node.whenTrue), ...callsGiven(node.whenFalse)];
  if (ts.isBinaryExpression(node)) return [...callsGiven(node.left), ...callsGiven(node.right)];
  return ts.isCallExpression(node) || ts.isNewExpression(node) ? [node] : [];
}
