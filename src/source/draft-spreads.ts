import { ts } from 'ts-morph';
import { bare, declarationOf, isNothing, objectOf, parameterOf } from './draft-arguments';
import type { Slot } from './draft-options';
import { nameOf } from './draft-properties';

/** Whether a member of what a name holds is written anywhere in the file: `config.requestHandler = new NodeHttpHandler(…)`. */
export function isPutLater(node: ts.Expression, name: string): boolean {
  if (!ts.isIdentifier(node)) return false;
  const file = node.getSourceFile();
  // Most files do not even mention it.
  if (!file.text.includes(`${node.text}.${name}`) && !file.text.includes(`${node.text}[`)) return false;
  const visit = (one: ts.Node): boolean => {
    if (ts.isBinaryExpression(one) && puts.has(one.operatorToken.kind) && isMember(one.left, node.text, name)) return true;
    return ts.forEachChild(one, (child) => visit(child) || undefined) === true;
  };
  return visit(file);
}

const puts = new Set([
  ts.SyntaxKind.EqualsToken,
  ts.SyntaxKind.QuestionQuestionEqualsToken,
  ts.SyntaxKind.BarBarEqualsToken,
  ts.SyntaxKind.AmpersandAmpersandEqualsToken,
]);

function isMember(node: ts.Expression, of: string, name: string): boolean {
  if (!ts.isPropertyAccessExpression(node) && !ts.isElementAccessExpression(node)) return false;
  const said = ts.isPropertyAccessExpression(node) ? node.name : node.argumentExpression;
  return (
    ts.isIdentifier(node.expression) &&
    node.expression.text === of &&
    (ts.isPropertyAccessExpression(node) ? said.getText() === name : ts.isStringLiteralLike(said) && said.text === name)
  );
}

export function spreadsIn(object: ts.ObjectLiteralExpression): readonly ts.Expression[] {
  return object.properties.flatMap((one) => (ts.isSpreadAssignment(one) ? [one.expression] : []));
}

/** Whether what is spread may bring a member: an object or a type that shows it; one made elsewhere whose type is not in sight, where it is called like options, which is a guess. */
export function mayHold(spread: ts.Expression, name: string): boolean {
  const node = bare(spread);
  if (ts.isConditionalExpression(node)) return mayHold(node.whenTrue, name) || mayHold(node.whenFalse, name);
  if (ts.isBinaryExpression(node))
    return mayHold(node.right, name) || (node.operatorToken.kind !== ts.SyntaxKind.AmpersandAmpersandToken && mayHold(node.left, name));
  if (isNothing(node)) return false;
  const object = objectOf(node);
  if (object !== undefined)
    return (
      isPutLater(node, name) ||
      object.properties.some((one) =>
        ts.isSpreadAssignment(one) ? mayHold(one.expression, name) : one.name !== undefined && nameOf(one.name) === name,
      )
    );
  const members = ts.isIdentifier(node) ? membersOf(typeOf(node)) : undefined;
  if (members !== undefined) return members.has(name) || isPutLater(node, name);
  const called = ts.isCallExpression(node) ? node.expression : node;
  const last = ts.isPropertyAccessExpression(called) ? called.name : called;
  return (
    ts.isIdentifier(last) &&
    /(?:options|opts|config|configuration|settings|defaults|params|init|args|rest|base|overrides|props)$/i.test(last.text)
  );
}

/** The type that is written at the declaration of a name. */
function typeOf(name: ts.Identifier): ts.TypeNode | undefined {
  const parameter = parameterOf(name);
  if (parameter !== undefined) return parameter.type;
  const made = declarationOf(name);
  return made !== undefined && ts.isVariableDeclaration(made) ? made.type : undefined;
}

/** The names of a type's members, where it is written out in the file and has no others. */
export function membersOf(type: ts.TypeNode | undefined): ReadonlySet<string> | undefined {
  if (type === undefined) return undefined;
  if (ts.isTypeLiteralNode(type)) return namesIn(type.members);
  if (!ts.isTypeReferenceNode(type) || !ts.isIdentifier(type.typeName) || type.typeArguments !== undefined) return undefined;
  const { text } = type.typeName;
  // An interface that is declared several times has the members of all.
  const declared = type.getSourceFile().statements.filter((one): one is ts.InterfaceDeclaration | ts.TypeAliasDeclaration => {
    return (ts.isInterfaceDeclaration(one) || ts.isTypeAliasDeclaration(one)) && one.name.text === text;
  });
  const [one] = declared;
  if (one === undefined || declared.length > 1 || one.typeParameters !== undefined) return undefined;
  if (ts.isTypeAliasDeclaration(one)) return ts.isTypeLiteralNode(one.type) ? namesIn(one.type.members) : undefined;
  return one.heritageClauses === undefined ? namesIn(one.members) : undefined;
}

function namesIn(members: readonly ts.TypeElement[]): ReadonlySet<string> | undefined {
  const names = members.map((one) => (one.name === undefined ? undefined : nameOf(one.name)));
  return names.some((one) => one === undefined) ? undefined : new Set(names.filter((one) => one !== undefined));
}

/** A parameter whose type is that of request options may bring any of them, and so may what is made of other options. */
export function maybeFrom(spread: readonly ts.Expression[], path: readonly string[]): Pick<Slot, 'perhaps'> {
  const last = spread[spread.length - 1];
  if (last === undefined || !ts.isIdentifier(last) || path.length !== 1) return {};
  const parameter = parameterOf(last);
  if (parameter === undefined) return isMadeOfOthers(last) ? { perhaps: `${last.text}.${path[0] ?? ''}` } : {};
  if (parameter.type !== undefined && !/(RequestInit|RequestConfig|RequestOptions)\b/.test(parameter.type.getText())) return {};
  const sure =
    parameter.initializer !== undefined ||
    (parameter.type !== undefined && parameter.questionToken === undefined && !/undefined|null/.test(parameter.type.getText()));
  return { perhaps: `${last.text}${sure ? '.' : '?.'}${path[0] ?? ''}` };
}

/** `const init: RequestInit = { ...options, headers }`: a type that has them all, or no types to object. */
function isMadeOfOthers(name: ts.Identifier): boolean {
  const made = declarationOf(name);
  if (made === undefined || !ts.isVariableDeclaration(made) || made.initializer === undefined) return false;
  // What is spread into its headers brings no option.
  const object = objectOf(made.initializer);
  const spreads = object === undefined ? [made.initializer.getText()] : spreadsIn(object).map((one) => `...${one.getText()}`);
  if (!spreads.some((one) => /\.\.\.[A-Za-z_$]/.test(one))) return false;
  return made.type === undefined
    ? /\.[cm]?jsx?$/.test(name.getSourceFile().fileName)
    : /(RequestInit|RequestConfig|RequestOptions)\b/.test(made.type.getText());
}
