import type { ExprId, FnId } from '../model/summary';
import type { View } from './view';

/** A list that outlives the function which puts into it: by its name, or by the member that holds it. */
export type Queue = { readonly b: number } | { readonly n: string };

/** The queue that an expression is, seen from a function. */
export function queueOf(view: View, id: ExprId, fn: FnId): Queue | undefined {
  const e = view.expr(id);
  if (e.k === 'mem') return holder(view, e.o) ? { n: e.n } : undefined;
  if (e.k !== 'ref') return undefined;
  const binding = view.summary.bindings[e.b];
  if (binding === undefined || !/^(?:const|let|var)$/.test(binding.kind)) return undefined;
  return binding.fn !== fn || takesFrom(view, e.b) ? { b: e.b } : undefined;
}

/** Whether what a list of this function loses is taken one by one, as from a queue: `queue.shift()`. */
function takesFrom(view: View, b: number): boolean {
  return (view.calledOn.get(b) ?? []).some((id) => {
    const callee = view.expr(view.call(id)?.c ?? 0);
    return callee.k === 'mem' && /^(?:shift|pop|splice)$/.test(callee.n);
  });
}

function holder(view: View, id: ExprId): boolean {
  const e = view.expr(id);
  return e.k === 'this' || (e.k === 'ref' && /^(?:self|that|me|_this|state)$/.test(view.summary.bindings[e.b]?.n ?? ''));
}

/** Whether an expression is the queue itself. */
export function isOf(view: View, id: ExprId, queue: Queue): boolean {
  const e = view.expr(id);
  return 'b' in queue ? e.k === 'ref' && e.b === queue.b : e.k === 'mem' && e.n === queue.n && holder(view, e.o);
}

/**
 * Whether one of several expressions holds what was taken out of a queue: `queue.shift()`, each of `queue.splice(0)`, each of a queue
 * that is emptied. What was looked at in vain is in `seen` and is not looked at again, since one place can be come to in millions of ways.
 */
export function areTakenFrom(view: View, ids: readonly ExprId[], queue: Queue, seen = new Set<ExprId>()): boolean {
  const goes = (id: ExprId): boolean => {
    if (seen.has(id)) return false;
    seen.add(id);
    const e = view.expr(id);
    switch (e.k) {
      case 'ref':
        return byName(e.b);
      case 'call': {
        const callee = view.expr(e.c);
        if (callee.k === 'mem' && /^(?:shift|pop|splice)$/.test(callee.n) && isOf(view, callee.o, queue)) return true;
        const isCopy = callee.k === 'mem' && /^(?:filter|slice|map|concat)$/.test(callee.n);
        return (isCopy && (goes(callee.o) || isAllOf(callee.o))) || e.a.some(goes);
      }
      case 'mem':
      case 'idx':
        return goes(e.o);
      case 'alt':
      case 'arr':
        return e.e.some(goes);
      case 'obj':
        return e.p.some((p) => goes(p.e));
      default:
        return false;
    }
  };
  const byName = (id: number): boolean => {
    const b = view.summary.bindings[id];
    if (b === undefined) return false;
    const from = [b.e, ...(b.w ?? [])].filter((one) => one !== undefined);
    if (from.some((one) => goes(one) || isAllOf(one))) return true;
    const list = b.kind === 'param' ? listOf(view, b.fn) : undefined;
    return list !== undefined && goes(list);
  };
  const isAllOf = (id: ExprId): boolean => isOf(view, id, queue) && isEmptied(view, queue);
  return ids.some(goes);
}

/** Whether the queue is given a new list somewhere, or a shorter one. */
function isEmptied(view: View, queue: Queue): boolean {
  if ('b' in queue) return (view.summary.bindings[queue.b]?.w ?? []).length > 0;
  return view.summary.writes.some(({ n, fn }) => n === queue.n && view.summary.functions[fn]?.kind !== 'ctor');
}

/** The list for each of which a function is run: `batch.forEach((item) => …)`. */
function listOf(view: View, fn: FnId): ExprId | undefined {
  const into = view.summary.functions[fn]?.into;
  const callee = into === undefined ? undefined : view.expr(view.call(into.call)?.c ?? 0);
  return callee?.k === 'mem' && /^(?:forEach|map)$/.test(callee.n) ? callee.o : undefined;
}
