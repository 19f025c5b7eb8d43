import type { BindingId, CallExpr, CtxId, ExprId, Fn, FnId } from '../model/summary';
import { awaitsIn, standsIn, testsBefore } from './between';
import { saysRefused } from './conditions';
import type { FailurePath } from './failure';
import { holdsCall } from './listeners';
import { choicesOn } from './choices';
import { refsIn } from './refs';
import { isStatus, namesRedirect, saysFailed, statusSays } from './status-says';
import { calleeName, type View } from './view';
import { wrapped } from './wrappers';

/** A condition on the way, and whether it holds there. */
interface Step {
  readonly test: ExprId;
  readonly holds: boolean;
}

/** The way from an answer with a bad status to the call that starts over: `if (answer.status >= 500) return this.send(request)`. */
export function badAnswerPath(view: View, again: ExprId, call: ExprId, fn: FnId): FailurePath | undefined {
  const answers = answersOf(view, call);
  if (answers.length === 0 || again <= call) return undefined;
  const steps: Step[] = [];
  const before: ExprId[] = [];
  const awaits: ExprId[] = [];
  let redirected = false;
  let at = view.call(again);
  let timer = at !== undefined && calleeName(view, at.c) === 'setTimeout' ? again : undefined;
  let here = again;
  // To be sent elsewhere is no second try.
  if (at === undefined || at.a.some((a) => namesRedirect(view, a))) return undefined;
  for (let hops = 0; at !== undefined && hops < 6; hops++) {
    const home: FnId = at.fn;
    const around = stepsTo(view, at.ctx, home);
    if (around === undefined) return undefined;
    const way = [...choicesOn(view, here), ...around];
    const left = leftBefore(view, again, at.ctx);
    const known = new Set([...way.map(({ test }) => test), ...left]);
    before.push(...testsBefore(view, again, (it) => it.kind === 'fn' && it.id === home).filter((one) => one > call && !known.has(one)));
    redirected ||= way.some(({ test }) => namesRedirect(view, test));
    steps.push(...way, ...left.filter((one) => one > call).map((test) => ({ test, holds: false })));
    awaits.push(...awaitsIn(view, (ctx) => standsIn(view, ctx, home), again).filter((one) => one > call && one < again));
    const into: Fn['into'] = view.summary.functions[home]?.into;
    const outer: CallExpr | undefined = into === undefined ? undefined : view.call(into.call);
    if (home === fn || home === view.call(call)?.fn || hears(view, home, call)) {
      // Of `>= 300` around `=== 502` only the failure is left.
      if (redirected && !steps.some(({ test, holds }) => saysFailed(view, test, holds, answers))) return undefined;
      const tests = judged(view, steps, answers);
      return (
        tests && {
          refused: steps.some(({ test, holds }) => saysRefused(view, test, holds)),
          tests: [...tests, ...before.flatMap((one) => others(view, one, answers))],
          given: steps,
          awaits,
          status: true,
          ...(timer === undefined ? {} : { timer }),
        }
      );
    }
    if (into === undefined || outer === undefined || into.path.length > 0) return undefined;
    const name = calleeName(view, outer.c);
    if (into.arg > 0 && !isReadOut(view, outer, answers)) return undefined;
    if (name === 'setTimeout') timer = into.call;
    else if (into.arg === 0 && !/^(setImmediate|nextTick|then|finally|Promise)$/.test(name)) return undefined;
    at = outer;
    here = into.call;
  }
  return undefined;
}

/** What a way rests on besides the status; `undefined` when another answer may take it. */
function judged(view: View, steps: readonly Step[], answers: readonly BindingId[]): ExprId[] | undefined {
  const says = steps.map(({ test, holds }) => statusSays(view, test, holds, answers));
  if (says.includes('good') || !says.includes('bad')) return undefined;
  return steps.flatMap(({ test }) => others(view, test, answers));
}

/** The parts of a condition that ask for something else than the status. */
function others(view: View, test: ExprId, answers: readonly BindingId[]): ExprId[] {
  const e = view.expr(test);
  if (e.k === 'un') return others(view, e.e, answers);
  if (e.k === 'alt' && e.op !== '?') return e.e.flatMap((one) => others(view, one, answers));
  return asksStatus(view, test, answers) ? [] : [test];
}

