import { ts } from 'ts-morph';
import type { Part } from '../model/remedy';

type Range = { readonly start: number; readonly end: number };

/** The innermost node that holds a range and passes a test. */
export function enclosing<T extends ts.Node>(
  tree: ts.SourceFile,
  { start, end }: Range,
  test: (node: ts.Node) => node is T,
): T | undefined {
  let best: T | undefined;
  const visit = (node: ts.Node): void => {
    if (node.pos > start || node.end < end) return;
    if (node.getStart() <= start && test(node)) best = node;
    ts.forEachChild(node, visit);
  };
  visit(tree);
  return best;
}

/** The call or construction that a span means: by its whole, or by its callee. */
export function callAt(tree: ts.SourceFile, range: Range): ts.CallExpression | ts.NewExpression | undefined {
  let whole: ts.CallExpression | ts.NewExpression | undefined;
  let callee: ts.CallExpression | ts.NewExpression | undefined;
  const visit = (node: ts.Node): void => {
    if (node.pos > range.start || node.end < range.end) return;
    if (ts.isCallExpression(node) || ts.isNewExpression(node)) {
      if (node.getStart() === range.start && node.end === range.end) whole ??= node;
      if (node.expression.end === range.end) callee = node;
    }
    ts.forEachChild(node, visit);
  };
  visit(tree);
  return whole ?? callee;
}

/** Start and end of the statement that holds a range, when it stands in a list of statements. */
export function statementAt(tree: ts.SourceFile, range: Range): readonly [number, number] | undefined {
  const inner = enclosing(tree, range, isStatement);
  if (inner === undefined) return undefined;
  // A label belongs to its loop.
  let found = inner;
  while (ts.isLabeledStatement(found.parent)) found = found.parent;
  const { parent } = found;
  const listed = ts.isBlock(parent) || ts.isSourceFile(parent) || ts.isModuleBlock(parent) || ts.isCaseOrDefaultClause(parent);
  return listed ? [found.getStart(), endOf(found)] : undefined;
}

/** The innermost part of a kind that is larger than the span. */
export function partOf(tree: ts.SourceFile, span: Range, part: Part): readonly [number, number] | undefined {
  const larger = (node: ts.Node): boolean => node.getStart() < span.start || node.end > span.end;
  const within = <T extends ts.Node>(test: (node: ts.Node) => node is T): readonly [number, number] | undefined => {
    const found = enclosing(tree, span, (node): node is T => test(node) && larger(node));
    return found === undefined ? undefined : [found.getStart(), found.end];
  };
  switch (part) {
    case 'call':
      return within((node): node is ts.CallExpression | ts.NewExpression => ts.isCallExpression(node) || ts.isNewExpression(node));
    case 'statement':
      return within(isStatement);
    case 'function':
      return within(isFunction);
    case 'body': {
      const found = enclosing(tree, span, (node): node is ts.Block => ts.isBlock(node) && isFunction(node.parent));
      return found === undefined ? undefined : [found.getStart() + 1, found.end - 1];
    }
    case 'loop':
      return within((node): node is ts.IterationStatement => ts.isIterationStatement(node, false));
    case 'declaration':
      return within((node): node is ts.VariableStatement => ts.isVariableStatement(node));
    case 'try':
      return within((node): node is ts.TryStatement => ts.isTryStatement(node));
    case 'argument':
      return within(
        (node): node is ts.Expression =>
          node.parent !== undefined && ts.isCallExpression(node.parent) && node.parent.arguments.some((one) => one === node),
      );
  }
}

/** Names used inside a span that are declared around it, but not at the top of the file. */
export function tiesOf(tree: ts.SourceFile, span: Range): readonly string[] {
  const used = new Set<string>();
  const visit = (node: ts.Node): void => {
    if (node.end <= span.start || node.pos >= span.end) return;
    if (ts.isIdentifier(node) && node.getStart() >= span.start && node.end <= span.end && !isMemberName(node)) used.add(node.text);
    if (node.kind === ts.SyntaxKind.ThisKeyword && node.getStart() >= span.start) used.add('this');
    ts.forEachChild(node, visit);
  };
  visit(tree);
  const ties = new Set<string>();
  const inner = enclosing(tree, span, (node): node is ts.Node => node.getStart() < span.start || node.end > span.end);
  for (let node = inner; node !== undefined && !ts.isSourceFile(node); node = node.parent) {
    for (const name of declaredIn(node, span)) if (used.has(name)) ties.add(name);
    if (isFunction(node) && !ts.isArrowFunction(node) && used.has('this')) ties.add('this');
  }
  return [...ties];
}

