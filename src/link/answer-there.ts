import type { BindingId, Expr, ExprId, LoopCall } from '../model/summary';
import { isNothing, saysThere } from './conditions';
import type { View } from './view';

/** Whether a way is taken only with the answer of a call in hand, so that its failure does not take it: `if (!response) throw last`. */
export function needsAnswer(view: View, call: ExprId, given: LoopCall['given'] = []): boolean {
  return given.some(({ test, holds }) => saysThere(view, test, holds, (e) => isAnswer(view, e, call)));
}

/** The answer, or something of it. */
function isAnswer(view: View, e: Expr, call: ExprId, depth = 0): boolean {
  if (e.k === 'mem') return isAnswer(view, view.expr(e.o), call, depth);
  return e.k === 'ref' && depth < 3 && holdsAnswer(view, e.b, call, depth + 1);
}

/** Whether nothing but the answer, or something of it, is ever put under a name. */
function holdsAnswer(view: View, b: BindingId, call: ExprId, depth: number): boolean {
  const it = view.summary.bindings[b];
  if (it === undefined || it.path !== undefined || !/^(?:let|var|const)$/.test(it.kind)) return false;
  const values = [...(it.e === undefined ? [] : [it.e]), ...(it.w ?? [])].filter((id) => !isNothing(view, id));
  return values.length > 0 && values.every((id) => id === call || isAnswer(view, view.expr(id), call, depth));
}
