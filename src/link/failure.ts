import type { Ctx, ExprId, Fn, FnId } from '../model/summary';
import { awaitsIn, standsIn, testsBefore } from './between';
import { choicesOn } from './choices';
import { saysRefused } from './conditions';
import { isCalledBack, listens, toldOf } from './listeners';
import type { Losses } from './losses';
import { handlersOf, handlersOn, holdsBack, isLetGo, passes } from './promises';
import { calleeName, contextsFrom, type View } from './view';

/** The way from the failure of a call to what starts over. */
export interface FailurePath {
  /** Only what was refused starts over. */
  readonly refused: boolean;
  /** Conditions on the way to the second try. */
  readonly tests: readonly ExprId[];
  /** Those of which it is known whether they hold there. */
  readonly given?: readonly { readonly test: ExprId; readonly holds: boolean }[];
  readonly awaits: readonly ExprId[];
  /** The `setTimeout` call that delays it. */
  readonly timer?: ExprId;
  /** What failed is a connection that once stood, or was to stand. */
  readonly lost?: true;
  /** It is an answer with a bad status that starts over. */
  readonly status?: true;
}

/** The way from the failure of `call` to the call that starts over; `undefined` when it starts over for another reason. */
export function failurePath(view: View, again: ExprId, call: ExprId, fn: FnId, losses: Losses): FailurePath | undefined {
  const lost = losses.connection ? { lost: true as const } : {};
  const isTimer = calleeName(view, view.call(again)!.c) === 'setTimeout';
  if (!isTimer && listens(view, again, call, losses.events)) return { refused: false, tests: [], awaits: [], ...lost };
  const given: Given[] = [];
  const mayFail = (met: readonly Given[]): boolean => !met.some(({ test, holds }) => losses.excludes(test, holds));
  let timer = isTimer ? { timer: again } : {};
  for (let here = again, hops = 0; hops < 6; hops++) {
    const at = view.call(here);
    const owner = at === undefined ? undefined : view.summary.functions[at.fn];
    if (at === undefined || !mayFail(choicesOn(view, here))) return undefined;
    given.push(...choicesOn(view, here));
    for (const it of contextsFrom(view, at.ctx)) {
      const met = it.kind === 'catch' ? guardsBefore(view, it.id, again, given) : conditionOf(it);
      if (!mayFail(met)) return undefined;
      if (it.kind !== 'catch') given.push(...met);
      else if (insideTry(view, call, it.id)) {
        const awaits = awaitsIn(view, (one) => view.summary.contexts[one] === it, again);
        return { ...metOn(view, [...given, ...met]), awaits, ...timer };
      }
    }
    if (owner === undefined || at.fn === fn) return undefined;
    const told = toldOf(view, at.fn, call, losses) || isCalledBack(view, at.fn, call, given);
    if (told || hearsFailure(view, owner.into, call)) {
      const { refused, tests } = metOn(view, given);
      const before = testsBefore(view, again, (it) => it.kind === 'fn' && it.id === at.fn);
      const awaits = awaitsIn(view, (ctx) => standsIn(view, ctx, at.fn), again);
      return { refused, tests: [...tests, ...before], awaits, ...timer, ...(told ? lost : { given }) };
    }
    const taker = owner.into === undefined ? undefined : view.call(owner.into.call);
    const name = taker === undefined ? '' : calleeName(view, taker.c);
    if (owner.into === undefined || (name !== 'setTimeout' && name !== 'Promise')) return undefined;
    if (name === 'setTimeout') timer = { timer: owner.into.call };
    here = owner.into.call;
  }
  return undefined;
}

/** A condition that is met on a way, and whether it holds there. */
interface Given {
  readonly test: ExprId;
  readonly holds: boolean;
}

function conditionOf({ kind, test }: Ctx): readonly Given[] {
  return (kind === 'if' || kind === 'else') && test !== undefined ? [{ test, holds: kind === 'if' }] : [];
}

function metOn(view: View, given: readonly Given[]): Required<Pick<FailurePath, 'refused' | 'tests' | 'given'>> {
  return { refused: given.some(({ test, holds }) => saysRefused(view, test, holds)), tests: given.map(({ test }) => test), given };
}

/** Whether a function is what is chained to a call for its failure: `.catch(f)`, `.then(g, f)`. */
function hearsFailure(view: View, into: Fn['into'], call: ExprId): boolean {
  const taker = into === undefined ? undefined : view.call(into.call);
  if (into === undefined || taker === undefined) return false;
  const name = calleeName(view, taker.c);
  return ((name === 'catch' && into.arg === 0) || (name === 'then' && into.arg === 1)) && chainHolds(view, into.call, call);
}

function insideTry(view: View, call: ExprId, tryId: number): boolean {
  if (passes(view, call) || isLetGo(view, call) || handlersOn(view, call).some((handler) => holdsBack(view, handler))) return false;
  for (let ctx = view.call(call)?.ctx ?? 0; ; ) {
    const it = view.summary.contexts[ctx];
    if (it === undefined || it.kind === 'fn') return false;
    if (it.kind === 'try' && it.id === tryId) return true;
    // What stands in a stream or a loop without end is a step on the way of something that goes on; that is what starts over.
    const loop = it.kind === 'loop' ? view.summary.loops[it.id] : undefined;
    if (loop?.kind === 'for-await' || loop?.endless === true) return false;
    ctx = it.up;
  }
}

/** Whether `.catch(…)` is chained on the failing call. */
function chainHolds(view: View, handler: ExprId, call: ExprId): boolean {
  for (let id = handler, i = 0; i < 12; i++) {
    const callee = view.expr(view.call(id)?.c ?? 0);
    if (callee.k !== 'mem') return false;
    if (callee.o === call) return true;
    // A failure that an earlier handler holds back comes to no later one.
    if (handlersOf(view, callee.o).some((one) => holdsBack(view, one))) return false;
    const inner = view.expr(callee.o);
    if (inner.k === 'ref') return (view.summary.bindings[inner.b]?.e ?? -1) === call;
    if (inner.k !== 'call') return false;
    id = callee.o;
  }
  return false;
}

/** Conditions in a handler before the second try, which did not hold: `if (attempt > 3) throw`. */
function guardsBefore(view: View, tryId: number, again: ExprId, given: readonly Given[]): readonly Given[] {
  const known = new Set(given.map(({ test }) => test));
  return testsBefore(view, again, (it) => it.kind === 'catch' && it.id === tryId).flatMap((test) =>
    known.has(test) ? [] : [{ test, holds: false }],
  );
}
