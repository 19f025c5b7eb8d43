import type { RetryLayer } from '../model/layer';
import type { BindingId, CallExpr, ExprId, FnId } from '../model/summary';
import type { Callers } from './callers';
import type { Evaluator } from './evaluator';
import { loopRetry } from './loops';
import { recursionRetry } from './recursion';
import { each } from './values';
import { callsWithin, isFunction, loopsAround, type View } from './view';

/** A retry by hand of what a function is handed, and the name under which it is handed in. */
export interface HandedLoop {
  readonly layer: RetryLayer;
  readonly runs: string;
}

/**
 * Retries that run a function they are handed, in functions that say by their names that they retry: what it sends may stand in
 * another package. One whose callers hand in nothing but work on the disk repeats no call.
 */
export function handedInLoops(evaluator: Evaluator, callers: Callers, view: View): HandedLoop[] {
  const out: HandedLoop[] = [];
  for (const id of view.summary.calls) {
    const call = view.call(id);
    const work = call === undefined ? undefined : handed(view, call);
    if (call === undefined || work === undefined || !namesRetry.test(view.scopeOf(call.fn))) continue;
    const layer = aroundOf(evaluator, view, id, call) ?? recursionRetry(evaluator, callers, view, call.fn, id);
    if (layer?.because.at === undefined || layer.reconnect === true || isKept(evaluator, callers, view, work)) continue;
    out.push({ layer, runs: work.name });
  }
  return out;
}

/** Where the scan looks for such functions, this has to be found in the text. */
const namesRetry = /retr(?:y|ies)/i;

/** What is called is a parameter of a function around, or a part of one. */
function handed(view: View, call: CallExpr): { readonly b: BindingId; readonly name: string } | undefined {
  const callee = view.expr(call.c);
  const binding = callee.k === 'ref' ? view.summary.bindings[callee.b] : undefined;
  if (call.how !== 'call' || callee.k !== 'ref' || binding?.kind !== 'param' || binding.i === undefined) return undefined;
  if ((binding.path?.length ?? 0) > 1 || binding.w !== undefined) return undefined;
  // Who tells of how it goes sends nothing.
  return /^(?:on[A-Z_]|log|report|notify|cb$|callback$|next$|resolve$|reject$|done$|should|is[A-Z]|sleep|delay|wait)/.test(binding.n)
    ? undefined
    : { b: callee.b, name: binding.n };
}

/** The retry that a loop around a call in the same function means. */
function aroundOf(evaluator: Evaluator, view: View, id: ExprId, call: CallExpr): RetryLayer | undefined {
  for (const loop of loopsAround(view, call.ctx)) {
    const facts = loop.calls.find((one) => one.call === id);
    if (facts !== undefined) return loopRetry(evaluator, view, loop, facts);
  }
  return undefined;
}

/** Whether nobody outside is handed the function that retries, and all who are known to call it hand in work that stays on the machine. */
function isKept(evaluator: Evaluator, callers: Callers, view: View, { b }: { readonly b: BindingId }): boolean {
  const binding = view.summary.bindings[b];
  const fn = binding?.fn ?? 0;
  const index = binding?.i ?? 0;
  const known = callers.of(view.file, fn).filter((caller) => caller.handed === undefined && !isWithin(view, fn, caller.view, caller.call));
  if (known.length === 0) return !isOffered(view, fn);
  return known.every((caller) => {
    const given = caller.view.call(caller.call)?.a[index];
    const e = given === undefined ? undefined : caller.view.expr(given);
    return e?.k === 'fn' && staysOnMachine(evaluator, caller.view, e.f);
  });
}

function isWithin(view: View, fn: FnId, from: View, call: ExprId): boolean {
  const [start, end] = view.summary.functions[fn]?.exprs ?? [0, 0];
  return from.file === view.file && start <= call && call < end;
}

/** Whether a function, or what it stands in, is exported or a member of a class. */
function isOffered(view: View, fn: FnId): boolean {
  for (let f = fn; f !== 0; f = view.summary.functions[f]?.parent ?? 0) {
    const it = view.summary.functions[f];
    if (it === undefined) return false;
    if (it.cls !== undefined && it.own !== true) return true;
    const holds = (e: ExprId | undefined): boolean => isFunction(view, e, f);
    const names = view.summary.bindings.flatMap(({ e, n, kind, fn: home }, i) =>
      holds(e) || (kind === 'fn' && n === it.n && home === it.parent) ? [i] : [],
    );
    if (view.summary.exports.some((x) => holds(x.e) || (x.b !== undefined && names.includes(x.b)))) return true;
    if (view.summary.writes.some(({ v, n }) => holds(v) && (n === 'exports' || n === it.n))) return true;
  }
  return false;
}

const onMachine =
  /^(?:node:)?(?:fs|child_process|os|path|worker_threads|crypto|zlib|sqlite|timers|util)(?:\/|$)|^(?:fs-extra|graceful-fs|rimraf|execa|better-sqlite3|del)$/;

/** Whether something in a function is done on the machine, and nothing in it can be anything else. */
function staysOnMachine(evaluator: Evaluator, view: View, fn: FnId): boolean {
  const values = callsWithin(view, fn).flatMap((id) => each(evaluator.value(view.file, view.call(id)?.c ?? 0)));
  const local = values.filter((v) => v.is === 'lib' && (onMachine.test(v.module) || v.module.startsWith('global:')));
  return local.some((v) => v.is === 'lib' && onMachine.test(v.module)) && local.length === values.length;
}