function asksStatus(view: View, id: ExprId, answers: readonly BindingId[]): boolean {
  const e = view.expr(id);
  if (isStatus(view, id, answers)) return true;
  if (e.k === 'bin') return asksStatus(view, e.l, answers) || asksStatus(view, e.r, answers);
  return e.k === 'call' && e.a.some((a) => asksStatus(view, a, answers));
}

/** The conditions around a place up to the function's body; `undefined` for one in a handler or in a loop. */
function stepsTo(view: View, from: CtxId, home: FnId): Step[] | undefined {
  const out: Step[] = [];
  for (let it = view.summary.contexts[from]; it !== undefined; it = view.summary.contexts[it.up]) {
    if (it.kind === 'fn') return it.id === home ? out : undefined;
    if (it.kind === 'catch' || it.kind === 'loop') return undefined;
    if (it.test !== undefined) out.push({ test: it.test, holds: it.kind === 'if' });
  }
  return undefined;
}

/** Conditions in front of a place that do not hold there, because the branch under them leaves the function. */
export function leftBefore(view: View, again: ExprId, from: CtxId): ExprId[] {
  const around = new Set<CtxId>();
  for (let ctx = from; !around.has(ctx); ) {
    around.add(ctx);
    const it = view.summary.contexts[ctx];
    if (it === undefined || it.kind === 'fn') break;
    ctx = it.up;
  }
  return view.summary.contexts.flatMap((it, ctx) =>
    it.leaves === true && it.test !== undefined && it.test < again && around.has(it.up) && !around.has(ctx) ? [it.test] : [],
  );
}

/** Names that hold the answer of a call, or a part of it, and the parameters of those who are told it. */
function answersOf(view: View, call: ExprId): readonly BindingId[] {
  const out: BindingId[] = [];
  view.summary.bindings.forEach((b, id) => {
    if (b.e === call || b.w?.includes(call) === true) out.push(id);
  });
  view.summary.functions.forEach((it, fn) => {
    const b = it.params[0]?.b;
    if (b !== undefined && it.into !== undefined && hears(view, fn, call)) out.push(b);
  });
  for (let i = 0; i < out.length; i++) {
    const b = out[i];
    view.summary.bindings.forEach((other, id) => {
      const e = other.e === undefined ? undefined : view.expr(other.e);
      if (e?.k === 'ref' && e.b === b && !out.includes(id)) out.push(id);
    });
  }
  return out;
}

/** `answer.on('end', …)`: what hears that an answer, or what it was piped into, was read to its end. */
function isReadOut(view: View, listener: CallExpr, answers: readonly BindingId[]): boolean {
  if (!/^(?:end|close|finish)$/.test(eventOf(view, listener))) return false;
  for (let callee = view.expr(listener.c); callee.k === 'mem'; ) {
    const of = view.expr(callee.o);
    if (of.k === 'ref') return answers.includes(of.b);
    if (of.k !== 'call') return false;
    callee = view.expr(of.c);
  }
  return false;
}

/** The event that a listener is set for. */
function eventOf(view: View, listener: CallExpr): string {
  const event = listener.a[0] === undefined ? undefined : view.expr(listener.a[0]);
  return /^(?:on|once|addListener)$/.test(calleeName(view, listener.c)) && event?.k === 'lit' ? String(event.v) : '';
}

/** Whether a function is told the answer of a call: `.then(f)` behind it, `http.get(url, f)`, `request.on('response', f)`. */
function hears(view: View, fn: FnId, call: ExprId): boolean {
  const into = wrapped(view, view.summary.functions[fn]?.into);
  if (into === undefined || into.path.length > 0) return false;
  if (into.call === call) return true;
  const taker = view.call(into.call);
  const callee = view.expr(taker?.c ?? 0);
  if (taker !== undefined && callee.k === 'mem' && into.arg === 1 && eventOf(view, taker) === 'response')
    return holdsCall(view, callee.o, call);
  if (callee.k !== 'mem' || callee.n !== 'then' || into.arg !== 0) return false;
  const of = view.expr(callee.o);
  return callee.o === call || (of.k === 'ref' && refsIn(view, callee.o).some((b) => (view.namesOf.get(call) ?? []).includes(b)));
}
