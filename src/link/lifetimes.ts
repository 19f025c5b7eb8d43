import type { Lifetime } from '../model/layer';
import type { BindingId, CallExpr, Expr, ExprId } from '../model/summary';
import type { Evaluator } from './evaluator';
import { each, type Place } from './values';
import { perView, type View } from './view';

/** How long the value made by a call lives: made while the module loads, or each time a function runs. */
export function lifetimeOf(evaluator: Evaluator, place: Place & { call: CallExpr }): Lifetime {
  const view = evaluator.view(place.file);
  if (view === undefined) return 'unknown';
  const fn = view.summary.functions[place.call.fn];
  if (fn === undefined || fn.kind === 'module') return 'module';
  // A field or a constructor belongs to an instance, and a class may be a singleton.
  if (fn.kind === 'ctor') return 'unknown';
  const { carriers, names, isKept } = carriedIn(view, place.expr);
  if (isKept) return 'module';
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
  return isHandedOn(view, place, names) ? 'unknown' : 'call';
}

interface Carried {
  /** The expressions that stand for it. */
  readonly carriers: readonly ExprId[];
  readonly names: readonly BindingId[];
  /** It is stored in a member, or under a name of another function. */
  readonly isKept: boolean;
}

/** What the value of a call goes by in its file, whoever asks. */
const carriedIn = perView(carriedBy);

function carriedBy(view: View, expr: ExprId): Carried {
  const fn = view.call(expr)?.fn;
  // `kept ?? new Pool()` is what is stored, where it is stored at all.
  const carriers = [expr];
  view.summary.exprs.forEach((e, id) => {
    if (e.k === 'alt' && e.e.some((x) => carriers.includes(x))) carriers.push(id);
  });
  const names = namesOf(view, carriers);
  // `const made = connect(); this.client = made`.
  const isIt = (id: ExprId): boolean => {
    const e = view.expr(id);
    return carriers.includes(id) || (e.k === 'ref' && names.includes(e.b));
  };
  const isOutside = (b: BindingId): boolean => view.summary.bindings[b]?.fn !== fn;
  if (view.summary.writes.some((w) => isIt(w.v)) || names.some(isOutside)) return { carriers, names, isKept: true };
  // `kept = { pool: new Pool(), since }`.
  const holders = view.summary.exprs.flatMap((e, id) => (partsOf(e).some(isIt) ? [id] : []));
  return { carriers, names, isKept: namesOf(view, holders).some(isOutside) };
}

/** What these values are called, and what is set to such a name: `const made = connect(); kept = made`. */
function namesOf(view: View, values: readonly ExprId[]): readonly BindingId[] {
  const names = new Set<BindingId>();
  const add = (id: ExprId): boolean => {
    const fresh = (view.namesOf.get(id) ?? []).filter((b) => !names.has(b));
    for (const b of fresh) names.add(b);
    return fresh.length > 0;
  };
  for (const id of values) add(id);
  for (let more = names.size > 0; more; ) {
    more = false;
    view.summary.exprs.forEach((e, id) => {
      if (e.k === 'ref' && names.has(e.b) && add(id)) more = true;
    });
  }
  return [...names];
}

/** Whether it is handed back, or put with others into an object that is handed back, handed on or stored. */
function isHandedOn(view: View, { call: { fn }, expr }: Place & { call: CallExpr }, names: readonly BindingId[]): boolean {
  const isIt = (id: ExprId): boolean => {
    const e = view.expr(id);
    return id === expr || (e.k === 'ref' && names.includes(e.b));
  };
  const holds = (id: ExprId, isHeld: (id: ExprId) => boolean): boolean => {
    const e = view.expr(id);
    return isHeld(id) || partsOf(e).some((part) => holds(part, isHeld));
  };
  // `const entry = { breaker, since }; known.set(host, entry)`.
  const held = view.summary.bindings.flatMap((binding, b) =>
    binding.fn === fn && binding.e !== undefined && partsOf(view.expr(binding.e)).some((part) => holds(part, isIt)) ? [b] : [],
  );
  const isHeld = (id: ExprId): boolean => {
    const e = view.expr(id);
    return e.k === 'ref' && held.includes(e.b);
  };
  // A function that is handed back may use it each time it is called.
  const returned = view.summary.functions[fn]?.ret.some((id) => holds(id, (one) => isIt(one) || isHeld(one) || view.expr(one).k === 'fn'));
  return returned === true || held.some((b) => view.passedTo.has(b)) || view.summary.writes.some((w) => isHeld(w.v));
}

/** What stands in an object or a list. */
function partsOf(e: Expr): readonly ExprId[] {
  if (e.k === 'obj') return e.p.map((p) => p.e);
  return e.k === 'arr' ? e.e : [];
}
