import type { Layer } from '../model/layer';
import type { CallExpr, ExprId, FnId } from '../model/summary';
import { amountOf } from './amounts';
import type { Evaluator } from './evaluator';
import { timerIn } from './timers';
import { callFrame } from './under';
import { each, type Frame } from './values';
import type { View } from './view';

/** The bound that `Promise.race([call, timer])` means: the wait ends, the call goes on. */
export function raceTimeout(
  evaluator: Evaluator,
  view: View,
  race: CallExpr,
  self: ExprId | undefined,
  from?: { fn: FnId; from: View; outer: ExprId },
): Layer[] {
  const list = race.a[0] === undefined ? undefined : view.expr(race.a[0]);
  const at = evaluator.span(view.file, race.callee);
  if (list?.k !== 'arr')
    return [{ kind: 'opaque', may: ['timeout'], because: { from: 'unresolved', says: 'it races with something that cannot be read', at } }];
  const frame = from === undefined ? undefined : callFrame(evaluator, view, from);
  for (const item of list.e) {
    if (item === self) continue;
    const timer = timerPromise(evaluator, view, item, frame);
    if (timer === undefined) continue;
    return [
      {
        kind: 'timeout',
        ms: timer.ms,
        covers: 'total',
        cancels: timer.aborts,
        by: 'race',
        ...(race.dropped === true && timer.passes === true ? { meant: true as const } : {}),
        because: { from: 'wrapper', says: `it races with a timer${typeof timer.ms === 'number' ? ` of ${timer.ms} ms` : ''}`, at },
      },
    ];
  }
  const others = list.e.filter((x) => x !== self).some((x) => view.expr(x).k !== 'call' || (view.call(x)?.how ?? '') !== 'new');
  return others && list.e.length > 1
    ? [{ kind: 'opaque', may: ['timeout'], because: { from: 'unresolved', says: 'it races with something that cannot be read', at } }]
    : [];
}

/** A promise that a timer settles: written in place, under a name, or made by a helper. `passes`: by the timer it succeeds. */
function timerPromise(
  evaluator: Evaluator,
  view: View,
  id: ExprId,
  frame: Frame | undefined,
  depth = 0,
): { ms: ReturnType<typeof amountOf>; aborts: boolean; passes?: boolean } | undefined {
  if (depth > 3) return undefined;
  const e = view.expr(id);
  if (e.k === 'ref') {
    const init = view.summary.bindings[e.b]?.e;
    return init === undefined ? undefined : timerPromise(evaluator, view, init, frame, depth + 1);
  }
  if (e.k !== 'call') return undefined;
  const callee = view.expr(e.c);
  if (callee.k === 'mem' && (callee.n === 'then' || callee.n === 'catch')) return timerPromise(evaluator, view, callee.o, frame, depth + 1);
  if (e.how === 'new' && callee.k === 'global' && callee.n === 'Promise') {
    const executor = e.a[0] === undefined ? undefined : view.expr(e.a[0]);
    if (executor?.k !== 'fn') return undefined;
    const ms = timerIn(view, executor.f);
    if (ms === undefined) return undefined;
    // Who takes no second function cannot fail by it.
    const passes = view.summary.functions[executor.f]?.params.length === 1;
    return { ms: amountOf(evaluator.value(view.file, ms, frame)), aborts: abortsIn(view, executor.f), passes };
  }
  for (const target of each(evaluator.value(view.file, e.c, frame))) {
    if (target.is !== 'fn') continue;
    const other = evaluator.view(target.file);
    const ms = other === undefined ? undefined : timerIn(other, target.fn);
    if (other === undefined || ms === undefined) continue;
    const inner: Frame = {
      file: target.file,
      fn: target.fn,
      arg: (i) => (e.a[i] === undefined ? undefined : evaluator.value(view.file, e.a[i]!, frame)),
      self: target.self,
      up: target.frame,
      depth: 1,
      files: [view.file, ...(frame?.files ?? [])],
      key: `timer:${view.file}#${id}`,
    };
    return { ms: amountOf(evaluator.value(target.file, ms, inner)), aborts: abortsIn(other, target.fn) };
  }
  const name = callee.k === 'mem' ? callee.n : callee.k === 'ref' ? (view.summary.bindings[callee.b]?.n ?? '') : '';
  return /sleep|delay|timeout|wait/i.test(name)
    ? {
        ms: e.a.map((a) => amountOf(evaluator.value(view.file, a, frame))).find((x) => typeof x === 'number') ?? 'unknown',
        aborts: false,
        passes: /sleep|delay/i.test(name),
      }
    : undefined;
}

function abortsIn(view: View, fn: FnId): boolean {
  const it = view.summary.functions[fn];
  return it !== undefined && (view.callsNamed.get('abort') ?? []).some((id) => id >= it.exprs[0] && id < it.exprs[1]);
}
