import { posix } from 'node:path';
import { ts } from 'ts-morph';
import type { Paper } from './draft';
import type { Sheet } from './sheet';
import { type Brought, importPlace } from './draft-import-places';
import { apartFrom, endOf, freeName, isExported, isImport, startOfCode, topNames } from './draft-places';
import { lineEnd } from './draft-properties';
import { upToRoot } from './folders';
import { styled } from './style';

/** Makes sure a name is imported, in the file's own way, and says how it is called there. */
export function importIn(
  sheet: Sheet,
  paper: Paper,
  module: string,
  name: string,
  { type = false, as }: { readonly type?: boolean; readonly as?: string },
): string {
  const tree = sheet.tree();
  const common = isCommonJs(tree, sheet, paper);
  const plain = module.startsWith('/') ? relativeTo(sheet, paper, module.slice(1)) : module;
  const aliased = module.startsWith('/') && !common ? aliasOf(sheet, tree, paper, module.slice(1)) : undefined;
  for (const one of aliased === undefined ? [plain] : [plain, aliased]) {
    const have = common ? requiredAs(tree, one, name) : importedAs(tree, one, name, type);
    if (have !== undefined) return have;
  }
  const specifier = aliased ?? plain;
  const wished = as ?? (name === 'default' ? camel(module) : name);
  const local = taken(tree, sheet.text(), wished) ? freeName(sheet.text(), wished) : wished;
  if (common) addRequire(sheet, tree, specifier, name, local);
  else addImport(sheet, tree, specifier, name, local, type);
  return local;
}

