import type { PolicyUse } from '../model/call';
import { parseArg } from './arguments';
import type { Evaluator } from './evaluator';
import { formsOf } from './guards';
import { lifetimeOf } from './lifetimes';
import { mayMake } from './makers';
import type { Program } from './program';
import type { Site } from './sites';
import { each, type PolicyValue } from './values';
import type { View } from './view';

/** Every policy value that the program makes, and what became of it; `near` tells cheaply what makes none. */
export function policiesIn(evaluator: Evaluator, near: Evaluator, program: Program, view: View, sites: readonly Site[]): PolicyUse[] {
  const out: PolicyUse[] = [];
  const sends = new Set(sites.map((s) => `${s.view.file}#${s.id}`));
  for (const id of view.summary.calls) {
    const call = view.call(id);
    if (call === undefined || !mayMake(near, view, call) || !each(near.value(view.file, id)).some((v) => v.is === 'policy')) continue;
    const policy = each(evaluator.value(view.file, id)).find((v) => v.is === 'policy');
    if (policy?.is !== 'policy' || policy.made.file !== view.file || policy.made.expr !== id) continue;
    if (!isWhole(evaluator, view, id, policy)) continue;
    const wrap = formsOf(evaluator, evaluator.value(view.file, call.c), view.file).find((f) => f.form.form === 'wrap');
    const runs = wrap?.form.form === 'wrap' ? call.a[parseArg(wrap.form.runs).index] : undefined;
    const given = runs === undefined ? undefined : view.call(runs);
    out.push({
      guard: policy.guard.id,
      name: policy.kind,
      at: evaluator.span(view.file, call.callee),
      lives: lifetimeOf(evaluator, { file: view.file, expr: id, frame: undefined, call }),
      layers: policy.layers,
      runs: wrap?.form.form === 'wrap' && wrap.form.starts === true ? 'unknown' : usesOf(view, id, call.used),
      ...(isUsedInPlace(view, id, call.used) ? { inPlace: true as const } : {}),
      ...(isForLists(view, id, policy) ? { list: true as const } : {}),
      givenPromise: given !== undefined && runs !== undefined && sends.has(`${view.file}#${runs}`),
      scope: view.scopeOf(call.fn),
      context: program.context(view.file),
    });
  }
  return out;
}

/** How often the name it was given is used again; `unknown` when it is not kept under a plain name of this file. */
function usesOf(view: View, id: number, used: string): number | 'unknown' {
  const names = view.namesOf.get(id) ?? [];
  if (names.length === 0) return used === 'statement' ? 0 : 'unknown';
  const exported = view.summary.exports.some((x) => x.b !== undefined && names.includes(x.b));
  if (exported) return 'unknown';
  return view.summary.exprs.filter((e) => e.k === 'ref' && names.includes(e.b)).length;
}

/** Whether the expression that makes it uses it up: `limit(5)(work)`, `new Queue().add(work)`. */
function isUsedInPlace(view: View, id: number, used: string): boolean {
  if ((view.namesOf.get(id) ?? []).length > 0 || used === 'statement') return false;
  return (
    (view.chainedOn.get(id) ?? []).length > 0 ||
    view.summary.calls.some((other) => {
      const callee = view.call(other)?.c;
      const e = callee === undefined ? undefined : view.expr(callee);
      return callee === id || (e?.k === 'mem' && e.o === id);
    })
  );
}

/** Whether it is the last of its chain that adds something: `pool.withConcurrency(5).for(list)` is one policy, told where it says five. */
function isWhole(evaluator: Evaluator, view: View, id: number, policy: PolicyValue): boolean {
  const callee = view.call(id)?.c;
  const before = callee === undefined ? undefined : policyOf(evaluator, view, callee);
  if (before !== undefined && before.layers.length === policy.layers.length) return false;
  for (let at = id; ; ) {
    const next: number | undefined = view.chainedOn.get(at)?.[0];
    const more = next === undefined ? undefined : policyOf(evaluator, view, next);
    if (next === undefined || more === undefined || more.made.expr !== next) return true;
    if (more.layers.length > policy.layers.length) return false;
    at = next;
  }
}

function policyOf(evaluator: Evaluator, view: View, id: number): PolicyValue | undefined {
  return each(evaluator.value(view.file, id)).find((v) => v.is === 'policy');
}

/** Whether all that is run under it are lists that it works off, as far as can be seen here. */
function isForLists(view: View, id: number, { guard, kind }: PolicyValue): boolean {
  const applied = guard.forms.flatMap((form) => (form.form === 'apply' && form.on.includes(kind) ? [form] : []));
  if (applied.length > 0 && applied.every(({ list }) => list === true)) return true;
  const lists = applied.filter(({ list }) => list === true).map(({ path }) => path);
  const names = view.namesOf.get(id) ?? [];
  const used = names.length === 0 ? [id] : view.summary.exprs.flatMap((e, at) => (e.k === 'ref' && names.includes(e.b) ? [at] : []));
  if (lists.length === 0 || used.length === 0) return false;
  return used.every((at) => (view.chainedOn.get(at) ?? []).some((next) => lists.includes(memberOf(view, next))));
}

function memberOf(view: View, id: number): string {
  const callee = view.call(id)?.c;
  const e = callee === undefined ? undefined : view.expr(callee);
  return e?.k === 'mem' ? e.n : '';
}
