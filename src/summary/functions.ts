import { ts } from 'ts-morph';
import type { Fn, FnId, Param } from '../model/summary';
import { expression } from './expressions';
import { sequence } from './flow';
import { declare, type Draft, inScope, type Maker, nameOf, newContext, rangeOf, within } from './maker';
import { declareBlock, declarePattern, declareVars } from './scope';
import { statements } from './statements';
import { typeRef } from './types';
import { underType } from './under-types';

/** Reads a function of any form and its body; returns its id. */
export function functionLike(m: Maker, node: ts.FunctionLikeDeclaration, cls?: number): FnId {
  const id = m.functions.length;
  const fn: Draft<Fn> = {
    n: ownName(node),
    kind: kindOf(node),
    at: rangeOf(m, node),
    head: rangeOf(m, node.name ?? node),
    parent: m.fn,
    params: [],
    ret: [],
    ctx: m.ctx,
    body: 0,
    exprs: [m.exprs.length, m.exprs.length],
  };
  // An arrow that is the value of a field sees the instance, as a method does.
  const { field } = m;
  const own = cls ?? (ts.isArrowFunction(node) ? field : undefined);
  if (own !== undefined) fn.cls = own;
  m.field = undefined;
  if (ts.getCombinedModifierFlags(node) & ts.ModifierFlags.Async) fn.async = true;
  if (node.asteriskToken !== undefined) fn.gen = true;
  m.functions.push(fn);
  const as = storedAs(node);
  if (as !== undefined) fn.as = as;
  const under = underType(m, node);
  if (under !== undefined) fn.under = under;
  const into = argumentOf(m, node);
  if (into?.path.includes(gives) === true) fn.givenTo = into;
  else if (into !== undefined) fn.into = into;
  const outer = m.fn;
  m.fn = id;
  inScope(m, () => {
    if (ts.isFunctionExpression(node) && node.name !== undefined) {
      const self = declare(m, node.name.text, 'fn');
      m.exprs.push({ k: 'fn', f: id });
      m.bindings[self]!.e = m.exprs.length - 1;
    }
    const rt = typeRef(m, node.type);
    if (rt !== undefined) fn.rt = rt;
    fn.body = newContext(m, 'fn', id);
    within(m, fn.body, () => {
      for (const p of node.parameters) declarePattern(m, p.name, 'param');
      fn.params = node.parameters.filter((p) => !(ts.isIdentifier(p.name) && p.name.text === 'this')).map((p, i) => parameter(m, p, i));
      const body = node.body;
      if (body === undefined) return;
      if (ts.isBlock(body)) {
        declareBlock(m, body.statements);
        for (const s of body.statements) declareVars(m, s);
        statements(m, body.statements);
        if (fn.ret.length > 0 && fn.rt === undefined && runsOut(body.statements)) fn.falls = true;
      } else fn.ret = [expression(m, body)];
    });
  });
  m.fn = outer;
  m.field = field;
  fn.exprs = [fn.exprs[0], m.exprs.length];
  return id;
}

/** Whether the end of a body may be reached. */
function runsOut(body: readonly ts.Statement[]): boolean {
  const last = body[body.length - 1];
  return last === undefined || (!ts.isReturnStatement(last) && !ts.isThrowStatement(last) && sequence(body).normal !== undefined);
}

function parameter(m: Maker, node: ts.ParameterDeclaration, i: number): Param {
  const out: Draft<Param> = {};
  const t = typeRef(m, node.type);
  if (t !== undefined) out.t = t;
  if (node.initializer !== undefined) out.d = expression(m, node.initializer);
  if (node.dotDotDotToken !== undefined) out.rest = true;
  if (node.questionToken !== undefined || node.initializer !== undefined) out.optional = true;
  bindPattern(m, node.name, [], (binding) => {
    binding.i = i;
    if (out.d !== undefined && binding.path === undefined) binding.d = out.d;
    if (out.rest === true) binding.rest = true;
    if (t !== undefined && binding.path === undefined) binding.t = t;
  });
  if (ts.isIdentifier(node.name)) {
    const b = m.scope.names.get(node.name.text);
    if (b !== undefined) out.b = b;
  }
  return out;
}