/** Every name declared at the top of a file. */
export function topNames(tree: ts.SourceFile): ReadonlySet<string> {
  return new Set(tree.statements.flatMap((statement) => [...namesOf(statement)]));
}

/** What one statement declares. */
function namesOf(statement: ts.Statement): ReadonlySet<string> {
  const names = new Set<string>();
  if (ts.isImportDeclaration(statement)) {
    const clause = statement.importClause;
    if (clause?.name !== undefined) names.add(clause.name.text);
    const bindings = clause?.namedBindings;
    if (bindings !== undefined && ts.isNamespaceImport(bindings)) names.add(bindings.name.text);
    else if (bindings !== undefined) for (const one of bindings.elements) names.add(one.name.text);
  } else if ((ts.isFunctionDeclaration(statement) || ts.isClassDeclaration(statement)) && statement.name !== undefined)
    names.add(statement.name.text);
  else if (ts.isVariableStatement(statement)) for (const one of statement.declarationList.declarations) boundIn(one.name, names);
  return names;
}

/** Names of constants, classes and imports that are declared at the top of the file more than once, which no engine takes. */
export function declaredTwice(statements: readonly ts.Statement[]): readonly string[] {
  const met = new Set<string>();
  return statements.flatMap((statement) => {
    const plain = ts.isVariableStatement(statement) && (statement.declarationList.flags & ts.NodeFlags.BlockScoped) === 0;
    if (plain || ts.isFunctionDeclaration(statement)) return [];
    const own = [...namesOf(statement)];
    const again = own.filter((name) => met.has(name));
    for (const name of own) met.add(name);
    return again;
  });
}

function isStatement(node: ts.Node): node is ts.Statement {
  return ts.isStatement(node) && !ts.isBlock(node);
}

export function isFunction(node: ts.Node): node is ts.FunctionLikeDeclaration {
  return (
    ts.isFunctionDeclaration(node) ||
    ts.isFunctionExpression(node) ||
    ts.isArrowFunction(node) ||
    ts.isMethodDeclaration(node) ||
    ts.isConstructorDeclaration(node) ||
    ts.isGetAccessorDeclaration(node) ||
    ts.isSetAccessorDeclaration(node)
  );
}

function isMemberName(node: ts.Identifier): boolean {
  const { parent } = node;
  return (ts.isPropertyAccessExpression(parent) && parent.name === node) || (ts.isPropertyAssignment(parent) && parent.name === node);
}

/** Names that one node declares for what stands in it; those inside the span go along with it. */
function declaredIn(node: ts.Node, span: Range): ReadonlySet<string> {
  const names = new Set<string>();
  const outside = (one: ts.Node): boolean => one.end <= span.start || one.getStart() >= span.end || one.getStart() < span.start;
  if (isFunction(node)) for (const parameter of node.parameters) boundIn(parameter.name, names);
  if (ts.isBlock(node) || ts.isCaseBlock(node)) {
    const visit = (inner: ts.Node): void => {
      if (ts.isVariableDeclaration(inner) && outside(inner)) boundIn(inner.name, names);
      if (ts.isFunctionDeclaration(inner) && inner.name !== undefined && outside(inner)) names.add(inner.name.text);
      if (isFunction(inner)) return;
      ts.forEachChild(inner, visit);
    };
    ts.forEachChild(node, visit);
  }
  if (ts.isForStatement(node) || ts.isForOfStatement(node) || ts.isForInStatement(node)) {
    const { initializer } = node;
    if (initializer !== undefined && ts.isVariableDeclarationList(initializer))
      for (const one of initializer.declarations) boundIn(one.name, names);
  }
  if (ts.isCatchClause(node) && node.variableDeclaration !== undefined) boundIn(node.variableDeclaration.name, names);
  return names;
}

