import type { FallbackLayer, Layer } from '../model/layer';
import type { ExprId, Fn } from '../model/summary';
import type { Evaluator } from './evaluator';
import { holdsBack, keepsQuiet } from './promises';
import type { View } from './view';

/** What a handler gives in place of the answer; `undefined` when it gives nothing and lets the failure go on. */
export function givenInstead(view: View, returns: readonly ExprId[], ends: readonly string[]): FallbackLayer['gives'] | undefined {
  if (ends.includes('return')) {
    if (returns.length > 0 && returns.every((ret) => isRejection(view, ret))) return undefined;
    const kinds = returns.map((r) => view.expr(r));
    const empty =
      kinds.length === 0 ||
      kinds.every(
        (e) =>
          e.k === 'undef' ||
          (e.k === 'lit' && (e.v === null || e.v === false || e.v === '' || e.v === 0)) ||
          (e.k === 'arr' && e.e.length === 0) ||
          (e.k === 'obj' && e.p.length === 0),
      );
    return empty ? 'empty' : 'value';
  }
  return ends.includes('normal') ? 'ignored' : undefined;
}

/** A handler that is given to the pending call: `.catch(handler)`. */
export function handlerLayers(evaluator: Evaluator, view: View, handler: ExprId | undefined, layers: Layer[], at: ExprId): void {
  if (handler === undefined) return;
  const target = evaluator.value(view.file, handler);
  const because = {
    from: 'wrapper' as const,
    says: 'a `catch` behind the call',
    at: evaluator.span(view.file, view.call(at)!.callee),
  };
  if (target.is !== 'fn') {
    // `.catch(console.error)`
    if (holdsBack(view, handler)) layers.push({ kind: 'fallback', gives: 'unknown', swallows: true, because });
    return;
  }
  const other = evaluator.view(target.file);
  const fn = other?.summary.functions[target.fn];
  if (other === undefined || fn === undefined) return;
  if (failsAnyway(other, fn)) return;
  const gives = fn.ret.length === 0 ? undefined : givenInstead(other, fn.ret, ['return']);
  const swallows = keepsQuiet(other, target.fn) ? { swallows: true as const } : {};
  layers.push({ kind: 'fallback', gives: gives ?? 'unknown', ...swallows, because });
}

/** `(error) => { throw wrapped(error); }`, `(error) => Promise.reject(error)`: the failure goes on under another name. */
function failsAnyway(view: View, fn: Fn): boolean {
  if (fn.ret.length === 0) return fn.throws === true;
  return fn.ret.every((ret) => isRejection(view, ret));
}

/** `Promise.reject(error)`: a throw by another word. */
function isRejection(view: View, id: ExprId): boolean {
  const call = view.call(id);
  const callee = call === undefined ? undefined : view.expr(call.c);
  const of = callee?.k === 'mem' ? view.expr(callee.o) : undefined;
  return callee?.k === 'mem' && callee.n === 'reject' && of?.k === 'global' && of.n === 'Promise';
}
