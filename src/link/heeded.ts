import type { Span } from '../model/span';
import type { Expr, ExprId, Loop, LoopCall } from '../model/summary';
import { leaves } from './conditions';
import type { Evaluator } from './evaluator';
import { each } from './values';
import { contextsFrom, type View } from './view';

/** Where the signals are made that end a loop once they have fired, so that nothing is tried after that: `signal.throwIfAborted()`, `if (signal.aborted) throw error`. */
export function heededSignals(evaluator: Evaluator, view: View, loop: Loop, { given = [] }: LoopCall): readonly Span[] {
  const asked: ExprId[] = [];
  for (const { test, holds } of loop.test === undefined ? given : [...given, { test: loop.test, holds: true }]) {
    const found: ExprId[] = [];
    const says = (e: Expr, so: boolean): boolean => e.k === 'mem' && e.n === 'aborted' && !so && found.push(e.o) > 0;
    if (leaves(view, test, holds, says)) asked.push(...found);
  }
  for (const id of view.callsNamed.get('throwIfAborted') ?? []) {
    const callee = view.expr(view.call(id)?.c ?? -1);
    if (callee.k === 'mem' && leavesLoop(view, id, loop)) asked.push(callee.o);
  }
  return asked.flatMap((id) => each(evaluator.value(view.file, id)).flatMap((v) => (v.is === 'signal' ? [v.at] : [])));
}

/** Whether what a call throws in each round ends the loop: it stands under no condition, and in no `try` of the loop that catches it. */
function leavesLoop(view: View, id: ExprId, loop: Loop): boolean {
  for (const it of contextsFrom(view, view.call(id)!.ctx)) {
    if (it.kind === 'loop') return view.summary.loops[it.id] === loop;
    if (it.kind === 'if' || it.kind === 'else' || (it.kind === 'try' && view.summary.tries[it.id]?.catches === true)) return false;
  }
  return false;
}
