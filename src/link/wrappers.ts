import type { ExprId, Fn, FnId } from '../model/summary';
import { calleeName, callsWithin, type View } from './view';

/** Where a function is handed to in the end: `on('error', once(fn))` is handed `fn`. */
export function wrapped(view: View, into: Fn['into']): Fn['into'] {
  const wrapper = into === undefined ? undefined : view.call(into.call);
  const outer = wrapper?.into;
  if (into === undefined || into.arg !== 0 || into.path.length > 0 || wrapper?.a.length !== 1 || outer === undefined) return into;
  return isWrapper(view, wrapper.c) ? { call: outer[0], arg: outer[1], path: [] } : into;
}

/** Whether what is called gives a function that runs the one it is given: a function of the file shows it, any other is known by its name. */
function isWrapper(view: View, callee: ExprId): boolean {
  const own = ownFunction(view, callee);
  return own === undefined ? wraps.test(calleeName(view, callee)) : runsLater(view, own);
}

const wraps = /^_?(?:once|only_?once|do_?once|call_?once|wrap|bind|safe|guard|domain)$/i;

/** The function of this file that a name stands for. */
function ownFunction(view: View, callee: ExprId): FnId | undefined {
  const e = view.expr(callee);
  const b = e.k === 'ref' ? view.summary.bindings[e.b] : undefined;
  if (b === undefined || b.path !== undefined || (b.w ?? []).length > 0) return undefined;
  const made = b.e === undefined ? undefined : view.expr(b.e);
  if (made?.k === 'fn') return made.f;
  const found = b.kind === 'fn' ? view.summary.functions.findIndex(({ n, parent }) => n === b.n && parent === b.fn) : -1;
  return found < 0 ? undefined : found;
}

/** Whether a function gives back what it is handed first, bound or as it is, or a function inside of it calls that. */
function runsLater(view: View, fn: FnId): boolean {
  const it = view.summary.functions[fn];
  const given = it?.params[0]?.b;
  const isGiven = (id: ExprId): boolean => {
    const e = view.expr(id);
    return given !== undefined && e.k === 'ref' && e.b === given;
  };
  if (it?.ret.some(isGiven) === true) return true;
  return callsWithin(view, fn).some((id) => {
    const call = view.call(id)!;
    const callee = view.expr(call.c);
    if (callee.k === 'mem' && isGiven(callee.o)) return callee.n === 'bind' || (call.fn !== fn && /^(?:call|apply)$/.test(callee.n));
    return call.fn !== fn && isGiven(call.c);
  });
}
