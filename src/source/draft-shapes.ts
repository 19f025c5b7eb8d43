import { ts } from 'ts-morph';
import type { Block, CallShape, Draft, FunctionShape, Handler, LoopShape } from '../model/remedy';
import type { Span } from '../model/span';
import { callAt, enclosing, isFunction } from './draft-places';

/** The verbs of the pen that take syntax apart. */
export function shapesIn(parsed: (file: string) => ts.SourceFile): Pick<Draft, 'loop' | 'fn' | 'call' | 'handler'> {
  return {
    loop(span) {
      const found = enclosing(parsed(span.file), span, (node) => ts.isIterationStatement(node, false));
      return found === undefined ? undefined : loopOf(found, span.file);
    },
    fn(span) {
      const found = enclosing(parsed(span.file), span, isFunction);
      return found === undefined ? undefined : functionOf(found, span.file);
    },
    call(span) {
      const found = callAt(parsed(span.file), span);
      return found === undefined ? undefined : callOf(found, span.file);
    },
    handler(span) {
      const found = enclosing(
        parsed(span.file),
        span,
        (node): node is ts.CatchClause | ts.ArrowFunction | ts.FunctionExpression => ts.isCatchClause(node) || isCatchCallback(node),
      );
      return found === undefined ? undefined : handlerOf(found, span.file);
    },
  };
}

const spanOf = (file: string, node: ts.Node): Span => ({ file, start: node.getStart(), end: node.end });

function blockOf(block: ts.Block, file: string): Block {
  const last = block.statements.at(-1);
  return {
    inside: { file, start: block.getStart() + 1, end: block.end - 1 },
    statements: block.statements.map((one) => spanOf(file, one)),
    leaves: last !== undefined && leaves(last),
  };
}

function leaves(statement: ts.Statement): boolean {
  if (ts.isBlock(statement)) return statement.statements.some(leaves);
  if (ts.isIfStatement(statement))
    return statement.elseStatement !== undefined && leaves(statement.thenStatement) && leaves(statement.elseStatement);
  return (
    ts.isReturnStatement(statement) || ts.isThrowStatement(statement) || ts.isBreakStatement(statement) || ts.isContinueStatement(statement)
  );
}

function isCatchCallback(node: ts.Node): node is ts.ArrowFunction | ts.FunctionExpression {
  if (!ts.isArrowFunction(node) && !ts.isFunctionExpression(node)) return false;
  const { parent } = node;
  if (!ts.isCallExpression(parent) || !ts.isPropertyAccessExpression(parent.expression)) return false;
  const { text } = parent.expression.name;
  return (text === 'catch' && parent.arguments[0] === node) || (text === 'then' && parent.arguments[1] === node);
}

function handlerOf(node: ts.CatchClause | ts.ArrowFunction | ts.FunctionExpression, file: string): Handler {
  const whole = spanOf(file, node);
  if (ts.isCatchClause(node)) {
    const name = node.variableDeclaration?.name;
    const word = node.getStart() + 'catch'.length;
    const at = node.variableDeclaration;
    return {
      ...(name !== undefined && ts.isIdentifier(name) ? { error: name.text } : {}),
      binding: at === undefined ? { file, start: word, end: word } : { file, start: at.getStart(), end: at.end },
      block: blockOf(node.block, file),
      whole,
      triedLeaves: node.parent.tryBlock.statements.some(leaves),
    };
  }
  const name = node.parameters[0]?.name;
  return {
    ...(name !== undefined && ts.isIdentifier(name) ? { error: name.text } : {}),
    binding: listOf(node, file) ?? { file, start: node.getStart(), end: node.getStart() },
    ...(ts.isBlock(node.body) ? { block: blockOf(node.body, file) } : {}),
    whole,
    triedLeaves: true,
  };
}

function loopOf(node: ts.IterationStatement, file: string): LoopShape | undefined {
  const { statement } = node;
  const body = ts.isBlock(statement) ? blockOf(statement, file) : loneTry(statement, file);
  if (body === undefined) return undefined;
  const handlers: Handler[] = [];
  const pauses: Span[] = [];
  const label = labelOf(node);
  let breaks = label !== undefined && breaksTo(label, statement);
  const visit = (one: ts.Node, switched: boolean): void => {
    if (ts.isIterationStatement(one, false)) return;
    if (isFunction(one) && !isPromiseMaker(one)) return;
    if (ts.isCatchClause(one)) handlers.push(handlerOf(one, file));
    if (ts.isBreakStatement(one) && !switched) breaks = true;
    if (ts.isCallExpression(one)) {
      const length = pauseIn(one);
      if (length !== undefined) pauses.push(spanOf(file, length));
    }
    ts.forEachChild(one, (child) => visit(child, switched || ts.isSwitchStatement(one)));
  };
  if (ts.isBlock(statement)) ts.forEachChild(statement, (child) => visit(child, false));
  else visit(statement, false);
  const head = ts.isDoStatement(node) ? node.getStart() + 'do'.length : node.getText().indexOf(')') < 0 ? node.getStart() : headEnd(node);
  return {
    head: { file, start: node.getStart(), end: head },
    endless: isEndless(node),
    ...(label === undefined ? {} : { label }),
    whole: spanOf(file, node),
    body,
    handlers,
    pauses,
    breaks,
  };
}

