import { ts } from 'ts-morph';
import { flowOf, lastly, sequence, way } from './flow';
import { either, type Flow, join, start, andThen, type Way } from './ways';

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

/** `.catch(…)` and `.then(…, …)` behind a call keep its failure from being thrown, unless the handler throws. */
export function chained(node: ts.Node): { top: ts.Node; failure: Flow } {
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
