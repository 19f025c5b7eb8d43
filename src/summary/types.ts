import { ts } from 'ts-morph';
import type { TypeRef } from '../model/summary';
import { lookUpType, type Maker, nameOf } from './maker';

/** Wrappers whose argument is what a value of the type is good for. */
const transparent = new Set([
  'Promise',
  'Readonly',
  'Required',
  'Partial',
  'Awaited',
  'NonNullable',
  'Lazy',
  'PromiseLike',
  'Omit',
  'Pick',
  'DeepPartial',
]);

const nothing = new Set([ts.SyntaxKind.UndefinedKeyword, ts.SyntaxKind.NullKeyword, ts.SyntaxKind.VoidKeyword]);

/** Reduces a written type to names; `undefined` where it says nothing of use. */
export function typeRef(m: Maker, node: ts.TypeNode | undefined, depth = 0): TypeRef | undefined {
  if (node === undefined || depth > 6) return undefined;
  if (ts.isParenthesizedTypeNode(node)) return typeRef(m, node.type, depth);
  if (ts.isTypeOperatorNode(node)) return typeRef(m, node.type, depth);
  if (ts.isUnionTypeNode(node) || ts.isIntersectionTypeNode(node)) {
    // The first part speaks for all; the others may have more members.
    const said = node.types.filter((part) => !nothing.has(ts.isLiteralTypeNode(part) ? part.literal.kind : part.kind));
    for (const part of node.types) {
      const found = typeRef(m, part, depth + 1);
      if (found !== undefined) return said.length > 1 ? { ...found, open: true } : found;
    }
    return undefined;
  }
  if (ts.isTypeLiteralNode(node))
    return {
      n: [],
      members: typeMembers(m, node.members, depth),
      ...(hasMore(node.members) ? { open: true } : {}),
      ...indexed(m, node.members.find(ts.isIndexSignatureDeclaration)?.type, depth),
    };
  if (ts.isFunctionTypeNode(node)) return signature(m, node, depth);
  if (ts.isTypeQueryNode(node)) return named(m, entitySegments(node.exprName), ['typeof']);
  if (ts.isImportTypeNode(node) && ts.isLiteralTypeNode(node.argument) && ts.isStringLiteral(node.argument.literal)) {
    return { n: [`import:${node.argument.literal.text}`, ...(node.qualifier === undefined ? [] : entitySegments(node.qualifier))] };
  }
  if (
    node.kind === ts.SyntaxKind.StringKeyword ||
    node.kind === ts.SyntaxKind.NumberKeyword ||
    node.kind === ts.SyntaxKind.BooleanKeyword
  ) {
    return { n: [ts.tokenToString(node.kind) ?? ''] };
  }
  if (ts.isLiteralTypeNode(node) && ts.isStringLiteral(node.literal)) return { n: ['string'] };
  if (!ts.isTypeReferenceNode(node)) return undefined;
  const segments = entitySegments(node.typeName);
  const first = node.typeArguments?.[0];
  if (segments.length === 1 && first !== undefined && transparent.has(segments[0]!)) return typeRef(m, first, depth + 1);
  const ref = named(m, segments, []);
  if (segments[0] === 'ReturnType' || segments[0] === 'InstanceType') {
    const inner = typeRef(m, first, depth + 1);
    return inner === undefined ? undefined : { ...ref, args: [inner] };
  }
  return ref.b === undefined && /^(?:Record|Map|ReadonlyMap)$/.test(segments[0] ?? '')
    ? { ...ref, ...indexed(m, node.typeArguments?.[1], depth) }
    : ref;
}

/** What something holds under any key, where the type of that is named. */
function indexed(m: Maker, node: ts.TypeNode | undefined, depth: number): Pick<TypeRef, 'index'> {
  const index = typeRef(m, node, depth + 1);
  return index === undefined || index.n.length === 0 ? {} : { index };
}

function named(m: Maker, n: readonly string[], prefix: readonly string[]): TypeRef {
  const b = lookUpType(m.scope, n[0]!);
  return b === undefined ? { n: [...prefix, ...n] } : { n: [...prefix, ...n], b };
}

export function entitySegments(name: ts.EntityName): string[] {
  return ts.isIdentifier(name) ? [name.text] : [...entitySegments(name.left), name.right.text];
}

export function typeMembers(m: Maker, members: readonly ts.TypeElement[], depth = 0): { n: string; t: TypeRef }[] {
  const out: { n: string; t: TypeRef }[] = [];
  for (const member of members) {
    const n = member.name === undefined ? undefined : nameOf(member.name);
    const type = ts.isPropertySignature(member) || ts.isGetAccessor(member) ? member.type : undefined;
    const t = ts.isMethodSignature(member) ? signature(m, member, depth) : typeRef(m, type, depth + 1);
    if (n !== undefined) out.push({ n, t: t ?? { n: [] } });
  }
  return out;
}

/** What a function takes and gives, where a type of its own is written for it; one that says nothing of use is none. */
export function signature(m: Maker, node: ts.SignatureDeclaration, depth = 0): TypeRef | undefined {
  const p = node.parameters.map((one) => typeRef(m, one.type, depth + 1) ?? null);
  const r = typeRef(m, node.type, depth + 1);
  const speaks = [...p, ...(r === undefined ? [] : [r])].some((t) => t !== null && !/^(?:string|number|boolean)$/.test(t.n[0] ?? 'fn'));
  return speaks ? { n: [], fn: { p, ...(r === undefined ? {} : { r }) } } : undefined;
}

/** An index signature allows members that are not named. */
export function hasMore(members: readonly ts.TypeElement[]): boolean {
  return members.some((member) => ts.isIndexSignatureDeclaration(member) || ts.isMappedTypeNode(member));
}

/** The type that a value is said to have: `(await load()) as Channel`. */
export function asserted(m: Maker, node: ts.Expression | undefined): TypeRef | undefined {
  if (node === undefined) return undefined;
  if (ts.isParenthesizedExpression(node) || ts.isAwaitExpression(node)) return asserted(m, node.expression);
  return ts.isAsExpression(node) || ts.isTypeAssertionExpression(node) ? typeRef(m, node.type) : undefined;
}