/** The name that stands in front of a loop. */
function labelOf({ parent }: ts.IterationStatement): string | undefined {
  return ts.isLabeledStatement(parent) ? parent.label.text : undefined;
}

/** Whether `break label` stands in it, however deep. */
function breaksTo(label: string, node: ts.Node): boolean {
  if (isFunction(node)) return false;
  if (ts.isBreakStatement(node) && node.label?.text === label) return true;
  return ts.forEachChild(node, (child) => breaksTo(label, child) || undefined) === true;
}

/** `while (true) try { … } catch { … }`: all there is between the braces that nobody wrote. */
function loneTry(statement: ts.Statement, file: string): Block | undefined {
  if (!ts.isTryStatement(statement)) return undefined;
  const whole = spanOf(file, statement);
  return { inside: whole, statements: [whole], leaves: false };
}

/** The closing parenthesis is the last token before the body. */
function headEnd(node: ts.IterationStatement): number {
  const text = node.getSourceFile().text.slice(0, node.statement.getStart());
  return text.lastIndexOf(')') + 1;
}

function isEndless(node: ts.IterationStatement): boolean {
  if (ts.isWhileStatement(node)) return /^(true|1)$/.test(node.expression.getText());
  return ts.isForStatement(node) && node.condition === undefined && node.initializer === undefined && node.incrementor === undefined;
}

/** The function in `new Promise((resolve) => …)` runs at once. */
function isPromiseMaker(node: ts.Node): boolean {
  return ts.isNewExpression(node.parent) && node.parent.expression.getText() === 'Promise';
}

function pauseIn(call: ts.CallExpression): ts.Expression | undefined {
  const name = ts.isPropertyAccessExpression(call.expression) ? call.expression.name.text : call.expression.getText();
  if (name === 'setTimeout')
    return call.arguments.find(
      (one, index) => index < 2 && !isFunction(one) && !(index === 0 && ts.isIdentifier(one) && call.arguments.length > 1),
    );
  if (!/^_?(sleep|delay|wait|pause)(ms|for)?$/i.test(name) || !ts.isAwaitExpression(call.parent)) return undefined;
  return call.arguments.length === 1 ? call.arguments[0] : undefined;
}

function listOf(node: ts.SignatureDeclaration, file: string): Span | undefined {
  const text = node.getSourceFile().text;
  const first = node.parameters[0];
  const from = node.name?.end ?? node.getStart();
  const open = text.indexOf('(', node.typeParameters === undefined ? from : node.typeParameters.end);
  if (open < 0 || (first !== undefined && open > first.getStart())) return undefined;
  const close = text.indexOf(')', node.parameters.at(-1)?.end ?? open);
  return { file, start: open + 1, end: close };
}

function functionOf(node: ts.FunctionLikeDeclaration, file: string): FunctionShape {
  const list = listOf(node, file);
  const { body } = node;
  const name = nameOf(node);
  return {
    ...(name === undefined ? {} : { name }),
    whole: spanOf(file, node),
    parameters: node.parameters.map((one) => spanOf(file, one)),
    ...(list === undefined ? {} : { list }),
    async: ts.canHaveModifiers(node) && (ts.getModifiers(node) ?? []).some(({ kind }) => kind === ts.SyntaxKind.AsyncKeyword),
    ...(body !== undefined && !ts.isBlock(body) ? { gives: spanOf(file, body) } : {}),
    ...(body !== undefined && ts.isBlock(body) ? { block: blockOf(body, file) } : {}),
  };
}

function nameOf(node: ts.FunctionLikeDeclaration): string | undefined {
  const { parent } = node;
  const holds = ts.isVariableDeclaration(parent) || ts.isPropertyDeclaration(parent) || ts.isPropertyAssignment(parent);
  const name = node.name ?? (holds ? parent.name : undefined);
  return name !== undefined && (ts.isIdentifier(name) || ts.isPrivateIdentifier(name)) ? name.text : undefined;
}

function callOf(node: ts.CallExpression | ts.NewExpression, file: string): CallShape {
  const given = node.arguments ?? [];
  return {
    whole: spanOf(file, node),
    callee: spanOf(file, node.expression),
    arguments: given.map((one) => spanOf(file, one)),
    open: given.some(ts.isSpreadElement),
    ...(ts.isAwaitExpression(node.parent) ? { awaited: spanOf(file, node.parent) } : {}),
    alone: ts.isExpressionStatement(node.parent) || (ts.isAwaitExpression(node.parent) && ts.isExpressionStatement(node.parent.parent)),
  };
}
