import { ts } from 'ts-morph';
import type {
  Binding,
  BindingId,
  CallExpr,
  ClassId,
  ClassShape,
  Ctx,
  CtxId,
  Export,
  Expr,
  ExprId,
  Fn,
  FnId,
  Loop,
  Range,
  Try,
  Write,
} from '../model/summary';

/** A type whose fields may still be filled in while the file is being read. */
export type Draft<T> = { -readonly [K in keyof T]: T[K] };

export interface Scope {
  readonly names: Map<string, BindingId>;
  readonly types: Map<string, BindingId>;
  readonly up: Scope | undefined;
}

/** What grows while one file is read; lives as long as that reading. */
export interface Maker {
  readonly tree: ts.SourceFile;
  readonly exprs: Expr[];
  readonly bindings: Draft<Binding>[];
  readonly functions: Draft<Fn>[];
  readonly classes: Draft<ClassShape>[];
  readonly contexts: Ctx[];
  readonly loops: Loop[];
  readonly tries: Draft<Try>[];
  readonly writes: Write[];
  readonly exports: Export[];
  readonly stars: string[];
  readonly counted: Set<string>;
  /** Tree nodes already read, so that flow can name their expressions. */
  readonly ids: Map<ts.Node, ExprId>;
  /** Call-like nodes in the order they were met, with the function they stand in. */
  readonly callNodes: { readonly node: ts.Node; readonly id: ExprId; readonly fn: FnId }[];
  scope: Scope;
  /** The class whose field is being given its value. */
  field?: ClassId | undefined;
  fn: FnId;
  ctx: CtxId;
}

/** The shared expression that says nothing. */
export const nothing: ExprId = 0;

export function push(m: Maker, expr: Expr): ExprId {
  m.exprs.push(expr);
  return m.exprs.length - 1;
}

export function fill(m: Maker, id: ExprId, expr: CallExpr): void {
  m.exprs[id] = expr;
}

export function rangeOf(m: Maker, node: ts.Node): Range {
  return [node.getStart(m.tree), node.end];
}

export function newContext(m: Maker, kind: Ctx['kind'], id: number, test?: ExprId, up = m.ctx): CtxId {
  m.contexts.push(test === undefined ? { up, kind, id } : { up, kind, id, test });
  return m.contexts.length - 1;
}

/** Runs `body` in a control context of its own. */
export function within(m: Maker, ctx: CtxId, body: () => void): void {
  const before = m.ctx;
  m.ctx = ctx;
  body();
  m.ctx = before;
}

export function inScope<T>(m: Maker, body: () => T): T {
  const before = m.scope;
  m.scope = { names: new Map(), types: new Map(), up: before };
  const result = body();
  m.scope = before;
  return result;
}

export function lookUp(scope: Scope | undefined, name: string): BindingId | undefined {
  for (let s = scope; s !== undefined; s = s.up) {
    const found = s.names.get(name);
    if (found !== undefined) return found;
  }
  return undefined;
}

export function lookUpType(scope: Scope | undefined, name: string): BindingId | undefined {
  for (let s = scope; s !== undefined; s = s.up) {
    const found = s.types.get(name) ?? s.names.get(name);
    if (found !== undefined) return found;
  }
  return undefined;
}

export function declare(m: Maker, name: string, kind: Binding['kind'], space: 'names' | 'types' = 'names'): BindingId {
  const known = m.scope[space].get(name);
  if (known !== undefined) return known;
  m.bindings.push({ n: name, kind, fn: m.fn });
  const id = m.bindings.length - 1;
  m.scope[space].set(name, id);
  return id;
}

/** The text of a property name when it is known without running anything. */
export function nameOf(node: ts.PropertyName | ts.BindingName | ts.PropertyName): string | undefined {
  if (ts.isIdentifier(node) || ts.isStringLiteralLike(node) || ts.isNumericLiteral(node) || ts.isPrivateIdentifier(node)) return node.text;
  if (ts.isComputedPropertyName(node) && ts.isStringLiteralLike(node.expression)) return node.expression.text;
  return undefined;
}
