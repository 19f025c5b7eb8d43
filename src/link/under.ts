import type { ExprId, FnId } from '../model/summary';
import type { Evaluator } from './evaluator';
import type { Frame } from './values';
import { spreadArgument } from './spread';
import type { View } from './view';

/** What a call hands to a function of the project, so that `withTimeout(work, 500)` is known to be 500 ms for this work. */
export function callFrame(evaluator: Evaluator, view: View, from: { fn: FnId; from: View; outer: ExprId }): Frame | undefined {
  const call = from.from.call(from.outer);
  if (call === undefined) return undefined;
  const outer = frames.get(evaluator);
  return {
    file: view.file,
    fn: from.fn,
    arg: (i) => {
      if (call.spread !== undefined && i >= call.spread) return spreadArgument(evaluator, from.from.file, call, i, undefined);
      const a = call.a[i];
      return a === undefined ? undefined : evaluator.value(from.from.file, a);
    },
    self: undefined,
    up: undefined,
    depth: (outer?.depth ?? 0) + 1,
    files: [...new Set([from.from.file, ...(outer?.files ?? [])])],
    key: `call:${from.from.file}#${from.outer}${outer === undefined ? '' : `<${outer.key}`}`,
  };
}

/** Of evaluators that read a function under a frame: that frame. */
const frames = new WeakMap<Evaluator, Frame>();

/** The same evaluator, but what stands in the frame's function is read under the frame, and not for all of its callers. */
export function under(evaluator: Evaluator, frame: Frame): Evaluator {
  const view = evaluator.view(frame.file);
  const own = view?.summary.functions[frame.fn];
  if (view === undefined || own === undefined) return evaluator;
  const [from, to] = own.exprs;
  const isInside = (file: string, id: ExprId): boolean => file === frame.file && from <= id && id < to;
  const framed: Evaluator = Object.assign(Object.create(evaluator) as Evaluator, {
    value: (file: string, id: ExprId, given?: Frame) => evaluator.value(file, id, given ?? (isInside(file, id) ? frame : undefined)),
    result: (file: string, id: ExprId, given?: Frame) => evaluator.result(file, id, given ?? (isInside(file, id) ? frame : undefined)),
    binding: (file: string, b: number, given?: Frame) => {
      const fn = file === frame.file ? view.summary.functions[view.summary.bindings[b]?.fn ?? 0] : undefined;
      const inside = fn !== undefined && own.at[0] <= fn.at[0] && fn.at[1] <= own.at[1];
      return evaluator.binding(file, b, given ?? (inside ? frame : undefined));
    },
  });
  frames.set(framed, frame);
  return framed;
}

/** Whether a function may be told something by who calls it, besides the parameter `but`. */
export function isTold(view: View, fn: FnId, but: number): boolean {
  return view.summary.functions[fn]?.params.some((_, i) => i !== but) === true;
}