/** A file with `require` and no import is CommonJS; one with neither is what its package says. */
function isCommonJs(tree: ts.SourceFile, sheet: Sheet, paper: Paper): boolean {
  if (/\.(mjs|mts)$/.test(sheet.file)) return false;
  if (
    tree.statements.some(
      (one) => ts.isImportDeclaration(one) || ts.isExportDeclaration(one) || ts.isExportAssignment(one) || isExported(one),
    )
  )
    return false;
  if (/\.(cjs|cts)$/.test(sheet.file)) return true;
  if (/\b(require\(|module\.exports|exports\.)/.test(sheet.text())) return true;
  return !/\.tsx?$/.test(sheet.file) && paper.commonJs(sheet.file);
}

function importedAs(tree: ts.SourceFile, specifier: string, name: string, type: boolean): string | undefined {
  for (const statement of tree.statements) {
    if (
      !ts.isImportDeclaration(statement) ||
      !ts.isStringLiteral(statement.moduleSpecifier) ||
      statement.moduleSpecifier.text !== specifier
    )
      continue;
    const clause = statement.importClause;
    if (clause === undefined || (isTypeOnly(clause) && !type)) continue;
    if (name === 'default' && clause.name !== undefined) return clause.name.text;
    const bindings = clause.namedBindings;
    if (bindings === undefined) continue;
    if (ts.isNamespaceImport(bindings)) {
      if (name !== 'default') return `${bindings.name.text}.${name}`;
      continue;
    }
    const own = bindings.elements.find((one) => (one.propertyName ?? one.name).text === name && (type || !one.isTypeOnly));
    if (own !== undefined) return own.name.text;
  }
  return undefined;
}

function requiredAs(tree: ts.SourceFile, specifier: string, name: string): string | undefined {
  for (const one of requires(tree, specifier)) {
    if (ts.isIdentifier(one.name)) return name === 'default' ? one.name.text : `${one.name.text}.${name}`;
    if (!ts.isObjectBindingPattern(one.name)) continue;
    const own = one.name.elements.find((element) => (element.propertyName ?? element.name).getText() === name);
    if (own !== undefined) return own.name.getText();
  }
  return undefined;
}

function requires(tree: ts.SourceFile, specifier: string): ts.VariableDeclaration[] {
  return tree.statements.flatMap((statement) => {
    if (!ts.isVariableStatement(statement)) return [];
    return statement.declarationList.declarations.filter(({ initializer }) => {
      if (initializer === undefined || !ts.isCallExpression(initializer) || initializer.expression.getText() !== 'require') return false;
      const [first] = initializer.arguments;
      return first !== undefined && ts.isStringLiteralLike(first) && first.text === specifier;
    });
  });
}

function addImport(sheet: Sheet, tree: ts.SourceFile, specifier: string, name: string, local: string, type: boolean): void {
  const element = name === local ? name : `${name} as ${local}`;
  if (name !== 'default') {
    for (const statement of tree.statements) {
      if (
        !ts.isImportDeclaration(statement) ||
        !ts.isStringLiteral(statement.moduleSpecifier) ||
        statement.moduleSpecifier.text !== specifier
      )
        continue;
      const clause = statement.importClause;
      const bindings = clause?.namedBindings;
      if (clause === undefined || isTypeOnly(clause) !== type) continue;
      if (bindings !== undefined && ts.isNamedImports(bindings)) {
        const last = bindings.elements[bindings.elements.length - 1];
        if (last === undefined) sheet.put(bindings.getStart(), bindings.end, `{ ${element} }`);
        else {
          const gap = /\n/.test(sheet.text().slice(bindings.getStart(), last.getStart()))
            ? /\s*$/.exec(sheet.text().slice(0, last.getStart()))?.[0]
            : ' ';
          sheet.put(last.end, last.end, `,${gap ?? ' '}${element}`);
        }
        return;
      }
      if (bindings === undefined && clause.name !== undefined) {
        sheet.put(clause.name.end, clause.name.end, `, { ${element} }`);
        return;
      }
    }
  }
  const what = name === 'default' ? local : `{ ${element} }`;
  addLine(sheet, tree, `import ${type ? 'type ' : ''}${what} from '${specifier}';`, { specifier, name: local, width: 'one', type });
}

function addRequire(sheet: Sheet, tree: ts.SourceFile, specifier: string, name: string, local: string): void {
  const own = { specifier, name: local, width: 'one', type: false } as const;
  if (name === 'default') {
    addLine(sheet, tree, `const ${local} = require('${specifier}');`, own);
    return;
  }
  const element = name === local ? name : `${name}: ${local}`;
  const pattern = requires(tree, specifier).find((one) => ts.isObjectBindingPattern(one.name))?.name;
  if (pattern !== undefined && ts.isObjectBindingPattern(pattern)) {
    const last = pattern.elements[pattern.elements.length - 1];
    if (last !== undefined) {
      sheet.put(last.end, last.end, `, ${element}`);
      return;
    }
  }
  addLine(sheet, tree, `const { ${element} } = require('${specifier}');`, own);
}

function addLine(sheet: Sheet, tree: ts.SourceFile, code: string, own: Brought): void {
  const { eol } = sheet.manner;
  const text = sheet.text();
  const required = !/^import\b/.test(code);
  const last = tree.statements.findLast((one) => isImport(one));
  const place = importPlace(tree, own, required) ?? (last === undefined ? undefined : { beside: last, before: false });
  if (place?.before === true) {
    const start = place.beside.getStart();
    sheet.put(start, start, `${apartFrom(styled(code, sheet.manner, ''), text.slice(start))}${eol}`);
    return;
  }
  const at = place === undefined ? startOfCode(tree) : lineEnd(text, endOf(place.beside), text.length);
  const line = apartFrom(styled(code, sheet.manner, ''), text.slice(at));
  sheet.put(at, at, place === undefined ? `${line}${eol}${eol}` : `${eol}${line}`);
}

function isTypeOnly(clause: ts.ImportClause): boolean {
  return clause.phaseModifier === ts.SyntaxKind.TypeKeyword;
}

/** Whether the name means something else in the file already. */
function taken(tree: ts.SourceFile, text: string, name: string): boolean {
  return (
    topNames(tree).has(name) ||
    new RegExp(`\\b(const|let|var|function|class)\\s+${name}\\b`).test(text) ||
    new RegExp(`[{(,]\\s*${name}\\s*[,:)}=]`).test(text)
  );
}

function relativeTo(sheet: Sheet, paper: Paper, module: string): string {
  const path = posix.relative(posix.dirname(sheet.file), module.replace(/\.[cm]?[jt]sx?$/, ''));
  const ending = /\.mts$/.test(module)
    ? '.mjs'
    : /\.cts$/.test(module)
      ? '.cjs'
      : paper.ending(sheet.file) === '.ts'
        ? '.ts'
        : paper.ending(sheet.file);
  return `${path.startsWith('.') ? '' : './'}${path}${ending}`;
}

/** How a file names one of its project that others import by an alias of their folder: `@/lib/users`, where nothing is reached by `../`. */
function aliasOf(sheet: Sheet, tree: ts.SourceFile, paper: Paper, module: string): string | undefined {
  const specifiers = tree.statements.flatMap((one) =>
    ts.isImportDeclaration(one) && ts.isStringLiteral(one.moduleSpecifier) ? [one.moduleSpecifier.text] : [],
  );
  if (specifiers.some((one) => one.startsWith('../'))) return undefined;
  for (const specifier of specifiers) {
    const [, alias, below = ''] = /^([@~#]\/)(.+)$/.exec(specifier) ?? [];
    if (alias === undefined) continue;
    const folder = upToRoot(posix.dirname(sheet.file)).find((one) => isFile(paper, posix.join(one, below)));
    if (folder === undefined) continue;
    const path = posix.relative(folder, module);
    if (path.startsWith('..')) return undefined;
    return `${alias}${path.replace(/\.[cm]?[jt]sx?$/, '')}${/\.[cm]?[jt]s$/.exec(below)?.[0] ?? ''}`;
  }
  return undefined;
}

/** Whether a path without an ending, or with that of what it is compiled to, is a file of the project. */
function isFile(paper: Paper, path: string): boolean {
  const bare = path.replace(/\.[cm]?[jt]sx?$/, '');
  return ['.ts', '.tsx', '.mts', '.js', '.jsx', '.mjs', '/index.ts', '/index.tsx', '/index.js'].some(
    (ending) => paper.text(`${bare}${ending}`) !== undefined,
  );
}

/** `p-retry` is called `pRetry`, `@scope/some-thing` is called `someThing`. */
function camel(module: string): string {
  return (module.split('/').pop() ?? module)
    .replace(/[^A-Za-z0-9]+(\w)/g, (_, letter: string) => letter.toUpperCase())
    .replace(/[^\w$]/g, '');
}
