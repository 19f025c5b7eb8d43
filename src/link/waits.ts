import type { BindingId, CallExpr, ExprId, FnId } from '../model/summary';
import type { Evaluator } from './evaluator';
import { isErrorName } from './listeners';
import { isForLater } from './platforms';
import { each } from './values';
import { calleeName, enclosing, perView, type View } from './view';

/**
 * Who waits for a call: `nobody` where the program says so by `void`, starts it once and only reports on it, or tells by it that
 * something has ended, `reports` where its function waits and does nothing with the answer but report, so that it is for whoever
 * called the function. `undefined` for all else.
 */
export function waitsFor(evaluator: Evaluator, view: View, id: ExprId): 'nobody' | 'reports' | undefined {
  let top = id;
  let reported = true;
  for (let next = view.chainedOn.get(top)?.[0]; next !== undefined; next = view.chainedOn.get(top)?.[0]) {
    const call = view.call(next);
    const callee = call === undefined ? undefined : view.expr(call.c);
    if (call === undefined || callee?.k !== 'mem' || !/^(?:then|catch|finally|subscribe)$/.test(callee.n)) return undefined;
    reported &&= call.a.every((a) => isReport(evaluator, view, a));
    top = next;
  }
  const own = view.call(id);
  const call = view.call(top);
  // Who hands over a function, or keeps what is made, hears of it.
  if (own === undefined || call === undefined || own.how !== 'call') return undefined;
  if (own.a.some((a, i) => view.expr(a).k === 'fn' && !(i === own.a.length - 1 && isReportBack(evaluator, view, a)))) return undefined;
  if (call.used === 'void') return 'nobody';
  // Platforms keep a function alive for it once the answer is sent.
  const taker = call.into === undefined ? undefined : view.call(call.into[0]);
  if (
    call.into !== undefined &&
    taker !== undefined &&
    (calleeName(view, taker.c) === 'waitUntil' || isForLater(evaluator, view, call.into[0]))
  )
    return 'nobody';
  if (call.used === 'statement' || (call.used === 'return' && isDropped(view, call.fn))) {
    // What is opened is used by others, except that it is done at the top of a module.
    const once = view.summary.functions[call.fn]?.kind === 'module';
    return (reported && (once || !opens.test(calleeName(view, own.c)))) || tellsEnd(evaluator, view, own) ? 'nobody' : undefined;
  }
  if (call.used === 'return') return 'reports';
  return call.used === 'await' && reported && nothingBehind(view, top) ? 'reports' : undefined;
}

/** Whether nobody hears what a function gives back, which is called for each of several: `hooks.forEach((hook) => run(hook))`. */
export function isDropped(view: View, fn: FnId): boolean {
  const into = view.summary.functions[fn]?.into;
  const taker = into === undefined ? undefined : view.call(into.call);
  if (into?.arg !== 0 || into.path.length > 0 || taker?.used !== 'statement') return false;
  const callee = view.expr(taker.c);
  return callee.k === 'mem' && callee.n === 'forEach';
}

/** The call that is handed a promise, or what is chained to it. */
export function takerOf(view: View, id: ExprId): ExprId | undefined {
  let top = id;
  for (let next = view.chainedOn.get(top)?.[0]; next !== undefined; next = view.chainedOn.get(top)?.[0]) top = next;
  return view.call(top)?.into?.[0];
}

/** A listener for the end of something tells others of it: `request.on('close', () => { fetch(interrupt); })`. What starts over is no word. */
function tellsEnd(evaluator: Evaluator, view: View, call: CallExpr): boolean {
  const it = view.summary.functions[call.fn];
  const listener = it?.into?.arg === 1 && it.into.path.length === 0 ? view.call(it.into.call) : undefined;
  const callee = listener === undefined ? undefined : view.expr(listener.c);
  const event = listener?.a[0] === undefined ? undefined : view.expr(listener.a[0]);
  if (callee?.k !== 'mem' || !/^(?:on|once|addListener|addEventListener)$/.test(callee.n)) return false;
  if (event?.k !== 'lit' || typeof event.v !== 'string' || !/^(?:close|abort|aborted|disconnect)$/.test(event.v)) return false;
  if (opens.test(calleeName(view, call.c)) || /subscribe/i.test(calleeName(view, call.c))) return false;
  return each(evaluator.value(view.file, call.c)).every((v) => v.is !== 'fn' && v.is !== 'cls');
}

const opens = /connect|open|start|login|listen|join/i;

/** Whether a call opens something, by the last step of its name. */
export const isOpening = (name: string): boolean => opens.test(name.split('.').at(-1) ?? name);

