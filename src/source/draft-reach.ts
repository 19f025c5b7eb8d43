import { ts } from 'ts-morph';
import type { Reach } from '../model/remedy';
import type { Span } from '../model/span';
import { boundIn, isFunction } from './draft-places';

/** The calls inside a span, and what is known of what they run. */
export function reachesIn(tree: ts.SourceFile, { file, start, end }: Span): readonly Reach[] {
  const found: Reach[] = [];
  const visit = (node: ts.Node): void => {
    if (node.end <= start || node.pos >= end) return;
    if ((ts.isCallExpression(node) || ts.isNewExpression(node)) && node.getStart() >= start && node.end <= end)
      found.push({ callee: { file, start: node.expression.getStart(), end: node.expression.end }, ...runs(node.expression, file) });
    ts.forEachChild(node, visit);
  };
  visit(tree);
  return found;
}

function runs(callee: ts.Expression, file: string): Omit<Reach, 'callee'> {
  const spanOf = (node: ts.Node): Span => ({ file, start: node.getStart(), end: node.end });
  const members: string[] = [];
  let root: ts.Expression = callee;
  while (
    ts.isPropertyAccessExpression(root) ||
    ts.isCallExpression(root) ||
    ts.isNonNullExpression(root) ||
    ts.isParenthesizedExpression(root)
  ) {
    if (ts.isPropertyAccessExpression(root)) members.unshift(root.name.text);
    root = root.expression;
  }
  const last = members.at(-1);
  if (last !== undefined && builtIn().has(last)) return { runs: 'language' };
  if (root.kind === ts.SyntaxKind.ThisKeyword) {
    const own = members.length === 1 ? memberOf(root, members[0] ?? '') : undefined;
    return own === undefined ? { runs: 'unknown' } : { runs: 'own', body: spanOf(own) };
  }
  if (!ts.isIdentifier(root)) return { runs: isFunction(root) ? 'language' : 'unknown' };
  const declared = declarationOf(root);
  if (declared === undefined) return { runs: 'language' };
  if (typeof declared === 'string') return { runs: 'module', module: declared };
  if (ts.isParameter(declared) || ts.isBindingElement(declared)) return { runs: 'unknown' };
  if (ts.isVariableDeclaration(declared)) {
    const made = declared.initializer?.getText().match(/^require\(\s*['"]([^'"]+)['"]/)?.[1];
    if (made !== undefined) return { runs: 'module', module: made };
    const whole = declared.parent.parent.parent;
    return members.length === 0 || ts.isSourceFile(whole) ? { runs: 'own', body: spanOf(declared) } : { runs: 'unknown' };
  }
  return { runs: 'own', body: spanOf(declared) };
}

/** Members of what the language itself brings: they run what they are handed, which stands there. */
function builtIn(): ReadonlySet<string> {
  // To name `Response` loads a client of HTTP, so it waits until somebody asks.
  members ??= new Set(
    [Array, String, Number, Map, Set, Date, RegExp, Promise, URL, URLSearchParams, Headers, Response, FormData, AbortController].flatMap(
      ({ prototype }) => Object.getOwnPropertyNames(prototype),
    ),
  );
  return members;
}

let members: ReadonlySet<string> | undefined;

type Declared = ts.VariableDeclaration | ts.FunctionDeclaration | ts.ClassDeclaration | ts.ParameterDeclaration | ts.BindingElement;

/** The module a name is imported from, or where this file declares it; `undefined` for a global. */
function declarationOf(name: ts.Identifier): Declared | string | undefined {
  for (let node: ts.Node = name.parent; node !== undefined; node = node.parent) {
    if (isFunction(node)) {
      const own = node.parameters.find((one) => binds(one.name, name.text));
      if (own !== undefined) return own;
    }
    if (
      (ts.isForOfStatement(node) || ts.isForStatement(node)) &&
      node.initializer !== undefined &&
      ts.isVariableDeclarationList(node.initializer)
    ) {
      const own = node.initializer.declarations.find((one) => binds(one.name, name.text));
      if (own !== undefined) return own;
    }
    if (!ts.isBlock(node) && !ts.isSourceFile(node) && !ts.isModuleBlock(node)) continue;
    for (const statement of node.statements) {
      if ((ts.isFunctionDeclaration(statement) || ts.isClassDeclaration(statement)) && statement.name?.text === name.text) return statement;
      if (ts.isVariableStatement(statement)) {
        for (const one of statement.declarationList.declarations) {
          if (ts.isIdentifier(one.name) ? one.name.text === name.text : binds(one.name, name.text)) return one;
        }
      }
      if (ts.isImportDeclaration(statement) && ts.isStringLiteral(statement.moduleSpecifier) && imports(statement, name.text))
        return statement.moduleSpecifier.text;
    }
  }
  return undefined;
}

function imports({ importClause }: ts.ImportDeclaration, name: string): boolean {
  const bindings = importClause?.namedBindings;
  if (importClause?.name?.text === name) return true;
  if (bindings === undefined) return false;
  return ts.isNamespaceImport(bindings) ? bindings.name.text === name : bindings.elements.some((one) => one.name.text === name);
}

function binds(name: ts.BindingName, wanted: string): boolean {
  const names = new Set<string>();
  boundIn(name, names);
  return names.has(wanted);
}

/** The method or function field of the class around a place. */
function memberOf(place: ts.Node, name: string): ts.ClassElement | undefined {
  for (let node = place.parent; node !== undefined; node = node.parent) {
    if (!ts.isClassLike(node)) continue;
    return node.members.find(
      (one) =>
        one.name?.getText() === name &&
        (ts.isMethodDeclaration(one) || (ts.isPropertyDeclaration(one) && one.initializer !== undefined && isFunction(one.initializer))),
    );
  }
  return undefined;
}
