import type { BindingId, ExprId, FnId } from '../model/summary';
import type { Caller } from './callers';
import type { Evaluator } from './evaluator';
import { compared, decides } from './connectives';
import { refsIn } from './refs';
import type { Value } from './values';
import { calleeName, type View } from './view';

/** Whether what a caller hands in lets a function come to a call: `read({ mode: 'text' })` never takes the branch of `mode === 'json'`. */
export function reaches(evaluator: Evaluator, caller: Caller, view: View, fn: FnId, id: ExprId): boolean {
  const call = view.call(id);
  const entry = caller.view.call(caller.call);
  if (caller.handed !== undefined || call === undefined || entry === undefined || entry.spread !== undefined) return true;
  const says = (test: ExprId): boolean | undefined => decided(evaluator, caller, view, fn, test);
  const around = new Set<number>();
  for (let ctx = call.ctx; ; ) {
    const it = view.summary.contexts[ctx];
    if (it === undefined || (it.kind === 'fn' && (it.id === fn || it.id === 0))) break;
    around.add(ctx);
    // A callback is made under the conditions that it stands under.
    if (it.kind === 'fn') {
      ctx = view.summary.functions[it.id]?.ctx ?? 0;
      continue;
    }
    if (it.test !== undefined && (it.kind === 'if' || it.kind === 'else') && says(it.test) === (it.kind === 'else')) return false;
    ctx = it.up;
  }
  return !view.summary.contexts.some(
    (it, ctx) =>
      it.leaves === true && it.test !== undefined && it.test < id && !around.has(ctx) && isTop(view, it.up, fn) && says(it.test) === true,
  );
}

/** The body of the function itself. */
function isTop(view: View, ctx: number, fn: FnId): boolean {
  const it = view.summary.contexts[ctx];
  return it?.kind === 'fn' && it.id === fn;
}

/** What a condition about parameters comes to for one caller, as far as it is written there. */
function decided(evaluator: Evaluator, caller: Caller, view: View, fn: FnId, test: ExprId): boolean | undefined {
  return decides(view, test, (question) => {
    const e = view.expr(question);
    if (e.k !== 'bin') {
      const value = literal(evaluator, caller, view, fn, question);
      return value === undefined ? undefined : Boolean(value.v);
    }
    return compared(e.op, literal(evaluator, caller, view, fn, e.l), literal(evaluator, caller, view, fn, e.r));
  });
}

type Literal = Value & { is: 'lit' };

/** What a literal, or a parameter for one caller, is. */
function literal(evaluator: Evaluator, caller: Caller, view: View, fn: FnId, id: ExprId): Literal | undefined {
  const e = view.expr(id);
  if (e.k === 'lit') return { is: 'lit', v: e.v };
  if (e.k === 'undef') return { is: 'lit', v: undefined };
  if (e.k === 'mem') {
    const of = given(evaluator, caller, view, fn, e.o);
    if (of === undefined) return undefined;
    const own = of.is === 'lit' && (of.v === undefined || of.v === null) ? of : evaluator.member(of, e.n);
    return own.is === 'lit' ? { is: 'lit', v: own.v } : undefined;
  }
  const value = given(evaluator, caller, view, fn, id);
  return value?.is === 'lit' ? value : undefined;
}

/** What one caller gives for a parameter that nothing changes. */
function given(evaluator: Evaluator, caller: Caller, view: View, fn: FnId, id: ExprId): Value | undefined {
  const e = view.expr(id);
  const b = e.k === 'ref' ? view.summary.bindings[passedOn(view, fn, e.b) ?? e.b] : undefined;
  if (b?.kind !== 'param' || b.fn !== fn || b.i === undefined || b.rest === true || b.w !== undefined || b.counted === true)
    return undefined;
  const arg = caller.view.call(caller.call)?.a[b.i];
  // What a function hands to itself of what it was handed may be anything.
  if (arg !== undefined && caller.view === view && handsOn(view, fn, arg, b.path ?? [])) return undefined;
  let value: Value = arg === undefined ? { is: 'lit', v: undefined } : evaluator.value(caller.view.file, arg);
  for (const name of b.path ?? []) value = value.is === 'lit' && value.v === undefined ? value : evaluator.member(value, name);
  const without = value.is === 'lit' && value.v === undefined;
  // Of what somebody else was handed, its own callers tell; here they are joined.
  return without && b.d !== undefined ? evaluator.value(view.file, b.d) : value;
}

function handsOn(view: View, fn: FnId, arg: ExprId, path: readonly string[]): boolean {
  const e = view.expr(arg);
  const [name, ...rest] = path;
  if (e.k === 'obj' && name !== undefined) {
    const own = e.p.find(({ n, kind }) => n === name && kind === undefined);
    return own === undefined ? e.p.some((p) => p.kind === 'spread' && handsOn(view, fn, p.e, [])) : handsOn(view, fn, own.e, rest);
  }
  return refsIn(view, arg).some((b) => {
    const it = view.summary.bindings[b];
    return it?.fn === fn && (it.kind === 'param' || it.kind === 'let' || it.kind === 'const');
  });
}

/** The parameter that a member of what a step hands to the next one is: `.then(() => ({ token })).then(({ token }) => …)`. */
function passedOn(view: View, fn: FnId, name: BindingId): BindingId | undefined {
  const it = view.summary.bindings[name];
  const member = it?.path?.at(-1);
  if (it === undefined || member === undefined || it.path?.length !== 1 || it.d !== undefined || it.fn === fn) return undefined;
  const from = it.e === undefined ? undefined : view.expr(it.e);
  const step = it.kind === 'param' ? it : from?.k === 'ref' ? view.summary.bindings[from.b] : undefined;
  const into = step?.kind === 'param' && step.i === 0 ? view.summary.functions[step.fn]?.into : undefined;
  if (into === undefined || into.arg !== 0 || calleeName(view, view.call(into.call)?.c ?? -1) !== 'then') return undefined;
  const [start, end] = view.summary.functions[fn]?.exprs ?? [0, 0];
  const given = view.summary.exprs.slice(start, end).flatMap((e) => (e.k === 'obj' ? e.p.filter(({ n }) => n === member) : []));
  const named = new Set(
    given.map(({ e: id }) => {
      const e = view.expr(id);
      return e.k === 'ref' && view.summary.bindings[e.b]?.fn === fn ? e.b : undefined;
    }),
  );
  const [only] = named;
  return named.size === 1 ? only : undefined;
}
