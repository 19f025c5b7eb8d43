import { ts } from 'ts-morph';
import type { Binding } from '../model/summary';
import { declare, type Maker } from './maker';

/** Makes the names known that a list of statements declares, before any of it is read. */
export function declareBlock(m: Maker, statements: readonly ts.Statement[]): void {
  for (const s of statements) {
    if (ts.isVariableStatement(s)) {
      const { flags } = s.declarationList;
      if ((flags & ts.NodeFlags.BlockScoped) !== 0) declareList(m, s.declarationList);
    } else if (ts.isFunctionDeclaration(s) && s.name !== undefined) declare(m, s.name.text, 'fn');
    else if (ts.isClassDeclaration(s) && s.name !== undefined) declare(m, s.name.text, 'class');
    else if (ts.isEnumDeclaration(s)) declare(m, s.name.text, 'enum');
    else if (ts.isModuleDeclaration(s) && ts.isIdentifier(s.name)) declare(m, s.name.text, 'enum');
    else if (ts.isInterfaceDeclaration(s) && isMerged(s)) continue;
    else if (ts.isInterfaceDeclaration(s) || ts.isTypeAliasDeclaration(s)) declare(m, s.name.text, 'type', 'types');
    else if (ts.isImportEqualsDeclaration(s)) declare(m, s.name.text, 'import');
    else if (ts.isImportDeclaration(s)) declareImport(m, s);
  }
}

/** Whether an interface only says more of a class that is declared beside it under the same name. */
export function isMerged(node: ts.InterfaceDeclaration): boolean {
  return classesAmong(beside(node)).has(node.name.text);
}

/** The interfaces that say more of a class: `interface Queue { connection: Connection }` beside `class Queue`. */
export function mergedInto(node: ts.ClassLikeDeclaration): readonly ts.InterfaceDeclaration[] {
  const name = ts.isClassDeclaration(node) ? node.name?.text : undefined;
  return beside(node)
    .filter((s) => ts.isInterfaceDeclaration(s))
    .filter((s) => s.name.text === name);
}

/** The names of the classes among some statements, asked once for all the interfaces that stand there. */
function classesAmong(statements: readonly ts.Statement[]): ReadonlySet<string> {
  const known = classNames.get(statements);
  if (known !== undefined) return known;
  const made = new Set(statements.flatMap((s) => (ts.isClassDeclaration(s) && s.name !== undefined ? [s.name.text] : [])));
  classNames.set(statements, made);
  return made;
}

const classNames = new WeakMap<readonly ts.Statement[], ReadonlySet<string>>();

function beside({ parent }: ts.Node): readonly ts.Statement[] {
  return ts.isSourceFile(parent) || ts.isBlock(parent) || ts.isModuleBlock(parent) ? parent.statements : [];
}

function declareImport(m: Maker, s: ts.ImportDeclaration): void {
  const clause = s.importClause;
  if (clause === undefined || !ts.isStringLiteralLike(s.moduleSpecifier)) return;
  const from = s.moduleSpecifier.text;
  const typeOnly = clause.phaseModifier === ts.SyntaxKind.TypeKeyword;
  const add = (local: string, name: string, onlyType: boolean) => {
    const binding = m.bindings[declare(m, local, 'import')]!;
    binding.im = [from, name];
    if (onlyType) binding.typeOnly = true;
  };
  if (clause.name !== undefined) add(clause.name.text, 'default', typeOnly);
  const named = clause.namedBindings;
  if (named === undefined) return;
  if (ts.isNamespaceImport(named)) add(named.name.text, '*', typeOnly);
  else for (const e of named.elements) add(e.name.text, (e.propertyName ?? e.name).text, typeOnly || e.isTypeOnly);
}

export function declareList(m: Maker, list: ts.VariableDeclarationList): void {
  const kind = (list.flags & ts.NodeFlags.Const) !== 0 ? 'const' : (list.flags & ts.NodeFlags.Let) !== 0 ? 'let' : 'var';
  for (const d of list.declarations) declarePattern(m, d.name, kind);
}

export function declarePattern(m: Maker, name: ts.BindingName, kind: Binding['kind']): void {
  if (ts.isIdentifier(name)) declare(m, name.text, kind);
  else for (const e of name.elements) if (ts.isBindingElement(e)) declarePattern(m, e.name, kind);
}

/** `var` belongs to the function, wherever in it it stands. */
export function declareVars(m: Maker, node: ts.Node): void {
  if (ts.isVariableStatement(node)) {
    if ((node.declarationList.flags & ts.NodeFlags.BlockScoped) === 0) declareList(m, node.declarationList);
    return;
  }
  if ((ts.isForStatement(node) || ts.isForInStatement(node) || ts.isForOfStatement(node)) && node.initializer !== undefined) {
    if (ts.isVariableDeclarationList(node.initializer) && (node.initializer.flags & ts.NodeFlags.BlockScoped) === 0)
      declareList(m, node.initializer);
  }
  if (
    ts.isBlock(node) ||
    ts.isIfStatement(node) ||
    ts.isTryStatement(node) ||
    ts.isCatchClause(node) ||
    ts.isIterationStatement(node, false) ||
    ts.isSwitchStatement(node) ||
    ts.isCaseBlock(node) ||
    ts.isCaseOrDefaultClause(node) ||
    ts.isLabeledStatement(node)
  ) {
    ts.forEachChild(node, (child) => declareVars(m, child));
  }
}
