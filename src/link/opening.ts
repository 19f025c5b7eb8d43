import type { TimeoutLayer } from '../model/layer';
import type { BindingId, FnId } from '../model/summary';
import type { Evaluator } from './evaluator';
import { raceTimeout } from './race';
import { settledByTimer } from './settled';
import type { Site } from './sites';
import { each } from './values';
import type { View } from './view';

/**
 * The bound that a timer means which settles the wait for a connection to open: `await new Promise((resolve, reject) => {
 * socket.on('open', resolve); setTimeout(reject, 5000); })`, here or in a helper that is given the connection.
 */
export function openingTimer(evaluator: Evaluator, site: Site): TimeoutLayer[] {
  const { view, id, client, model } = site;
  if (!(model.traits ?? client.model.traits ?? []).includes('connection')) return [];
  for (const b of view.namesOf.get(id) ?? []) {
    const own = waitedFor(evaluator, view, b);
    if (own.length > 0) return own;
    for (const { call: outer, arg } of view.passedTo.get(b) ?? []) {
      const call = view.call(outer);
      // Who does not wait for the helper is not told by it.
      if (call === undefined || call.how !== 'call' || call.used === 'statement' || call.used === 'void') continue;
      for (const target of each(evaluator.value(view.file, call.c))) {
        const other = target.is === 'fn' ? evaluator.view(target.file) : undefined;
        const param = target.is === 'fn' ? other?.summary.functions[target.fn]?.params[arg]?.b : undefined;
        const found = other === undefined || param === undefined ? [] : waitedFor(evaluator, other, param);
        if (found.length > 0) return found;
      }
    }
  }
  return [];
}

/** The timer of a promise in whose executor somebody listens for the connection that a name holds. */
function waitedFor(evaluator: Evaluator, view: View, b: BindingId): TimeoutLayer[] {
  for (const id of view.calledOn.get(b) ?? []) {
    const call = view.call(id);
    const callee = call === undefined ? undefined : view.expr(call.c);
    const event = call?.a[0] === undefined ? undefined : view.expr(call.a[0]);
    if (call === undefined || callee?.k !== 'mem' || !listens.test(callee.n)) continue;
    if (event?.k !== 'lit' || typeof event.v !== 'string' || !opens.test(event.v)) continue;
    const found = boundOf(evaluator, view, executorAround(view, call.fn));
    if (found.length > 0) return found;
  }
  return boundOf(evaluator, view, executorWith(view, b));
}

/** The timer that settles the promise of an executor, or that is raced against it. */
function boundOf(evaluator: Evaluator, view: View, executor: FnId | undefined): TimeoutLayer[] {
  if (executor === undefined) return [];
  const own = settledByTimer(evaluator, view, executor);
  const promise = view.summary.functions[executor]?.into?.call;
  if (own.length > 0 || promise === undefined) return own;
  return (view.callsNamed.get('race') ?? []).flatMap((id) => {
    const race = view.call(id);
    const list = race?.a[0] === undefined ? undefined : view.expr(race.a[0]);
    if (race === undefined || list?.k !== 'arr' || !list.e.includes(promise)) return [];
    return raceTimeout(evaluator, view, race, promise).filter((layer): layer is TimeoutLayer => layer.kind === 'timeout');
  });
}

/** The executor in which the connection that a name holds is given what to do when it is open: `socket.onopen = () => resolve()`. */
function executorWith(view: View, b: BindingId): FnId | undefined {
  const set = view.summary.functions.flatMap((fn, id) => (/^on(?:open|message)$/.test(fn.as ?? '') && id !== fn.parent ? [fn.parent] : []));
  return set.find((fn) => {
    const [start, end] = view.summary.functions[fn]?.exprs ?? [0, 0];
    const names = view.summary.exprs.slice(start, end).some((e) => e.k === 'ref' && e.b === b);
    return names && executorAround(view, fn) !== undefined;
  });
}

const listens = /^(?:on|once|addListener|addEventListener)$/;
const opens = /^(?:open|connect|connected|ready)$/;

/** The executor of a promise, or of what is called one, that a function is. */
function executorAround(view: View, fn: FnId): FnId | undefined {
  const into = view.summary.functions[fn]?.into;
  const call = into === undefined || into.arg !== 0 || into.path.length > 0 ? undefined : view.call(into.call);
  const callee = call === undefined || call.how !== 'new' ? undefined : view.expr(call.c);
  const name = callee?.k === 'global' ? callee.n : callee?.k === 'ref' ? (view.summary.bindings[callee.b]?.n ?? '') : '';
  return name.endsWith('Promise') ? fn : undefined;
}
