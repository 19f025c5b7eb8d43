import type { Lifetime } from '../model/layer';
import type { CallExpr, ExprId } from '../model/summary';
import type { Evaluator } from './evaluator';
import { each, type Place } from './values';

/** How long the value made by a call lives: made while the module loads, or each time a function runs. */
export function lifetimeOf(evaluator: Evaluator, place: Place & { call: CallExpr }): Lifetime {
  const view = evaluator.view(place.file);
  if (view === undefined) return 'unknown';
  const fn = view.summary.functions[place.call.fn];
  if (fn === undefined || fn.kind === 'module') return 'module';
  // A field or a constructor belongs to an instance, and a class may be a singleton.
  if (fn.kind === 'ctor') return 'unknown';
  // `kept ?? new Pool()` is what is stored, where it is stored at all.
  const carriers = [place.expr];
  view.summary.exprs.forEach((e, id) => {
    if (e.k === 'alt' && e.e.some((x) => carriers.includes(x))) carriers.push(id);
  });
  const names = carriers.flatMap((id) => view.namesOf.get(id) ?? []);
  // `const made = connect(); this.client = made`.
  const isCarried = (id: ExprId): boolean => {
    const e = view.expr(id);
    return carriers.includes(id) || (e.k === 'ref' && names.includes(e.b));
  };
  const stored = view.summary.writes.some((w) => isCarried(w.v)) || names.some((b) => view.summary.bindings[b]?.fn !== place.call.fn);
  if (stored) return 'module';
  const inField = view.summary.classes.some((c) => c.members.some((m) => m.e !== undefined && carriers.includes(m.e)));
  if (inField) return 'unknown';
  // What is handed back may be kept by whoever asked for it.
  if (place.call.used === 'return' || place.call.into !== undefined) return 'unknown';
  // Whoever is handed it may keep it: a map of hosts, a registry. A policy it is put into lives as long as that one.
  for (const { call: taker } of names.flatMap((b) => view.passedTo.get(b) ?? [])) {
    const call = view.call(taker);
    const joined = each(evaluator.value(place.file, taker, place.frame)).find((v) => v.is === 'policy');
    if (call === undefined || joined === undefined || lifetimeOf(evaluator, { ...place, expr: taker, call }) !== 'call') return 'unknown';
  }
  const isIt = (id: ExprId): boolean => {
    const e = view.expr(id);
    if (e.k === 'obj') return e.p.some((p) => isIt(p.e));
    if (e.k === 'arr') return e.e.some(isIt);
    return (e.k === 'ref' && names.includes(e.b)) || e.k === 'fn';
  };
  const returned = view.summary.functions[place.call.fn]?.ret.some(isIt);
  return returned === true ? 'unknown' : 'call';
}
