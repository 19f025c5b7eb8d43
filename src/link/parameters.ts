import type { CallExpr, ExprId, FnId } from '../model/summary';
import type { Callers } from './callers';
import type { Evaluator, ParameterJoin } from './evaluator';
import { handedByClient } from './hands';
import { type ClassPlace, descends } from './heirs';
import { callFrame, isTold } from './under';
import { absent, each, oneOf, type Value } from './values';
import { spreadArgument } from './spread';
import type { View } from './view';

/** The joined values that all known callers pass for a parameter; `undefined` when none is known. */
export function joinParameters(evaluator: Evaluator, callers: Callers): ParameterJoin {
  return (file, fn, index, of) => {
    const view = evaluator.view(file);
    const it = view?.summary.functions[fn];
    if (view === undefined || it === undefined) return undefined;
    if (it.into !== undefined) {
      const call = view.call(it.into.call);
      const callee = call === undefined ? undefined : view.expr(call.c);
      if (callee?.k === 'mem' && callee.n === 'then' && it.into.arg === 0 && index === 0) return evaluator.value(file, callee.o);
      if (call !== undefined && it.into.path.length === 0) {
        const given = givenToCallback(evaluator, view, it.into.call, it.into.arg, index);
        if (given !== undefined) return given;
      }
    }
    const values: Value[] = [];
    for (const caller of callers.of(file, fn)) {
      if (caller.handed !== undefined) {
        const given = givenToCallback(evaluator, caller.view, caller.call, caller.handed, index);
        if (given === undefined) return undefined;
        values.push(given);
        continue;
      }
      const call = caller.view.call(caller.call);
      if (call === undefined || (of !== undefined && !makes(evaluator, caller.view, call, of))) continue;
      const a = call.a[index];
      // A function that starts itself again with what it was handed tells nothing new of that.
      if (caller.view === view && a !== undefined && isParameter(view, a, fn, index)) continue;
      if (call.spread !== undefined && index >= call.spread)
        values.push(spreadArgument(evaluator, caller.view.file, call, index, undefined));
      else values.push(a === undefined ? absent : evaluator.value(caller.view.file, a));
    }
    return values.length === 0 ? undefined : oneOf(values, 'caller');
  };
}

/** Whether an expression is a parameter as it was handed in. */
function isParameter(view: View, id: ExprId, fn: FnId, index: number): boolean {
  const e = view.expr(id);
  const b = e.k === 'ref' ? view.summary.bindings[e.b] : undefined;
  return b?.kind === 'param' && b.fn === fn && b.i === index && b.path === undefined && b.rest !== true && b.w === undefined;
}

/** Whether what a call constructs is of a class: it itself, or one that descends from it. */
function makes(evaluator: Evaluator, view: View, call: CallExpr, of: ClassPlace): boolean {
  const own = view.expr(call.c).k === 'super' ? view.classOf(call.fn) : undefined;
  if (own !== undefined) return descends(evaluator, { file: view.file, cls: own }, of);
  return each(evaluator.value(view.file, call.c)).some((v) => v.is === 'cls' && descends(evaluator, v, of));
}

/** What a callback is called with by whom it was given to: a function of the project, or a client. */
function givenToCallback(evaluator: Evaluator, view: View, id: ExprId, arg: number, index: number): Value | undefined {
  const call = view.call(id);
  if (call === undefined) return undefined;
  return (
    givenByWrapper(evaluator, view, id, arg, index) ??
    handedByClient(evaluator, view, id, index) ??
    givenByType(evaluator, view, call.c, arg, index)
  );
}

/** What a function that is known by its written type only says that it hands to a callback: `(work: (client: PoolClient) => Promise<T>) => Promise<T>`. */
function givenByType(evaluator: Evaluator, view: View, callee: ExprId, arg: number, index: number): Value | undefined {
  const written = writtenOf(evaluator, view, callee);
  for (const target of [...each(evaluator.value(view.file, callee)), ...(written === undefined ? [] : each(written))]) {
    const takes = target.is === 'unknown' ? target.takes : target.is === 'inst' ? calledAs(evaluator, target) : undefined;
    const given = takes?.fn.p[arg]?.fn?.p[index] ?? undefined;
    const found = takes === undefined ? undefined : evaluator.typed(takes.file, given);
    if (found !== undefined) return found;
  }
  return undefined;
}

/** What a name, or a member of one, is by the type that is written for it. */
function writtenOf(evaluator: Evaluator, view: View, id: ExprId): Value | undefined {
  const e = view.expr(id);
  if (e.k === 'mem') {
    const of = writtenOf(evaluator, view, e.o);
    return of === undefined ? undefined : evaluator.member(of, e.n);
  }
  const b = e.k === 'ref' ? view.summary.bindings[e.b] : undefined;
  return b?.path === undefined ? evaluator.typed(view.file, b?.t) : undefined;
}

/** How values of an interface are called, by it or by one that it extends. */
function calledAs(evaluator: Evaluator, of: Value & { is: 'inst' }): (Value & { is: 'unknown' })['takes'] {
  for (const { file, cls } of evaluator.lineage(of.file, of.cls).classes) {
    const fn = evaluator.view(file)?.summary.classes[cls]?.calls?.fn;
    if (fn !== undefined) return { file, fn };
  }
  return undefined;
}

/** What a function of the project hands to the callback it was given. */
function givenByWrapper(evaluator: Evaluator, view: View, outer: ExprId, arg: number, index: number): Value | undefined {
  const callee = view.call(outer)?.c;
  if (callee === undefined) return undefined;
  for (const target of each(evaluator.value(view.file, callee))) {
    if (target.is !== 'fn') continue;
    const other = evaluator.view(target.file);
    const param = other?.summary.functions[target.fn]?.params[arg];
    if (other === undefined || param?.b === undefined) continue;
    const name = other.summary.bindings[param.b]?.n ?? '';
    const frame = isTold(other, target.fn, arg) ? callFrame(evaluator, other, { fn: target.fn, from: view, outer }) : undefined;
    const given = (other.callsNamed.get(name) ?? []).flatMap((id) => {
      const call = other.call(id);
      const e = call === undefined ? undefined : other.expr(call.c);
      if (call === undefined || e?.k !== 'ref' || e.b !== param.b) return [];
      const a = call.a[index];
      return [a === undefined ? absent : evaluator.value(target.file, a, frame)];
    });
    // With nothing in its place it is told that something failed: `callback(error, null)`.
    const something = given.filter((v) => !(v.is === 'lit' && (v.v === undefined || v.v === null)));
    if (given.length > 0) return something.length === 0 ? given[0] : oneOf(something, 'branch');
  }
  return undefined;
}
