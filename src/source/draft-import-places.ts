import { isBuiltin } from 'node:module';
import { ts } from 'ts-morph';
import { isImport } from './draft-places';

/** A statement that a new import stands beside, and on which side of it. */
export interface ImportPlace {
  readonly beside: ts.Statement;
  readonly before: boolean;
}

/** What an import brings, as far as its place is told by it. */
export interface Brought {
  readonly specifier: string;
  /** The first name it brings; nothing where it is only run. */
  readonly name: string | undefined;
  /** How many names it brings: all of a namespace, several or one. */
  readonly width: 'all' | 'several' | 'one';
  readonly type: boolean;
}

interface Import extends Brought {
  readonly statement: ts.Statement;
}

/** Where the order of a file's imports shows that a new one belongs; `undefined` where there is none. */
export function importPlace(tree: ts.SourceFile, own: Brought, required: boolean): ImportPlace | undefined {
  const all = tree.statements.filter((one) => (required ? isImport(one) && !ts.isImportDeclaration(one) : ts.isImportDeclaration(one)));
  const imports = all.flatMap((statement) => readImport(statement) ?? []);
  const last = all.at(-1);
  if (last === undefined) return undefined;
  const types = trailingTypes(imports);
  const pool = types.length === 0 ? imports : own.type ? types : imports.slice(0, -types.length);
  const named = pool.filter(({ name }) => name !== undefined);
  return (
    amongMixed(named, own) ??
    amongKin(named, own) ??
    besideOthers(named, own, own.type ? [] : types) ??
    behind(types.length === 0 || own.type ? last : (pool.at(-1)?.statement ?? last))
  );
}

function behind(beside: ts.Statement): ImportPlace {
  return { beside, before: false };
}

/** In front of an import, unless a comment belongs to it. */
function inFrontOf(beside: ts.Statement): ImportPlace | undefined {
  const text = beside.getSourceFile().text;
  const comment = ts.getLeadingCommentRanges(text, beside.getFullStart())?.at(-1);
  return comment === undefined || /\n[^\S\n]*\r?\n/.test(text.slice(comment.end, beside.getStart())) ? { beside, before: true } : undefined;
}

/** The type imports that the file keeps behind its others. */
function trailingTypes(imports: readonly Import[]): readonly Import[] {
  const first = imports.findIndex(({ type }) => type);
  const types = first < 1 ? [] : imports.slice(first);
  return types.every(({ type }) => type) ? types : [];
}

/** By its name where packages and files stand among each other in the order of names. */
function amongMixed(named: readonly Import[], own: Brought): ImportPlace | undefined {
  const kinds = named.map(({ specifier }) => kindOf(specifier));
  const turns = kinds.filter((kind, index) => index > 0 && kind !== kinds[index - 1]).length;
  return turns > 2 ? inOrder(named, own, byName) : undefined;
}

/** Among those of its kind: in their order where they have one, else behind the last. */
function amongKin(named: readonly Import[], own: Brought): ImportPlace | undefined {
  const kind = kindOf(own.specifier);
  const kin = named.filter(({ specifier }) => kindOf(specifier) === kind);
  const near = named.filter(({ specifier }) => specifier.startsWith('.') && specifier.startsWith('./') === own.specifier.startsWith('./'));
  if (kind !== 'file') return inOrder(kin, own) ?? placeBehind(kin);
  const order = orderOf(kin);
  if (near.length > 0) return (order === undefined ? inOrder(near, own) : among(near, own, order)) ?? placeBehind(near);
  const [first] = kin;
  // What lies further up stands first.
  return (own.specifier.startsWith('../') && first !== undefined ? inFrontOf(first.statement) : undefined) ?? placeBehind(kin);
}

/** Where none of its kind is there: packages before files, values before types. */
function besideOthers(named: readonly Import[], own: Brought, types: readonly Import[]): ImportPlace | undefined {
  const kind = kindOf(own.specifier);
  if (kind === 'package') {
    const built = placeBehind(named.filter(({ specifier }) => kindOf(specifier) === 'built-in'));
    const [first] = named;
    return built ?? (first === undefined ? undefined : inFrontOf(first.statement));
  }
  const [type] = types;
  const last = named.at(-1);
  if (kind !== 'file' || type === undefined || last === undefined || types.some(({ specifier }) => kindOf(specifier) !== 'file'))
    return undefined;
  // Types of files that stand apart from the packages show where files stand.
  const gap = type.statement.getSourceFile().text.slice(last.statement.end, type.statement.getStart());
  return /\n[^\S\n]*\r?\n/.test(gap) ? inFrontOf(type.statement) : undefined;
}

