import { ts } from 'ts-morph';
import type { Loop, Try } from '../model/summary';
import { classShape, typeShape } from './classes';
import { exportDeclaration, isExported } from './exports';
import { expression } from './expressions';
import { handlerFacts } from './flow';
import { bindPattern, functionLike } from './functions';
import { loopCalls } from './loop-calls';
import { declare, type Draft, inScope, type Maker, newContext, push, rangeOf, within } from './maker';
import { declareBlock, declareList, declarePattern, isMerged } from './scope';
import { asserted, typeRef } from './types';

export function statements(m: Maker, list: readonly ts.Statement[]): void {
  for (const s of list) statement(m, s);
}

function block(m: Maker, node: ts.Statement): void {
  if (!ts.isBlock(node)) {
    statement(m, node);
    return;
  }
  inScope(m, () => {
    declareBlock(m, node.statements);
    statements(m, node.statements);
  });
}

function statement(m: Maker, node: ts.Statement): void {
  if (ts.isExpressionStatement(node)) expression(m, node.expression);
  else if (ts.isVariableStatement(node)) {
    variables(m, node.declarationList);
    if (isExported(node)) exportDeclaration(m, node);
  } else if (ts.isReturnStatement(node)) {
    const fn = m.functions[m.fn]!;
    if (node.expression !== undefined) fn.ret = [...fn.ret, expression(m, node.expression)];
  } else if (ts.isIfStatement(node)) {
    const test = expression(m, node.expression);
    const branch = newContext(m, 'if', 0, test);
    if (leaves(node.thenStatement)) m.contexts[branch] = { up: m.ctx, kind: 'if', id: 0, test, leaves: true };
    within(m, branch, () => block(m, node.thenStatement));
    const other = node.elseStatement;
    if (other !== undefined) within(m, newContext(m, 'else', 0, test), () => block(m, other));
  } else if (ts.isBlock(node)) block(m, node);
  else if (ts.isTryStatement(node)) tryStatement(m, node);
  else if (ts.isIterationStatement(node, false)) loop(m, node);
  else if (ts.isFunctionDeclaration(node)) {
    if (node.body !== undefined) {
      const e = push(m, { k: 'fn', f: functionLike(m, node) });
      if (node.name !== undefined) setValue(m, node.name.text, e);
      if (isExported(node)) exportDeclaration(m, node, e);
    }
  } else if (ts.isClassDeclaration(node)) {
    const e = push(m, { k: 'cls', c: classShape(m, node) });
    if (node.name !== undefined) setValue(m, node.name.text, e);
    if (isExported(node)) exportDeclaration(m, node, e);
  } else if (ts.isInterfaceDeclaration(node) || ts.isTypeAliasDeclaration(node)) {
    // What it says of a class was read with the class.
    if (ts.isInterfaceDeclaration(node) && isMerged(node)) return;
    const e = push(m, { k: 'cls', c: typeShape(m, node) });
    const b = m.scope.types.get(node.name.text);
    if (b !== undefined) m.bindings[b]!.e ??= e;
    if (isExported(node)) exportDeclaration(m, node, e);
  } else if (ts.isThrowStatement(node)) {
    m.functions[m.fn]!.throws = true;
    expression(m, node.expression);
  } else if (ts.isSwitchStatement(node)) {
    expression(m, node.expression);
    inScope(m, () => {
      for (const clause of node.caseBlock.clauses) declareBlock(m, clause.statements);
      for (const clause of node.caseBlock.clauses) {
        if (ts.isCaseClause(clause)) expression(m, clause.expression);
        within(m, newContext(m, 'if', 0), () => statements(m, clause.statements));
      }
    });
  } else if (ts.isLabeledStatement(node)) statement(m, node.statement);
  else if (ts.isEnumDeclaration(node)) enumeration(m, node);
  else if (ts.isModuleDeclaration(node) && node.body !== undefined && ts.isModuleBlock(node.body)) {
    const { body } = node;
    inScope(m, () => {
      declareBlock(m, body.statements);
      statements(m, body.statements);
    });
  } else if (ts.isImportEqualsDeclaration(node)) importEquals(m, node);
  else if (ts.isExportDeclaration(node) || ts.isExportAssignment(node)) exportDeclaration(m, node);
}

function leaves(branch: ts.Statement): boolean {
  const last = ts.isBlock(branch) ? branch.statements.at(-1) : branch;
  return last !== undefined && (ts.isReturnStatement(last) || ts.isThrowStatement(last));
}

function setValue(m: Maker, name: string, e: number): void {
  const b = m.scope.names.get(name);
  if (b !== undefined) m.bindings[b]!.e = e;
}

export function variables(m: Maker, list: ts.VariableDeclarationList): void {
  for (const d of list.declarations) {
    const t = typeRef(m, d.type) ?? asserted(m, d.initializer);
    const e = d.initializer === undefined ? undefined : expression(m, d.initializer);
    bindPattern(m, d.name, [], (binding) => {
      if (e !== undefined) binding.e = e;
      if (t !== undefined && binding.path === undefined) binding.t = t;
    });
  }
}

