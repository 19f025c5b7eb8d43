import type { Provenance } from '../model/provenance';
import type { BindingId, ExprId, Fn, FnId } from '../model/summary';
import type { Evaluator } from './evaluator';
import { each } from './values';
import type { View } from './view';

/**
 * Why nobody asks for an arm of a table: `const ways = { get: () => …, put: () => … }`, of which `ways[method]` takes one, where
 * those who call the function that is told the method tell it others. They are all known where its class, or its module, keeps
 * the function to itself.
 */
export function whyUnasked(evaluator: Evaluator, view: View, fn: FnId): Provenance | undefined {
  const it = view.summary.functions[fn];
  const arm = it?.as === undefined || it.cls !== undefined ? undefined : armOf(view, fn);
  const keys = arm === undefined ? undefined : keysOf(view, arm.table);
  if (it === undefined || arm === undefined || keys === undefined || keys.length === 0) return undefined;
  const asked = keys.map((key) => namesAt(evaluator, view, key));
  if (!asked.every((names) => names !== undefined && !names.includes(arm.name))) return undefined;
  return { from: 'caller', says: `nothing asks for its \`${arm.name}\``, at: evaluator.span(view.file, it.head) };
}

/** The table that holds a function, and its name there. */
function armOf({ summary }: View, fn: FnId): { readonly table: BindingId; readonly name: string } | undefined {
  const { bindings, exprs, exports } = summary;
  for (const [table, { kind, e, path, w }] of bindings.entries()) {
    const value = e === undefined ? undefined : exprs[e];
    if (kind !== 'const' || value?.k !== 'obj' || path !== undefined || w !== undefined) continue;
    const arm = value.p.find((p) => {
      const given = exprs[p.e];
      return p.kind === undefined && given?.k === 'fn' && given.f === fn;
    });
    if (arm !== undefined) return exports.some(({ b }) => b === table) ? undefined : { table, name: arm.n };
  }
  return undefined;
}

/** By what a table is asked for its members; absent where it goes elsewhere as a whole. */
function keysOf({ summary: { exprs } }: View, table: BindingId): readonly (ExprId | string)[] | undefined {
  const keys = new Map<ExprId, ExprId | string>();
  for (const e of exprs) {
    if (e.k === 'idx') keys.set(e.o, e.i);
    if (e.k === 'mem') keys.set(e.o, e.n);
  }
  const found = exprs.flatMap((e, id) => (e.k === 'ref' && e.b === table ? [keys.get(id)] : []));
  return found.some((key) => key === undefined) ? undefined : found.filter((key) => key !== undefined);
}

/** The names that a member is asked for by, where all are known. */
function namesAt(evaluator: Evaluator, view: View, key: ExprId | string): readonly string[] | undefined {
  if (typeof key === 'string') return [key];
  const e = view.expr(key);
  const b = e.k === 'ref' ? view.summary.bindings[e.b] : undefined;
  if (b?.kind !== 'param' || b.path !== undefined || b.w !== undefined || b.rest === true || !isKept(view, b.fn)) return undefined;
  const values = each(evaluator.value(view.file, key));
  const names = values.flatMap((value) => (value.is === 'lit' ? [String(value.v)] : []));
  return names.length === values.length ? names : undefined;
}

/** Whether a function is called by its name in its own file, and goes nowhere else. */
export function isKept(view: View, fn: FnId): boolean {
  const it = view.summary.functions[fn];
  const name = it === undefined ? '' : (it.as ?? it.n);
  if (it === undefined || name === '') return false;
  const uses =
    it.own === true ? readsOfMember(view, name) : it.cls === undefined && it.parent === 0 ? readsOfOwn(view, it, fn, name) : undefined;
  const called = new Set(view.summary.calls.flatMap((id) => view.call(id)?.c ?? []));
  return uses !== undefined && uses.length <= mostCalls && uses.every((id) => called.has(id));
}

/** Of more calls not all are looked at. */
const mostCalls = 40;

const readsOfMember = ({ summary }: View, name: string): readonly ExprId[] =>
  summary.exprs.flatMap((e, id) => (e.k === 'mem' && e.n === name ? [id] : []));

/** Where a file reads a function of its module; absent where others may have it. */
function readsOfOwn({ summary }: View, it: Fn, fn: FnId, name: string): readonly ExprId[] | undefined {
  const { bindings, exports, exprs } = summary;
  const isIt = (e: ExprId | undefined): boolean => {
    const value = e === undefined ? undefined : exprs[e];
    return value?.k === 'fn' && value.f === fn;
  };
  const own = bindings.flatMap((b, id) => (b.n === name && b.fn === it.parent && (b.kind === 'fn' || isIt(b.e)) ? [id] : []));
  const given = exports.some(({ n, b, e }) => n === name || (b !== undefined && own.includes(b)) || isIt(e));
  if (own.length !== 1 || given) return undefined;
  return exprs.flatMap((e, id) => (e.k === 'ref' && own.includes(e.b) ? [id] : []));
}