function placeBehind(imports: readonly Import[]): ImportPlace | undefined {
  const last = imports.at(-1);
  return last === undefined ? undefined : behind(last.statement);
}

/** Where it belongs among imports whose order is plain to see. */
function inOrder(imports: readonly Import[], own: Brought, orders: readonly Order[] = [...byPath, ...byName]): ImportPlace | undefined {
  const order = orderOf(imports, orders);
  return order === undefined ? undefined : among(imports, own, order);
}

function among(imports: readonly Import[], own: Brought, order: Order): ImportPlace | undefined {
  const before = imports.findLast((one) => !order(own, one));
  if (before !== undefined) return behind(before.statement);
  const [first] = imports;
  return first === undefined ? undefined : inFrontOf(first.statement);
}

/** Whether one import stands before another. */
type Order = (one: Brought, other: Brought) => boolean;

/** The order in which three imports or more stand, where it tells them apart. */
function orderOf(imports: readonly Import[], orders: readonly Order[] = [...byPath, ...byName]): Order | undefined {
  const pairs = imports.slice(1).map((one, index) => [imports[index] ?? one, one] as const);
  return orders.find(
    (order) => !pairs.some(([one, next]) => order(next, one)) && pairs.filter(([one, next]) => order(one, next)).length >= 2,
  );
}

const widths: readonly Brought['width'][] = ['all', 'several', 'one'];
const segments = (path: string): string => path.toLowerCase().replaceAll('/', '\0');
const wide = ({ width, name = '' }: Brought): string => `${widths.indexOf(width)}${name.toLowerCase()}`;

const byPath: readonly Order[] = [
  (one, other) => one.specifier.toLowerCase() < other.specifier.toLowerCase(),
  (one, other) => one.specifier < other.specifier,
  (one, other) => segments(one.specifier) < segments(other.specifier),
];
const byName: readonly Order[] = [
  (one, other) => (one.name ?? '').toLowerCase() < (other.name ?? '').toLowerCase(),
  (one, other) => (one.name ?? '') < (other.name ?? ''),
  (one, other) => wide(one) < wide(other),
];

/** A file of the project by its path, one by a short name for it, a package, or a module that Node brings. */
function kindOf(specifier: string): 'file' | 'alias' | 'package' | 'built-in' {
  if (specifier.startsWith('.')) return 'file';
  if (/^(?:@\/|~|#|\/|src\/)/.test(specifier)) return 'alias';
  return isBuiltin(specifier) ? 'built-in' : 'package';
}

function readImport(statement: ts.Statement): Import | undefined {
  if (ts.isImportDeclaration(statement)) {
    const { moduleSpecifier, importClause: clause } = statement;
    if (!ts.isStringLiteral(moduleSpecifier)) return undefined;
    const bindings = clause?.namedBindings;
    const elements = bindings !== undefined && ts.isNamedImports(bindings) ? bindings.elements : [];
    const name = clause?.name ?? (bindings !== undefined && ts.isNamespaceImport(bindings) ? bindings.name : elements[0]?.name);
    return {
      statement,
      specifier: moduleSpecifier.text,
      name: name?.text,
      width:
        bindings !== undefined && ts.isNamespaceImport(bindings) ? 'all' : elements.length + (clause?.name ? 1 : 0) > 1 ? 'several' : 'one',
      type: clause?.phaseModifier === ts.SyntaxKind.TypeKeyword,
    };
  }
  if (!ts.isVariableStatement(statement)) return undefined;
  const [made, another] = statement.declarationList.declarations;
  const specifier = /^require\(\s*['"]([^'"]+)['"]/.exec(made?.initializer?.getText() ?? '')?.[1];
  if (made === undefined || another !== undefined || specifier === undefined) return undefined;
  const [first, second] = ts.isIdentifier(made.name) ? [made.name.text] : made.name.elements.map((one) => one.getText());
  return { statement, specifier, name: first, width: second === undefined ? 'one' : 'several', type: false };
}
