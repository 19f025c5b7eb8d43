import { ts } from 'ts-morph';
import type { ClassId, ClassShape, Member } from '../model/summary';
import { expression } from './expressions';
import { functionLike } from './functions';
import { declare, type Draft, inScope, type Maker, nameOf, push, rangeOf } from './maker';
import { declareBlock, mergedInto } from './scope';
import { statements } from './statements';
import { entitySegments, hasMore, signature, typeMembers, typeRef } from './types';
import { lookUpType } from './maker';

/** Reads a class: its fields, methods and constructor parameters that become fields. */
export function classShape(m: Maker, node: ts.ClassLikeDeclaration): ClassId {
  const id = m.classes.length;
  const members: Member[] = [];
  const shape: Draft<ClassShape> = { n: node.name?.text ?? nameFromParent(node), at: rangeOf(m, node), members };
  m.classes.push(shape);
  const clauses = node.heritageClauses ?? [];
  const base = clauses.find((c) => c.token === ts.SyntaxKind.ExtendsKeyword)?.types[0];
  if (base !== undefined) shape.ext = expression(m, base.expression);
  const types = clauses.flatMap((c) => (c.token === ts.SyntaxKind.ImplementsKeyword ? c.types : [])).flatMap((t) => heritage(m, t));
  if (types.length > 0) shape.exts = types;
  const decorators = decoratorsOf(m, node);
  if (decorators !== undefined) shape.decorators = decorators;
  inScope(m, () => {
    if (node.name !== undefined && ts.isClassExpression(node)) declare(m, node.name.text, 'class');
    for (const member of node.members) addMember(m, member, id, members, shape);
    const said = mergedInto(node).flatMap(({ members: all }) => all.filter((one) => ts.isPropertySignature(one)));
    for (const { n, t } of typeMembers(m, said)) if (!members.some((member) => member.n === n)) members.push({ n, kind: 'field', t });
  });
  return id;
}

function addMember(m: Maker, member: ts.ClassElement, id: ClassId, members: Member[], shape: Draft<ClassShape>): void {
  if (ts.isConstructorDeclaration(member)) {
    if (member.body === undefined) return;
    shape.ctor = functionLike(m, member, id);
    for (const [i, p] of member.parameters.entries())
      if (ts.isParameterPropertyDeclaration(p, member)) parameterProperty(m, p, i, shape, members);
    return;
  }
  if (ts.isClassStaticBlockDeclaration(member)) {
    inScope(m, () => {
      declareBlock(m, member.body.statements);
      statements(m, member.body.statements);
    });
    return;
  }
  const n = member.name === undefined ? undefined : nameOf(member.name);
  if (n === undefined) return;
  const isStatic = (ts.getCombinedModifierFlags(member as ts.Declaration) & ts.ModifierFlags.Static) !== 0;
  const flags = isStatic ? { static: true as const } : {};
  const decorators = decoratorsOf(m, member);
  const decorated = decorators === undefined ? {} : { decorators };
  if (ts.isPropertyDeclaration(member)) {
    const t = typeRef(m, member.type);
    const outer = m.field;
    m.field = isStatic ? undefined : id;
    const e = member.initializer === undefined ? undefined : expression(m, member.initializer);
    m.field = outer;
    members.push({ n, kind: 'field', ...flags, ...decorated, ...(e === undefined ? {} : { e }), ...(t === undefined ? {} : { t }) });
  } else if (ts.isMethodDeclaration(member) || ts.isAccessor(member)) {
    if (member.body === undefined) return;
    const f = functionLike(m, member, id);
    const it = m.functions[f]!;
    if (decorators !== undefined) it.decorators = decorators;
    if (isOwn(member)) it.own = true;
    members.push({
      n,
      kind: ts.isMethodDeclaration(member) ? 'method' : ts.isGetAccessor(member) ? 'get' : 'set',
      f,
      ...flags,
      ...decorated,
    });
  }
}

/** `constructor(private http: HttpService)` is a field whose value is the parameter. */
function parameterProperty(m: Maker, p: ts.ParameterDeclaration, i: number, shape: Draft<ClassShape>, members: Member[]): void {
  if (!ts.isIdentifier(p.name)) return;
  const param = m.functions[shape.ctor!]!.params[i];
  if (param?.b === undefined) return;
  const e = push(m, { k: 'ref', b: param.b, at: p.name.getStart(m.tree) });
  members.push({ n: p.name.text, kind: 'field', e, ...(param.t === undefined ? {} : { t: param.t }) });
}

function decoratorsOf(m: Maker, node: ts.Node): readonly number[] | undefined {
  if (!ts.canHaveDecorators(node)) return undefined;
  const decorators = ts.getDecorators(node);
  return decorators === undefined || decorators.length === 0 ? undefined : decorators.map((d) => expression(m, d.expression));
}

function isOwn(member: ts.MethodDeclaration | ts.AccessorDeclaration): boolean {
  return ts.isPrivateIdentifier(member.name) || (ts.getCombinedModifierFlags(member) & ts.ModifierFlags.Private) !== 0;
}

function nameFromParent(node: ts.Node): string {
  const { parent } = node;
  return ts.isVariableDeclaration(parent) && ts.isIdentifier(parent.name) ? parent.name.text : '';
}

/** Reads an interface or a type alias, so that a written type leads to the types of its members. */
export function typeShape(m: Maker, node: ts.InterfaceDeclaration | ts.TypeAliasDeclaration): ClassId {
  const id = m.classes.length;
  const shape: Draft<ClassShape> = { n: node.name.text, at: rangeOf(m, node), members: [], iface: true };
  m.classes.push(shape);
  const typed = ts.isInterfaceDeclaration(node) ? node.members : ts.isTypeLiteralNode(node.type) ? node.type.members : undefined;
  if (typed !== undefined && hasMore(typed)) shape.open = true;
  const called = typed?.find(ts.isCallSignatureDeclaration);
  const calls = called === undefined ? undefined : signature(m, called);
  if (calls !== undefined) shape.calls = calls;
  if (typed !== undefined) shape.members = typeMembers(m, typed).map(({ n, t }) => ({ n, kind: 'field', t }));
  if (ts.isInterfaceDeclaration(node)) {
    const exts = (node.heritageClauses ?? []).flatMap((c) => c.types).flatMap((t) => heritage(m, t));
    if (exts.length > 0) shape.exts = exts;
  } else if (typed === undefined) {
    const alias = typeRef(m, node.type);
    if (alias === undefined || alias.fn !== undefined) shape.open = true;
    if (alias !== undefined) shape.alias = alias;
  }
  return id;
}

function heritage(m: Maker, t: ts.ExpressionWithTypeArguments): { n: readonly string[]; b?: number }[] {
  const n = segments(t.expression);
  if (n === undefined) return [];
  const b = lookUpType(m.scope, n[0]!);
  return [b === undefined ? { n } : { n, b }];
}

function segments(e: ts.Expression): string[] | undefined {
  if (ts.isIdentifier(e)) return entitySegments(e);
  if (!ts.isPropertyAccessExpression(e)) return undefined;
  const left = segments(e.expression);
  return left === undefined ? undefined : [...left, e.name.text];
}
