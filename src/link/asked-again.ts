import type { BindingId, ExprId, FnId } from '../model/summary';
import type { Evaluator } from './evaluator';
import { statusSays } from './status-says';
import { each } from './values';
import { calleeName, contextsFrom, standsInside, type View } from './view';

/** Whether a function that starts over by calling one of its parameters only does so for an answer: a failure ends it at once. */
export function asksForAnswersOnly(evaluator: Evaluator, view: View, run: ExprId | undefined, param: number): boolean {
  const fns = run === undefined ? [] : each(evaluator.value(view.file, run));
  return (
    fns.length > 0 &&
    fns.every((value) => {
      const own = value.is === 'fn' ? evaluator.view(value.file) : undefined;
      return value.is === 'fn' && own !== undefined && isAskedForAnswers(own, value.fn, param);
    })
  );
}

function isAskedForAnswers(view: View, fn: FnId, param: number): boolean {
  const again = view.summary.functions[fn]?.params[param]?.b;
  if (again === undefined) return false;
  const uses = view.summary.exprs.flatMap((e, id) => (e.k === 'ref' && e.b === again ? [id] : []));
  const calls = view.summary.calls.filter((id) => uses.includes(view.call(id)?.c ?? -1));
  return calls.length > 0 && calls.length === uses.length && calls.every((id) => followsAnswer(view, fn, id));
}

/** Whether a call stands in a function, or in what is done there with an answer, behind no failure and no bad status. */
function followsAnswer(view: View, fn: FnId, id: ExprId): boolean {
  const call = view.call(id);
  if (call === undefined) return false;
  for (const { kind, test } of contextsFrom(view, call.ctx)) {
    if (kind === 'catch' || kind === 'finally') return false;
    if (test !== undefined && statusSays(view, test, kind === 'if', namesIn(view, fn)) !== undefined) return false;
  }
  if (call.fn === fn) return true;
  const into = view.summary.functions[call.fn]?.into;
  const taker = into === undefined ? undefined : view.call(into.call);
  return (
    into?.arg === 0 &&
    into.path.length === 0 &&
    taker !== undefined &&
    calleeName(view, taker.c) === 'then' &&
    followsAnswer(view, fn, into.call)
  );
}

/** All that may name an answer in a function. */
function namesIn(view: View, fn: FnId): readonly BindingId[] {
  return view.summary.bindings.flatMap((b, id) => (b.fn === fn || standsInside(view, b.fn, fn) ? [id] : []));
}
