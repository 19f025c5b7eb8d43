import type { Ctx, CtxId, ExprId, FnId } from '../model/summary';
import { asksCounter } from './bounds';
import { calleeName, type View } from './view';

/** Conditions that stand inside a handler, in front of the second try, and may keep it from being made: they leave the handler, or count. */
export function testsBefore(view: View, again: ExprId, handler: (it: Ctx) => boolean): ExprId[] {
  const { contexts } = view.summary;
  return contexts.flatMap((c) => {
    if (c.kind !== 'if' || c.test === undefined || c.test > again || (c.leaves !== true && !asksCounter(view, c.test))) return [];
    let up = contexts[c.up];
    while (up !== undefined && !handler(up) && up.kind !== 'fn') up = contexts[up.up];
    return up !== undefined && handler(up) ? [c.test] : [];
  });
}

export function awaitsIn(view: View, holds: (ctx: CtxId) => boolean, again: ExprId): ExprId[] {
  return view.summary.calls.filter((id) => {
    const call = view.call(id);
    if (call === undefined || id === again || call.used !== 'await') return false;
    for (let ctx = call.ctx; ; ) {
      if (holds(ctx)) return true;
      const it = view.summary.contexts[ctx];
      if (it === undefined || it.kind === 'fn') return false;
      ctx = it.up;
    }
  });
}

export function standsIn(view: View, ctx: CtxId, fn: FnId): boolean {
  const it = view.summary.contexts[ctx];
  return it?.kind === 'fn' && it.id === fn;
}

/** The `setTimeout` that a function is handed to. */
export function timerAround(view: View, fn: FnId): ExprId | undefined {
  const into = view.summary.functions[fn]?.into;
  if (into === undefined || into.arg !== 0) return undefined;
  return calleeName(view, view.call(into.call)?.c ?? 0) === 'setTimeout' ? into.call : undefined;
}
