import type { CallExpr, Expr, ExprId } from '../model/summary';
import { checkedFor } from './checked-host';
import type { Evaluator } from './evaluator';
import { each, type Frame, isSetting, type Value } from './values';
import { enclosing, type View } from './view';

/** A path of the machine. */
const file = 'file:///';

/** A part of an address that is not known. */
export const open = '\0';

/** A setting of the environment: what it is called is known, and not what it says. */
export const setting = (name: string): string => `\0${name}\0`;

/** An address of which only that is known: a check on the way lets nothing through that leaves the machine. */
export const checked = 'http://localhost/';

/** More ways to put an address together are not looked at. */
const most = 24;
const deepest = 8;

/**
 * What an address may begin with, whatever is chosen when it runs: its written parts, names of settings, and `open` for the rest. It is
 * read along the expression, through names, fields and helpers, so that a part which is not known leaves the others.
 */
export function beginningsOf(evaluator: Evaluator, view: View, id: ExprId, frame: Frame | undefined, depth = 0): readonly string[] {
  const e = view.expr(id);
  if (depth > deepest) return [open];
  const of = (one: ExprId): readonly string[] => beginningsOf(evaluator, view, one, frame, depth + 1);
  switch (e.k) {
    case 'lit':
      return typeof e.v === 'string' || typeof e.v === 'number' ? [String(e.v)] : [open];
    case 'tpl':
      return joined(
        e.p.map((part) => (typeof part === 'string' ? [part] : part)),
        of,
      );
    case 'bin':
      return e.op === '+' ? joined([e.l, e.r], of) : [open];
    case 'alt':
      return e.op === '&&' ? of(e.e[1] ?? -1) : capped(e.e.flatMap(of));
    case 'call':
      return ofCall(evaluator, view, id, e, frame, depth);
    case 'global':
      return e.n === '__dirname' || e.n === '__filename' ? [file] : [open];
    case 'ref':
      return ofName(evaluator, view, id, e, frame, depth);
    case 'mem':
      return ofMember(evaluator, view, id, e, frame, depth);
    default:
      return [open];
  }
}

/** Texts behind each other; what stands behind an open part says nothing of where an address leads. */
function joined(parts: readonly (readonly string[] | ExprId)[], of: (id: ExprId) => readonly string[]): readonly string[] {
  let out: readonly string[] = [''];
  for (const part of parts) {
    if (out.every((text) => text.endsWith(open) || authority.test(text))) break;
    const next = typeof part === 'number' ? of(part) : part;
    out = capped(out.flatMap((text) => (authority.test(text) ? [text] : next.map((one) => text + one))));
  }
  return out;
}

const authority = /^\w+:\/\/[^/]+\//;

function capped(all: readonly string[]): readonly string[] {
  const once = [...new Set(all)];
  return once.length > most ? [open] : once;
}

function ofValue(evaluator: Evaluator, value: Value, depth: number): readonly string[] {
  return each(value).flatMap((v): readonly string[] => {
    if (v.is === 'lit' && (typeof v.v === 'string' || typeof v.v === 'number')) return [String(v.v).replaceAll('{…}', open)];
    // A path that is made elsewhere and handed on.
    const view = v.is === 'made' && pathOf(v) !== undefined ? evaluator.view(v.place.file) : undefined;
    if (v.is === 'made' && view !== undefined) return beginningsOf(evaluator, view, v.place.expr, v.place.frame, depth + 1);
    return [v.is === 'lib' && isSetting(v) && v.path.length === 2 ? setting(v.path[1] ?? '') : open];
  });
}

function ofName(
  evaluator: Evaluator,
  view: View,
  id: ExprId,
  { b }: Expr & { k: 'ref' },
  frame: Frame | undefined,
  depth: number,
): readonly string[] {
  const it = view.summary.bindings[b];
  const read = ofValue(evaluator, evaluator.value(view.file, id, frame), depth);
  const written = it !== undefined && it.kind !== 'param' && it.e !== undefined && it.path === undefined && (it.w ?? []).length === 0;
  const own = written && it.e !== undefined ? beginningsOf(evaluator, view, it.e, frame, depth + 1) : read;
  const known = own.some((text) => text.startsWith(open) && text.length === 1) ? read : own;
  return closed(view, id, own.includes(open) ? known : own);
}

