import type { Layer } from '../model/layer';
import type { ExprId, FnId, Try } from '../model/summary';
import type { Evaluator } from './evaluator';
import { givenInstead } from './handlers';
import { loopRetry } from './loops';
import { passes } from './promises';
import { secondTry } from './second-try';
import type { View } from './view';

/** Loops and handlers around a call, from the inside. */
export function control(evaluator: Evaluator, view: View, id: ExprId): Layer[] {
  const call = view.call(id);
  const layers: Layer[] = [];
  if (call === undefined) return layers;
  const past = passes(view, id);
  for (let ctx = call.ctx; ; ) {
    const it = view.summary.contexts[ctx];
    if (it === undefined || it.kind === 'fn') break;
    if (it.kind === 'loop') {
      const loop = view.summary.loops[it.id];
      const facts = loop?.calls.find((c) => c.call === id) ?? (loop === undefined ? undefined : outerFacts(view, loop.calls, id));
      const layer = loop === undefined || facts === undefined ? undefined : loopRetry(evaluator, view, loop, facts);
      if (layer !== undefined) layers.push(layer);
    } else if (it.kind === 'try' && !past) {
      const handler = view.summary.tries[it.id];
      // What nobody waits for fails past the handler.
      const heard = call.used !== 'statement' && call.used !== 'void';
      const again = handler?.catches === true && heard ? secondTry(evaluator, view, id, it.id) : undefined;
      if (again !== undefined) layers.push(again);
      if (handler?.catches === true && again === undefined && heard) {
        const gives = givenInstead(view, handler.returns, handler.ends);
        const reported = gives === 'ignored' && callsBack(view, handler, it.id);
        if (gives !== undefined && handler.catchAt !== undefined) {
          layers.push({
            kind: 'fallback',
            gives: reported ? 'unknown' : gives,
            // Where the last word is a throw, an answer is given for what is known to be no outage.
            ...(handler.rethrows === true ? { some: true as const } : {}),
            ...(keepsToItself(view, call.fn, handler, it.id) ? { swallows: true as const } : {}),
            tests: handler.words.filter((w) => w.endsWith('Error')),
            because: { from: 'wrapper', says: 'a handler that goes on after a failure', at: evaluator.span(view.file, handler.catchAt) },
          });
        }
      }
    }
    ctx = it.up;
  }
  return layers;
}

/** Whether a handler lets nothing on: it always answers something of its own, or goes on in a function that answers nothing and throws nothing. */
function keepsToItself(view: View, fn: FnId, { ends, returns, binding }: Try, tryId: number): boolean {
  if (returns.some((r) => view.expr(r).k === 'call')) return false;
  if (ends.every((end) => end === 'return')) return true;
  const it = view.summary.functions[fn];
  const silent = it !== undefined && it.throws !== true && it.ret.every((r) => view.expr(r).k === 'undef');
  if (binding !== undefined && (view.passedTo.get(binding) ?? []).some(({ call }) => tells(view, call, tryId))) return false;
  return silent && ends.every((end) => end === 'return' || end === 'normal');
}

/** `reject(error)`, `callback(error)`: who waits is told of the failure. */
function callsBack(view: View, { binding }: Try, tryId: number): boolean {
  const told = binding === undefined ? [] : (view.passedTo.get(binding) ?? []);
  return told.some(({ call, arg }) => {
    const callee = view.expr(view.call(call)?.c ?? 0);
    const to = callee.k === 'ref' ? view.summary.bindings[callee.b] : undefined;
    return arg === 0 && to?.kind === 'param' && /^_?(?:rej|reject|cb|callback|done|next|fail)$/i.test(to.n) && tells(view, call, tryId);
  });
}

/** `reject(error)`, `fail(error)`: a parameter, or a function beside it, is told of the failure and may tell it on. */
function tells(view: View, id: ExprId, tryId: number): boolean {
  const call = view.call(id);
  const callee = call === undefined ? undefined : view.expr(call.c);
  if (call === undefined || callee?.k !== 'ref' || view.summary.bindings[callee.b]?.kind === 'import') return false;
  for (let it = view.summary.contexts[call.ctx]; it !== undefined && it.kind !== 'fn'; it = view.summary.contexts[it.up])
    if (it.kind === 'catch' && it.id === tryId) return true;
  return false;
}

/** Facts are kept for the call that is awaited; an inner one of the same expression shares them. */
function outerFacts(
  view: View,
  calls: readonly { readonly call: ExprId }[],
  id: ExprId,
): View['summary']['loops'][number]['calls'][number] | undefined {
  const inner = view.call(id);
  if (inner === undefined) return undefined;
  return calls.find((c) => {
    const outer = view.call(c.call);
    return outer !== undefined && outer.fn === inner.fn && outer.at[0] <= inner.at[0] && inner.at[1] <= outer.at[1];
  }) as View['summary']['loops'][number]['calls'][number] | undefined;
}
