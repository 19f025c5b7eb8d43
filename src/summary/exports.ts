import { ts } from 'ts-morph';
import { expression } from './expressions';
import { lookUp, lookUpType, type Maker } from './maker';

export function isExported(node: ts.Statement): boolean {
  return ts.canHaveModifiers(node) && (ts.getModifiers(node) ?? []).some((x) => x.kind === ts.SyntaxKind.ExportKeyword);
}

/** Notes what a declaration, an export list or an `export =` gives to the world. */
export function exportDeclaration(m: Maker, node: ts.Statement, value?: number): void {
  if (ts.isExportAssignment(node)) {
    const e = expression(m, node.expression);
    m.exports.push({ n: node.isExportEquals === true ? '=' : 'default', e });
    return;
  }
  if (ts.isExportDeclaration(node)) {
    exportList(m, node);
    return;
  }
  if (ts.isVariableStatement(node)) {
    for (const d of node.declarationList.declarations) eachName(d.name, (n) => add(m, n, n));
    return;
  }
  const isDefault = (ts.getModifiers(node as ts.FunctionDeclaration) ?? []).some((x) => x.kind === ts.SyntaxKind.DefaultKeyword);
  const name = (node as ts.FunctionDeclaration).name?.text;
  if (isDefault && value !== undefined) m.exports.push({ n: 'default', e: value });
  else if (name !== undefined && value !== undefined) m.exports.push({ n: name, e: value });
}

function exportList(m: Maker, node: ts.ExportDeclaration): void {
  const from = node.moduleSpecifier !== undefined && ts.isStringLiteralLike(node.moduleSpecifier) ? node.moduleSpecifier.text : undefined;
  const clause = node.exportClause;
  if (clause === undefined) {
    if (from !== undefined) m.stars.push(from);
    return;
  }
  if (ts.isNamespaceExport(clause)) {
    if (from !== undefined) m.exports.push({ n: clause.name.text, from: [from, '*'] });
    return;
  }
  for (const e of clause.elements) {
    const local = (e.propertyName ?? e.name).text;
    if (from !== undefined) m.exports.push({ n: e.name.text, from: [from, local] });
    else add(m, e.name.text, local);
  }
}

function add(m: Maker, n: string, local: string): void {
  const b = lookUp(m.scope, local) ?? lookUpType(m.scope, local);
  if (b !== undefined) m.exports.push({ n, b });
}

function eachName(name: ts.BindingName, each: (n: string) => void): void {
  if (ts.isIdentifier(name)) each(name.text);
  else for (const e of name.elements) if (ts.isBindingElement(e)) eachName(e.name, each);
}