function tryStatement(m: Maker, node: ts.TryStatement): void {
  const id = m.tries.length;
  const made: Draft<Try> = {
    ctx: m.ctx,
    fn: m.fn,
    at: rangeOf(m, node),
    catches: node.catchClause !== undefined,
    ends: [],
    returns: [],
    words: [],
  };
  m.tries.push(made);
  within(m, newContext(m, 'try', id), () => block(m, node.tryBlock));
  const clause = node.catchClause;
  if (clause !== undefined) {
    within(m, newContext(m, 'catch', id), () =>
      inScope(m, () => {
        if (clause.variableDeclaration !== undefined) {
          declarePattern(m, clause.variableDeclaration.name, 'catch');
          if (ts.isIdentifier(clause.variableDeclaration.name)) made.binding = declare(m, clause.variableDeclaration.name.text, 'catch');
        }
        declareBlock(m, clause.block.statements);
        statements(m, clause.block.statements);
      }),
    );
    made.catchAt = [clause.getStart(m.tree), clause.getStart(m.tree) + 5];
    Object.assign(made, handlerFacts(m, clause.block));
  }
  const last = node.finallyBlock;
  if (last !== undefined) within(m, newContext(m, 'finally', id), () => block(m, last));
}

function loop(m: Maker, node: ts.IterationStatement): void {
  const id = m.loops.length;
  const firstCall = m.callNodes.length;
  const made: Draft<Loop> = {
    kind: kindOf(node),
    at: [node.getStart(m.tree), node.getStart(m.tree) + (ts.isDoStatement(node) ? 2 : ts.isWhileStatement(node) ? 5 : 3)],
    whole: rangeOf(m, node),
    fn: m.fn,
    ctx: m.ctx,
    endless: false,
    changes: [],
    calls: [],
  };
  m.loops.push(made);
  inScope(m, () => {
    let test: ts.Expression | undefined;
    if (ts.isForStatement(node)) {
      if (node.initializer !== undefined) {
        if (ts.isVariableDeclarationList(node.initializer)) {
          declareList(m, node.initializer);
          variables(m, node.initializer);
        } else expression(m, node.initializer);
      }
      test = node.condition;
    } else if (ts.isForOfStatement(node) || ts.isForInStatement(node)) {
      if (ts.isVariableDeclarationList(node.initializer)) {
        declareList(m, node.initializer);
        for (const d of node.initializer.declarations)
          bindPattern(m, d.name, ['*'], (b) => {
            b.kind = 'loop';
          });
      }
      made.over = expression(m, node.expression);
      if (ts.isVariableDeclarationList(node.initializer)) {
        const over = made.over;
        for (const d of node.initializer.declarations)
          bindPattern(m, d.name, ['*'], (b) => {
            b.e = over;
          });
      }
    } else if (ts.isWhileStatement(node) || ts.isDoStatement(node)) test = node.expression;
    within(m, newContext(m, 'loop', id), () => {
      const isLast = ts.isDoStatement(node);
      if (test !== undefined && !isLast) made.test = expression(m, test);
      block(m, node.statement);
      // In the order in which a round comes by it.
      if (test !== undefined && isLast) made.test = expression(m, test);
      if (ts.isForStatement(node) && node.incrementor !== undefined) expression(m, node.incrementor);
    });
    made.endless = (ts.isForStatement(node) && test === undefined) || (test !== undefined && alwaysTrue(test));
    Object.assign(made, loopCalls(m, node, firstCall, test));
  });
}

function alwaysTrue(test: ts.Expression): boolean {
  return test.kind === ts.SyntaxKind.TrueKeyword || (ts.isNumericLiteral(test) && Number(test.text) !== 0);
}

function kindOf(node: ts.IterationStatement): Loop['kind'] {
  if (ts.isWhileStatement(node)) return 'while';
  if (ts.isDoStatement(node)) return 'do';
  if (ts.isForInStatement(node)) return 'for-in';
  if (ts.isForOfStatement(node)) return node.awaitModifier === undefined ? 'for-of' : 'for-await';
  return 'for';
}

function enumeration(m: Maker, node: ts.EnumDeclaration): void {
  const p = node.members.map((member) => ({
    n: ts.isIdentifier(member.name) || ts.isStringLiteral(member.name) ? member.name.text : '?',
    e: member.initializer === undefined ? 0 : expression(m, member.initializer),
    at: rangeOf(m, member),
  }));
  const e = push(m, { k: 'obj', p, at: rangeOf(m, node) });
  setValue(m, node.name.text, e);
  if (isExported(node)) exportDeclaration(m, node, e);
}

function importEquals(m: Maker, node: ts.ImportEqualsDeclaration): void {
  const reference = node.moduleReference;
  const binding = m.bindings[m.scope.names.get(node.name.text) ?? -1];
  if (binding === undefined) return;
  if (ts.isExternalModuleReference(reference) && ts.isStringLiteralLike(reference.expression))
    binding.im = [reference.expression.text, '*'];
}