/** A handler that does nothing but report: `.catch(console.error)`, `() => log('sent')`. */
function isReport(evaluator: Evaluator, view: View, id: ExprId): boolean {
  const e = view.expr(id);
  if (e.k === 'mem') return reports.test(e.n);
  // An observer has a handler under each name: `{ next: (it) => log(it), error: log }`.
  if (e.k === 'obj') return e.p.every((one) => one.kind === undefined && isReport(evaluator, view, one.e));
  if (e.k !== 'fn') return evaluator.value(view.file, id).is === 'lit';
  return view.summary.calls.every((one) => view.call(one)?.fn !== e.f || tells(view, one)) && unwritten(view, e.f, -1);
}

/** `(error) => { if (error) console.error(error); }`: who is called back when it is done, and does nothing but report. */
function isReportBack(evaluator: Evaluator, view: View, id: ExprId): boolean {
  const e = view.expr(id);
  const first = e.k === 'fn' ? view.summary.functions[e.f]?.params[0]?.b : undefined;
  return first !== undefined && isErrorName(view.summary.bindings[first]?.n) && isReport(evaluator, view, id);
}

/** Whether a function only reports after a call: nothing else is called, and nothing outside of it is written. The text tells, and every way through the call asks. */
const nothingBehind = perView(lacksAnyBehind);

function lacksAnyBehind(view: View, id: ExprId): boolean {
  const call = view.call(id);
  if (call === undefined) return false;
  for (let it = view.summary.contexts[call.ctx]; it !== undefined && it.kind !== 'fn'; it = view.summary.contexts[it.up])
    if (it.kind === 'loop') return false;
  const behind = view.summary.calls.filter((one) => {
    const other = view.call(one);
    return other !== undefined && other.fn === call.fn && other.at[0] >= call.at[1];
  });
  return behind.every((one) => tells(view, one)) && unwritten(view, call.fn, id);
}

function unwritten(view: View, fn: FnId, from: ExprId): boolean {
  if (view.summary.writes.some((w) => w.fn === fn && w.v > from)) return false;
  const [start, end] = view.summary.functions[fn]?.exprs ?? [0, 0];
  return !view.summary.bindings.some(
    (b, id) => b.fn !== fn && b.w?.some((w) => w > from && start <= w && w < end) === true && !isLate(view, fn, id),
  );
}

/**
 * Whether a name that a handler writes is read by nobody any more: the function around it has ended by then, which waits for nothing,
 * and only such handlers know the name: `let known = true; fetch(url).catch(() => { known = false; }); return known;`.
 */
function isLate(view: View, handler: FnId, b: BindingId): boolean {
  const { bindings, functions, exprs } = view.summary;
  const of = bindings[b]?.fn ?? 0;
  const around = functions[of];
  if (around === undefined || around.kind === 'module' || around.async === true || around.gen === true) return false;
  if (functions[handler]?.parent !== of) return false;
  const follows = (fn: FnId): boolean => {
    const taker = view.call(functions[fn]?.into?.call ?? -1);
    return functions[fn]?.parent === of && taker !== undefined && /^(?:then|catch|finally)$/.test(calleeName(view, taker.c));
  };
  return exprs.every((e, id) => e.k !== 'ref' || e.b !== b || enclosing(view, id) === of || follows(enclosing(view, id)));
}

/** `throw new Error(…)`, which nobody catches behind what nobody waits for, `console.error(…)`, `this.logger.warn(…)`, `Sentry.captureException(…)`; the body of the answer is read for it. */
export function tells(view: View, id: ExprId): boolean {
  const call = view.call(id);
  const callee = view.expr(call?.c ?? -1);
  // `getLogger().error(…)`
  const on = view.chainedOn.get(id) ?? [];
  if (call?.how === 'call' && on.length > 0 && /log/i.test(calleeName(view, call.c)) && on.every((next) => tells(view, next))) return true;
  if (call?.how === 'new') return callee.k === 'global' && /(?:Error|^Date)$/.test(callee.n);
  // `String(error)` puts what is reported into words.
  if (callee.k === 'global') return /^(?:String|Number|Boolean)$/.test(callee.n);
  if (callee.k !== 'mem') return false;
  if (/^(?:json|text|toString|toJSON|toISOString|toFixed|stringify|slice|substring|join|trim|now|round)$/.test(callee.n)) return true;
  const of = view.expr(callee.o);
  const name = calleeName(view, of.k === 'call' ? of.c : callee.o);
  return reports.test(callee.n) && /console|log|sentry|tracer|core/i.test(name);
}

/** Names of what reports. */
export const reports = /^(?:log|info|warn|warning|error|debug|trace|verbose|notice|fatal|silly|success|captureException|captureMessage)$/;