/** A member of the environment, a field that its class writes, or a property of what a helper gives back. */
function ofMember(
  evaluator: Evaluator,
  view: View,
  id: ExprId,
  { o, n }: Expr & { k: 'mem' },
  frame: Frame | undefined,
  depth: number,
): readonly string[] {
  const read = ofValue(evaluator, evaluator.value(view.file, id, frame), depth);
  if (!read.includes(open)) return read;
  const of = view.expr(o);
  const cls = of.k === 'this' ? (of.c ?? view.classOf(enclosing(view, id))) : undefined;
  if (cls !== undefined) {
    const fields = (view.summary.classes[cls]?.members ?? []).flatMap((m) =>
      m.n === n && m.kind === 'field' && m.e !== undefined ? [m.e] : [],
    );
    const all = [...fields, ...(view.writesOfClass.get(cls) ?? []).flatMap((w) => (w.n === n ? [w.v] : []))];
    if (all.length > 0) return capped(all.flatMap((one) => beginningsOf(evaluator, view, one, undefined, depth + 1)));
  }
  // `new URL(text).href` is the text.
  if (n === 'href') return beginningsOf(evaluator, view, o, frame, depth + 1);
  const made = of.k === 'ref' ? view.summary.bindings[of.b]?.e : o;
  const call = made === undefined ? undefined : view.call(made);
  const given =
    call === undefined
      ? []
      : returnedBy(evaluator, view, call).flatMap(({ view: other, id: ret }) => {
          const e = other.expr(ret);
          const own = e.k === 'obj' ? e.p.find((p) => p.n === n && p.kind === undefined) : undefined;
          return own === undefined ? [open] : beginningsOf(evaluator, other, own.e, undefined, depth + 1);
        });
  return closed(view, id, given.length > 0 ? capped(given) : read);
}

function ofCall(evaluator: Evaluator, view: View, id: ExprId, e: CallExpr, frame: Frame | undefined, depth: number): readonly string[] {
  const of = (one: ExprId | undefined): readonly string[] =>
    one === undefined ? [open] : beginningsOf(evaluator, view, one, frame, depth + 1);
  const callee = view.expr(e.c);
  const name = callee.k === 'global' ? callee.n : '';
  if (name === 'URL') {
    const first = of(e.a[0]);
    return e.a[1] === undefined || first.every((text) => /^\w+:/.test(text)) ? first : of(e.a[1]);
  }
  if (name === 'String' || name === 'encodeURI') return of(e.a[0]);
  // Around the ends of a text, not at its beginning.
  if (callee.k === 'mem' && /^(?:toString|trim|replace|concat)$/.test(callee.n)) return of(callee.o);
  const path = ofPath(evaluator, view, e, of);
  if (path !== undefined) return path;
  const read = ofValue(evaluator, evaluator.value(view.file, id, frame), depth);
  if (!read.includes(open)) return read;
  const given = returnedBy(evaluator, view, e).flatMap(({ view: other, id: ret }) =>
    beginningsOf(evaluator, other, ret, undefined, depth + 1),
  );
  return given.length > 0 ? capped(given) : read;
}

/** What the functions of the project that a call enters give back. */
function returnedBy(evaluator: Evaluator, view: View, call: CallExpr): readonly { readonly view: View; readonly id: ExprId }[] {
  const targets = each(evaluator.value(view.file, call.c));
  if (targets.length === 0 || targets.some((one) => one.is !== 'fn')) return [];
  return targets.flatMap((one) => {
    const other = one.is === 'fn' ? evaluator.view(one.file) : undefined;
    const fn = one.is === 'fn' ? other?.summary.functions[one.fn] : undefined;
    return other === undefined || fn === undefined ? [] : fn.ret.map((id) => ({ view: other, id }));
  });
}

/** An address that is not known, behind a check that lets none through which leaves the machine. */
function closed(view: View, id: ExprId, found: readonly string[]): readonly string[] {
  if (!found.some((text) => text.startsWith(open))) return found;
  return checkedFor(view, id) ? [checked] : found;
}

/**
 * A path of the machine: `path.resolve('x')`, `require.resolve('x')`, `fileURLToPath(import.meta.url)`, and what is joined behind one.
 * An address may be joined as well, which `fetch` puts right.
 */
function ofPath(
  evaluator: Evaluator,
  view: View,
  { c, a }: CallExpr,
  of: (one: ExprId | undefined) => readonly string[],
): readonly string[] | undefined {
  const callee = view.expr(c);
  if (callee.k === 'mem' && callee.n === 'resolve') {
    const on = view.expr(callee.o);
    if (on.k === 'global' && on.n === 'require') return [file];
  }
  // Most members are of something else, and to ask what they are takes longer.
  if (callee.k === 'mem' && !/^(?:join|resolve|fileURLToPath)$/.test(callee.n)) return undefined;
  const given = each(evaluator.value(view.file, c)).map(pathOf);
  if (given.every((one) => one === 'path.resolve' || one === 'url.fileURLToPath')) return [file];
  return given.every((one) => one === 'path.join') ? of(a[0]) : undefined;
}

/** Which function of Node gives a path; `url.resolve` gives an address. */
function pathOf(v: Value): string | undefined {
  if (v.is !== 'lib' && v.is !== 'made') return undefined;
  const name = `${v.module.replace(/^node:/, '')}.${v.path.at(-1) ?? ''}`;
  return name === 'path.join' || name === 'path.resolve' || name === 'url.fileURLToPath' ? name : undefined;
}
