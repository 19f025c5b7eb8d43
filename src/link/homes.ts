import type { BindingId, ExprId, FnId } from '../model/summary';
import { isCounter } from './bounds';
import { refsIn } from './refs';
import { calleeName, isFunction, type View } from './view';

/** A function, and those around it that run what stands in it when they are entered: the executor of a promise, a step, a function beside the call. */
export function homesOf(view: View, fn: FnId): readonly FnId[] {
  const out: FnId[] = [];
  for (let at = fn; ; ) {
    const it = view.summary.functions[at];
    if (it === undefined || it.kind === 'module') return out;
    out.push(at);
    if (!runsInside(view, at)) return out;
    at = it.parent;
  }
}

/** Whether whoever enters the function around a function runs that one, too. */
function runsInside(view: View, fn: FnId): boolean {
  const it = view.summary.functions[fn]!;
  if (it.kind !== 'arrow' && it.kind !== 'fn') return false;
  if (it.into !== undefined) {
    const taker = view.call(it.into.call);
    return taker !== undefined && it.into.arg === 0 && it.into.path.length === 0 && runs.test(calleeName(view, taker.c));
  }
  const isIt = (id: ExprId | undefined): boolean => isFunction(view, id, fn);
  const outside = (id: ExprId): boolean => id < it.exprs[0] || id >= it.exprs[1];
  if ((view.callsNamed.get('') ?? []).some((id) => isIt(view.call(id)?.c))) return true;
  return view.summary.bindings.some((binding, b) => {
    if (binding.fn !== it.parent || !isIt(binding.e)) return false;
    const called = (view.callsNamed.get(binding.n) ?? []).some((id) => {
      const callee = view.expr(view.call(id)!.c);
      return callee.k === 'ref' && callee.b === b && outside(id);
    });
    const handed = [...(view.passedTo.get(b) ?? []), ...boundTo(view, b)];
    return called || handed.some(({ call }) => outside(call) && !listens.test(calleeName(view, view.call(call)!.c)));
  });
}

/** Calls that are handed a function with its `this`: `queue.add(attempt.bind(this))`. */
function boundTo(view: View, b: BindingId): readonly { readonly call: ExprId }[] {
  return (view.callsNamed.get('bind') ?? []).flatMap((id) => {
    const it = view.call(id)!;
    const callee = view.expr(it.c);
    const of = callee.k === 'mem' ? view.expr(callee.o) : undefined;
    return of?.k === 'ref' && of.b === b && it.into !== undefined ? [{ call: it.into[0] }] : [];
  });
}

/** They run what they are given once. */
const runs = /^(?:Promise|then|finally|setTimeout|setImmediate|nextTick|queueMicrotask)$/;

const listens = /^(?:on|once|addListener|addEventListener|setInterval)$/;

/** A condition without those parts of it that ask a counter which starts anew when the function is entered again, and is not handed on. */
export function lasting(view: View, fn: FnId, test: ExprId, args: readonly ExprId[]): readonly ExprId[] {
  const e = view.expr(test);
  if (e.k === 'alt' && e.op !== '?') return e.e.flatMap((part) => lasting(view, fn, part, args));
  if (e.k === 'un' && e.op === '!') return lasting(view, fn, e.e, args);
  return refsIn(view, test).some((b) => startsAnew(view, fn, b, args)) ? [] : [test];
}

function startsAnew(view: View, fn: FnId, b: BindingId, args: readonly ExprId[]): boolean {
  const it = view.summary.bindings[b];
  if (it === undefined || (it.kind !== 'let' && it.kind !== 'var') || !isCounter(view, b, [])) return false;
  for (let f = it.fn; f !== fn; f = view.summary.functions[f]?.parent ?? 0) if (f === 0) return false;
  return !args.some((a) => refsIn(view, a).includes(b));
}