/** Fills in where each name of a pattern comes from. */
export function bindPattern(
  m: Maker,
  name: ts.BindingName,
  path: readonly string[],
  each: (binding: Draft<Maker['bindings'][number]>) => void,
): void {
  if (ts.isIdentifier(name)) {
    let b: number | undefined;
    for (let s: Maker['scope'] | undefined = m.scope; s !== undefined && b === undefined; s = s.up) b = s.names.get(name.text);
    if (b === undefined) return;
    const binding = m.bindings[b]!;
    if (path.length > 0) binding.path = path;
    each(binding);
    return;
  }
  const taken: string[] = [];
  name.elements.forEach((e, index) => {
    if (!ts.isBindingElement(e)) return;
    const key = ts.isArrayBindingPattern(name) ? String(index) : (nameOf(e.propertyName ?? (e.name as ts.Identifier)) ?? '?');
    const rest = e.dotDotDotToken !== undefined;
    if (!rest) taken.push(key);
    const d = e.initializer === undefined ? undefined : expression(m, e.initializer);
    bindPattern(m, e.name, [...path, rest ? '...' : key], (binding) => {
      each(binding);
      if (d !== undefined && binding.path?.length === path.length + 1) binding.d = d;
      if (rest) binding.not = taken;
    });
  });
}

function kindOf(node: ts.FunctionLikeDeclaration): Fn['kind'] {
  if (ts.isArrowFunction(node)) return 'arrow';
  if (ts.isConstructorDeclaration(node)) return 'ctor';
  if (ts.isGetAccessor(node)) return 'get';
  if (ts.isSetAccessor(node)) return 'set';
  if (ts.isMethodDeclaration(node)) return (ts.getCombinedModifierFlags(node) & ts.ModifierFlags.Static) !== 0 ? 'static' : 'method';
  return 'fn';
}

function ownName(node: ts.FunctionLikeDeclaration): string {
  if (ts.isConstructorDeclaration(node)) return 'constructor';
  return node.name === undefined ? (storedAs(node) ?? '') : (nameOf(node.name) ?? '');
}

/** The variable, property or member an anonymous function is kept in. */
function storedAs(node: ts.Node): string | undefined {
  let { parent } = node;
  while (ts.isParenthesizedExpression(parent) || ts.isAsExpression(parent) || ts.isSatisfiesExpression(parent)) parent = parent.parent;
  if (ts.isVariableDeclaration(parent) && ts.isIdentifier(parent.name)) return parent.name.text;
  if (ts.isPropertyAssignment(parent) || ts.isPropertyDeclaration(parent)) return nameOf(parent.name);
  if (ts.isBinaryExpression(parent) && ts.isPropertyAccessExpression(parent.left)) return parent.left.name.text;
  if (ts.isBinaryExpression(parent) && ts.isIdentifier(parent.left)) return parent.left.text;
  return undefined;
}

/** In a path: what the function there gives. */
const gives = '()';

/** The call a function is handed to, directly or inside an object literal, which may be what another function gives. */
function argumentOf(m: Maker, node: ts.Node): Fn['into'] {
  const path: string[] = [];
  let child: ts.Node = node;
  let { parent } = node;
  if (ts.isMethodDeclaration(node) && ts.isObjectLiteralExpression(parent)) path.unshift(nameOf(node.name) ?? '?');
  for (;;) {
    const giver = path.length === 0 ? undefined : giverOf(child, parent);
    if (giver !== undefined) {
      path.unshift(gives);
      parent = giver;
    } else if (ts.isPropertyAssignment(parent)) path.unshift(nameOf(parent.name) ?? '?');
    else if (
      !ts.isObjectLiteralExpression(parent) &&
      !ts.isParenthesizedExpression(parent) &&
      !ts.isAsExpression(parent) &&
      !ts.isSatisfiesExpression(parent) &&
      !ts.isArrayLiteralExpression(parent)
    )
      break;
    child = parent;
    parent = parent.parent;
  }
  if (!ts.isCallExpression(parent) && !ts.isNewExpression(parent)) return undefined;
  const arg = parent.arguments?.indexOf(child as ts.Expression) ?? -1;
  const call = m.ids.get(parent);
  return arg < 0 || call === undefined ? undefined : { call, arg, path };
}

/** The function that gives this value, and does nothing besides: `() => value`, `() => { return value; }`. */
function giverOf(value: ts.Node, parent: ts.Node): ts.Node | undefined {
  if (ts.isArrowFunction(parent)) return parent.body === value ? parent : undefined;
  if (!ts.isReturnStatement(parent) || !ts.isBlock(parent.parent)) return undefined;
  const giver = parent.parent.parent;
  return ts.isArrowFunction(giver) || ts.isFunctionExpression(giver) ? giver : undefined;
}