export function boundIn(name: ts.BindingName, into: Set<string>): void {
  if (ts.isIdentifier(name)) into.add(name.text);
  else for (const element of name.elements) if (ts.isBindingElement(element)) boundIn(element.name, into);
}

/** An import, or a `require` that stands for one. */
export function isImport(statement: ts.Statement): boolean {
  if (ts.isImportDeclaration(statement) || ts.isImportEqualsDeclaration(statement)) return true;
  return (
    ts.isVariableStatement(statement) &&
    statement.declarationList.declarations.every(({ initializer }) => initializer !== undefined && /^require\(/.test(initializer.getText()))
  );
}

/** Where a statement ends; a semicolon at the start of a later line is there for what follows it. */
export function endOf(statement: ts.Node): number {
  return statement.end - (/\s*\n\s*;$/.exec(statement.getText())?.[0].length ?? 0);
}

/** Code that is put there, with the semicolon it wants where the file has none and what follows would go on with it: `(`, `[`, a template. */
export function apartFrom(code: string, behind: string): string {
  return /^(?:\s|\/\/[^\n]*\n|\/\*(?:[^*]|\*(?!\/))*\*\/)*(?:[([`+-]|\/(?![/*]))/.test(behind) &&
    !/;\s*$/.test(code) &&
    (!/\}\s*$/.test(code) || /^const /.test(code))
    ? `${code};`
    : code;
}

/** Where the first code may stand: behind directives such as `'use strict'`, the shebang, and a comment that speaks of the whole file. */
export function startOfCode(tree: ts.SourceFile): number {
  const [first] = tree.statements;
  const text = tree.text;
  const directives = tree.statements.filter(
    (one, index) =>
      ts.isExpressionStatement(one) &&
      ts.isStringLiteral(one.expression) &&
      tree.statements.slice(0, index).every((before) => ts.isExpressionStatement(before) && ts.isStringLiteral(before.expression)),
  );
  const behind = tree.statements[directives.length];
  if (first === undefined || behind === undefined) return text.length;
  const comments = ts.getLeadingCommentRanges(text, behind.getFullStart()) ?? [];
  const own = comments.findLast(({ end, pos }, index) => {
    const next = comments[index + 1]?.pos ?? behind.getStart();
    return (
      /\n\s*\n/.test(text.slice(end, next)) ||
      /^\/[*/](!|\s*(@license|@ts-|eslint|@jest|@vitest|prettier|biome))/.test(text.slice(pos, end))
    );
  });
  if (own === undefined) return comments[0]?.pos ?? behind.getStart();
  const next = comments[comments.indexOf(own) + 1];
  return next?.pos ?? behind.getStart();
}

/** A name that stands nowhere in the text yet: the wished one, or with a number. */
export function freeName(text: string, wished: string): string {
  for (let n = 1; ; n++) {
    const name = n === 1 ? wished : `${wished}${n}`;
    if (!new RegExp(`(?<![\\w$])${name.replace(/\$/g, '\\$')}(?![\\w$])`).test(text)) return name;
  }
}

/** The declaration of a constant near a place, when it stands alone in its statement and nothing else names it. */
export function unusedAt(tree: ts.SourceFile, range: Range, name: string): ts.VariableStatement | undefined {
  for (let node = enclosing(tree, range, (one): one is ts.Node => true); node !== undefined; node = node.parent) {
    if (!ts.isBlock(node) && !ts.isSourceFile(node)) continue;
    const own = node.statements.find((one): one is ts.VariableStatement => {
      if (!ts.isVariableStatement(one) || isExported(one) || one.declarationList.declarations.length !== 1) return false;
      const [only] = one.declarationList.declarations;
      return only !== undefined && ts.isIdentifier(only.name) && only.name.text === name;
    });
    if (own === undefined) continue;
    let uses = 0;
    const visit = (inner: ts.Node): void => {
      if (ts.isIdentifier(inner) && inner.text === name && !isMemberName(inner)) uses++;
      ts.forEachChild(inner, visit);
    };
    visit(node);
    return uses === 1 ? own : undefined;
  }
  return undefined;
}

export function isExported(statement: ts.Statement): boolean {
  return ts.canHaveModifiers(statement) && (ts.getModifiers(statement)?.some(({ kind }) => kind === ts.SyntaxKind.ExportKeyword) ?? false);
}
